import { defineCommand } from '../command.js';
import { jsonOption, printer, writeJson } from '../json-output.js';

export const migrateCommand = defineCommand({
  name: 'migrate',
  summary: 'Bring the database to the shape this version needs.',
  description: [
    'Applies the migrations that are not there yet, one transaction each; safe to repeat, and safe beside a running',
    'program of the version before. "start" does the same first; this is for those who deploy in steps.',
  ],
  options: { json: jsonOption },
  examples: ['tradingboost migrate', 'DATABASE_URL=postgresql://… tradingboost migrate --json'],
  variables: ['DATABASE_URL', 'TB_DATA_DIR'],
  run: async ({ values, env, terminal, program }) => {
    const { migrateDatabase } = await program();
    const outcome = await migrateDatabase(env, printer(terminal, values.json));
    writeJson(terminal, values.json, outcome);
    return 0;
  },
});
