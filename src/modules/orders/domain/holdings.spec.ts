import fc from 'fast-check';
import { formatMoney, money, type Money } from '../../../shared/pure/numbers/money.js';
import {
  adjustmentsOf,
  BY_HAND,
  FOREIGN,
  missingCoins,
  type Adjustment,
  type BookedPosition,
  type Holding,
} from './holdings.js';

const part = (holder: string, size: string, position: Holding['position'] = 'net'): Holding => ({
  ...{ holder, strategy: holder === FOREIGN ? 'manual' : 'grid', position, size: money(size) },
});
const booked = (position: string, ...parts: Holding[]): BookedPosition => ({
  ...{ position: money(position), short: money('0'), parts },
});
const shown = (long: string, short = '0', hedged = false) => ({
  ...{ long: money(long), short: money(short), hedged },
});
const said = (adjustments: readonly Adjustment[]): readonly string[] =>
  adjustments.map(({ holder, position, change, left }) =>
    [holder, position, formatMoney(change), formatMoney(left)].join(' '),
  );

describe('books that show what the venue shows', () => {
  it('need nothing', () => {
    expect(adjustmentsOf(booked('1', part('i-1', '1')), shown('1'))).toEqual([]);
    expect(adjustmentsOf(booked('3', part('i-1', '1'), part(FOREIGN, '2')), shown('3'))).toEqual([]);
  });
});

describe('what the venue shows', () => {
  it('beyond what is held is nobody’s here, and makes nobody hold more', () => {
    expect(said(adjustmentsOf(booked('1', part('i-1', '1')), shown('3')))).toEqual(['foreign net 2 2']);
  });

  it('less of a position takes what was foreign first, then what was ordered by hand, then from the bot', () => {
    const lane = booked('6', part('i-1', '1'), part(FOREIGN, '2'));
    expect(said(adjustmentsOf(lane, shown('5')))).toEqual(['foreign net -1 1']);
    expect(said(adjustmentsOf(lane, shown('2')))).toEqual(['manual net -2 1', 'foreign net -2 0']);
    expect(said(adjustmentsOf(lane, shown('0.4')))).toEqual([
      ...['manual net -3 0', 'i-1 net -0.6 0.4', 'foreign net -2 0'],
    ]);
  });

  it('on the other side is nobody’s, and what was held is gone', () => {
    expect(said(adjustmentsOf(booked('1', part('i-1', '1')), shown('0', '0.5')))).toEqual([
      ...['i-1 net -1 0', 'foreign net -0.5 -0.5'],
    ]);
  });

  it('as our books do may still be missing from a bot: somebody else has closed what it holds', () => {
    const lane = booked('0', part('i-1', '1'), part(FOREIGN, '-1'));
    expect(said(adjustmentsOf(lane, shown('0')))).toEqual(['i-1 net -1 0', 'foreign net 1 0']);
  });

  it('of hedge mode is held against each of its two positions', () => {
    const lane = { ...booked('1', part('i-1', '3', 'long'), part('i-2', '-2', 'short')), short: money('2') };
    expect(adjustmentsOf(lane, shown('3', '2'))).toEqual([]);
    expect(said(adjustmentsOf(lane, shown('2', '1')))).toEqual(['i-1 long -1 2', 'i-2 short 1 -1']);
    expect(said(adjustmentsOf(lane, shown('4', '3')))).toEqual(['foreign long 1 1', 'foreign short -1 -1']);
    // Also where it is the only one that anybody knows of.
    expect(said(adjustmentsOf(booked('0'), shown('0', '1', true)))).toEqual(['foreign short -1 -1']);
    expect(said(adjustmentsOf(booked('0'), shown('0', '1')))).toEqual(['foreign net -1 -1']);
  });

  const sizes = fc.integer({ min: -9, max: 9 }).map((units) => BigInt(units) as Money);
  const lanes = fc
    .record({ bots: fc.array(sizes, { maxLength: 3 }), foreign: sizes, byHand: sizes })
    .map(({ bots, foreign, byHand }): BookedPosition => {
      const parts = [...bots.map((size, index) => ({ ...part(`i-${index}`, '0'), size }))];
      const all = [...parts, { ...part(FOREIGN, '0'), size: foreign }].filter(({ size }) => size !== 0n);
      const position = [byHand, ...all.map(({ size }) => size)].reduce<bigint>((sum, size) => sum + size, 0n);
      return { position: position as Money, short: 0n as Money, parts: all };
    });

  it('is what the books show after the adjustments, which add to nobody’s holding here and ask for nothing twice', () => {
    fc.assert(
      fc.property(lanes, sizes, (lane, theirs) => {
        const venue = {
          ...{ long: (theirs > 0n ? theirs : 0n) as Money, short: (theirs < 0n ? 0n - theirs : 0n) as Money },
          hedged: false,
        };
        const adjustments = adjustmentsOf(lane, venue);
        const after = adjusted(lane, adjustments);
        expect(after.position).toBe(theirs);
        expect(adjustmentsOf(after, venue)).toEqual([]);
        for (const { holder, change, left } of adjustments)
          if (holder !== FOREIGN) {
            const before = left - change;
            expect(left === 0n || left > 0n === before > 0n).toBe(true);
            expect(abs(left)).toBeLessThan(abs(before));
          }
      }),
    );
  });

  it('of coins counts only where the bots hold more than there is', () => {
    const bots = [part('i-1', '1'), part('i-2', '2')];
    expect(missingCoins(bots, money('3'))).toEqual([]);
    expect(missingCoins(bots, money('50'))).toEqual([]);
    expect(said(missingCoins(bots, money('1.5')))).toEqual(['i-1 net -1 0', 'i-2 net -0.5 1.5']);
    expect(said(missingCoins(bots, money('0')))).toEqual(['i-1 net -1 0', 'i-2 net -2 0']);
  });
});

const abs = (units: bigint): bigint => (units < 0n ? 0n - units : units);

function adjusted(lane: BookedPosition, adjustments: readonly Adjustment[]): BookedPosition {
  const sizes = new Map(lane.parts.map((one) => [one.holder, one]));
  let position: bigint = lane.position;
  for (const { change, left, ...holding } of adjustments) {
    position += change;
    if (holding.holder !== BY_HAND) sizes.set(holding.holder, { ...holding, size: left });
  }
  const parts = [...sizes.values()].filter(({ size }) => size !== 0n);
  return { ...lane, position: position as Money, parts };
}
