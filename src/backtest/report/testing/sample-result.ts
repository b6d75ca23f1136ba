import { formatMoney, money } from '../../../shared/pure/numbers/money.js';
import type { BacktestResult, EquityPoint, Trade } from '../../result/backtest-result.js';
import type { PriceBar, ReportExtras } from '../../result/report-extras.js';

const STEP_MS = 900_000;
const CASH = '10000';

export interface SampleSize {
  readonly candles: number;
  readonly trades: number;
  readonly language?: 'ko' | 'en';
}

/** A result as long as one likes, whose parts fit each other: what it shows was never traded. */
export function sampleResult({ candles, trades: count, language = 'en' }: SampleSize): {
  readonly result: BacktestResult;
  readonly extras: ReportExtras;
} {
  const luck = lottery(7);
  const from = Date.UTC(2022, 2, 14);
  const prices = walk(luck, from, candles);
  const trades = Array.from({ length: count }, (_, index) => trade(luck, prices, index, count));
  const equity = equityOf(trades, from, candles);
  const sum = (of: (trade: Trade) => string): bigint =>
    trades.reduce((total, one) => total + money(of(one)), 0n);
  const gains = trades.filter(({ grossPnl }) => !grossPnl.startsWith('-'));
  const grossProfit = gains.reduce((total, { grossPnl }) => total + money(grossPnl), 0n);
  const net = sum(({ netPnl }) => netPnl);
  const wins = trades.filter(({ netPnl }) => money(netPnl) > 0n).length;
  const to = from + candles * STEP_MS;
  const finalEquity = formatMoney(money(CASH) + net);
  const result: BacktestResult = {
    version: 1,
    strategy: 'hyper-rsi',
    settings: {
      symbol: 'BTC/USDT:USDT',
      timeframe: '15m',
      margin: '250',
      leverage: 5,
      takeProfits: [
        { enabled: true, unit: 'percent', value: '2', share: '30' },
        { enabled: true, unit: 'percent', value: '4', share: '70' },
      ],
      stopLoss: { enabled: true, unit: 'percent', value: '5' },
      maxNotional: null,
    },
    instrument: {
      symbol: 'BTC/USDT:USDT',
      kind: 'perpetual',
      base: 'BTC',
      quote: 'USDT',
      tick: '0.1',
      lot: '0.0001',
      minSize: '0.0001',
      minNotional: '5',
      quoteScale: 8,
      maintenanceRate: '0.005',
      priceBands: null,
    },
    assumptions: {
      cash: CASH,
      maker: '0.0002',
      taker: '0.0005',
      slippageBps: '2',
      fill: 'touch',
      funding: { kind: 'constant', rate: '0.0001' },
      venue: null,
      leverage: 5,
      marginMode: 'cross',
      maintenanceRate: '0.005',
      pathMs: 60_000,
      decisionMs: STEP_MS,
      from: null,
      to: null,
    },
    candles: {
      count: candles * 15,
      from,
      to,
      gaps: candles > 100 ? [{ from: from + 40 * STEP_MS, to: from + 41 * STEP_MS, missing: 15 }] : [],
    },
    summary: {
      trades: count,
      wins,
      losses: count - wins,
      winRatePct: count === 0 ? null : (wins / count) * 100,
      grossProfit: formatMoney(grossProfit),
      grossLoss: formatMoney(sum(({ grossPnl }) => grossPnl) - grossProfit),
      netProfit: formatMoney(net),
      fees: formatMoney(sum(({ fees }) => fees)),
      funding: formatMoney(sum(({ funding }) => funding)),
      finalEquity,
      returnPct: (Number(finalEquity) / Number(CASH) - 1) * 100,
      buyAndHoldPct: (prices.at(-1)![4] / (prices[0]![1] * 1.0005) - 1) * 100,
      maxDrawdownPct: Math.max(...equity.map(([, , drawdown]) => drawdown).slice(0, 50_000)),
      sharpe: 1.2345678901234567,
      sortino: 1.9876543210987654,
      profitFactor: count === 0 ? null : 1.437219,
      expectancy: count === 0 ? null : formatMoney(net / BigInt(count)),
      exposurePct: 31.4159,
      liquidations: 1,
      avgHoldSec: count === 0 ? null : 18_930.5,
      longestUnderwaterSec: 4_212_000,
    },
    trades,
    openPosition: {
      side: 'long',
      size: '0.0412',
      average: '27184.123456789012',
      mark: '27301.5',
      grossPnl: '4.83591358',
      fees: '0.56',
      funding: '-0.01',
      netPnl: '4.28591358',
      trades: [{ side: 'long', openedAt: to - 4 * STEP_MS, entries: [], exits: [] }],
    },
    openOrders: [
      { side: 'sell', kind: 'limit', price: '27727.8', size: '0.0123', reason: 'tp1' },
      { side: 'sell', kind: 'stop', price: '25824.9', size: '0.0412', reason: 'stop' },
    ],
    notes: Array.from({ length: 12 }, (_, index) => [from + index * STEP_MS, 'rejected', 'entry']),
    equity,
    decisions: {
      evaluated: candles * 2,
      byGate: {
        'warm-up': 28,
        cooldown: Math.round(candles * 0.05),
        signal: Math.round(candles * 1.7),
        trend: Math.round(candles * 0.2),
        risk: 12,
        passed: count,
      },
    },
    digest: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  };
  return { result, extras: { language, prices, barMs: STEP_MS } };
}

