import type { Lots, Price } from '../../../shared/pure/market/scale.js';
import type { Leg, PositionSide, Trail } from '../../../shared/pure/strategy/order.js';

/** Of the states that are written now: raised with every change of their shape. Older ones are brought to it before they are stepped. */
export const STATE_FORMAT = 1;

/**
 * All that a HyperRSI instance remembers, as JSON: safe integers are numbers, larger integers their decimal text. It changes
 * only when something happens: an evaluation that was refused leaves it as it was, the very same object.
 */
export interface HyperRsiState {
  readonly v: typeof STATE_FORMAT;
  /** Number of the newest cycle begun, 0 before the first. */
  readonly cycle: number;
  /** Number of the newest leg of that cycle. */
  readonly revision: number;
  /** Time of the newest decision that did something; a candle that closed then or before is not decided again. */
  readonly decidedAt: number;
  /** Open time of the decision candle of the newest entry or add, -1 before the first: with `intrabar` one is all. */
  readonly actedIn: number;
  /** Earliest decision time of the next entry, by side; 0 = free. */
  readonly freeAt: Readonly<Record<PositionSide, number>>;
  /** The cycle under way, from the decision of its first entry to flat. */
  readonly open: Cycle | null;
  /** Entries in flight of a cycle that is over: cancelled, but not yet known to be gone. */
  readonly orphans: readonly Orphan[];
  /**
   * Lots that exits have closed of what `orphans` have filled unheard: their fills, when they come, are closed already by so
   * much. Absent but for that moment, as fills are seldom told out of order.
   */
  readonly ahead?: Lots;
  /**
   * Time of the newest liquidation; left out where there was none. It has taken every fill that came before it, those too that
   * are heard of afterwards.
   */
  readonly takenAt?: number;
  /**
   * By side, what was closed of a position beyond what its entries had been heard to fill; left out while that has never happened.
   */
  readonly taken?: Readonly<Partial<Record<PositionSide, Taken>>>;
  /** What no order could close, waiting for the next cycle. */
  readonly dust: Dust | null;
  /** Absent until the first hedge, so that the many bots without one carry nothing. */
  readonly hedge?: HedgeState;
  readonly stopping: 'close' | 'keep' | null;
  readonly ended: boolean;
}

/** One position cycle, from the decision of the first entry until flat. */
export interface Cycle {
  readonly side: PositionSide;
  readonly entries: readonly Entry[];
  /** Equity at the decision of the first entry, decimal text; what `percent` margins are taken of. */
  readonly basis: string | null;
  /** ATR at the newest decision that entered or added. */
  readonly atr: number | null;
  readonly size: Lots;
  /** Average entry in units of 10^-12 quote. */
  readonly average: string;
  readonly anchor: Anchor;
  /** Price of the newest entry fill, 0 before the first. */
  readonly lastPrice: Price;
  /** Closes at or beyond it reach the next add level; null before the first fill, and while it follows the ATR. */
  readonly addLevel: number | null;
  readonly levels: readonly [Level, Level, Level];
  /** A take-profit of the cycle has filled, in whole or in part. */
  readonly taken: boolean;
  readonly breakEven: Price | null;
  readonly trail: Trail | null;
  readonly targets: readonly Target[];
  readonly stop: RestingStop | null;
  readonly closing: Closing | null;
  /** An exit order is missing that should rest; placed again at the next decision close. */
  readonly repair: boolean;
}

/** Lots that were closed before they were heard of: fills of entries up to that time have them taken off. */
export interface Taken {
  readonly at: number;
  readonly cycle: number;
  readonly lots: Lots;
}

export interface Entry {
  readonly leg: Leg;
  readonly size: Lots;
  readonly filled: Lots;
  /** True while it may still fill. */
  readonly unresolved: boolean;
}

/** An entry that outlived its cycle, with the ATR of its decision: should it fill after all, it is protected. */
export interface Orphan extends Entry {
  readonly atr: number | null;
}

/**
 * Where the average stood before the fills of the newest entry, and what these have added. The average is worked out from
 * here at every fill, so that an entry filled in parts comes to the same 12 decimals as one filled whole.
 */
export interface Anchor {
  readonly leg: Leg | null;
  readonly average: string;
  readonly size: Lots;
  /** Sum of price units x lots of the entry's fills. */
  readonly cost: string;
  readonly lots: Lots;
  /** Lots filled, which is more than `lots` where the fee is taken out of the coins bought. */
  readonly filled: Lots;
}

/** A take-profit level: the rounded price it was last derived at, and whether it has filled. */
export interface Level {
  readonly price: Price | null;
  readonly done: boolean;
}

interface Resting {
  readonly leg: Leg;
  readonly size: Lots;
  readonly filled: Lots;
}

/** A resting take-profit; `levels` are the level indices that it stands for, ascending. */
export interface Target extends Resting {
  readonly levels: readonly number[];
  readonly price: Price;
  /** The order it takes the place of, which is still there if the venue refuses this one. */
  readonly previous: Target | null;
}

