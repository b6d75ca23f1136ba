import type { Options } from '../../command.js';
import { jsonOption } from '../../json-output.js';

/** The options of `simulate`; the help text is made of them. */
export const simulateOptions = {
  seeds: { type: 'string', placeholder: 'N', summary: 'Worlds to run (3000).' },
  'from-seed': { type: 'string', placeholder: 'N', summary: 'The first of them (1).' },
  minutes: { type: 'string', placeholder: 'N', summary: 'Stop after so long, however many were run.' },
  profile: {
    type: 'string',
    placeholder: 'NAME',
    summary: 'Rules of the venue: hostile (the worst of each), or okx.',
  },
  scenario: {
    type: 'string',
    placeholder: 'NAME',
    summary:
      'Who trades in it: mixed (both strategies), hyper-rsi, grid, or orders (the order protocol alone).',
  },
  workers: { type: 'string', placeholder: 'N', summary: 'Threads (1).' },
  candles: {
    type: 'string',
    placeholder: 'FILE',
    summary:
      'Prices go along these recorded candles (CSV or CSV.gz, as for backtest), from places that are drawn.',
  },
  mutations: {
    type: 'boolean',
    summary: 'Plant faults into the program, one at a time; each has to be found.',
  },
  only: {
    type: 'string',
    placeholder: 'NAME,…',
    summary: 'Plant no others than these (with --mutations).',
  },
  regressions: {
    type: 'string',
    placeholder: 'DIR',
    summary: 'Run the seeds that are kept in these files as well, first.',
  },
  without: { type: 'string', placeholder: 'KIND,…', summary: 'Kinds of faults that do not happen.' },
  'safety-ms': { type: 'string', placeholder: 'MS', summary: 'Virtual time with faults (40000).' },
  until: { type: 'string', placeholder: 'EVENT', summary: 'Stop the one seed after this event.' },
  trace: { type: 'boolean', summary: 'Print everything that happens in the one seed.' },
  json: jsonOption,
} as const satisfies Options;
