import type { Lots, MarketScale, Price } from '../../../../shared/pure/market/scale.js';
import { pow10 } from '../../../../shared/pure/numbers/decimal.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import { rate } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';

/** Maintenance rate of a perpetual whose instrument record does not say. */
const DEFAULT_MAINTENANCE = '0.005';

/** One part of a position: lots bought or sold at a price. */
export interface Part {
  readonly price: Price;
  readonly size: Lots;
}

/** An exact, unrounded price in price units. */
export interface ExactPrice {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Liquidation price of a position made of these parts (perpetual, linear), exact and without fees; null when nothing is
 * held or when a long cannot be liquidated. With value v = sum of price x size, size q, maintenance rate m, leverage L:
 * isolated long v (1 - 1/L) / (q (1 - m)), short v (1 + 1/L) / (q (1 + m)); cross long (v - cash) / (q (1 - m)),
 * short (v + cash) / (q (1 + m)).
 */
export function liquidationPrice(
  side: PositionSide,
  parts: readonly Part[],
  settings: Pick<GridSettings, 'leverage' | 'marginMode'>,
  scale: MarketScale,
  cash: bigint,
): ExactPrice | null {
  const size = parts.reduce((sum, part) => sum + BigInt(part.size), 0n) * scale.valueFactor;
  if (size === 0n) return null;
  const value = parts.reduce((sum, { price, size: lots }) => sum + BigInt(price) * BigInt(lots), 0n);
  const worth = value * scale.valueFactor;
  const sign = side === 'long' ? -1n : 1n;
  const m = rate(scale.instrument.maintenanceRate ?? DEFAULT_MAINTENANCE);
  const one = pow10(m.scale);
  const factor = one + sign * m.units;
  const leverage = BigInt(settings.leverage);
  const exact: ExactPrice =
    settings.marginMode === 'isolated'
      ? { numerator: worth * (leverage + sign) * one, denominator: size * leverage * factor }
      : { numerator: (worth + sign * cash) * one, denominator: size * factor };
  return exact.numerator <= 0n ? null : exact;
}

/** -1, 0 or 1 as the exact price lies below, on or above `price`. */
export function compareExact({ numerator, denominator }: ExactPrice, price: number): number {
  const other = BigInt(price) * denominator;
  return numerator < other ? -1 : numerator > other ? 1 : 0;
}
