import { formatLots, formatPrice, lotsOf, priceOf, type MarketScale } from '../market/scale.js';
import type { LimitOrder, PositionSide, Side, TakingTime, TrailOffset, WantedOrder } from './order.js';

interface WireBase {
  readonly side: Side;
  readonly reduceOnly: boolean;
  /** Which position of hedge mode it is about; left out where one net position is meant. */
  readonly positionSide?: PositionSide;
}

/** The trailing part of a stop; decimals as text. */
export interface WireTrail {
  readonly extreme: string;
  readonly offset: { readonly unit: 'percent' | 'distance'; readonly value: string };
  readonly reason: string;
  readonly armedBy: string;
}

/** A wanted order as it travels between modules: prices in quote and sizes in base units, as plain decimals. */
export type WireOrder =
  | (WireBase & { readonly type: 'market'; readonly size: string })
  | (WireBase & {
      readonly type: 'limit';
      readonly price: string;
      readonly size: string;
      /** Left out: it rests until it is cancelled. */
      readonly timeInForce?: TakingTime;
      /** Refused where it would take; left out where it may. */
      readonly postOnly?: true;
    })
  | (WireBase & {
      readonly type: 'stop-market';
      readonly price: string | null;
      readonly size: string;
      readonly trail: WireTrail | null;
    })
  | (WireBase & {
      readonly type: 'trigger';
      readonly price: string;
      readonly direction: 'below' | 'above';
      readonly action: 'close' | 'cancel';
    });

/** The order without leg, cycle and reason, which travel beside it. */
export function toWire(scale: MarketScale, order: WantedOrder): WireOrder {
  const base = aimOf(order);
  switch (order.type) {
    case 'market':
      return { ...base, type: 'market', size: formatLots(scale, order.size) };
    case 'limit': {
      const price = formatPrice(scale, order.price);
      return { ...base, type: 'limit', price, size: formatLots(scale, order.size), ...mannerOf(order) };
    }
    case 'stop-market': {
      const price = order.price === null ? null : formatPrice(scale, order.price);
      const trail = order.trail && {
        extreme: formatPrice(scale, order.trail.extreme),
        offset: offsetToWire(scale, order.trail.offset),
        reason: order.trail.reason,
        armedBy: order.trail.armedBy,
      };
      return { ...base, type: 'stop-market', price, size: formatLots(scale, order.size), trail };
    }
    case 'trigger': {
      const { direction, action } = order;
      return { ...base, type: 'trigger', price: formatPrice(scale, order.price), direction, action };
    }
  }
}

export interface WireNames {
  readonly leg: string;
  readonly cycle: number;
  readonly reason: string;
}

/** The order in the integers of `scale`. @throws RangeError when a price or size does not lie on the scale. */
export function fromWire(scale: MarketScale, wire: WireOrder, names: WireNames): WantedOrder {
  const base = { ...names, ...aimOf(wire) };
  switch (wire.type) {
    case 'market':
      return { ...base, type: 'market', size: lotsOf(scale, wire.size) };
    case 'limit':
      return {
        ...{ ...base, type: 'limit', price: priceOf(scale, wire.price), size: lotsOf(scale, wire.size) },
        ...mannerOf(wire),
      };
    case 'stop-market': {
      const price = wire.price === null ? null : priceOf(scale, wire.price);
      const trail = wire.trail && {
        extreme: priceOf(scale, wire.trail.extreme),
        offset: offsetFromWire(scale, wire.trail.offset),
        reason: wire.trail.reason,
        armedBy: wire.trail.armedBy,
      };
      return { ...base, type: 'stop-market', price, size: lotsOf(scale, wire.size), trail };
    }
    case 'trigger': {
      const { direction, action } = wire;
      return { ...base, type: 'trigger', price: priceOf(scale, wire.price), direction, action };
    }
  }
}

const aimOf = ({ side, reduceOnly, positionSide }: WireBase): WireBase =>
  positionSide === undefined ? { side, reduceOnly } : { side, reduceOnly, positionSide };

/** Only what is there, so that an order that simply rests is the same text and the same shape as ever. */
const mannerOf = ({
  timeInForce,
  postOnly,
}: Pick<LimitOrder, 'timeInForce' | 'postOnly'>): Pick<LimitOrder, 'timeInForce' | 'postOnly'> => ({
  ...(timeInForce !== undefined && { timeInForce }),
  ...(postOnly !== undefined && { postOnly }),
});

const offsetToWire = (scale: MarketScale, offset: TrailOffset): WireTrail['offset'] =>
  offset.unit === 'percent' ? offset : { unit: 'distance', value: formatPrice(scale, offset.value) };

const offsetFromWire = (scale: MarketScale, { unit, value }: WireTrail['offset']): TrailOffset =>
  unit === 'percent' ? { unit, value } : { unit, value: priceOf(scale, value) };
