import type { Lots, MarketScale, Price } from '../../../../shared/pure/market/scale.js';
import { divide } from '../../../../shared/pure/numbers/decimal.js';
import { money } from '../../../../shared/pure/numbers/money.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import type { GridSettings } from '../settings/grid-settings.js';

type Budget = Pick<GridSettings, 'investment' | 'amounts' | 'leverage'>;

/** Amounts times leverage, as exact fractions of one denominator: an even split seldom comes out even. */
interface Notionals {
  readonly numerators: readonly bigint[];
  readonly denominator: bigint;
}

/**
 * Lots of each cell, the same both ways and for its whole life: amount x leverage / upper line, floored to the lot. By the
 * upper line the sum stays within the investment wherever the price stands.
 */
export function cellSizes(
  budget: Budget,
  lines: readonly Price[],
  scale: MarketScale,
): Result<readonly Lots[], Refusal> {
  const { numerators, denominator } = notionals(budget, lines, scale);
  const invested = money(budget.investment) * BigInt(budget.leverage) * denominator;
  const sum = numerators.reduce((total, numerator) => total + numerator, 0n);
  if (sum > invested)
    return err(
      refusal('amounts-above-investment', 'the amounts, continued to every cell, exceed the investment', {
        investment: budget.investment,
        cells: lines.length - 1,
      }),
    );
  const sizes: Lots[] = [];
  for (const [cell, numerator] of numerators.entries()) {
    const lots = divide(numerator, denominator * lotValue(scale, lines[cell + 1]!), 'floor');
    if (lots > BigInt(Number.MAX_SAFE_INTEGER) / 1_000n)
      return err(
        refusal('investment-out-of-scale', 'the size of a cell does not fit the lots of the instrument', {
          investment: budget.investment,
        }),
      );
    sizes.push(Number(lots) as Lots);
  }
  return ok(sizes);
}

function notionals(budget: Budget, lines: readonly Price[], scale: MarketScale): Notionals {
  const cells = lines.length - 1;
  const leverage = BigInt(budget.leverage);
  if (budget.amounts === null) {
    const whole = money(budget.investment) * leverage;
    return { numerators: Array.from({ length: cells }, () => whole), denominator: BigInt(cells) };
  }
  const given = budget.amounts.map((amount) => money(amount) * leverage);
  const last = given.at(-1)!;
  const difference = last - (given.at(-2) ?? last);
  const numerators = Array.from({ length: cells }, (_, cell) => {
    const own = given[cell];
    if (own !== undefined) return own;
    const continued = last + difference * BigInt(cell - given.length + 1);
    const least = BigInt(leastLots(scale, lines[cell]!)) * lotValue(scale, lines[cell + 1]!);
    return continued > least ? continued : least;
  });
  return { numerators, denominator: 1n };
}

/** The smallest legal size of a cell: its orders rest at both its lines, so the lower one decides. */
export function leastLots(scale: MarketScale, lower: number): Lots {
  const byValue = divide(scale.minNotional, lotValue(scale, lower), 'ceil');
  const bySize = BigInt(scale.minSize);
  return Number(byValue > bySize ? byValue : bySize) as Lots;
}

const lotValue = (scale: MarketScale, price: number): bigint => BigInt(price) * scale.valueFactor;
