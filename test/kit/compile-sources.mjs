/**
 * Compiles parts of `src` to plain modules inside the project, where packages are found: for processes that tests start and
 * kill. Compiled once per content. As a program it prints the folder that stands for `src`.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { argv, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const source = join(root, 'src');
const cache = join(root, '.cache', 'source-programs');

const toModule = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
  swcrc: false,
};

/** @param parts folders or files below `src` */
export async function compileSources(...parts) {
  const files = (await Promise.all(parts.map((part) => filesOf(join(source, part))))).flat().sort();
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const digest = createHash('sha256');
  files.forEach((file, i) => digest.update(`${file}\0${texts[i]}\0`));
  const home = join(cache, digest.digest('hex').slice(0, 16));
  if (existsSync(home)) return join(home, 'src');
  await mkdir(cache, { recursive: true });
  const beside = await mkdtemp(join(cache, 'compiling-'));
  await Promise.all(
    files.map(async (filename, i) => {
      const target = join(beside, 'src', relative(source, filename)).replace(/\.ts$/, '.js');
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, (await transform(texts[i], { ...toModule, filename })).code);
    }),
  );
  // Two may compile the same at once: the second throws its copy away.
  await rename(beside, home).catch(() => rm(beside, { recursive: true, force: true }));
  return join(home, 'src');
}

async function filesOf(path) {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const sources = entries.filter(({ name }) => /\.(ts|js)$/.test(name) && !name.endsWith('.spec.ts'));
  return sources.map((entry) => join(entry.parentPath, entry.name));
}

if (argv[1] === fileURLToPath(import.meta.url)) stdout.write(await compileSources(...argv.slice(2)));
