import type { Lots } from '../../../../shared/pure/market/scale.js';
import type { Leg, Side } from '../../../../shared/pure/strategy/order.js';
import type { Ladder } from '../ladder/ladder.js';
import type { CellRange } from '../ladder/sides.js';
import type { StopMode } from '../settings/grid-settings.js';

/**
 * What a cell is doing: resting its buy or its sell, waiting for the fill of the initial order (`initial`), idle until the
 * price passes it (`idle`), without an order although it should have one (`missing`: placed again at the next decision
 * close), or finished (`done`: the bot has stopped).
 */
export type CellOrder = Side | 'initial' | 'idle' | 'missing' | 'done';

/** One cell of the ladder. At most one order of it is alive at any time. */
export interface Cell {
  readonly order: CellOrder;
  /** Orders made so far; the live one is `cell-<index>-<orders>`. */
  readonly orders: number;
  /** Lots of the live order, and how many of them are filled. */
  readonly size: Lots;
  readonly filled: Lots;
  /** Lots the cell holds of its opening side, net of fees taken in coins. */
  readonly held: Lots;
  /** Venue trades counted in `filled`; empty again when the order is complete. */
  readonly trades: readonly string[];
}

/** An order for the whole bot (the initial one, the closing one), alive until it is complete or has ended. */
export interface BotOrder {
  readonly leg: Leg;
  readonly size: Lots;
  readonly filled: Lots;
  readonly trades: readonly string[];
}

/** `waiting`: for its start. `stopping`: no new orders, the closing order is under way. */
export type GridPhase = 'waiting' | 'running' | 'stopping' | 'stopped';

/** The life of one generation; plain JSON. Counts of ticks and lots are numbers, money is text. */
export interface GridState {
  readonly v: 1;
  readonly phase: GridPhase;
  /** Number of the generation; the cycle of all its orders. */
  readonly generation: number;
  readonly ladder: Ladder;
  /** The line that waited at the start; -1 before. */
  readonly waiting: number;
  readonly cells: readonly Cell[];
  /** Cells that wait for the price to pass them: a contiguous range. */
  readonly idle: CellRange;
  /** Cells that are partly filled or miss their order: looked at again at each decision close. */
  readonly unsettled: number;
  readonly initial: BotOrder | null;
  readonly closing: BotOrder | null;
  /** Closing orders made so far. */
  readonly closings: number;
  /** Whether a stop closes what is held; null while no stop was asked. */
  readonly stop: { readonly mode: StopMode; readonly reason: string } | null;
  /** Equity at the start, for stops in percent or amount; text in quote. */
  readonly startEquity: string | null;
  /** Side of a `price-at` trigger on which the price was first seen. */
  readonly startedFrom: 'below' | 'above' | null;
  readonly inRange: boolean;
  /** Since when nothing has filled with the price in range, ms; null while idling is not watched or out of range. */
  readonly quietSince: number | null;
}

export const NO_TRADES: readonly string[] = Object.freeze([]);

export const cellLeg = (index: number, orders: number): Leg => `cell-${index}-${orders}`;

/** Index of the cell a leg belongs to, or -1 when it is not an order of a cell. */
export function cellOf(leg: Leg): number {
  if (!leg.startsWith('cell-')) return -1;
  const index = Number(leg.slice(5, leg.indexOf('-', 5)));
  return Number.isSafeInteger(index) ? index : -1;
}

export const isLive = ({ order }: Cell): boolean => order === 'buy' || order === 'sell';

/** A live order that is partly filled, or an order that is missing. */
export const isUnsettled = ({ order, filled }: Cell): boolean => order === 'missing' || filled > 0;

/** A new state before its start. */
export function waitingState(ladder: Ladder, generation: number): GridState {
  const cell: Cell = {
    order: 'idle',
    orders: 0,
    size: 0 as Lots,
    filled: 0 as Lots,
    held: 0 as Lots,
    trades: NO_TRADES,
  };
  return {
    v: 1,
    phase: 'waiting',
    generation,
    ladder,
    waiting: -1,
    cells: ladder.sizes.map(() => cell),
    idle: { from: 0, to: 0 },
    unsettled: 0,
    initial: null,
    closing: null,
    closings: 0,
    stop: null,
    startEquity: null,
    startedFrom: null,
    inRange: true,
    quietSince: null,
  };
}

/**
 * The state with one cell replaced; the count of unsettled cells follows. Written out member by member because this runs at
 * every fill, and a spread that overwrites members costs five times as much.
 */
export function withCell(
  state: GridState,
  index: number,
  cell: Cell,
  quietSince: number | null = state.quietSince,
): GridState {
  const cells = state.cells.slice();
  const before = cells[index]!;
  cells[index] = cell;
  return {
    v: state.v,
    phase: state.phase,
    generation: state.generation,
    ladder: state.ladder,
    waiting: state.waiting,
    cells,
    idle: state.idle,
    unsettled: state.unsettled + Number(isUnsettled(cell)) - Number(isUnsettled(before)),
    initial: state.initial,
    closing: state.closing,
    closings: state.closings,
    stop: state.stop,
    startEquity: state.startEquity,
    startedFrom: state.startedFrom,
    inRange: state.inRange,
    quietSince,
  };
}
