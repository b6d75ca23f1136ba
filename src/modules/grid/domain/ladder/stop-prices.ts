import { formatPrice, type MarketScale, type Price } from '../../../../shared/pure/market/scale.js';
import { decimalsOf, parseDecimal, rescale } from '../../../../shared/pure/numbers/decimal.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import type { GridSettings, GridStop } from '../settings/grid-settings.js';

/** Which way a price must go to reach a whole-bot trigger. */
export type Direction = 'below' | 'above';

export type StopName = 'stopLoss' | 'takeProfit';

/**
 * Where a stop given as a price acts: outside the lines, toward its side, which is told from the middle line because a range
 * that follows the market may come near the stop. Null when it is not a price.
 */
export function stopPrice(
  stop: GridStop,
  lines: readonly Price[],
  scale: MarketScale,
): { readonly price: Price; readonly direction: Direction } | null {
  if (stop.unit !== 'price') return null;
  const price = onScale(stop.value, scale)!;
  return { price, direction: price < lines[lines.length >> 1]! ? 'below' : 'above' };
}

/**
 * Decimals of the stop prices. They need not lie on a tick, so a scale meant for these settings is made with at least as
 * many (`marketScale(instrument, max(candles', these))`).
 */
export function stopDecimals({ stopLoss, takeProfit }: Pick<GridSettings, StopName>): number {
  const decimals = [stopLoss, takeProfit].map((stop) =>
    stop.unit === 'price' ? decimalsOf(parseDecimal(stop.value)!) : 0,
  );
  return Math.max(...decimals);
}

/** The sides a price may lie on: a loss of spot and long lies below, of short above; neutral loses both ways. */
const SIDES: Readonly<Record<GridSettings['mode'], Readonly<Record<StopName, readonly Direction[]>>>> = {
  spot: { stopLoss: ['below'], takeProfit: ['above'] },
  long: { stopLoss: ['below'], takeProfit: ['above'] },
  short: { stopLoss: ['above'], takeProfit: ['below'] },
  neutral: { stopLoss: ['below', 'above'], takeProfit: ['below', 'above'] },
};

export function stopRefusals(
  settings: Pick<GridSettings, 'mode' | StopName>,
  lines: readonly Price[],
  scale: MarketScale,
): readonly Refusal[] {
  return (['stopLoss', 'takeProfit'] as const).flatMap((name) => {
    const stop = settings[name];
    if (stop.unit !== 'price') return [];
    const price = onScale(stop.value, scale);
    const sides = SIDES[settings.mode][name];
    const [lowest, highest] = [lines[0]!, lines.at(-1)!];
    const lies: Direction | null =
      price === null ? null : price < lowest ? 'below' : price > highest ? 'above' : null;
    if (lies !== null && sides.includes(lies)) return [];
    const allowed = sides
      .map((side) =>
        side === 'below' ? `below ${formatPrice(scale, lowest)}` : `above ${formatPrice(scale, highest)}`,
      )
      .join(' or ');
    return [
      refusal('stop-price-misplaced', `${name} ${stop.value} must lie outside the range, ${allowed}`, {
        field: `${name}.value`,
        value: stop.value,
        allowed,
      }),
    ];
  });
}

function onScale(text: string, scale: MarketScale): Price | null {
  const units = rescale(parseDecimal(text)!, scale.priceDecimals);
  return units === null || units > BigInt(Number.MAX_SAFE_INTEGER) ? null : (Number(units) as Price);
}
