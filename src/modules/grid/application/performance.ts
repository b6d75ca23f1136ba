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
  framesOfRun,
  gridProfit,
  justHolding,
  latestState,
  runEntries,
  runLedger,
  type GenerationChapter,
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
  /** The run in pairs, over all its generations; null before its start, and where an earlier one of it was never kept. */
  readonly pairs: {
    /** The one that trades now. */
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
  const frames = framesOfRun(market, current, await generationsOf(parts, id, current));
  if (frames === null) return null;
  const { generation: first } = frames[0]!;
  const { generation } = current;
  const own = (await fillsOf(parts, userId, id)).filter(
    ({ cycle }) => cycle !== null && cycle >= first && cycle <= generation,
  );
  const fills = own.map((fill) => asFill(market.scale, fill));
  const ledger = runLedger(frames, runEntries(current, fills));
  const { gridProfit: profit, floating, unpairedFees } = gridProfit(frames.at(-1)!, ledger, mark);
  return {
    ...{ generation, count: ledger.pairs },
    gridProfit: formatMoney(profit),
    floatingPnl: formatMoney(floating),
    unpairedFees: formatMoney(unpairedFees),
  };
}

/** What was kept of the generations before this one, by number; asked for only where it has taken over from them. */
async function generationsOf(
  { store }: ShellParts,
  instanceId: string,
  { course }: GridState,
): Promise<ReadonlyMap<number, GenerationChapter>> {
  if (course.inherited === null) return new Map();
  const chapters = await store.chapters(instanceId);
  return new Map(
    chapters.map(({ number, content }) => [number, content as unknown as GenerationChapter] as const),
  );
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
