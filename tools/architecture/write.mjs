/** Rewrites the generated parts of the documents: `node tools/architecture/write.mjs`. */
import { resolve } from 'node:path';
import { rewrite } from './rewrite.mjs';
import { Tree } from './tree.mjs';

const tree = await Tree.at(resolve(import.meta.dirname, '../..'));
const { written, unmarked } = await rewrite(tree);
for (const file of written) console.log(`wrote ${file}`);
for (const file of unmarked) console.error(`${file} is missing, or has no markers for its generated part`);
process.exitCode = unmarked.length === 0 ? 0 : 1;
