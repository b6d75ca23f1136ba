import type { JsonObject } from '../../pure/json.js';
import type { DecisionView, InstanceState } from '../../pure/strategy/instance.js';
import type { InstanceJournal, JournalChoice } from '../../pure/strategy/journal.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { Tx } from '../persistence/unit-of-work.port.js';
import type { Chapter, Instance, KernelRow } from './instance.js';

/** An instance with what it remembers; `kernel` is null before its first start. */
export interface LockedInstance {
  readonly instance: Instance;
  readonly kernel: KernelRow | null;
  /** The newest candle that its series has decided; null before the first. */
  readonly market: { readonly at: EpochMs; readonly close: string } | null;
}

/** What changes in an instance's row; what is left out stays. */
export interface InstanceChange {
  readonly state?: InstanceState;
  readonly stateReason?: string | null;
  readonly epoch?: number;
  readonly endedAt?: EpochMs | null;
  readonly settings?: JsonObject;
  readonly settingsVersion?: number;
  readonly timeframe?: string;
  /** Wall time of a start. */
  readonly startedAt?: EpochMs;
}

export interface NewReaction {
  readonly id: string;
  readonly instanceId: string;
  readonly at: EpochMs;
  readonly cause: JsonObject;
  readonly correlationId: string;
  readonly effects: readonly JsonObject[];
}

/** What an instance did between two decisions. */
export interface ReactionView {
  readonly id: string;
  readonly at: EpochMs;
  readonly cause: JsonObject;
  readonly correlationId: string;
  readonly effects: readonly JsonObject[];
}

export interface DecisionRange {
  /** Decisions on candles before this open time, newest first; null for the newest. */
  readonly before: EpochMs | null;
  readonly limit: number;
  /** Only those that placed an order. */
  readonly actedOnly: boolean;
}

export interface DecisionCounts {
  readonly stored: number;
  readonly acted: number;
}

export class SlotTaken extends Error {
  override readonly name = 'SlotTaken';
}

export class NameTaken extends Error {
  override readonly name = 'NameTaken';
}

/** The lives of instances, one at a time. Everything a person asks for is scoped by the user. */
export abstract class InstanceStore {
  /** @throws NameTaken, SlotTaken */
  abstract create(tx: Tx, instance: Instance): Promise<void>;

  abstract find(userId: string, instanceId: string): Promise<Instance | null>;

  abstract findByName(userId: string, name: string): Promise<Instance | null>;

  /** Oldest first. */
  abstract list(userId: string, after: string | null, limit: number): Promise<readonly Instance[]>;

  /** Locks one instance until the transaction ends; null when there is none of that id (and user). */
  abstract lock(tx: Tx, instanceId: string, userId?: string): Promise<LockedInstance | null>;

  /** @throws SlotTaken */
  abstract change(tx: Tx, instanceId: string, change: InstanceChange): Promise<void>;

  abstract saveKernel(tx: Tx, instanceId: string, row: KernelRow): Promise<void>;

  abstract kernelOf(userId: string, instanceId: string): Promise<KernelRow | null>;

  abstract remove(tx: Tx, instanceId: string): Promise<void>;

  abstract addReaction(tx: Tx, reaction: NewReaction): Promise<void>;

  /** Keeps a chapter of its life. One that is there already stays as it is. */
  abstract addChapter(tx: Tx, instanceId: string, chapter: Chapter): Promise<void>;

  /** In the order of their numbers. */
  abstract chapters(instanceId: string): Promise<readonly Chapter[]>;

  /** Newest first. */
  abstract reactions(instanceId: string, limit: number): Promise<readonly ReactionView[]>;

  abstract decisions(instanceId: string, range: DecisionRange): Promise<readonly DecisionView[]>;

  abstract decisionCounts(instanceId: string): Promise<DecisionCounts>;

  /** Of whomever it is; null when there is no such instance. */
  abstract journal(choice: JournalChoice): Promise<InstanceJournal | null>;

  /** Instances by state, for the gauge. */
  abstract counts(): Promise<Readonly<Record<string, number>>>;

  abstract halt(tx: Tx, userId: string, accountId: string | null, code: string): Promise<void>;

  abstract resume(tx: Tx, userId: string, accountId: string | null): Promise<void>;

  /**
   * Takes away decisions and reactions stored before `before` (wall time), some at a time; answers how many. What an owner
   * asked for stays, and so do the newest decisions of each instance.
   */
  abstract forget(before: EpochMs): Promise<number>;
}
