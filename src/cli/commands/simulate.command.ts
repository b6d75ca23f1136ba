import { defineCommand } from '../command.js';
import { simulateOptions } from './simulate/options.js';

export const simulateCommand = defineCommand({
  name: 'simulate',
  summary: 'Try the code that trades in thousands of invented worlds that go wrong.',
  description: [
    'Runs the real handlers and workers under virtual time, with a venue, a database and a queue that fail: lost answers,',
    'crashes and pauses at every call, late and doubled messages, stops and trades by hand. Each seed is one world; first',
    'everything may go wrong, then nothing does and all of it has to settle. The journal of the venue is the truth that the',
    'program is held against. The same seed is the same world on every machine.',
    '',
    'A seed that breaks something is printed as one line to paste, made as small as it gets, and ends with exit code 1.',
    'With --mutations, faults are planted into the program and each has to be found. See docs/simulation.md.',
  ],
  options: simulateOptions,
  examples: [
    'tradingboost simulate --seeds 3000 --workers 2',
    'tradingboost simulate --from-seed 4711 --seeds 1 --until 900 --trace',
    'tradingboost simulate --candles btc-1m-2021-05.csv.gz --seeds 500',
    'tradingboost simulate --mutations --json',
    'tradingboost simulate --mutations --only blind-retry,no-lease',
    'tradingboost simulate --regressions test/simulation/regressions --minutes 3',
  ],
  variables: [],
  // Help and mistakes in options are answered without loading the program.
  run: async (invocation) => (await import('./simulate/run.js')).runCommand(invocation),
});
