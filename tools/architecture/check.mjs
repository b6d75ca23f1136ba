/**
 * Checks the architecture of the project: `node tools/architecture/check.mjs [--json]`. Exit code 1 when a rule is
 * broken. The rules are in rules/, the map they are computed from is map.mjs.
 */
import { resolve } from 'node:path';
import { inspect } from './inspect.mjs';
import { rulesOf } from './rules/index.mjs';
import { Tree } from './tree.mjs';

const tree = await Tree.at(resolve(import.meta.dirname, '../..'));
const offences = await inspect(tree);

if (process.argv.includes('--json')) console.log(JSON.stringify(offences, null, 2));
else report();
process.exitCode = offences.length === 0 ? 0 : 1;

function report() {
  const rules = rulesOf(tree.map);
  for (const { name, reason } of rules) {
    const broken = offences.filter(({ rule }) => rule === name);
    if (broken.length === 0) continue;
    console.log(`\n${name}\n  ${reason}`);
    for (const { file, line, detail } of broken) console.log(`  ${file}${line ? `:${line}` : ''}  ${detail}`);
  }
  const files = tree.sources().length;
  console.log(
    offences.length === 0
      ? `architecture: ${rules.length} rules hold in ${files} files`
      : `\narchitecture: ${offences.length} offences against ${rules.length} rules in ${files} files`,
  );
}
