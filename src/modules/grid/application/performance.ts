import {
  formatPrice,
  lotsOf,
  notional,
  priceOf,
  type MarketScale,
  type Price,
} from '../../../shared/pure/market/scale.js';
import { divide, pow10 } from '../../../shared/pure/numbers/decimal.js';
import { formatMoney, money, MONEY_SCALE } from '../../../shared/pure/numbers/money.js';
import type { Fill } from '../../../shared/pure/strategy/order.js';
import type { Instance, KernelRow } from '../../../shared/platform/strategy/instance.js';
import type { ShellParts } from '../../../shared/platform/strategy/strategy-shell.js';
import {
  ListInstanceFills,
  type InstanceFill,
} from '../../orders/contracts/queries/list-instance-fills.query.js';
import {
  gridProfit,
  justHolding,
  latestState,
  ledgerFrame,
  pairs,
  type GridMarket,
  type GridState,
} from '../domain/index.js';
import { priceNow } from './facts.js';
import { marketOf, settingsOf } from './grid-strategy.js';

const FILLS_PAGE = 1_000;

/** A grid's own account of itself, beside its profit and loss; decimals as text. */
export interface GridPerformance {
  /** Last price; null while there is none. */
  readonly markPrice: string | null;
  /** What the investment would have come to, bought at the price of the last start and held; null before it. */
  readonly justHolding: {
    readonly startPrice: string;
    readonly profit: string;
    readonly returnPct: number;
  } | null;
  /** The present generation in pairs; null before its start, and once it has taken over what an earlier one held. */
  readonly pairs: {
    readonly generation: number;
    readonly count: number;
    readonly gridProfit: string;
    readonly floatingPnl: string;
    readonly unpairedFees: string;
  } | null;
  /** Floating profit and loss of the position by the venue's own average entry; null while it shows none. */
  readonly venueFloatingPnl: string | null;
}

const NOTHING: GridPerformance = { markPrice: null, justHolding: null, pairs: null, venueFloatingPnl: null };

/** Grid profit, just holding and the venue's figure at the last price. Nothing is kept: every term is read from fills. */
export async function gridPerformance(parts: ShellParts, instance: Instance): Promise<GridPerformance> {
  const { userId, id, venue, symbol } = instance;
  const kernel = await parts.store.kernelOf(userId, id);
  const price = await priceNow(parts, { venue, symbol });
  if (!price.ok) return NOTHING;
  const markPrice = price.value;
  if (kernel === null) return { ...NOTHING, markPrice };
  const market = marketOf(kernel.terms);
  const mark = priceOf(market.scale, markPrice);
  return {
    markPrice,
    justHolding: holding(market, kernel, mark),
    pairs: await pairsOf(parts, instance, kernel, mark),
    venueFloatingPnl: await venueFloating(parts, instance, market.scale, mark),
  };
}

function holding(
  market: GridMarket,
  { state, settings }: KernelRow,
  mark: Price,
): GridPerformance['justHolding'] {
  const start = (state as GridState).startPrice ?? null;
  if (start === null) return null;
  const { profit, returnPct } = justHolding(market, settingsOf(settings).investment, start, mark);
  return { startPrice: formatPrice(market.scale, start), profit: formatMoney(profit), returnPct };
}

async function pairsOf(
  parts: ShellParts,
  { userId, id }: Instance,
  { state, settings, terms }: KernelRow,
  mark: Price,
): Promise<GridPerformance['pairs']> {
  const market = marketOf(terms);
  const current = latestState(market, settingsOf(settings), state as GridState);
  const { generation, course, slots } = current;
  // What an earlier generation paid for its inventory does not stand in this one.
  if (slots.length === 0 || course.inherited !== null) return null;
  const fills = await fillsOf(parts, userId, id);
  const own = fills.filter(({ cycle }) => cycle === generation);
  const frame = ledgerFrame(market, current);
  const entries = own.map((fill) => ({ kind: 'fill' as const, fill: asFill(market.scale, fill) }));
  const { ledger } = pairs(frame, entries);
  const { gridProfit: profit, floating, unpairedFees } = gridProfit(frame, ledger, mark);
  return {
    ...{ generation, count: ledger.pairs },
    gridProfit: formatMoney(profit),
    floatingPnl: formatMoney(floating),
    unpairedFees: formatMoney(unpairedFees),
  };
}

async function fillsOf({ bus }: ShellParts, userId: string, instanceId: string): Promise<InstanceFill[]> {
  const fills: InstanceFill[] = [];
  for (let after: number | null = null; ;) {
    const page: readonly InstanceFill[] = await bus.ask(
      new ListInstanceFills({ userId, instanceId, after, limit: FILLS_PAGE }),
    );
    fills.push(...page);
    if (page.length < FILLS_PAGE) return fills;
    after = page.at(-1)!.position;
  }
}

const asFill = (
  scale: MarketScale,
  { leg, cycle, price, size, position: _, ...fill }: InstanceFill,
): Fill => ({
  ...fill,
  leg: leg ?? '',
  cycle: cycle ?? 0,
  price: priceOf(scale, price),
  size: lotsOf(scale, size),
  liquidity: 'maker',
  phase: 'live',
});

async function venueFloating(
  { bus, world }: ShellParts,
  { userId, accountId, symbol }: Instance,
  scale: MarketScale,
  mark: Price,
): Promise<string | null> {
  const account = await bus.ask(new world.balances({ userId, accountId }));
  const held = account?.positions.filter((position) => position.symbol === symbol) ?? [];
  if (held.length === 0) return null;
  const profits = held.map(({ side, size, averagePrice }) => {
    const cost = divide(money(size) * money(averagePrice), pow10(MONEY_SCALE), 'half-up');
    const gain = notional(scale, mark, lotsOf(scale, size)) - cost;
    return side === 'long' ? gain : -gain;
  });
  return formatMoney(profits.reduce<bigint>((sum, profit) => sum + profit, 0n));
}
