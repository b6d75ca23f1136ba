/**
 * Twenty thousand requests made by luck from the API document, against the whole program in one process: no 5xx, no hang, no
 * leak, no answer that the document does not know. `npm test` sends some hundreds of the same kind.
 *
 *   node scripts/verify/api-fuzz.mjs [--requests 20000] [--seed 20260101] [--json FILE]
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './program.mjs';

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '20260101' },
    json: { type: 'string' },
  },
});
const began = performance.now();
const { status } = spawnSync(
  process.execPath,
  [join('node_modules', '.bin', 'jest'), 'test/api/fuzz.spec.ts'],
  {
    ...{ cwd: root, stdio: 'inherit' },
    env: { ...process.env, FUZZ_REQUESTS: values.requests, FUZZ_SEED: values.seed },
  },
);
const seconds = Math.round((performance.now() - began) / 1000);
const outcome = { requests: Number(values.requests), seed: Number(values.seed), ok: status === 0, seconds };
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(outcome, null, 2)}\n`);
process.exitCode = status ?? 1;
