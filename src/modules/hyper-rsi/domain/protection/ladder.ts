import { isLegal, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import { moved, onTick } from '../distance.js';
import type { Plan } from '../plan.js';
import { averageOf, type Cycle, type Level } from '../state.js';

/** A take-profit order that should rest: the level indices it stands for, ascending; the highest names it. */
export interface WantedTarget {
  readonly levels: readonly number[];
  readonly price: Price;
  readonly size: Lots;
}

/** A level that gets no order, and why: `size` = below the venue minimum, `price-not-positive` = beyond zero. */
export interface UnplacedLevel {
  readonly level: number;
  readonly code: 'size' | 'price-not-positive';
  readonly size: Lots;
}

export interface Ladder {
  readonly levels: readonly [Level, Level, Level];
  readonly targets: readonly WantedTarget[];
  readonly unplaced: readonly UnplacedLevel[];
}

type Share = { readonly level: number; readonly price: Price | null; readonly size: number };

/** The take-profit ladder for the size and average held: what each level costs, and the orders after merging. */
export function deriveLadder(plan: Plan, cycle: Cycle): Ladder {
  const levels = pricedLevels(plan, cycle);
  const shares = sharesOf(plan, cycle, levels);
  return { levels, ...merged(plan, shares) };
}

/**
 * Prices of the enabled levels that are not done, sorted by distance: they change places, shares stay with their number.
 * A price that is not above zero is the furthest. Done levels keep the price they had.
 */
function pricedLevels(plan: Plan, cycle: Cycle): [Level, Level, Level] {
  const { side, atr } = cycle;
  const up = side === 'long';
  const prices: (Price | null)[] = [];
  plan.levels.forEach((level, index) => {
    if (level === null || cycle.levels[index]!.done) return;
    const exact = moved(averageOf(cycle), level.distance, up ? 1 : -1, atr);
    prices.push(onTick(plan.market, exact, up ? 'ceil' : 'floor'));
  });
  prices.sort((a, b) => (up ? (a ?? 0) - (b ?? 0) : (b ?? 0) - (a ?? 0)));
  let next = 0;
  const priced = plan.levels.map((level, index): Level => {
    const before = cycle.levels[index]!;
    if (before.done) return before;
    if (level === null) return { price: null, done: false };
    return { price: prices[next++] ?? null, done: false };
  });
  return priced as [Level, Level, Level];
}

/** floor(size x share / sum of shares not done) each; without trailing the last takes what the others leave. */
function sharesOf(plan: Plan, { size }: Cycle, levels: readonly Level[]): Share[] {
  const waiting = [0, 1, 2].filter((index) => plan.levels[index] !== null && !levels[index]!.done);
  const sum = waiting.reduce((total, index) => total + plan.levels[index]!.share, 0n);
  const trails = plan.armedBy >= 0;
  let left: number = size;
  const shares: Share[] = [];
  for (const index of waiting) {
    if (trails && index > plan.armedBy) break;
    const last = !trails && index === waiting.at(-1);
    const part = last ? left : Number((BigInt(size) * plan.levels[index]!.share) / sum);
    left -= part;
    shares.push({ level: index, price: levels[index]!.price, size: part });
  }
  return shares;
}

/**
 * A level below the venue minimum joins the next one that is placed and fills at that one's price; the last, if still
 * below, joins the order before it; alone it is not placed.
 */
function merged(
  { market: { scale } }: Plan,
  shares: readonly Share[],
): { targets: WantedTarget[]; unplaced: UnplacedLevel[] } {
  const targets: WantedTarget[] = [];
  const unplaced: UnplacedLevel[] = [];
  let carried = 0;
  let names: number[] = [];
  for (const { level, price, size } of shares) {
    if (price === null) {
      unplaced.push({ level, code: 'price-not-positive', size: size as Lots });
      continue;
    }
    carried += size;
    names = [...names, level];
    if (!isLegal(scale, price, carried)) continue;
    targets.push({ levels: names, price, size: carried as Lots });
    carried = 0;
    names = [];
  }
  if (names.length === 0) return { targets, unplaced };
  const before = targets.pop();
  if (before === undefined) unplaced.push({ level: names.at(-1)!, code: 'size', size: carried as Lots });
  else
    targets.push({
      levels: [...before.levels, ...names],
      price: before.price,
      size: (before.size + carried) as Lots,
    });
  return { targets, unplaced };
}
