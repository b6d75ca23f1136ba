import { defineCommand } from '../command.js';
import { jsonOption, printer, writeJson } from '../json-output.js';

const MARKS = { ok: 'ok', warning: 'WARN', failed: 'FAIL' } as const;
const MARK_WIDTH = 6;
const NAME_WIDTH = 15;

export const doctorCommand = defineCommand({
  name: 'doctor',
  summary: 'Check machine, configuration, database, queue and clock, and say how to mend what is wrong.',
  description: [
    "Changes nothing and starts nothing; beside a running program it looks at that one's database.",
    'Ends with 1 when a check failed, with 0 when there are only warnings.',
  ],
  options: { json: jsonOption },
  examples: ['tradingboost doctor', 'DATABASE_URL=postgresql://… tradingboost doctor --json'],
  variables: ['DATABASE_URL', 'REDIS_URL', 'TB_DATA_DIR', 'NODE_ENV'],
  run: async ({ values, env, terminal }) => {
    const { diagnose } = await import('./doctor/run.js');
    const checks = await diagnose(env);
    const print = printer(terminal, values.json);
    for (const { check, state, says, fix } of checks) {
      print(`${MARKS[state].padEnd(MARK_WIDTH)}${check.padEnd(NAME_WIDTH)}${says}`);
      if (fix !== null) print(`${' '.repeat(MARK_WIDTH + NAME_WIDTH)}Fix: ${fix}.`);
    }
    const healthy = checks.every(({ state }) => state !== 'failed');
    writeJson(terminal, values.json, { healthy, checks });
    return healthy ? 0 : 1;
  },
});
