import type { Lots, MarketScale, Price } from '../../../../shared/pure/market/scale.js';
import { divide } from '../../../../shared/pure/numbers/decimal.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import type { GridSettings } from '../settings/grid-settings.js';

type Budget = Pick<GridSettings, 'investment' | 'amounts' | 'leverage'>;

/** Amount times leverage as an exact fraction: an even split seldom comes out even. */
interface Notional {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Most lots of a cell, so that sums over a whole ladder stay exact numbers. */
const MOST_LOTS = BigInt(Number.MAX_SAFE_INTEGER) / 1_000n;

/**
 * Lots of each cell, the same both ways and for its whole life: amount x leverage / upper line, floored to the lot. By the
 * upper line the sum stays within the investment wherever the price stands.
 */
export function cellSizes(
  budget: Budget,
  lines: readonly Price[],
  scale: MarketScale,
): Result<readonly Lots[], Refusal> {
  const cells = lines.length - 1;
  const invested = money(budget.investment) * BigInt(budget.leverage);
  let sum = 0n;
  const sizes: Lots[] = [];
  for (let cell = 0; cell < cells; cell += 1) {
    const part = notionalOf(budget, cells, cell, lines[cell]!, lines[cell + 1]!, scale);
    sum += budget.amounts === null ? 0n : part.numerator;
    const lots = lotsFor(part, lines[cell + 1]!, scale);
    if (lots > MOST_LOTS)
      return err(
        refusal('investment-out-of-scale', 'the size of a cell does not fit the lots of the instrument', {
          field: 'investment',
          value: budget.investment,
          allowed: `at most ${MOST_LOTS} lots in a cell`,
        }),
      );
    sizes.push(Number(lots) as Lots);
  }
  return sum > invested ? err(aboveInvestment(budget, cells)) : ok(sizes);
}

/** Lots of one cell between two other lines than those it was planned for: its amount stays its own. */
export const cellSize = (
  budget: Budget,
  cells: number,
  cell: number,
  [lower, upper]: readonly [Price, Price],
  scale: MarketScale,
): Lots => Number(lotsFor(notionalOf(budget, cells, cell, lower, upper, scale), upper, scale)) as Lots;

const lotsFor = ({ numerator, denominator }: Notional, upper: Price, scale: MarketScale): bigint =>
  divide(numerator, denominator * lotValue(scale, upper), 'floor');

function notionalOf(
  budget: Budget,
  cells: number,
  cell: number,
  lower: Price,
  upper: Price,
  scale: MarketScale,
): Notional {
  const leverage = BigInt(budget.leverage);
  const { amounts } = budget;
  if (amounts === null) return { numerator: money(budget.investment) * leverage, denominator: BigInt(cells) };
  const own = amounts[cell];
  if (own !== undefined) return { numerator: money(own) * leverage, denominator: 1n };
  const last = money(amounts.at(-1)!) * leverage;
  const difference = last - money(amounts.at(-2) ?? amounts.at(-1)!) * leverage;
  const continued = last + difference * BigInt(cell - amounts.length + 1);
  const least = BigInt(leastLots(scale, lower)) * lotValue(scale, upper);
  return { numerator: continued > least ? continued : least, denominator: 1n };
}

const aboveInvestment = ({ investment, amounts }: Budget, cells: number): Refusal =>
  refusal('amounts-above-investment', 'the amounts, continued to every cell, exceed the investment', {
    field: 'amounts',
    value: (amounts ?? []).join(', '),
    allowed: `in sum over ${cells} cells <= ${investment}`,
    investment,
    cells,
  });

/** The smallest legal size of a cell: its orders rest at both its lines, so the lower one decides. */
export function leastLots(scale: MarketScale, lower: number): Lots {
  const byValue = divide(scale.minNotional, lotValue(scale, lower), 'ceil');
  const bySize = BigInt(scale.minSize);
  return Number(byValue > bySize ? byValue : bySize) as Lots;
}

const lotValue = (scale: MarketScale, price: number): bigint => BigInt(price) * scale.valueFactor;
