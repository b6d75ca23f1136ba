/** Writes docs/events.md: `node tools/events/write.mjs`. */
import { resolve } from 'node:path';
import { rewrite } from '../architecture/rewrite.mjs';
import { Tree } from '../architecture/tree.mjs';

const tree = await Tree.at(resolve(import.meta.dirname, '../..'));
const { written } = await rewrite(tree, (rule) => rule === 'message-catalogue-is-fresh');
console.log(written.length === 0 ? 'docs/events.md is fresh' : `wrote ${written.join(', ')}`);
