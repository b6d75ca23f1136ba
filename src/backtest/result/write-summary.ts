import { divide, pow10 } from '../../shared/pure/numbers/decimal.js';
import { formatMoney, MONEY_SCALE, roundMoney } from '../../shared/pure/numbers/money.js';
import type { MarkFacts } from '../statistics/equity-marks.js';
import { sharpe, sortino } from '../statistics/ratios.js';
import type { TradeTotals } from '../statistics/trade-totals.js';
import type { Decisions, Summary } from './backtest-result.js';

export interface SummaryFacts {
  readonly totals: TradeTotals;
  readonly marks: MarkFacts;
  readonly exposurePct: number;
  readonly cash: bigint;
  readonly finalEquity: bigint;
  readonly buyAndHoldPct: number;
  readonly liquidations: number;
  readonly quoteScale: number;
}

export function writeSummary(facts: SummaryFacts): Summary {
  const { totals, marks, cash, finalEquity, buyAndHoldPct, liquidations, quoteScale } = facts;
  const { trades, wins, losses, grossProfit, grossLoss, fees, funding, heldMs } = totals;
  return {
    ...{ trades, wins, losses },
    winRatePct: trades === 0 ? null : (wins / trades) * 100,
    grossProfit: formatMoney(grossProfit),
    grossLoss: formatMoney(grossLoss),
    netProfit: formatMoney(totals.net),
    fees: formatMoney(fees),
    funding: formatMoney(funding),
    finalEquity: formatMoney(finalEquity),
    returnPct: (Number(finalEquity) / Number(cash) - 1) * 100,
    buyAndHoldPct,
    maxDrawdownPct: marks.maxDrawdownPct,
    sharpe: sharpe(marks.dailyReturns),
    sortino: sortino(marks.dailyReturns),
    profitFactor: grossLoss === 0n ? null : Number(grossProfit) / Number(-grossLoss),
    expectancy: trades === 0 ? null : formatMoney(expectancy(totals.net, trades, quoteScale)),
    exposurePct: facts.exposurePct,
    liquidations,
    avgHoldSec: trades === 0 ? null : heldMs / trades / 1_000,
    longestUnderwaterSec: marks.longestUnderwaterMs / 1_000,
  };
}

/** Net profit for one trade, rounded half up to the quote scale: the quotient is rounded once. */
function expectancy(net: bigint, trades: number, quoteScale: number): bigint {
  const step = pow10(MONEY_SCALE - quoteScale);
  return roundMoney(divide(net, BigInt(trades) * step, 'half-up') * step, quoteScale, 'half-up');
}

/** Bought at the first open with all cash, taker fee once, no lot. */
export const buyAndHoldPct = (firstOpen: number, lastClose: number, taker: string): number =>
  (lastClose / (firstOpen * (1 + Number(taker))) - 1) * 100;

export function writeDecisions(byGate: ReadonlyMap<string, number>): Decisions {
  const sorted = [...byGate].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    evaluated: sorted.reduce((sum, [, count]) => sum + count, 0),
    byGate: Object.fromEntries(sorted),
  };
}
