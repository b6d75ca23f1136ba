import fc from 'fast-check';
import { money, type Money } from '../../../shared/pure/numbers/money.js';
import { adjusted, charged, fold } from './fold.js';
import { signOf, type Life, type PositionFill } from './life.js';
import { floatingOf, openPartOf, realisedOf, sumOfTerms, totalOf } from './pnl.js';
import { moneyOfValue, readPrice } from './scales.js';
import { livesOf } from './testing/fills.js';

/** Fills as a market has them: prices on a tick of two decimals, sizes on a lot of eight. */
const arbitraryFill: fc.Arbitrary<PositionFill> = fc.record({
  orderId: fc.constantFrom('a', 'b', 'c', 'd'),
  side: fc.constantFrom<PositionFill['side']>('buy', 'sell'),
  price: fc.integer({ min: 1, max: 9_999_999 }).map((cents) => BigInt(cents) * 10n ** 10n),
  size: fc.integer({ min: 1, max: 500_000_000 }).map((lots) => BigInt(lots) * 10n ** 4n),
  fee: fc.integer({ min: -1_000, max: 100_000 }).map((units) => money('0.00000001') * BigInt(units)),
}) as fc.Arbitrary<PositionFill>;

const arbitraryFills = fc.array(arbitraryFill, { minLength: 1, maxLength: 30 });

const signed = ({ side, size }: PositionFill): bigint => (side === 'buy' ? size : -size);
const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
const held = (lives: readonly Life[]): bigint => sum(lives.map(({ side, size }) => signOf(side) * size));

/** What is told of a life; the run is how it is reckoned. */
const told = ({ run: _run, ...life }: Life): Omit<Life, 'run'> => life;

/** The average by exact fractions: what is open of the cost, never rounded. */
function exactAverages(
  fills: readonly PositionFill[],
): readonly { numerator: bigint; denominator: bigint }[] {
  const averages: { numerator: bigint; denominator: bigint }[] = [];
  let size = 0n;
  let average = { numerator: 0n, denominator: 1n };
  for (const each of fills) {
    const after = size + signed(each);
    if (size === 0n || (after !== 0n && after > 0n !== size > 0n)) {
      average = { numerator: each.price, denominator: 1n };
    } else if (signed(each) > 0n === size > 0n) {
      const [old, added] = [size < 0n ? -size : size, each.size];
      average = {
        numerator: average.numerator * old + each.price * added * average.denominator,
        denominator: average.denominator * (old + added),
      };
    }
    size = after;
    averages.push(average);
  }
  return averages;
}

