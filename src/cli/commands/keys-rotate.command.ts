import { defineCommand } from '../command.js';
import { jsonOption, printer, writeJson } from '../json-output.js';

export const keysRotateCommand = defineCommand({
  name: 'keys rotate',
  summary: 'Seal the stored exchange keys by a new master key.',
  description: [
    'With TB_MASTER_KEY: set it to the new key and TB_MASTER_KEY_OLD to the one before, start the program with both, run',
    'this, then take TB_MASTER_KEY_OLD away. Without it: a new key is made in the data folder and the old one forgotten when',
    'nothing needs it any more; stop the program first. The keys themselves are not read. Safe to repeat and to break off.',
  ],
  options: { json: jsonOption },
  examples: [
    'tradingboost keys rotate',
    'TB_MASTER_KEY_FILE=new TB_MASTER_KEY_OLD_FILE=old tradingboost keys rotate',
  ],
  variables: ['TB_MASTER_KEY', 'TB_MASTER_KEY_OLD', 'DATABASE_URL', 'TB_DATA_DIR'],
  run: async ({ values, env, terminal, program }) => {
    const { rotateKeys } = await program();
    writeJson(terminal, values.json, await rotateKeys(env, printer(terminal, values.json)));
    return 0;
  },
});
