import type { JsonObject } from '../json.js';
import type { EpochMs } from '../time/epoch.js';
import type { EvaluationView, InstanceView } from './instance.js';
import type { PositionSide } from './order.js';

/** What a run of an instance began with: all that its decisions depend on beside candles and fills. Decimals as text. */
export interface RunStart {
  readonly kind: 'started';
  /** Market time: candles that end after it are decided. */
  readonly at: EpochMs;
  /** From 1. */
  readonly run: number;
  readonly settingsVersion: number;
  /** Complete. */
  readonly settings: JsonObject;
  /** First state of its kernel. */
  readonly state: JsonObject;
  /** Quote currency; null = the venue did not say. */
  readonly cash: string | null;
  /** Base units that the account held, as a position or as coins. */
  readonly held: string;
  /** Open of the first candle whose decision was written down; null = none was, or decisions of that time are not kept. */
  readonly firstDecided: EpochMs | null;
}

/** What the owner of a bot asked of it while it ran, with the market time. */
export type OwnerAct =
  | RunStart
  /** Gone on with after a failure, as it stood. */
  | { readonly kind: 'resumed'; readonly at: EpochMs; readonly run: number }
  | { readonly kind: 'stop-asked'; readonly at: EpochMs; readonly mode: 'close' | 'keep' }
  /** Of what was held then, on that side; null for the main position. */
  | {
      readonly kind: 'close-asked';
      readonly at: EpochMs;
      readonly side: PositionSide | null;
      readonly percent: string;
    }
  | { readonly kind: 'pause-asked'; readonly at: EpochMs; readonly orders: 'keep' | 'cancel' }
  | { readonly kind: 'continue-asked'; readonly at: EpochMs }
  | {
      readonly kind: 'settings-changed';
      readonly at: EpochMs;
      readonly settingsVersion: number;
      readonly settings: JsonObject;
    }
  /** A grid edited at this price. */
  | {
      readonly kind: 'adjust-asked';
      readonly at: EpochMs;
      readonly settingsVersion: number;
      readonly settings: JsonObject;
      readonly price: string;
    };

/** Kept for as long as the instance, while other reactions are forgotten after a time. */
export const OWNER_ACTS = [
  'started',
  'resumed',
  'stop-asked',
  'close-asked',
  'pause-asked',
  'continue-asked',
  'settings-changed',
  'adjust-asked',
] as const satisfies readonly OwnerAct['kind'][];

/** A decision as it was written down. */
export interface JournalDecision {
  readonly candleOpen: EpochMs;
  readonly evaluations: readonly EvaluationView[];
}

/** What is written down of one bot: its owner's acts over its whole life, and some of its decisions. */
export interface InstanceJournal {
  readonly instance: InstanceView;
  /** Oldest first. */
  readonly acts: readonly OwnerAct[];
  /** Oldest first. */
  readonly decisions: readonly JournalDecision[];
  /** Open of the oldest decision that is still kept; null when there is none. */
  readonly keptFrom: EpochMs | null;
}

export interface JournalChoice {
  readonly instanceId: string;
  /** Which decisions: those of candles that opened then. */
  readonly candleOpens: readonly EpochMs[];
}
