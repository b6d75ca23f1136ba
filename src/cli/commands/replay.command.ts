import { BadInput } from '../../backtest/bad-input.js';
import { defineCommand } from '../command.js';
import { WrongInput } from '../wrong-input.js';
import { replayOptions } from './replay/options.js';

export const replayCommand = defineCommand({
  name: 'replay',
  summary: 'Run recorded candles through the whole program and compare it with the backtest.',
  description: [
    'Runs one bot over a file of candles twice: as a backtest, and through the program that trades live, with its messages,',
    'database, queue and paper venue, on an embedded database of its own that is taken away at the end. Both have to do the',
    'same: their digests are printed, and each line in which they differ with its likely cause.',
    '',
    'The options are those of "tradingboost backtest". The program takes its candles as fast as everything that each of them',
    'causes is dealt with: some tens to hundreds a second, so choose a range with --from and --to.',
    'Exit code 1 when the two differ.',
  ],
  options: replayOptions,
  examples: [
    'tradingboost replay --strategy hyper-rsi --candles BTC-1m.csv.gz --to 2025-05-05T12:00:00Z',
    `tradingboost replay --strategy grid --candles BTC-5m.csv --settings '{"lower":"16000","upper":"32000","investment":"5000"}' --json`,
  ],
  variables: ['TB_DATA_DIR'],
  run: async (invocation) => {
    // Help and mistakes in options are answered without loading the engine.
    const { runCommand } = await import('./replay/run.js');
    try {
      return await runCommand(invocation);
    } catch (error) {
      if (error instanceof BadInput) throw new WrongInput(error.message, { cause: error });
      throw error;
    }
  },
});
