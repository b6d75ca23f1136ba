import type { Lots, Price } from '../../../shared/pure/market/scale.js';
import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import type { Anchor, Cycle, Entry, Level } from './state.js';

const NO_LOTS = 0 as Lots;
const NO_LEVEL: Level = { price: null, done: false };

/** Where the average of a position that holds nothing starts. */
export const newAnchor = (): Anchor => ({
  leg: null,
  average: '0',
  size: NO_LOTS,
  cost: '0',
  lots: NO_LOTS,
  filled: NO_LOTS,
});

/** A cycle that holds nothing yet: its first entry is on its way. */
export const newCycle = (
  side: PositionSide,
  first: Entry,
  basis: string | null,
  atr: number | null,
): Cycle => ({
  side,
  entries: [first],
  basis,
  atr,
  size: NO_LOTS,
  average: '0',
  anchor: newAnchor(),
  lastPrice: 0 as Price,
  addLevel: null,
  levels: [NO_LEVEL, NO_LEVEL, NO_LEVEL],
  taken: false,
  breakEven: null,
  trail: null,
  targets: [],
  stop: null,
  closing: null,
  repair: false,
});

/** An entry order just decided. */
export const newEntry = (leg: string, size: Lots): Entry => ({
  leg,
  size,
  filled: NO_LOTS,
  unresolved: true,
});

/** The entry after one more fill of it. */
export function withFill(entry: Entry, size: number): Entry {
  const filled = (entry.filled + size) as Lots;
  const { leg, size: wanted, unresolved } = entry;
  return { leg, size: wanted, filled, unresolved: unresolved && filled < wanted };
}
