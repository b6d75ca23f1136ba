import { StartupFailure } from '../startup-failure.js';

interface Complaint {
  readonly says: RegExp;
  readonly code: string;
  readonly sentence: (dataDir: string) => string;
}

/** What initdb and postgres print (messages are English: the locale is C), and what a person should read instead. */
const COMPLAINTS: readonly Complaint[] = [
  {
    says: /No space left on device|Disk quota exceeded/i,
    code: 'disk-full',
    sentence: (dir) =>
      `The disk that holds ${dir} is full: the database needs at least 100 MB there; make room and start again.`,
  },
  {
    says: /Read-only file system/i,
    code: 'data-dir-not-writable',
    sentence: (dir) => `The disk that holds ${dir} is read-only: choose another data folder.`,
  },
  {
    says: /Permission denied|Operation not permitted|wrong ownership|invalid permissions/i,
    code: 'data-dir-not-writable',
    sentence: (dir) =>
      `The database may not write to ${dir}: give the folder to the user that starts the program, or choose another one.`,
  },
  {
    says: /error while loading shared libraries|GLIBC_|cannot execute|not found$/im,
    code: 'embedded-postgres-unsupported',
    sentence: () =>
      'The embedded Postgres does not run on this system: set DATABASE_URL to a Postgres 14 or newer instead.',
  },
  {
    says: /could not look up effective user ID/i,
    code: 'embedded-postgres-user-unknown',
    sentence: () =>
      'The user that starts the program has no entry in /etc/passwd, which Postgres needs to make a database: use a user that has one.',
  },
];

/** The typed reason behind the output of a server or initdb that failed. */
export function failureFrom(output: string, dataDir: string): StartupFailure {
  const cause = new Error(output.trim().slice(-4_000));
  const known = COMPLAINTS.find(({ says }) => says.test(output));
  if (known !== undefined) return new StartupFailure(known.code, known.sentence(dataDir), { cause });
  const lines = output.split('\n').map((line) => line.trim());
  const reason =
    lines.findLast((line) => /(FATAL|PANIC|ERROR|error):/.test(line)) ??
    lines.findLast((line) => line !== '');
  return new StartupFailure(
    'embedded-postgres-failed',
    `The embedded Postgres did not start on ${dataDir}: ${reason ?? 'it said nothing'}.`,
    { cause },
  );
}
