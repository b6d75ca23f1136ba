import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documents } from './generated/index.mjs';

/** Writes every generated part that differs; answers the files written and those that lack markers. */
export async function rewrite(tree, only = () => true) {
  const written = [];
  const unmarked = [];
  for (const { rule, pages, render } of documents) {
    if (!only(rule)) continue;
    for (const file of pages(tree)) {
      const wanted = await render(tree, file);
      if (wanted === null) unmarked.push(file);
      else if (!tree.has(file) || tree.text(file) !== wanted) {
        mkdirSync(dirname(join(tree.root, file)), { recursive: true });
        writeFileSync(join(tree.root, file), wanted);
        written.push(file);
      }
    }
  }
  return { written, unmarked };
}
