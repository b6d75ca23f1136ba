/**
 * `npm test [-- jest arguments]`: brings the checkout up to date, runs the tests, and ends with one line of counts.
 * Without arguments it runs the whole suite and checks the coverage floors; a part of the suite is not held to them.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateClient } from './prepare/build.mjs';
import { thisMachine, unsupported } from './prepare/machine.mjs';
import { prepare } from './prepare/prepare.mjs';
import { judge } from './testing/floors.mjs';
import { NO_RESULT, totalsLine, totalsOf } from './testing/totals.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = (name) => join(root, '.cache', name);
const extra = process.argv.slice(2);
const whole = extra.length === 0;
const children = cache('child-coverage');

const say = (line) => process.stdout.write(`${line}\n`);

/** Says why a part of the run came to nothing; that part is not well. */
function tell(error) {
  process.stderr.write(`${error.name === 'PreparationFailure' ? error.message : (error.stack ?? error)}\n`);
  return false;
}

async function runJest() {
  const result = cache('jest-result.json');
  rmSync(result, { force: true });
  const coverage = ['--coverage', '--coverageReporters=json'];
  const jest = [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--json', `--outputFile=${result}`];
  const child = spawn(process.execPath, [...jest, ...(whole ? coverage : extra)], {
    cwd: root,
    // With --json jest speaks to people on stderr; its stdout only names the file.
    stdio: ['ignore', 'ignore', 'inherit'],
    // The test kit passes this on, as NODE_V8_COVERAGE, to the programs it starts.
    env: whole ? { ...process.env, CHILD_COVERAGE_DIR: children } : process.env,
  });
  const [code] = await once(child, 'close');
  return { code, totals: totalsOf(JSON.parse(readFileSync(result, 'utf8'))) };
}

async function checkFloors() {
  const { coverageOf, linesOf, summaryLines } = await import('./testing/coverage.mjs');
  const map = await coverageOf(root, { jest: join(root, 'coverage', 'coverage-final.json'), children });
  for (const line of summaryLines(map)) say(line);
  const verdicts = judge(linesOf(root, map));
  for (const { line } of verdicts) say(line);
  return verdicts.every(({ ok }) => ok);
}

async function run() {
  const problem = unsupported(thisMachine());
  if (problem !== null) throw new Error(problem);
  await prepare(root);
  await generateClient(root);
  rmSync(children, { recursive: true, force: true });
  const { code, totals } = await runJest();
  const covered = whole ? await checkFloors().catch(tell) : true;
  return { ok: code === 0 && totals.failed === 0 && covered, totals };
}

mkdirSync(cache('.'), { recursive: true });
const { ok, totals } = await run().catch((error) => ({ ok: tell(error), totals: NO_RESULT }));
writeFileSync(cache('test-totals.json'), JSON.stringify(totals));
say(totalsLine(totals));
process.exitCode = ok ? 0 : 1;
