import type { VenueOperation } from '../../src/modules/exchange/contracts/commands/submit-orders.command.js';
import type { LimitOrder } from '../../src/shared/pure/strategy/order.js';
import type { WireOrder } from '../../src/shared/pure/strategy/wire-order.js';
import { candlesOf, type Ohlc, PERPETUAL } from './stage.js';

/** Small whole numbers that look random and follow from what they are asked with. */
export function dice(...salt: readonly (string | number)[]): (sides: number) => number {
  let state = 0x9e3779b1;
  for (const character of salt.join('|'))
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0xc2b2ae35) >>> 0;
    return (state >>> 8) % sides;
  };
}

const cents = (value: number): string => `${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}`;

/** A market that wanders, jumps at some opens and has long wicks. */
export function wanderingCandles(seed: number, count: number) {
  const roll = dice(seed, 'market');
  let price = 6_000_000;
  const rows = Array.from({ length: count }, (): Ohlc => {
    const open = price + (roll(4) === 0 ? roll(60_001) - 30_000 : 0);
    const close = open + roll(40_001) - 20_000;
    price = close;
    const high = Math.max(open, close) + roll(30_000);
    const low = Math.min(open, close) - roll(30_000);
    return [cents(open), cents(high), cents(low), cents(close)];
  });
  return candlesOf(rows);
}

/** Most limits rest. */
const MANNERS: readonly Pick<LimitOrder, 'timeInForce' | 'postOnly'>[] = [
  ...[{}, {}, {}, {}, { postOnly: true }, { timeInForce: 'ioc' }, { timeInForce: 'fok' }],
] as const;

/** Something after which a trader decides: a close, or one of his fills. */
export interface Occasion {
  readonly accountId: string;
  readonly symbol: string;
  /** `close 7` or `trade 3`; the same after a restart. */
  readonly name: string;
  readonly price: string;
  readonly tradeId: string | null;
}

/**
 * A trader without memory: what he does follows from the seed and the occasion alone, so that he does it again after a
 * crash. Ids tell the occasion; he cancels and replaces orders by guessing what he may have placed before.
 */
export function gamble(seed: number, occasion: Occasion): readonly VenueOperation[] {
  const { accountId, symbol, name, tradeId } = occasion;
  const roll = dice(seed, accountId, symbol, name);
  const around = Math.round(Number(occasion.price) * 10);
  const idOf = (of: string, index: number): string => `${symbol} ${of}-${index}`;
  const [what, number] = name.split(' ') as [string, string];
  const guess = (): string => idOf(`${what} ${Math.max(0, Number(number) - roll(5))}`, roll(2));
  return Array.from({ length: roll(3) }, (_, index): VenueOperation => {
    const kind = roll(12);
    if (kind === 0) return { op: 'cancel', clientOrderId: guess() };
    const cycle = 1 + roll(2);
    const near = around + roll(601) - 300;
    const price = `${Math.trunc(near / 10)}.${near % 10}`;
    const side = roll(2) === 0 ? 'buy' : 'sell';
    const reduceOnly = roll(3) === 0;
    const size = `0.00${1 + roll(symbol === PERPETUAL ? 9 : 4)}`;
    const base = { side, reduceOnly, size } as const;
    const trail = {
      extreme: occasion.price,
      offset: { unit: 'percent', value: ['0.2', '0.5', '1'][roll(3)]! } as const,
      reason: 'trailing',
      armedBy: tradeId ?? 'none',
    };
    const order: WireOrder =
      kind <= 3
        ? { ...base, type: 'market' }
        : kind <= 7
          ? { ...base, type: 'limit', price, ...MANNERS[roll(MANNERS.length)] }
          : kind <= 9
            ? { ...base, type: 'stop-market', price: roll(2) === 0 ? price : null, reduceOnly: true, trail }
            : kind === 10
              ? { ...base, type: 'stop-market', price, trail: null }
              : {
                  ...{ type: 'trigger', side, reduceOnly, price },
                  ...{ direction: roll(2) === 0 ? 'above' : 'below', action: 'close' },
                };
    return {
      ...{ op: 'place', clientOrderId: idOf(name, index), order, cycle },
      ...{ leg: `leg-${index}`, reason: order.type, owner: roll(2) === 0 ? 'left' : 'right' },
      replaces: roll(3) === 0 ? guess() : null,
    };
  });
}