describe('the fold of fills, whatever fills there are', () => {
  it('holds the sum of its fills', () => {
    fc.assert(
      fc.property(arbitraryFills, (fills) => {
        expect(held(livesOf(fills))).toBe(sum(fills.map(signed)));
      }),
    );
  });

  it('keeps the identity: realised + floating + funding - fees = sells - buys + size x mark + funding - fees', () => {
    const amounts = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 4 });
    const mark = fc.integer({ min: 1, max: 9_999_999 }).map((cents) => BigInt(cents) * 10n ** 10n);
    fc.assert(
      fc.property(arbitraryFills, amounts, mark, (fills, charges, price) => {
        const funding = charges.map((units) => (BigInt(units) * money('0.00000001')) as Money);
        const lives = livesOf(fills).map((life, index) =>
          index === 0 ? funding.reduce(charged, life) : life,
        );
        const terms = sumOfTerms(
          lives.map((life) => ({
            realised: realisedOf(life),
            floating: floatingOf(openPartOf(life), price),
            fees: life.fees,
            funding: life.funding,
          })),
        );
        const cash = sum(fills.map((each) => -signed(each) * each.price));
        const worth = sum(fills.map(signed)) * price;
        const expected = moneyOfValue(cash + worth) + sum(funding) - sum(fills.map(({ fee }) => fee));
        expect(totalOf(terms)).toBe(expected);
      }),
    );
  });

  it('floats size x (mark - average), but for what rounding the averages has left over', () => {
    fc.assert(
      fc.property(arbitraryFills, (fills) => {
        const price = readPrice('123.45');
        const open = livesOf(fills).at(-1)!;
        const byAverage = signOf(open.side) * open.size * (price - open.average);
        const error = floatingOf(openPartOf(open), price)! - moneyOfValue(byAverage);
        // Each order's fills round the average once: at most half of 10^-12 x size.
        const most = moneyOfValue(BigInt(fills.length) * open.maxSize) + 1n;
        expect(error <= most && error >= -most).toBe(true);
      }),
    );
  });

  it('realises nothing by what is taken out at cost, and ends with its sells less its buys all the same', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(arbitraryFills, parts, (fills, percents) => {
        const before = livesOf(fills).at(-1)!;
        if (before.size === 0n) return;
        let life: Life = before;
        for (const percent of percents) {
          const part = (life.size * BigInt(percent)) / 100n;
          if (part === 0n) continue;
          const { size, average } = life;
          life = adjusted(life, part);
          expect([life.size, life.average, life.realised]).toEqual([size - part, average, before.realised]);
          expect(openPartOf(life).positions).toBe(1);
        }
        const over = adjusted(life, life.size);
        expect([over.size, over.flow, over.realised]).toEqual([0n, before.realised, before.realised]);
        expect([over.fees, over.funding]).toEqual([before.fees, before.funding]);
      }),
    );
  });

  it('is within rounding of the average that exact fractions give', () => {
    fc.assert(
      fc.property(arbitraryFills, (fills) => {
        let life: Life | null = null;
        const exact = exactAverages(fills);
        for (const [index, each] of fills.entries()) {
          const { moved, opened }: ReturnType<typeof fold> = fold(life, each);
          life = opened ?? (moved!.size === 0n ? null : moved);
          if (life === null) continue;
          const { numerator, denominator } = exact[index]!;
          const error = life.average * denominator - numerator;
          const most = BigInt(index + 1) * denominator;
          expect(error <= most && error >= -most).toBe(true);
        }
      }),
    );
  });

  it('ends every life with exactly its sells less its buys', () => {
    fc.assert(
      fc.property(arbitraryFills, (fills) => {
        for (const life of livesOf(fills)) if (life.size === 0n) expect(life.realised).toBe(life.flow);
      }),
    );
  });

  it('does not care into how many parts a fill was split', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(arbitraryFills, arbitraryFill, arbitraryFills, parts, (before, split, after, cuts) => {
        const whole = { ...split, fee: money('0'), orderId: 'split' };
        const pieces = split.size === 1n ? [whole] : splitBy(whole, cuts);
        expect(sum(pieces.map(({ size }) => size))).toBe(whole.size);
        const once = livesOf([...before, whole, ...after]).map(told);
        expect(livesOf([...before, ...pieces, ...after]).map(told)).toEqual(once);
      }),
    );
  });

  it('keeps independent positions independent, in whatever order their fills arrive', () => {
    const two = fc.array(fc.tuple(fc.boolean(), arbitraryFill), { minLength: 2, maxLength: 30 });
    fc.assert(
      fc.property(two, (mixed) => {
        const open: (Life | null)[] = [null, null];
        const over: Life[][] = [[], []];
        for (const [second, each] of mixed) {
          const holder = second ? 1 : 0;
          const { moved, opened } = fold(open[holder]!, each);
          if (moved?.size === 0n) over[holder]!.push(moved);
          open[holder] = opened ?? (moved?.size === 0n ? null : moved);
        }
        for (const holder of [0, 1]) {
          const alone = livesOf(
            mixed.filter(([second]) => second === (holder === 1)).map(([, each]) => each),
          );
          const together = open[holder] === null ? over[holder]! : [...over[holder]!, open[holder]!];
          expect(together).toEqual(alone);
        }
      }),
    );
  });
});

/** Parts of one fill in proportion to `weights`, none of them empty. */
function splitBy(whole: PositionFill, weights: readonly number[]): readonly PositionFill[] {
  const total = BigInt(weights.reduce((left, right) => left + right, 0));
  const pieces: PositionFill[] = [];
  let rest = whole.size;
  for (const weight of weights) {
    const size = (whole.size * BigInt(weight)) / total;
    if (size === 0n || size >= rest) continue;
    pieces.push({ ...whole, size });
    rest -= size;
  }
  return [...pieces, { ...whole, size: rest }];
}
