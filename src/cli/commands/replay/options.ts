import type { Options } from '../../command.js';
import { backtestOptions } from '../backtest/options.js';

const {
  strategy,
  candles,
  timeframe,
  settings,
  instrument,
  venue,
  cash,
  maker,
  taker,
  funding,
  fill,
  from,
  to,
  json,
  lang,
} = backtestOptions;

/** The options of `replay`: a bot and its day, or those of the backtest that say what is traded and how. */
export const replayOptions = {
  instance: {
    type: 'string',
    placeholder: 'ID',
    summary:
      'A bot of this installation: its day instead of a file. Goes with --day, --json and --lang only.',
  },
  day: {
    type: 'string',
    placeholder: 'DATE',
    summary: 'Day of the market clock, UTC, as 2025-05-04; the last one that is over when left out.',
  },
  ...{ strategy, candles, timeframe, settings, instrument, venue, cash, maker, taker },
  'slippage-bps': backtestOptions['slippage-bps'],
  ...{ funding, fill, from, to, json, lang },
} as const satisfies Options;
