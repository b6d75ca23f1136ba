import { lotsOf, priceOf, type Lots, type MarketScale } from '../../pure/market/scale.js';
import type { PositionChangedInput, StrategyInput } from '../../pure/strategy/input.js';
import type { Fill, Liquidity, PositionSide, Side } from '../../pure/strategy/order.js';
import type { EpochMs } from '../../pure/time/epoch.js';

/** What an instance needs to know of the order that something happened to. */
export interface HeardOrder {
  readonly strategy: string;
  /** Null when it belongs to no instance. */
  readonly instanceId: string | null;
  readonly cycle: number | null;
  readonly leg: string | null;
  readonly side: Side;
  readonly type: string;
}

export interface HeardFill {
  readonly tradeId: string;
  readonly price: string;
  readonly size: string;
  readonly fee: string;
  readonly feeCurrency: string;
  readonly liquidity: Liquidity;
  readonly reason: string;
  readonly phase: 'open' | 'path' | 'live';
  readonly at: EpochMs;
}

/** What an instance held is gone, and no fill of its own explains it. */
export interface HeardAdjustment {
  readonly strategy: string;
  /** Null when it belonged to no instance. */
  readonly instanceId: string | null;
  /** Which of the two positions of hedge mode; left out where there is one. */
  readonly position?: PositionSide;
  readonly change: string;
  /** What is left, signed, plain decimal in base units. */
  readonly size: string;
  readonly at: EpochMs;
}

/** Something that happened to an order; prices and sizes as decimal text. */
export type OrderNews =
  | { readonly kind: 'filled'; readonly order: HeardOrder; readonly fill: HeardFill }
  | { readonly kind: 'denied' | 'rejected' | 'cancelled'; readonly order: HeardOrder; readonly code: string }
  | { readonly kind: 'triggered'; readonly order: HeardOrder; readonly price: string; readonly at: EpochMs };

/** The instance that the news is for; null when it is none of this strategy's. */
export const addressee = (strategy: string, { order }: OrderNews): string | null =>
  order.strategy === strategy ? order.instanceId : null;

/** When it happened, in market time; null when the venue did not have to do with it. */
export function happenedAt(news: OrderNews): EpochMs | null {
  switch (news.kind) {
    case 'filled':
      return news.fill.at;
    case 'triggered':
      return news.at;
    case 'denied':
    case 'rejected':
    case 'cancelled':
      return null;
  }
}

/** The price that the news is about, as text; null when it is about none. */
export const priceIn = (news: OrderNews): string | null =>
  news.kind === 'filled' ? news.fill.price : news.kind === 'triggered' ? news.price : null;

/**
 * The news in the integers of the instance's market. A liquidation, which is the venue's own order, and what Orders closes because
 * it cannot be protected are told as the fills that they are: they may have taken a part only. Their legs begin with `liquidation` and
 * `emergency-close`; in hedge mode they name the position as well.
 * @throws RangeError when a price or size does not lie on the scale.
 */
export function inputOf(scale: MarketScale, news: OrderNews): StrategyInput {
  const { order } = news;
  const leg = order.leg ?? '';
  const cycle = order.cycle ?? 0;
  switch (news.kind) {
    case 'filled': {
      const { price: text, size, ...fill } = news.fill;
      const feeIn = feeInOf(scale, news.fill);
      const price = priceOf(scale, text);
      const { tradeId, fee, liquidity, reason, at, phase } = fill;
      const { side } = order;
      return {
        kind: 'order-filled',
        fill: {
          tradeId,
          leg,
          cycle,
          side,
          price,
          size: lotsOf(scale, size),
          fee,
          ...(feeIn !== null && { feeIn }),
          liquidity,
          reason,
          at,
          phase,
        },
      };
    }
    case 'triggered':
      return { kind: 'triggered', leg, price: priceOf(scale, news.price), at: news.at };
    case 'denied':
    case 'rejected':
    case 'cancelled':
      return { kind: `order-${news.kind}`, leg, cycle, code: news.code };
  }
}

/** What a fee was taken in; null for the quote currency. The fee of a perpetual is cash of one kind or another. */
function feeInOf(
  { instrument: { kind, base, quote } }: MarketScale,
  { feeCurrency }: HeardFill,
): Fill['feeIn'] | null {
  if (feeCurrency === quote) return null;
  return kind === 'spot' && feeCurrency === base ? 'base' : 'other';
}

/**
 * What is left of a position in the lots of the instance's market: whole ones, because a rest can be neither sold nor bought.
 * @param price last known, plain decimal
 */
export function adjustmentOf(
  scale: MarketScale,
  { size: text, position, at }: HeardAdjustment,
  price: string,
): PositionChangedInput {
  const short = text.startsWith('-');
  const lots = lotsOf(scale, short ? text.slice(1) : text);
  return {
    ...{ kind: 'position-changed', cause: 'adjustment', price: priceOf(scale, price), at },
    size: (short && lots !== 0 ? 0 - lots : lots) as Lots,
    ...(position !== undefined && { position }),
  };
}

/** What a person reads as the cause of a reaction. */
export function causeOf(news: OrderNews): Readonly<Record<string, string | number | null>> {
  const { leg, cycle, type } = news.order;
  const order = { kind: news.kind, leg, cycle, type };
  switch (news.kind) {
    case 'filled':
      return { ...order, tradeId: news.fill.tradeId, price: news.fill.price, size: news.fill.size };
    case 'triggered':
      return { ...order, price: news.price };
    case 'denied':
    case 'rejected':
    case 'cancelled':
      return { ...order, code: news.code };
  }
}