/** The one resting stop. */
export interface RestingStop extends Resting {
  readonly price: Price | null;
  readonly reason: string;
  /** Trade id that armed its trailing part, null without one. */
  readonly armedBy: string | null;
  readonly previous: RestingStop | null;
}

/** The position is being closed at market; `leg` is null while no such order is out and the next close places one. */
export interface Closing {
  readonly leg: Leg | null;
  readonly reason: string;
  readonly size: Lots;
  readonly filled: Lots;
}

/** The hedge leg's own state; it may outlive the cycle that it hedged. */
export interface HedgeState {
  /** Number of the newest hedge order; never begins again, so its legs are unique for the life of the bot. */
  readonly revision: number;
  /** Hedge entries used, filled or unresolved; counted from 0 when a cycle begins without a hedge. */
  readonly entered: number;
  readonly leg: HedgeLeg | null;
}

/** The position opposite to the main one, from the order that opens it until it is flat. */
export interface HedgeLeg {
  readonly side: PositionSide;
  /** Cycle in which it was opened; all its orders carry it, so that one can take the place of another. */
  readonly cycle: number;
  readonly entries: readonly Entry[];
  readonly size: Lots;
  /** Average entry in units of 10^-12 quote. */
  readonly average: string;
  readonly anchor: Anchor;
  readonly target: HedgeExit | null;
  readonly stop: HedgeExit | null;
  readonly closing: HedgeClosing | null;
  /** An order is missing that should be there; placed again at the next decision close. */
  readonly repair: boolean;
}

/** A resting exit of the hedge, for its full size. */
export interface HedgeExit extends Resting {
  readonly price: Price;
  readonly previous: HedgeExit | null;
}

/** `takesProfit`: this close is the hedge's take-profit, which may close the main side too. */
export interface HedgeClosing extends Closing {
  readonly takesProfit: boolean;
}

export interface Dust {
  readonly side: PositionSide;
  readonly size: Lots;
  readonly average: string;
}

export const START: HyperRsiState = Object.freeze({
  v: STATE_FORMAT,
  cycle: 0,
  revision: 0,
  decidedAt: 0,
  actedIn: -1,
  freeAt: Object.freeze({ long: 0, short: 0 }),
  open: null,
  orphans: Object.freeze([]),
  dust: null,
  stopping: null,
  ended: false,
});

/*
 * Copies are written out member by member: a spread makes another shape of the same thing, which the engine must tell apart
 * wherever it is looked at, and forgets, with the code compiled for it, at a garbage collection that finds none alive.
 */

/** The state with some members replaced. */
export function changedState(state: HyperRsiState, changes: Partial<HyperRsiState>): HyperRsiState {
  const copy: HyperRsiState = {
    v: state.v,
    cycle: state.cycle,
    revision: state.revision,
    decidedAt: state.decidedAt,
    actedIn: state.actedIn,
    freeAt: state.freeAt,
    open: state.open,
    orphans: state.orphans,
    dust: state.dust,
    stopping: state.stopping,
    ended: state.ended,
  };
  if (state.hedge !== undefined) Object.assign(copy, { hedge: state.hedge });
  if (state.ahead !== undefined && state.ahead > 0) Object.assign(copy, { ahead: state.ahead });
  if (state.takenAt !== undefined) Object.assign(copy, { takenAt: state.takenAt });
  if (state.taken !== undefined) Object.assign(copy, { taken: state.taken });
  return Object.assign(copy, changes);
}

/** A copy of a cycle, to be changed before anybody else sees it. */
export const copyOf = (cycle: Cycle): Cycle => ({
  side: cycle.side,
  entries: cycle.entries,
  basis: cycle.basis,
  atr: cycle.atr,
  size: cycle.size,
  average: cycle.average,
  anchor: cycle.anchor,
  lastPrice: cycle.lastPrice,
  addLevel: cycle.addLevel,
  levels: cycle.levels,
  taken: cycle.taken,
  breakEven: cycle.breakEven,
  trail: cycle.trail,
  targets: cycle.targets,
  stop: cycle.stop,
  closing: cycle.closing,
  repair: cycle.repair,
});

export const averageOf = ({ average }: { readonly average: string }): bigint => BigInt(average);

/** The hedge leg, null when there is none. */
export const hedgeLegOf = ({ hedge }: HyperRsiState): HedgeLeg | null => hedge?.leg ?? null;

/** Entries whose size is held at least in part. */
export const filledEntries = ({ entries }: Cycle): number =>
  entries.reduce((count, { filled }) => (filled > 0 ? count + 1 : count), 0);

/** Lots of entries that may still fill. */
export const unresolvedLots = ({ entries }: Pick<Cycle, 'entries'>): number =>
  entries.reduce((lots, entry) => (entry.unresolved ? lots + entry.size - entry.filled : lots), 0);
