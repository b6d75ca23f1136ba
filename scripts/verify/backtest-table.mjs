/**
 * Runs `backtest` on every recorded candle file, with an instrument record that fits it, and writes a table of file, candles,
 * trades, net profit and digest as JSON and Markdown. Each run is checked: sums agree to the last digit, a second run and a
 * run of the same candles in parts give the same digest.
 *
 *   node scripts/verify/backtest-table.mjs FOLDER [OUT]     needs a build; OUT is docs/verification/backtest-table
 */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  candleMs,
  joinColumns,
  prepareMarket,
  readCandles,
  runMarket,
  sliceColumns,
  USUAL,
  writeResult,
} from '../../dist/backtest/index.js';
import { formatMoney, money } from '../../dist/shared/pure/numbers/money.js';

const { positionals } = parseArgs({ allowPositionals: true });
const [folder, out = 'docs/verification/backtest-table'] = positionals;
if (folder === undefined || !existsSync(folder)) {
  console.error('usage: node scripts/verify/backtest-table.mjs FOLDER [OUT]');
  process.exit(2);
}

const MINUTE_MS = 60_000;

/** Decision timeframe by that of the file, in minutes. */
const DECISIONS = { 1: '15m', 5: '15m', 15: '15m', 60: '4h', 240: '4h', 1440: '1d' };

/** The test instruments by pair; what has none gets a record of its own kind. */
const NAMED = {
  'BTC-USDT': 'BTC/USDT:USDT',
  'BTC-USD': 'BTC/USDT:USDT',
  'ETH-USDT': 'ETH/USDT:USDT',
  'ETH-USD': 'ETH/USDT:USDT',
  'SOL-USDT': 'SOL/USDT:USDT',
  'XRP-USDT': 'XRP/USDT:USDT',
};

const perpetual = (symbol, tick, lot, minNotional) => ({ symbol, tick, lot, minNotional, kind: 'perpetual' });

const RECORDS = {
  'LTC-USDT': perpetual('LTC/USDT:USDT', '0.01', '0.01', '5'),
  'LTC-USD': perpetual('LTC/USDT:USDT', '0.01', '0.01', '5'),
  'ETH-BTC': perpetual('ETH/BTC:BTC', '0.000001', '0.001', '0.0001'),
  'XRP-ETH': perpetual('XRP/ETH:ETH', '0.00000001', '1', '0.001'),
  'BTC-KRW': 'BTC/KRW',
};

/** Cash and margin in the quote currency of the pair, so that sizes are legal. */
const MONEY = {
  'ETH-BTC': { cash: '10', margin: '0.02' },
  'XRP-ETH': { cash: '100', margin: '0.2' },
  'BTC-KRW': { cash: '10000000', margin: '200000' },
};

const request = (strategy, pair, timeframe) => ({
  ...USUAL,
  ...{ strategy, timeframe, venue: null, funding: { kind: 'none' }, from: null, to: null },
  cash: MONEY[pair]?.cash ?? USUAL.cash,
});

/** A grid over the middle of what the file went through, on the file's own timeframe. */
function gridSettings({ decimals, high, low }, cash, instrument) {
  const unit = 10 ** decimals;
  const lowest = low.reduce((least, value) => Math.min(least, value), Infinity) / unit;
  const highest = high.reduce((most, value) => Math.max(most, value), 0) / unit;
  const line = (share) => String(Number((lowest + (highest - lowest) * share).toPrecision(4)));
  const spot = instrument === 'BTC/KRW';
  const investment = String(Number(cash) * 0.5);
  return { mode: spot ? 'spot' : 'long', lower: line(0.2), upper: line(0.8), levels: 10, investment };
}

function check(name, result) {
  const { summary, trades, openPosition, assumptions } = result;
  const sum = (texts) => texts.reduce((total, text) => total + money(text), 0n);
  const open = openPosition?.netPnl ?? '0';
  const equal = (what, left, right) => {
    if (formatMoney(left) !== right) throw new Error(`${name}: ${what} ${formatMoney(left)} is not ${right}`);
  };
  equal('net', sum(trades.map(({ netPnl }) => netPnl)), summary.netProfit);
  equal('fees', sum(trades.map(({ fees }) => fees)), summary.fees);
  equal('equity', sum([assumptions.cash, summary.netProfit, open]), summary.finalEquity);
}

