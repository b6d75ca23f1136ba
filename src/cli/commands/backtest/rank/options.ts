import type { Options } from '../../../command.js';
import { backtestOptions } from '../options.js';

const { timeframe, instrument, venue, cash, maker, taker, funding, fill, json, lang } = backtestOptions;

/** The options of `backtest rank`; what it shares with `backtest` means the same. */
export const rankOptions = {
  candles: {
    type: 'string',
    multiple: true,
    placeholder: 'SYMBOL=FILE',
    summary:
      'CSV or CSV.gz of candles of a symbol; again for further files of it, and for every other symbol.',
  },
  settings: {
    type: 'string',
    multiple: true,
    placeholder: 'FILE|JSON',
    summary:
      'Settings of the grid, with range instead of lower and upper: {"below":10,"above":10} in percent of the price before the days that are ranked, or {"days":30}: what it went through in the days before them. SYMBOL=… for one symbol.',
  },
  days: {
    type: 'string',
    placeholder: 'DAYS',
    summary: 'How many days are tried, the newest of the files (30).',
  },
  by: {
    type: 'string',
    placeholder: 'MEASURE',
    summary: 'return (default, of the investment), sharpe, or return-over-drawdown.',
  },
  'min-volume': {
    type: 'string',
    placeholder: 'AMOUNT',
    summary: 'Least median value traded in a day, in quote.',
  },
  'max-spread-bps': {
    type: 'string',
    placeholder: 'BPS',
    summary: 'Widest spread; a symbol whose order book is not given is not judged then.',
  },
  book: {
    type: 'string',
    multiple: true,
    placeholder: 'SYMBOL=FILE',
    summary:
      'Order book of a symbol as JSON, {"bids":[[price,size],…],"asks":…}, that its spread is read from.',
  },
  allow: {
    type: 'string',
    multiple: true,
    placeholder: 'SYMBOL',
    summary: 'Only these; may be given again.',
  },
  deny: {
    type: 'string',
    multiple: true,
    placeholder: 'SYMBOL',
    summary: 'None of these; may be given again.',
  },
  to: { type: 'string', placeholder: 'ISO', summary: 'The days end here instead of with the newest candle.' },
  ...{ timeframe, instrument, venue, cash, maker, taker },
  'slippage-bps': backtestOptions['slippage-bps'],
  ...{ funding, fill, json, lang },
} as const satisfies Options;
