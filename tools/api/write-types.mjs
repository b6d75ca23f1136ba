/** Writes the types of the API client from the document of the built program: `npm run build && npm run api:types`. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'tradingboost-api-'));
const run = (args, options) =>
  execFileSync(process.execPath, args, { cwd: root, maxBuffer: 64 * 1024 * 1024, ...options });
try {
  const env = { ...process.env, TB_DATA_DIR: join(folder, 'data'), NODE_ENV: 'test' };
  const file = join(folder, 'openapi.json');
  run(['bin/tradingboost.mjs', 'openapi', '--json', file], { env, stdio: 'ignore' });
  const input = readFileSync(file);
  writeFileSync(join(root, 'test/kit/api-types.ts'), run(['tools/api/types.mjs'], { input }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
