import type { Lots, Price } from '../../../../shared/pure/market/scale.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import { addLevelBound } from '../add-level.js';
import { newCycle, newEntry, withFill } from '../new-cycle.js';
import type { Plan } from '../plan.js';
import { increased } from '../position.js';
import { entrySize } from '../sizing.js';
import type { Cycle } from '../state.js';

/** One entry of a cycle that goes all the way, and the cycle as it stands once it has filled. */
export interface Depth {
  readonly price: Price;
  readonly size: Lots;
  readonly before: Cycle | null;
  readonly after: Cycle;
}

/**
 * The cycle in which every allowed entry is made: the first at `price`, each add exactly where its level is reached (at the
 * same price where adds do not need one), filled whole and without slippage. It ends early where a level is not above zero or
 * a size is not known.
 */
export function fullCycle(
  plan: Plan,
  side: PositionSide,
  price: Price,
  atr: number | null,
  basis: string | null,
): readonly Depth[] {
  const depths: Depth[] = [];
  let cycle: Cycle | null = null;
  let at: number = price;
  for (let k = 0; k < plan.settings.pyramidingLimit && at > 0; k += 1) {
    const size = entrySize(plan.sizing, k, at, basis);
    if (size === null) break;
    const after: Cycle = entered(plan, side, cycle, { price: at as Price, size, atr });
    depths.push({ price: at as Price, size, before: cycle, after });
    cycle = after;
    if (plan.settings.pyramidingNeedsPrice && after.size > 0) at = addLevelBound(plan, after, atr);
  }
  return depths;
}

function entered(
  plan: Plan,
  side: PositionSide,
  before: Cycle | null,
  { price, size, atr }: { readonly price: Price; readonly size: Lots; readonly atr: number | null },
): Cycle {
  const number = (before?.entries.length ?? 0) + 1;
  const entry = newEntry(`entry-${number}`, size);
  const cycle = before ?? newCycle(side, entry, null, atr);
  const fill = { leg: entry.leg, side: side === 'long' ? 'buy' : 'sell', price, size } as const;
  const others = before === null ? [] : before.entries;
  return {
    ...cycle,
    ...increased(plan.market, cycle, fill),
    entries: [...others, withFill(entry, size)],
    lastPrice: price,
    atr,
  };
}
