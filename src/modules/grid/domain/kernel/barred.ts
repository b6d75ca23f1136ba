import type { MarketScale } from '../../../../shared/pure/market/scale.js';
import { parseDecimal, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { Slot } from '../ladder/slots.js';
import type { GridSettings } from '../settings/grid-settings.js';
import type { GridState } from './state.js';

/** The side that an extreme trend keeps from opening: it stops buys at -2 and sells at +2. */
export const barredSide = (trend: number): Side | null =>
  trend === -2 ? 'buy' : trend === 2 ? 'sell' : null;

/** Whether a cell may not open now: against an extreme trend, or outside the bounds given for dynamic lines. */
export function isBarred(settings: GridSettings, scale: MarketScale, state: GridState, slot: Slot): boolean {
  if (state.trend !== 0 && barredSide(state.trend) === slot.opens) return true;
  return settings.spacing === 'dynamic' && isOutOfBounds(settings, scale, slot);
}

/** What such a cell holds is being closed as a whole, so it gets no order at all. */
export const isParting = ({ parting }: GridState, { opens }: Slot): boolean =>
  parting !== null && parting === opens;

function isOutOfBounds({ lower, upper }: GridSettings, scale: MarketScale, slot: Slot): boolean {
  return (
    (lower !== null && compare(scale, slot.lower, lower) < 0) ||
    (upper !== null && compare(scale, slot.upper, upper) > 0)
  );
}

/** A price against a decimal text, which may have more decimals than the market's prices. */
export function compare({ priceDecimals }: MarketScale, price: number, text: string): number {
  const value = parseDecimal(text)!;
  const left = BigInt(price) * pow10(value.scale);
  const right = value.units * pow10(priceDecimals);
  return left < right ? -1 : left > right ? 1 : 0;
}
