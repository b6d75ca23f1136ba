import { changedInLine, inLine, leftBehind, withoutOlder } from './line.js';

interface Order {
  readonly leg: string;
  readonly filled: number;
  readonly previous: Order | null;
}

/** `c` was to take the place of `b`, and that the place of `a`. */
const line = (...legs: readonly string[]): Order | null =>
  legs.reduce<Order | null>((previous, leg) => ({ leg, filled: 0, previous }), null);
const legs = (order: Order | null): readonly string[] =>
  order === null ? [] : [order.leg, ...legs(order.previous)];
const abc = line('a', 'b', 'c')!;

describe('exits that take the place of one another', () => {
  test('are all found by their legs', () => {
    expect(['a', 'b', 'c', 'd'].map((leg) => inLine(abc, leg)?.leg ?? null)).toEqual(['a', 'b', 'c', null]);
    expect(inLine<Order>(null, 'a')).toBeNull();
  });

  test('of a state that was stored before lines were kept whole end with the second', () => {
    const stored = { leg: 'b', filled: 0, previous: { leg: 'a', filled: 0 } } as Order;
    expect(inLine(stored, 'c')).toBeNull();
    expect(leftBehind(stored.previous!)).toBeNull();
    expect(withoutOlder(stored, 'a').previous).toBeNull();
  });

  test('leave those before, however many there are and however they have ended', () => {
    expect(legs(withoutOlder(abc, 'b'))).toEqual(['c', 'a']);
    expect(legs(leftBehind(withoutOlder(abc, 'b')))).toEqual(['a']);
    expect(legs(leftBehind(abc))).toEqual(['b', 'a']);
    expect(legs(withoutOlder(abc, 'a'))).toEqual(['c', 'b']);
  });

  test('keep what one of them has filled', () => {
    const changed = changedInLine(abc, { ...inLine(abc, 'a')!, filled: 3 });
    expect(inLine(changed, 'a')).toEqual({ leg: 'a', filled: 3, previous: null });
    expect(legs(changed)).toEqual(['c', 'b', 'a']);
  });
});
