import { defineCommand } from '../command.js';
import { jsonOption, printer, writeJson } from '../json-output.js';
import { runUntilStopped } from '../run-until-stopped.js';

export const startCommand = defineCommand({
  name: 'start',
  summary: 'Start the program and run it until Ctrl-C.',
  description: [
    'Starts every role in one process, on paper, with an embedded PostgreSQL unless DATABASE_URL names another.',
    'Migrations are applied first. The block printed at the end says where to look and how to stop.',
    'Ctrl-C or SIGTERM stops within 8 seconds; a second Ctrl-C, after a second or more, stops at once.',
  ],
  options: { json: { ...jsonOption, summary: 'Write { url } as JSON to FILE, or to stdout, once it runs.' } },
  examples: [
    'tradingboost start',
    'PORT=8080 tradingboost start',
    'TB_DATA_DIR=/var/lib/tradingboost tradingboost start',
  ],
  variables: ['PORT', 'HOST', 'TB_DATA_DIR', 'DATABASE_URL', 'REDIS_URL', 'TB_ROLES', 'TB_FEED', 'TB_DEMO'],
  run: async ({ values, env, terminal, program }) => {
    const { startProgram } = await program();
    const starting = startProgram({ env, print: printer(terminal, values.json) });
    return runUntilStopped(terminal, starting, ({ url }) => {
      writeJson(terminal, values.json, { url });
    });
  },
});
