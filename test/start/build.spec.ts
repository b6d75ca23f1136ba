import { existsSync, rmSync, utimesSync } from 'node:fs';
import { emptyFolder, script, type Folder } from './scripts.js';

/** A compiler that copies, or complains: what is tested here is when it runs and what is believed of its work. */
const compiler = (body: string): string =>
  `const fs = require('node:fs'); fs.mkdirSync('dist', { recursive: true }); ${body}`;
const COPIES = compiler(`fs.copyFileSync('src/main.ts', 'dist/main.js');`);
const COMPILER = 'node_modules/typescript/bin/tsc';

describe('the build', () => {
  let project: Folder;
  let builder: any;
  const isBuilt = (): boolean => builder.isBuilt(project.path) as boolean;

  beforeEach(async () => {
    builder = await script('prepare/build.mjs');
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    project = emptyFolder();
    project.write('src/main.ts', 'one');
    project.write('prisma/schema/schema.prisma', 'schema');
    for (const name of ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json']) project.write(name, {});
    project.write(COMPILER, COPIES);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    project.remove();
  });

  it('is missing in a fresh clone and there after building', async () => {
    expect(isBuilt()).toBe(false);
    await builder.build(project.path);
    expect(isBuilt()).toBe(true);
  });

  it.each([
    ['a source changed', 'src/main.ts', 'other'],
    ['a source is new', 'src/cli/more.ts', 'more'],
    ['the database schema changed', 'prisma/schema/schema.prisma', 'other schema'],
    ['the compiler options changed', 'tsconfig.build.json', '{"strict":true}'],
    ['the packages changed', 'package-lock.json', '{"packages":{}}'],
  ])('is old when %s', async (_what, path, text) => {
    await builder.build(project.path);
    project.write(path, text);
    expect(isBuilt()).toBe(false);
  });

  it('is old when a source was removed', async () => {
    project.write('src/more.ts', 'more');
    await builder.build(project.path);
    rmSync(project.at('src/more.ts'));
    expect(isBuilt()).toBe(false);
  });

  it('is old when a source was written again with as many characters', async () => {
    await builder.build(project.path);
    project.write('src/main.ts', 'two');
    utimesSync(project.at('src/main.ts'), new Date(), new Date(0));
    expect(isBuilt()).toBe(false);
  });

  it.each(['src/main.spec.ts', 'src/generated/prisma/client.ts'])('does not depend on %s', async (path) => {
    await builder.build(project.path);
    project.write(path, 'anything');
    expect(isBuilt()).toBe(true);
  });

  it('that fails is no build, and shows what the compiler said', async () => {
    await builder.build(project.path);
    project.write('src/main.ts', 'broken');
    project.write(COMPILER, compiler(`console.log('src/main.ts(1,1): error'); process.exit(2);`));
    await expect(builder.build(project.path)).rejects.toThrow(
      'The program could not be built:\nsrc/main.ts(1,1): error',
    );
    expect(isBuilt()).toBe(false);
  });

  it('that was cut short is made anew, one that was complete is built upon', async () => {
    await builder.build(project.path);
    project.write('dist/kept.js', '');
    await builder.build(project.path);
    expect(existsSync(project.at('dist/kept.js'))).toBe(true);
    rmSync(project.at('dist/.built-from'));
    await builder.build(project.path);
    expect(existsSync(project.at('dist/kept.js'))).toBe(false);
    expect(isBuilt()).toBe(true);
  });

  it('by hand leaves nothing of the one before', async () => {
    await builder.build(project.path);
    project.write('dist/of-a-removed-source.js', '');
    await builder.build(project.path, undefined, { clean: true });
    expect(existsSync(project.at('dist/of-a-removed-source.js'))).toBe(false);
  });
});

describe('preparing', () => {
  it('does nothing where there are no sources, as in a container image', async () => {
    const folder = emptyFolder();
    const { prepare } = await script('prepare/prepare.mjs');
    await prepare(folder.path);
    expect(existsSync(folder.at('.cache'))).toBe(false);
    folder.remove();
  });
});