function run(asked, settings, instrument, file) {
  const market = prepareMarket(asked, { settings, instrument }, file);
  return writeResult(runMarket(asked, market));
}

const rows = [];
for (const name of readdirSync(folder).sort()) {
  if (!/\.csv(\.gz)?$/.test(name) || name.includes('funding')) continue;
  const file = await readCandles([join(folder, name)], { cacheDir: null });
  const pair = name.split('_')[1];
  const instrument = NAMED[pair] ?? RECORDS[pair];
  const minutes = candleMs(file) / MINUTE_MS;
  const timeframe = DECISIONS[minutes];
  if (instrument === undefined || timeframe === undefined) throw new Error(`${name}: no plan for it`);
  const spot = instrument === 'BTC/KRW';
  const { cash, margin = '20' } = MONEY[pair] ?? { cash: USUAL.cash };
  // The trend needs candles of at most an hour (4h and 1d charts: of an hour), see the strategy page.
  const useTrend = minutes < 60 || (minutes === 60 && timeframe === '4h');
  const plans = [
    ['hyper-rsi', timeframe, { useTrend, margin, ...(spot && { leverage: 1 }) }],
    ['grid', null, gridSettings(file, cash, instrument)],
  ];
  for (const [strategy, decisions, settings] of plans) {
    const asked = request(strategy, pair, decisions);
    const result = run(asked, settings, instrument, file);
    check(`${name} ${strategy}`, result);
    const cuts = [0, 0.3, 0.31, 0.8, 1].map((share) => Math.floor(file.length * share));
    const parts = cuts.slice(1).map((end, index) => sliceColumns(file, cuts[index], end));
    for (const again of [file, joinColumns(parts.filter(({ length }) => length > 0))])
      if (run(asked, settings, instrument, again).digest !== result.digest)
        throw new Error(`${name} ${strategy}: another digest`);
    const { trades, netProfit } = result.summary;
    const { symbol, quote } = result.instrument;
    const gaps = result.candles.gaps.reduce((total, { missing }) => total + missing, 0);
    rows.push({
      ...{ file: name, strategy, symbol, quote, timeframe: decisions ?? `${minutes}m` },
      ...{
        candles: result.candles.count,
        missing: gaps,
        useTrend: strategy === 'hyper-rsi' ? useTrend : null,
      },
      ...{ trades, net: netProfit, digest: result.digest },
    });
    console.log(`${name} ${strategy}: ${trades} trades, net ${netProfit} ${quote}`);
  }
}

const cell = (text) => String(text).padStart(1);
const markdown = [
  '# Backtests of recorded candles',
  '',
  'Written by `node scripts/verify/backtest-table.mjs`. Every run was checked: the trades sum up to the summary to the last digit, cash + net',
  'profit + open position = final equity, and a second run and a run of the candles in parts gave the same digest. HyperRSI with its defaults',
  '(the trend off where its candles cannot be built), Grid with ten lines over the middle of the range on the timeframe of the file.',
  '',
  '| file | strategy | instrument | decisions | candles | missing | trend | trades | net | digest |',
  '| --- | --- | --- | --- | ---: | ---: | --- | ---: | ---: | --- |',
  ...rows.map(
    (row) =>
      `| ${[row.file, row.strategy, row.symbol, row.timeframe, row.candles, row.missing, row.useTrend === null ? '-' : row.useTrend ? 'on' : 'off', row.trades, `${row.net} ${row.quote}`, `\`${row.digest.slice(0, 16)}…\``].map(cell).join(' | ')} |`,
  ),
  '',
].join('\n');
mkdirSync(dirname(out), { recursive: true });
writeFileSync(`${out}.json`, `${JSON.stringify(rows, null, 2)}\n`);
writeFileSync(`${out}.md`, markdown);
console.log(`${rows.length} runs, ${out}.md`);
