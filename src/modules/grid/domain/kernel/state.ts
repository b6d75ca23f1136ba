import type { Lots, Price } from '../../../../shared/pure/market/scale.js';
import type { Leg, Side } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { DynamicPoint } from '../dynamic/dynamic-lines.js';
import type { CellShare } from '../ladder/cell-share.js';
import type { Slot } from '../ladder/slots.js';
import type { StopMode } from '../settings/grid-settings.js';

/**
 * What a cell is doing: resting its buy or its sell, waiting for the fill of the initial order (`initial`), idle until the
 * price passes it (`idle`), kept from trading by the trend filter or the bounds of dynamic lines (`barred`), without an
 * order although it should have one (`missing`: placed again at the next decision close), or finished (`done`: the bot has
 * stopped, or its generation is over).
 */
export type CellOrder = Side | 'initial' | 'idle' | 'barred' | 'missing' | 'done';

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

/**
 * `waiting`: for its start. `changing`: the orders of this generation are being cancelled, the next one follows once every
 * one of them is known to have ended. `paused`: nothing new is wanted until a person lets it go on; what fills is counted.
 * `stopping`: no new orders, the closing order is under way.
 */
export type GridPhase = 'waiting' | 'running' | 'changing' | 'paused' | 'stopping' | 'stopped';

/** What a generation took over from the one before it. */
export interface Inheritance {
  readonly at: EpochMs;
  /** Price at which cells of both sides cancelled out. */
  readonly price: Price;
  /** Lots each cell began with. */
  readonly held: readonly Lots[];
}

/** How a generation stands to its settings and to the market. Everything here changes seldom. */
export interface Course {
  /** The settings that its ladder was laid by, as `planOf` writes them: others mean a new generation. */
  readonly plan: string;
  /** Whole levels that the range has moved up since the settings were made. */
  readonly shift: number;
  /** The range follows when a decision close reaches these; null = it does not. */
  readonly up: Price | null;
  readonly down: Price | null;
  /** What dynamic lines were last drawn from. */
  readonly point: DynamicPoint | null;
  /** Whose lots the initial order buys (a short grid: sells). */
  readonly initial: readonly CellShare[];
  /** Legs of the whole-bot triggers that rest at the venue. */
  readonly triggers: readonly Leg[];
  readonly inherited: Inheritance | null;
}

/** A new generation on its way. */
export interface Change {
  readonly reason: ChangeReason;
  /** Decision close (or last price) it is laid at. */
  readonly price: Price;
  readonly shift: number;
  readonly point: DynamicPoint | null;
  /** Legs that are not known to have ended yet. */
  readonly waits: readonly Leg[];
}

/** `edited`: a person has changed range, levels, funds or stops. `recenter`: the price has left the range. */
export type ChangeReason = 'edited' | 'recenter';

/** A stop that was asked for, and whether it closes what is held. */
export interface Stop {
  readonly mode: StopMode;
  readonly reason: string;
  /** Price at which cells of both sides that cancelled out were closed, without an order; left out where none were. */
  readonly offsetAt?: Price;
}

/** Of the states that are written now: raised with every change of their shape, for which `latestState` then knows the way. */
export const STATE_FORMAT = 2;

/** The life of one bot since its start; plain JSON. Counts of ticks and lots are numbers, money is text. */
export interface GridState {
  readonly v: typeof STATE_FORMAT;
  readonly phase: GridPhase;
  /** Number of the generation; the cycle of all its orders. */
  readonly generation: number;
  /** The lines of the range as it stands, lowest first; empty while dynamic lines wait for their start. */
  readonly lines: readonly Price[];
  /** The line that waited when the generation was laid; -1 before. */
  readonly waiting: number;
  /** Where each cell works; empty before the start. A cell that holds something keeps its slot until it has closed. */
  readonly slots: readonly Slot[];
  /** Where each cell is to work once it is free; null while every cell is there. */
  readonly targets: readonly Slot[] | null;
  /** Cells whose order is being cancelled because of where they are to work, or because they may not. */
  readonly moving: readonly number[];
  readonly cells: readonly Cell[];
  /** The price at which the next idle cell wakes: buys when it is reached from below, sells from above; null = none. */
  readonly idle: { readonly above: Price | null; readonly below: Price | null };
  /** Cells that are partly filled or miss their order: looked at again at each decision close. */
  readonly unsettled: number;
  readonly initial: BotOrder | null;
  readonly closing: BotOrder | null;
  /** Closing orders made so far. */
  readonly closings: number;
  /** Null while no stop was asked. */
  readonly stop: Stop | null;
  /** Equity at the start, for stops in percent or amount; text in quote. */
  readonly startEquity: string | null;
  /** Decision close at which it started: what just holding is reckoned from. */
  readonly startPrice: Price | null;
  /** Side of a `price-at` trigger on which the price was first seen. */
  readonly startedFrom: 'below' | 'above' | null;
  readonly inRange: boolean;
  /** Since when nothing has filled with the price in range, ms; null while idling is not watched or out of range. */
  readonly quietSince: number | null;
  readonly course: Course;
  /** Last known state of the trend filter, -2..2; 0 without one. */
  readonly trend: number;
  /** The opening side whose cells an extreme trend closes; null while it closes none. */
  readonly parting: Side | null;
  readonly change: Change | null;
  /**
   * Coins that are less than a lot, left of what buys have brought once fees were taken in coins; plain decimal in base units, below 0
   * where a fee was more than was there. Null until such a fee was taken.
   */
  readonly dust: string | null;
}

