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

/** The options of `replay`: those of the backtest that say what is traded and how. */
export const replayOptions = {
  ...{ strategy, candles, timeframe, settings, instrument, venue, cash, maker, taker },
  'slippage-bps': backtestOptions['slippage-bps'],
  ...{ funding, fill, from, to, json, lang },
} as const satisfies Options;
