import type { JsonObject } from '../json.js';
import type { EpochMs } from '../time/epoch.js';
import type { Leg, WantedOrder } from './order.js';

/** Outputs of one step take effect in the order they are listed. */
export type StrategyOutput = PlaceOutput | CancelOutput | WakeOutput | NoteOutput | GatesOutput | EndedOutput;

/**
 * Place an order. With `replaces` the older order is cancelled only after this one is confirmed, so that protection never
 * has a gap.
 */
export interface PlaceOutput {
  readonly kind: 'place';
  readonly order: WantedOrder;
  readonly replaces: Leg | null;
}

export interface CancelOutput {
  readonly kind: 'cancel';
  readonly leg: Leg;
  readonly cycle: number;
}

/** Look at this instance again at market time `at`. */
export interface WakeOutput {
  readonly kind: 'wake-me';
  readonly at: EpochMs;
}

/** A coded reason; the shell makes a log line, a metric and a record for people of it. */
export interface NoteOutput {
  readonly kind: 'note';
  readonly code: string;
  readonly details: JsonObject;
}

export type Verdict = 'passed' | 'refused';

/** One gate of a decision with what it saw and what it wanted; texts for people, numbers as decimal text. */
export interface GateRecord {
  readonly gate: string;
  readonly value: string;
  readonly threshold: string;
  readonly verdict: Verdict;
}

/**
 * One evaluation of a decision: the gates in order, up to and including the first that refused. `outcome` is that gate's
 * name, or `passed`.
 */
export interface GatesOutput {
  readonly kind: 'gates';
  /** What was evaluated: `entry-long`, `entry-short`, `add`, `grid`. */
  readonly subject: string;
  readonly gates: readonly GateRecord[];
  readonly outcome: string;
}

/** The instance has ended by itself; nothing will be placed any more. */
export interface EndedOutput {
  readonly kind: 'ended';
  readonly reason: string;
}