export const NO_TRADES: readonly string[] = Object.freeze([]);
export const NO_MOVES: readonly number[] = Object.freeze([]);
export const NO_IDLE: GridState['idle'] = Object.freeze({ above: null, below: null });

/** A cell that has had no order yet. */
export const newCell = (held = 0 as Lots): Cell => ({
  order: 'idle',
  orders: 0,
  size: 0 as Lots,
  filled: 0 as Lots,
  held,
  trades: NO_TRADES,
});

export const cellLeg = (index: number, orders: number): Leg => `cell-${index}-${orders}`;

const CELL = 'cell-';

/** Index of the cell a leg belongs to, or -1 when it is not an order of a cell. */
export function cellOf(leg: Leg): number {
  if (!leg.startsWith(CELL)) return -1;
  let index = 0;
  for (let place = CELL.length; place < leg.length; place += 1) {
    const digit = leg.charCodeAt(place) - ZERO;
    if (digit < 0 || digit > 9) return leg[place] === '-' && place > CELL.length ? index : -1;
    index = index * 10 + digit;
  }
  return -1;
}

const ZERO = '0'.charCodeAt(0);

export const isLive = ({ order }: Cell): boolean => order === 'buy' || order === 'sell';

/** A live order that is partly filled, or an order that is missing. */
export const isUnsettled = ({ order, filled }: Cell): boolean => order === 'missing' || filled > 0;

/** A running grid in which nothing but its cells is under way: what it is may change now. */
export const isSettled = (state: GridState): boolean =>
  state.phase === 'running' &&
  state.initial === null &&
  state.closing === null &&
  state.parting === null &&
  state.moving.length === 0;

/** A new state before its start. */
export function waitingState(lines: readonly Price[], generation: number): GridState {
  return {
    v: STATE_FORMAT,
    phase: 'waiting',
    generation,
    lines,
    waiting: -1,
    slots: [],
    targets: null,
    moving: NO_MOVES,
    cells: [],
    idle: NO_IDLE,
    unsettled: 0,
    initial: null,
    closing: null,
    closings: 0,
    stop: null,
    startEquity: null,
    startPrice: null,
    startedFrom: null,
    inRange: true,
    quietSince: null,
    course: {
      plan: '',
      shift: 0,
      up: null,
      down: null,
      point: null,
      initial: [],
      triggers: [],
      inherited: null,
    },
    trend: 0,
    parting: null,
    change: null,
    dust: null,
  };
}

type Mutable<Type> = { -readonly [Member in keyof Type]: Type[Member] };

/**
 * A copy that its maker changes before anybody else sees it. Written out member by member because it is made at every fill: a
 * spread that overwrites members costs five times as much. It also makes another shape of the state, which the engine must tell
 * apart at every close and forgets, with the code compiled for it, at a garbage collection that finds none.
 */
const draftOf = (state: GridState): Mutable<GridState> => ({
  v: state.v,
  phase: state.phase,
  generation: state.generation,
  lines: state.lines,
  waiting: state.waiting,
  slots: state.slots,
  targets: state.targets,
  moving: state.moving,
  cells: state.cells,
  idle: state.idle,
  unsettled: state.unsettled,
  initial: state.initial,
  closing: state.closing,
  closings: state.closings,
  stop: state.stop,
  startEquity: state.startEquity,
  startPrice: state.startPrice,
  startedFrom: state.startedFrom,
  inRange: state.inRange,
  quietSince: state.quietSince,
  course: state.course,
  trend: state.trend,
  parting: state.parting,
  change: state.change,
  dust: state.dust,
});

/** The state with some members replaced. */
export const changed = (state: GridState, changes: Partial<GridState>): GridState =>
  Object.assign(draftOf(state), changes);

/** The cell with some members replaced; written out for the same reasons. */
export const changedCell = (
  { order, orders, size, filled, held, trades }: Cell,
  changes: Partial<Cell>,
): Cell => Object.assign({ order, orders, size, filled, held, trades }, changes);

/** The course with some members replaced; written out for the same reasons. */
export const changedCourse = (course: Course, changes: Partial<Course>): Course => {
  const copy: Course = {
    plan: course.plan,
    shift: course.shift,
    up: course.up,
    down: course.down,
    point: course.point,
    initial: course.initial,
    triggers: course.triggers,
    inherited: course.inherited,
  };
  return Object.assign(copy, changes);
};

/** The state with one cell replaced; the count of unsettled cells follows. */
export function withCell(
  state: GridState,
  index: number,
  cell: Cell,
  quietSince: number | null = state.quietSince,
): GridState {
  const next = draftOf(state);
  const cells = state.cells.slice();
  next.cells = cells;
  next.unsettled += Number(isUnsettled(cell)) - Number(isUnsettled(cells[index]!));
  next.quietSince = quietSince;
  cells[index] = cell;
  return next;
}
