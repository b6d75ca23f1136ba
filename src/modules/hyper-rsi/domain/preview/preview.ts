import {
  AVERAGE_DECIMALS,
  formatLots,
  formatPrice,
  notional,
  type Price,
} from '../../../../shared/pure/market/scale.js';
import { divide, formatUnits, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import {
  formatMoney,
  money,
  MONEY_SCALE,
  roundMoney,
  type Money,
} from '../../../../shared/pure/numbers/money.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import { takerFee, type HyperRsiMarket } from '../market.js';
import { compile, type Plan } from '../plan.js';
import { costOf } from '../position.js';
import { deriveStop, isTighter } from '../protection/stop.js';
import type { HyperRsiSettings } from '../settings/hyper-rsi-settings.js';
import { averageOf, type Cycle } from '../state.js';
import { fullCycle, type Depth } from './full-cycle.js';
import { liquidationPrice } from './liquidation.js';
import { findingsOf, type Finding } from './findings.js';

/** What is known when a preview is asked for. */
export interface PreviewFacts {
  /** Present price. */
  readonly price: Price;
  /** Plain decimals in quote. */
  readonly equity: string;
  readonly cash: string;
  /** Present ATR; null when it is not known or nothing is measured in it. */
  readonly atr: number | null;
}

/** One entry of a cycle, and the cycle once it has filled. Decimal texts; money in quote, rounded up. */
export interface EntryPreview {
  /** 1 is the first entry. */
  readonly entry: number;
  readonly price: string;
  readonly size: string;
  readonly notional: string;
  readonly averagePrice: string;
  /** Notional and margin of all entries so far. */
  readonly totalNotional: string;
  readonly margin: string;
  /** Null while there is no stop. */
  readonly stopPrice: string | null;
  /** Null when no price liquidates it; always null on spot. */
  readonly liquidationPrice: string | null;
  /** What is lost when the stop acts, or without one the liquidation; both sides' taker fees are in it, slippage is not. */
  readonly loss: string;
}

export interface SidePreview {
  readonly side: PositionSide;
  readonly entries: readonly EntryPreview[];
}

/** What a person sees before Start: how far the bot may go, and what that costs at worst. */
export interface HyperRsiPreview {
  readonly sides: readonly SidePreview[];
  /** The largest of all sides and depths. */
  readonly worstCase: { readonly notional: string; readonly margin: string; readonly loss: string };
  readonly maxNotional: string | null;
  /** What would refuse the first entry right now. */
  readonly refusals: readonly Finding[];
  /** What is allowed and yet may not be meant. */
  readonly warnings: readonly Finding[];
}

interface Reckoned extends Depth {
  readonly stop: Price | null;
  readonly liquidation: Price | null;
  readonly total: Money;
  readonly margin: Money;
  readonly loss: Money;
}

/** The full cycle of every allowed side in numbers, at the present price and balance; nothing is ordered. */
export function previewHyperRsi(
  settings: HyperRsiSettings,
  market: HyperRsiMarket,
  facts: PreviewFacts,
): HyperRsiPreview {
  const plan = compile(settings, market);
  const sides = plan.sides.map((side) => {
    const depths = fullCycle(plan, side, facts.price, facts.atr, facts.equity);
    return { side, depths: depths.map((depth) => reckon(plan, facts, depth)) };
  });
  const all = sides.flatMap(({ depths }) => depths);
  const most = (pick: (depth: Reckoned) => bigint): string =>
    formatMoney(all.reduce((worst, depth) => (pick(depth) > worst ? pick(depth) : worst), 0n));
  return {
    sides: sides.map(({ side, depths }) => ({
      side,
      entries: depths.map((depth, k) => shown(plan, depth, k)),
    })),
    worstCase: {
      notional: most(({ total }) => total),
      margin: most(({ margin }) => margin),
      loss: most(({ loss }) => loss),
    },
    maxNotional: settings.maxNotional,
    ...findingsOf(plan, facts, sides),
  };
}

function reckon(plan: Plan, facts: PreviewFacts, depth: Depth): Reckoned {
  const { market, settings } = plan;
  const { after } = depth;
  const cost = costOf(market, after);
  const total = upToQuote(market, inMoney(cost));
  const margin = upToQuote(
    market,
    divide(inMoney(cost), BigInt(market.spot ? 1 : settings.leverage), 'ceil'),
  );
  const stop = deriveStop(plan, after)?.price ?? null;
  const liquidation = liquidationPrice(plan, after, facts.equity);
  const acts = stop !== null && (liquidation === null || !isTighter(after, liquidation, stop)) ? stop : null;
  const loss = acts === null ? lossWithoutStop(plan, facts, total, margin) : lossAt(plan, after, acts);
  return { ...depth, stop, liquidation, total, margin, loss };
}

/** Isolated a liquidation takes the margin, cross the whole equity; what cannot be liquidated can lose all it cost. */
function lossWithoutStop(
  { market, settings }: Plan,
  { equity }: PreviewFacts,
  total: Money,
  margin: Money,
): Money {
  if (market.spot) return total;
  return settings.marginMode === 'isolated' ? margin : upToQuote(market, money(equity));
}

function lossAt(plan: Plan, cycle: Cycle, stop: Price): Money {
  const { market } = plan;
  const cost = costOf(market, cycle);
  const exit = notional(market.scale, stop, cycle.size);
  const lost = cycle.side === 'long' ? inMoney(cost) - exit : exit - inMoney(cost);
  const fees = takerFee(market, inMoney(cost)) + takerFee(market, exit);
  return upToQuote(market, lost + fees > 0n ? lost + fees : 0n);
}

/** From units of 10^-30 quote, rounded up. */
const inMoney = (cost: bigint): bigint => divide(cost, pow10(30 - MONEY_SCALE), 'ceil');

const upToQuote = ({ scale }: HyperRsiMarket, amount: bigint): Money =>
  roundMoney(amount, scale.instrument.quoteScale, 'ceil');

function shown({ market: { scale } }: Plan, depth: Reckoned, index: number): EntryPreview {
  const { price, size, after, total, margin, stop, liquidation, loss } = depth;
  return {
    entry: index + 1,
    price: formatPrice(scale, price),
    size: formatLots(scale, size),
    notional: formatMoney(notional(scale, price, size)),
    averagePrice: formatUnits(averageOf(after), AVERAGE_DECIMALS),
    totalNotional: formatMoney(total),
    margin: formatMoney(margin),
    stopPrice: stop === null ? null : formatPrice(scale, stop),
    liquidationPrice: liquidation === null ? null : formatPrice(scale, liquidation),
    loss: formatMoney(loss),
  };
}
