import type { JsonObject } from '../../pure/json.js';
import type { Candle } from '../../pure/market/candle.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { Timeframe } from '../../pure/time/timeframe.js';
import type { Tx } from '../persistence/unit-of-work.port.js';
import type { IndicatorSnapshot } from './indicator-memory.js';
import type { Chapter, Instance, KernelRow, SeriesKey } from './instance.js';
import type { Lease } from '../leases/shard-leases.port.js';

/**
 * A closed candle that the running instances of a shard have not decided yet: the decision candle, or, for those that decide
 * inside it, one of the finest candles that it is made of.
 */
export interface Wake extends SeriesKey {
  readonly candleEnd: EpochMs;
  readonly candle: Candle;
  /** Timeframe of the finest candles, where one of them has closed then; absent where a candle closes whose last parts are missing. */
  readonly finest?: Timeframe;
  readonly step: number | null;
  readonly correlationId: string;
  /** Wall time at which the close was told. */
  readonly closedAt: EpochMs;
}

export interface ClosedCandle {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly candle: Candle;
}

/** All candles of a venue that ended at one instant. */
export interface CandlesEnded {
  readonly venue: string;
  readonly end: EpochMs;
  readonly candles: readonly ClosedCandle[];
  /** Timeframe of the feed's own candles, where such have closed here; absent where only overdue ones have. */
  readonly finest?: Timeframe;
}

export interface ClosedTogether extends CandlesEnded {
  readonly step: number | null;
  readonly correlationId: string;
  readonly closedAt: EpochMs;
}

/** A running bot as the deciding process has to know it; changed in any of this it has another mark. */
export interface Member {
  readonly id: string;
  readonly accountId: string;
  readonly epoch: number;
  /** Of the settings it is pinned to. */
  readonly settingsVersion: number;
  /** Of its newest settings. */
  readonly wantedSettings: number;
  /** Of its state. */
  readonly version: number;
  /** Trading is halted for its user or account. */
  readonly isHalted: boolean;
  /** Nominal end of the last candle that changed it. */
  readonly decidedAt: EpochMs | null;
  /** Says to the store, and to nobody else, whether it is still the same. */
  readonly mark: string;
}

/** The members of a series that the caller knows: ids and their marks, in step. Replaced as a whole when they change. */
export interface KnownMembers {
  readonly series: SeriesKey;
  readonly ids: readonly string[];
  readonly marks: readonly string[];
}

/** What is not as the caller knows it. */
export interface Moved {
  /** Members that have come, or have another mark. */
  readonly members: readonly Member[];
  /** Ids of those that are no members any more. */
  readonly left: readonly string[];
}

export interface StoredState {
  readonly id: string;
  readonly version: number;
  readonly state: object;
}

/** Indicators of one series. */
export interface StoredIndicators {
  readonly series: SeriesKey;
  readonly snapshots: readonly IndicatorSnapshot[];
}

/** A series that is decided up to the candle of this wake. */
export interface DecidedSeries {
  readonly wake: Wake;
  readonly snapshots: readonly IndicatorSnapshot[];
}

export interface Binding extends Pick<KernelRow, 'settings' | 'terms'> {
  readonly id: string;
  readonly epoch: number;
  readonly settingsVersion: number;
}

/** An instance locked for its decision. */
export interface Deciding {
  readonly instance: Instance;
  readonly version: number;
  /** Null when the version is the one that the caller knows already. */
  readonly state: object | null;
  readonly pinnedVersion: number;
  readonly halted: boolean;
}

/** A candle of an instrument that is known. */
export interface NamedCandle {
  readonly timeframe: Timeframe;
  readonly open: EpochMs;
}

export interface StateChange {
  readonly instanceId: string;
  readonly state: object;
  /** The version it replaces. */
  readonly version: number;
  /** New pinned settings with the epoch that they begin; null = unchanged. */
  readonly pinned: { readonly settings: JsonObject; readonly version: number; readonly epoch: number } | null;
}

export interface NewDecision {
  readonly wake: Wake;
  /** The candle that was decided by. */
  readonly candle: NamedCandle;
  readonly instanceId: string;
  readonly epoch: number;
  readonly settingsVersion: number;
  readonly acted: boolean;
  /** `EvaluationView[]` as JSON: a text waits for its transaction lighter than the records that it is made of. */
  readonly evaluations: string;
  /** `JsonObject[]` as JSON. */
  readonly effects: string;
}

export interface StateName {
  readonly instanceId: string;
  readonly state: 'stopping' | 'failed';
  readonly reason: string | null;
  /** Market time at which the strategy has ended; null where it has not. */
  readonly endedAt: EpochMs | null;
}

/** A chapter with the instance whose it is. */
export interface NewChapter extends Chapter {
  readonly instanceId: string;
}

/** Rows of the decision path: many instances at a time. */
export abstract class DecisionStore {
  /**
   * Writes a wake for every series that has running instances whose candle has closed, or that decide inside it and for which
   * the finest one has; answers the shards. One already decided is not woken again.
   */
  abstract wake(tx: Tx, closed: ClosedTogether): Promise<readonly number[]>;

  /** The first wakes of a shard: by the ends of their candles, finer timeframes first, then by venue and symbol. */
  abstract due(shard: number, limit: number): Promise<readonly Wake[]>;

  /** Shards in which something waits. */
  abstract waitingShards(): Promise<readonly number[]>;

  /**
   * The instances of these series, all of one shard, whose strategy goes on, as far as they are not what the caller knows: by
   * the place of their series in `known`. Costs little while nothing has changed, however many there are.
   */
  abstract moved(known: readonly KnownMembers[]): Promise<ReadonlyMap<number, Moved>>;

  abstract bindings(instanceIds: readonly string[]): Promise<readonly Binding[]>;

  abstract states(instanceIds: readonly string[]): Promise<readonly StoredState[]>;

  /** Of these series, all of one shard; those without any are left out. */
  abstract indicators(series: readonly SeriesKey[]): Promise<readonly StoredIndicators[]>;

  /**
   * Begins a decision: the lease cannot change hands until the transaction ends. False when one of the wakes is gone, which
   * means that it was decided, or when its series has been decided further already: told too late, it is taken away then, in
   * this transaction, and never decided. What waits has to be looked at again after that. @throws FenceLost
   */
  abstract begin(tx: Tx, wakes: readonly Wake[], lease: Lease): Promise<boolean>;

  /**
   * Locks those of the instances that still run and have not decided this candle, in the order of their ids. `known` are the
   * versions whose states the caller has in memory: they are not sent again.
   */
  abstract lock(
    tx: Tx,
    instanceIds: readonly string[],
    candleEnd: EpochMs,
    known: ReadonlyMap<string, number>,
  ): Promise<readonly Deciding[]>;

  /** @throws FenceLost when not every row could be written. */
  abstract saveStates(
    tx: Tx,
    lease: Lease,
    candleEnd: EpochMs,
    changes: readonly StateChange[],
  ): Promise<void>;

  /** Keeps chapters of locked instances. One that is there already stays as it is. */
  abstract addChapters(tx: Tx, chapters: readonly NewChapter[]): Promise<void>;

  /** Leaves out those of bots that were deleted meanwhile. */
  abstract addDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<void>;

  abstract nameStates(tx: Tx, names: readonly StateName[]): Promise<void>;

  /** These series are decided up to their candles: wakes go, indicators are kept for the next, as part of the commit. */
  abstract finish(tx: Tx, decided: readonly DecidedSeries[]): void;
}