/** The same numbers on every run, between 0 and 1. */
function lottery(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

function walk(luck: () => number, from: number, count: number): readonly PriceBar[] {
  let price = 38_000;
  return Array.from({ length: count }, (_, index): PriceBar => {
    const open = price;
    const calm = 1 + Math.sin(index / 900) * 0.6;
    const close = Math.max(500, open * (1 + (luck() - 0.4985) * 0.006 * calm));
    const high = Math.max(open, close) * (1 + luck() * 0.0015 * calm);
    const low = Math.min(open, close) * (1 - luck() * 0.0015 * calm);
    price = tenths(close);
    return [from + index * STEP_MS, tenths(open), tenths(high), tenths(low), price];
  });
}

function trade(luck: () => number, prices: readonly PriceBar[], index: number, count: number): Trade {
  const slot = prices.length / count;
  const first = Math.floor(index * slot);
  const held = Math.max(1, Math.floor(slot * (0.2 + luck() * 0.5)));
  const last = Math.min(prices.length - 1, first + held);
  const side = luck() < 0.55 ? 'long' : 'short';
  const size = (0.01 + Math.floor(luck() * 400) / 10_000).toFixed(4).replace(/0+$/, '');
  const [entryPrice, exitPrice] = [prices[first]![1], prices[last]![1]];
  const direction = side === 'long' ? 1 : -1;
  const gross = (exitPrice - entryPrice) * Number(size) * direction + luck() * 12 - 4;
  const fee = (price: number): string => (price * Number(size) * 0.0005).toFixed(8);
  const fees = formatMoney(money(fee(entryPrice)) + money(fee(exitPrice)));
  const funding = (luck() * 0.4 - 0.1).toFixed(8);
  const grossPnl = formatMoney(money(gross.toFixed(8)));
  return {
    id: index + 1,
    side,
    openedAt: prices[first]![0],
    closedAt: prices[last]![0] + STEP_MS - 1,
    entries: [
      { at: prices[first]![0], price: String(entryPrice), size, fee: fee(entryPrice), reason: 'entry' },
    ],
    exits: [
      {
        at: prices[last]![0] + STEP_MS - 1,
        price: String(exitPrice),
        size,
        fee: fee(exitPrice),
        reason: ['tp1', 'tp2', 'stop', 'trailing', 'break-even'][Math.floor(luck() * 5)]!,
      },
    ],
    grossPnl,
    fees,
    funding: formatMoney(money(funding)),
    netPnl: formatMoney(money(grossPnl) - money(fees) - money(funding)),
    maxAdverse: formatMoney(money(Math.min(0, gross - 20 * luck()).toFixed(8))),
    maxFavourable: formatMoney(money(Math.max(0, gross + 20 * luck()).toFixed(8))),
  };
}

function equityOf(trades: readonly Trade[], from: number, count: number): readonly EquityPoint[] {
  let cash = money(CASH) as bigint;
  let peak = Number(CASH);
  let next = 0;
  return Array.from({ length: count }, (_, index): EquityPoint => {
    const at = from + (index + 1) * STEP_MS;
    while (next < trades.length && trades[next]!.closedAt < at) {
      cash += money(trades[next]!.netPnl);
      next += 1;
    }
    const equity = Number(formatMoney(cash));
    peak = Math.max(peak, equity);
    return [at, formatMoney(cash), (1 - equity / peak) * 100];
  });
}
