/**
 * Writes a golden file for every message that has none: `node tools/events/golden.mjs`. The values are drawn from types and
 * names of the members and want a person's eye; existing files are never touched.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import prettier from 'prettier';
import { messageClasses } from '../architecture/messages.mjs';
import { Tree } from '../architecture/tree.mjs';
import { compile, classIn } from './compile.mjs';
import { sampleOf } from './sample.mjs';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'test/contracts/golden');
const tree = await Tree.at(root);
const program = compile(tree);
const checker = program.getTypeChecker();

mkdirSync(folder, { recursive: true });
for (const { file, name, type } of messageClasses(tree)) {
  const path = join(folder, `${type}.json`);
  const source = program.getSourceFile(join(root, file));
  if (type === null || source === undefined || existsSync(path)) continue;
  const base = checker.getTypeAtLocation(classIn(source, name));
  const data = checker.getTypeOfSymbol(checker.getPropertyOfType(base, 'data'));
  const text = JSON.stringify({ type, data: sampleOf(checker, data) });
  const options = await prettier.resolveConfig(path);
  writeFileSync(path, await prettier.format(text, { ...options, parser: 'json' }));
  console.log(`wrote test/contracts/golden/${type}.json`);
}
