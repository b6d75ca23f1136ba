import { maintenanceOf, MONEY_TO_COST, stepAt } from '../../../../shared/pure/market/maintenance.js';
import { notional, type Lots, type MarketScale, type Price } from '../../../../shared/pure/market/scale.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
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
 * short (v + cash) / (q (1 + m)). Of tiers it is that of v, and its amount A makes v / L, or the cash, larger.
 * @throws RangeError when the instrument says nothing that a maintenance margin could be.
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
  const maintenance = maintenanceOf(scale.instrument, DEFAULT_MAINTENANCE);
  if (maintenance === null) throw new RangeError(`${scale.instrument.symbol} has no maintenance margin`);
  const { base } = maintenance;
  const { rate, amount } = stepAt(maintenance, worth * MONEY_TO_COST);
  const leverage = BigInt(settings.leverage);
  const own = settings.marginMode === 'isolated' ? worth : cash * leverage;
  const at = (kept: bigint, m: bigint): ExactPrice => ({
    numerator: (worth * leverage + sign * (own + kept * leverage)) * base,
    denominator: size * leverage * (base + sign * m),
  });
  const exact = at(amount, rate);
  // What is kept back is never below zero: then it is the price at which nothing is left.
  const isBelowNothing = exact.numerator * size * rate < amount * base * exact.denominator;
  const found = isBelowNothing ? at(0n, 0n) : exact;
  return found.numerator <= 0n ? null : found;
}

/**
 * The tier of a position made of these parts, and what it costs in quote; null where the instrument bounds no leverage.
 */
export function tierOf(
  parts: readonly Part[],
  scale: MarketScale,
): { readonly cost: bigint; readonly maxLeverage: number } | null {
  if (scale.instrument.maintenanceTiers === undefined) return null;
  const cost = parts.reduce((sum, { price, size }) => sum + notional(scale, price, size), 0n);
  const maintenance = maintenanceOf(scale.instrument);
  return maintenance === null
    ? null
    : { cost, maxLeverage: stepAt(maintenance, cost * MONEY_TO_COST).maxLeverage };
}

/** -1, 0 or 1 as the exact price lies below, on or above `price`. */
export function compareExact({ numerator, denominator }: ExactPrice, price: number): number {
  const other = BigInt(price) * denominator;
  return numerator < other ? -1 : numerator > other ? 1 : 0;
}
