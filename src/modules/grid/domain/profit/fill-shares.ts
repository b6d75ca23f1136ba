import type { Fill } from '../../../../shared/pure/strategy/order.js';
import { TREND_LEG } from '../kernel/parting.js';
import { INITIAL } from '../kernel/lay.js';
import { cellOf } from '../kernel/state.js';
import { portions } from '../ladder/cell-share.js';
import type { Ledger, LedgerFrame } from './book.js';
import type { OpenPair } from './pair.js';

/** Lots of one fill that fall to one cell. */
export interface Share {
  readonly cell: number;
  readonly size: number;
}

/** Which cells a fill is of; none for what belongs to no cell of this generation. */
export function sharesOf(frame: LedgerFrame, ledger: Ledger, fill: Fill): readonly Share[] {
  if (fill.cycle !== frame.generation) return [];
  const cell = cellOf(fill.leg);
  if (cell >= frame.opening.length) return [];
  if (cell >= 0) {
    const opening = frame.opening[cell] === fill.side;
    const size = opening ? fill.size : Math.min(fill.size, ledger.open[cell]?.held ?? 0);
    return size === 0 ? [] : [{ cell, size }];
  }
  if (fill.leg === INITIAL) return initialShares(frame, ledger, fill);
  return fill.leg.startsWith(TREND_LEG) ? partingShares(ledger, fill) : closingShares(ledger, fill);
}

/** The initial order fills its cells up, the nearest to the price first. */
function initialShares({ initial }: LedgerFrame, { initialLots }: Ledger, fill: Fill): readonly Share[] {
  const before = portions(initial, initialLots);
  return portions(initial, initialLots + fill.size)
    .map(([cell, lots], place) => ({ cell, size: lots - before[place]![1] }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => a.cell - b.cell);
}

/** A fill that closes one side closes the cells it is against, in cell order. */
function partingShares({ open }: Ledger, fill: Fill): readonly Share[] {
  let left: number = fill.size;
  return open.flatMap((pair): Share[] => {
    if (pair === null || !isAgainst(fill, pair)) return [];
    const size = Math.min(left, pair.held);
    left -= size;
    return size > 0 ? [{ cell: pair.cell, size }] : [];
  });
}

/**
 * A fill that closes the whole position closes the cells it is against, in cell order, and with them those that cancel out:
 * cells of the other side together with as many lots of its own.
 */
function closingShares({ open }: Ledger, fill: Fill): readonly Share[] {
  const held = open.filter((pair) => pair !== null);
  const others = held.filter((pair) => !isAgainst(fill, pair)).reduce((sum, pair) => sum + pair.held, 0);
  const against = held.filter((pair) => isAgainst(fill, pair)).reduce((sum, pair) => sum + pair.held, 0);
  // Never more cancels out than there is: a fill larger than the position stays stray.
  if (others > against) return [];
  let left = fill.size + others;
  return held.flatMap((pair): Share[] => {
    const size = isAgainst(fill, pair) ? Math.min(left, pair.held) : pair.held;
    if (isAgainst(fill, pair)) left -= size;
    return size > 0 ? [{ cell: pair.cell, size }] : [];
  });
}

const isAgainst = ({ side: of }: Fill, { side }: OpenPair): boolean => (side === 'long') === (of === 'sell');
