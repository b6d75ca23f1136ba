import {
  formatLots,
  isLegal,
  lotsOf,
  marketScale,
  notional,
  priceOf,
  snap,
  type MarketScale,
} from '../../../shared/pure/market/scale.js';
import { decimalsOf, parseDecimal } from '../../../shared/pure/numbers/decimal.js';
import type { Instrument } from '../../../shared/pure/market/instrument.js';
import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { positionSideOf, type Side, type TimeInForce } from '../../../shared/pure/strategy/order.js';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';
import { unitsOfText } from './exposure.js';

/** An order as a person writes it. */
export interface ManualOrder {
  readonly side: Side;
  readonly type: 'market' | 'limit' | 'stop-market';
  /** Plain decimal; null for a market order. */
  readonly price: string | null;
  readonly size: string;
  readonly reduceOnly: boolean;
  /** Of a limit order; left out it rests until it is cancelled. */
  readonly timeInForce?: TimeInForce;
  /** Of a limit order that rests; left out is no. */
  readonly postOnly?: boolean;
}

/**
 * The order as it travels, once it keeps the rules of its instrument. Refused with `invalid-price`, `invalid-size` or
 * `below-minimum`, with the numbers, or with `validation-failed` and the members that do not go together.
 * @param markPrice last known price, which the smallest value of a market order is measured at.
 * @param positionMode of the account on this instrument; in hedge mode the order says which position it is about.
 */
export function manualOrder(
  wanted: ManualOrder,
  instrument: Instrument,
  markPrice: string,
  positionMode: 'one-way' | 'hedge' = 'one-way',
): Result<WireOrder, Refusal> {
  const mixed = mixedMembers(wanted);
  if (mixed.length > 0)
    return err(refusal('validation-failed', 'members do not go together', { fields: mixed }));
  const scale = marketScale(instrument, decimalsOf(parseDecimal(markPrice) ?? { units: 0n, scale: 0 }));
  const size = readSize(scale, wanted.size);
  if (!size.ok) return size;
  const price = readPrice(scale, wanted);
  if (!price.ok) return price;
  const value = price.value ?? priceOf(scale, markPrice);
  if (!wanted.reduceOnly && !isLegal(scale, value, size.value)) {
    return err(
      refusal('below-minimum', `${wanted.size} of ${instrument.symbol} is less than the venue takes`, {
        size: wanted.size,
        minSize: instrument.minSize,
        value: formatMoney(notional(scale, value, size.value)),
        minNotional: instrument.minNotional,
      }),
    );
  }
  const wire = wireOf(wanted);
  return ok(positionMode === 'hedge' ? { ...wire, positionSide: positionSideOf(wire) } : wire);
}

/** A time in force and post-only are of a limit order, and not of the same one. */
function mixedMembers({ type, timeInForce = 'gtc', postOnly = false }: ManualOrder): {
  readonly field: string;
  readonly value: string;
  readonly allowed: string;
}[] {
  const takes = timeInForce !== 'gtc';
  const fields: { field: string; value: string; allowed: string }[] = [];
  if (takes && type !== 'limit')
    fields.push({ field: 'timeInForce', value: timeInForce, allowed: `gtc for a ${type} order` });
  if (postOnly && (type !== 'limit' || takes)) {
    const allowed = type === 'limit' ? `false with timeInForce ${timeInForce}` : `false for a ${type} order`;
    fields.push({ field: 'postOnly', value: 'true', allowed });
  }
  return fields;
}

function wireOf({ type, side, reduceOnly, size, price, ...manner }: ManualOrder): WireOrder {
  const base = { side, reduceOnly, size };
  if (type === 'market') return { ...base, type };
  if (type === 'stop-market') return { ...base, type, price: price!, trail: null };
  const { timeInForce = 'gtc', postOnly = false } = manner;
  return {
    ...{ ...base, type, price: price! },
    ...(timeInForce !== 'gtc' && { timeInForce }),
    ...(postOnly && { postOnly }),
  };
}

function readSize(scale: MarketScale, text: string): Result<number, Refusal> {
  const { lot } = scale.instrument;
  const refused = err(
    refusal('invalid-size', `a size is a positive multiple of ${lot}`, { size: text, lot }),
  );
  try {
    const lots = lotsOf(scale, text);
    // A size that lies between two lots would be cut without a word.
    return lots > 0 && unitsOfText(formatLots(scale, lots)) === unitsOfText(text) ? ok(lots) : refused;
  } catch (error) {
    if (error instanceof RangeError) return refused;
    throw error;
  }
}

function readPrice(scale: MarketScale, { type, price }: ManualOrder): Result<number | null, Refusal> {
  const { tick } = scale.instrument;
  const refused = err(
    refusal(
      'invalid-price',
      type === 'market' ? 'a market order has no price' : `a price is a multiple of ${tick}`,
      {
        price: price ?? 'missing',
        tick,
      },
    ),
  );
  if (type === 'market') return price === null ? ok(null) : refused;
  if (price === null) return refused;
  try {
    const units = priceOf(scale, price);
    return units > 0 && snap(scale, units, 'floor') === units ? ok(units) : refused;
  } catch (error) {
    if (error instanceof RangeError) return refused;
    throw error;
  }
}
