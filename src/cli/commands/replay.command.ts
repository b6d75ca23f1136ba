import { BadInput } from '../../backtest/bad-input.js';
import { defineCommand, type Values } from '../command.js';
import { WrongInput } from '../wrong-input.js';
import { replayOptions } from './replay/options.js';

type Given = Values<typeof replayOptions>;
type Name = keyof typeof replayOptions;

/** Options that a bot's day has no use for: it was traded on its own settings, under the conditions of its venue. */
const OF_FILES = (Object.keys(replayOptions) as Name[]).filter(
  (name) => !['instance', 'day', 'json', 'lang'].includes(name),
);

function refuse(values: Given, names: readonly Name[], why: string): void {
  const given = names.find((name) => values[name] !== undefined);
  if (given !== undefined) throw new WrongInput(`--${given} ${why}.`);
}

export const replayCommand = defineCommand({
  name: 'replay',
  summary: "Compare the whole program, on recorded candles or on a bot's day, with the backtest.",
  description: [
    'Runs one bot over a file of candles twice: as a backtest, and through the program that trades live, with its messages,',
    'database, queue and paper venue, on an embedded database of its own that is taken away at the end. Both have to do the',
    'same: their digests are printed, and each line in which they differ with its likely cause.',
    '',
    'The options are those of "tradingboost backtest". The program takes its candles as fast as everything that each of them',
    'causes is dealt with: some tens to hundreds a second, so choose a range with --from and --to.',
    '',
    'With --instance it compares what a bot of this installation did on a day with a backtest of its run on the stored candles,',
    'and lists each fill that differs with its cause, from the rows of the program. It only reads, beside a program that runs',
    'or with its database alone.',
    '',
    'Exit code 1 when the two differ, or cannot be compared; then a sentence says why.',
  ],
  options: replayOptions,
  examples: [
    'tradingboost replay --strategy hyper-rsi --candles BTC-1m.csv.gz --to 2025-05-05T12:00:00Z',
    `tradingboost replay --strategy grid --candles BTC-5m.csv --settings '{"lower":"16000","upper":"32000","investment":"5000"}' --json`,
    'tradingboost replay --instance 01JV7C2M8Q4T9Z1N5W3X6Y0K2R --day 2025-05-04',
  ],
  variables: ['TB_DATA_DIR', 'DATABASE_URL'],
  run: async (invocation) => {
    const { instance } = invocation.values;
    if (instance === undefined) refuse(invocation.values, ['day'], 'goes with --instance');
    else refuse(invocation.values, OF_FILES, 'does not go with --instance');
    try {
      // Help and mistakes in options are answered without loading the engine.
      if (instance === undefined) return await (await import('./replay/run.js')).runCommand(invocation);
      return await (await import('./replay/instance/run-instance.js')).runInstance(invocation, instance);
    } catch (error) {
      if (error instanceof BadInput) throw new WrongInput(error.message, { cause: error });
      throw error;
    }
  },
});
