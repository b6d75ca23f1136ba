import type { Lots, Price } from '../../../../shared/pure/market/scale.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { GridMode } from '../settings/grid-settings.js';
import type { Ladder } from './ladder.js';
import { openingSide } from './sides.js';

/** Where a cell works: it buys at `lower`, sells at `upper`, holds at most `size`, and opens with an order of side `opens`. */
export interface Slot {
  readonly lower: Price;
  readonly upper: Price;
  readonly size: Lots;
  readonly opens: Side;
}

/** The slots of a ladder whose line `waiting` waits, lowest first. */
export const slotsOf = ({ lines, sizes }: Ladder, mode: GridMode, waiting: number): readonly Slot[] =>
  sizes.map((size, cell) => ({
    lower: lines[cell]!,
    upper: lines[cell + 1]!,
    size,
    opens: openingSide(mode, waiting, cell),
  }));

/** Price at which an order of this side rests in a slot. */
export const lineOf = ({ lower, upper }: Slot, side: Side): Price => (side === 'buy' ? lower : upper);

export const isSameSlot = (a: Slot, b: Slot): boolean =>
  a === b || (a.lower === b.lower && a.upper === b.upper && a.size === b.size && a.opens === b.opens);
