import type { Options } from '../../command.js';
import { jsonOption } from '../../json-output.js';

/** The options of `backtest`; the help text is made of them. */
export const backtestOptions = {
  strategy: { type: 'string', placeholder: 'NAME', summary: 'hyper-rsi or grid. Required.' },
  candles: {
    type: 'string',
    multiple: true,
    placeholder: 'FILE',
    summary:
      'CSV or CSV.gz of candles; several are read in the order given, as one. SYMBOL=FILE where several symbols share the account.',
  },
  timeframe: {
    type: 'string',
    placeholder: 'TF',
    summary: 'Decision timeframe (1m to 1d) instead of that of the settings.',
  },
  settings: {
    type: 'string',
    multiple: true,
    placeholder: 'FILE|JSON',
    summary: 'Settings of the strategy; what is missing takes its default. SYMBOL=… for one symbol.',
  },
  instrument: {
    type: 'string',
    multiple: true,
    placeholder: 'FILE|NAME',
    summary:
      'Instrument record, or the name of a test instrument (BTC/USDT:USDT, BTC/KRW, …). SYMBOL=… for one symbol.',
  },
  venue: {
    type: 'string',
    placeholder: 'NAME',
    summary: 'Base fees of okx, binance, binanceusdm, bybit, bitget or upbit.',
  },
  cash: { type: 'string', placeholder: 'AMOUNT', summary: 'Starting cash in quote (10000).' },
  maker: {
    type: 'string',
    placeholder: 'RATE',
    summary: 'Maker fee as a fraction (0.0002); a rebate as --maker=-0.0001.',
  },
  taker: { type: 'string', placeholder: 'RATE', summary: 'Taker fee as a fraction (0.0005).' },
  'slippage-bps': {
    type: 'string',
    placeholder: 'BPS',
    summary: 'Slippage of market and stop orders in basis points (2).',
  },
  funding: {
    type: 'string',
    multiple: true,
    placeholder: 'FILE|RATE',
    summary:
      'Funding of a perpetual: CSV timestamp,funding_rate, or one rate every 8 hours. SYMBOL=… for one symbol.',
  },
  fill: {
    type: 'string',
    placeholder: 'RULE',
    summary: 'touch: a limit fills at its price (default); through: one tick beyond it.',
  },
  from: { type: 'string', placeholder: 'ISO', summary: 'Candles before it only warm indicators.' },
  to: { type: 'string', placeholder: 'ISO', summary: 'Candles from it on are ignored.' },
  'check-lookahead': {
    type: 'boolean',
    summary: 'Run on first parts of the candles too: nothing may differ from the whole run.',
  },
  'check-warmup': {
    type: 'boolean',
    summary: 'Tell from which candle on indicators do not depend on where history began.',
  },
  json: jsonOption,
  html: {
    type: 'string',
    placeholder: 'FILE',
    summary: 'Write a report with charts, one file that needs no network.',
  },
  csv: { type: 'string', placeholder: 'DIR', summary: 'Write trades.csv, fills.csv and equity.csv.' },
  lang: { type: 'string', placeholder: 'ko|en', summary: 'Language of summary and report (from LANG).' },
} as const satisfies Options;
