import type { JsonObject } from '../../pure/json.js';
import type { Candle } from '../../pure/market/candle.js';
import type { EvaluationView } from '../../pure/strategy/instance.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { Timeframe } from '../../pure/time/timeframe.js';
import type { Tx } from '../persistence/unit-of-work.port.js';
import type { IndicatorSnapshot } from './indicator-memory.js';
import type { Instance, KernelRow, SeriesKey } from './instance.js';
import type { Lease } from '../leases/shard-leases.port.js';

/** A closed candle that the running instances of a shard have not decided yet. */
export interface Wake extends SeriesKey {
  readonly candleEnd: EpochMs;
  readonly candle: Candle;
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

export interface ClosedTogether {
  readonly venue: string;
  readonly end: EpochMs;
  readonly candles: readonly ClosedCandle[];
  readonly step: number | null;
  readonly correlationId: string;
  readonly closedAt: EpochMs;
}

/** What binds a kernel, and when it changes. */
export interface Member {
  readonly id: string;
  readonly accountId: string;
  readonly epoch: number;
  /** Of the settings it is pinned to. */
  readonly settingsVersion: number;
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

export interface StateChange {
  readonly instanceId: string;
  readonly state: object;
  /** The version it replaces. */
  readonly version: number;
  /** New pinned settings with the epoch that they begin; null = unchanged. */
  readonly pinned: { readonly settings: JsonObject; readonly version: number; readonly epoch: number } | null;
}

export interface NewDecision {
  readonly instanceId: string;
  readonly epoch: number;
  readonly settingsVersion: number;
  readonly acted: boolean;
  readonly evaluations: readonly EvaluationView[];
  readonly effects: readonly JsonObject[];
}

export interface StateName {
  readonly instanceId: string;
  readonly state: 'stopping' | 'failed';
  readonly reason: string | null;
  /** Market time at which the strategy has ended; null where it has not. */
  readonly endedAt: EpochMs | null;
}

/** Rows of the decision path: many instances at a time. */
export abstract class DecisionStore {
  /** Writes a wake for every series that has running instances; answers the shards. One already decided is not woken again. */
  abstract wake(tx: Tx, closed: ClosedTogether): Promise<readonly number[]>;

  /** Wakes of a shard in the order of their candles, finer timeframes first. */
  abstract due(shard: number, limit: number): Promise<readonly Wake[]>;

  /** Shards in which something waits. */
  abstract waitingShards(): Promise<readonly number[]>;

  /** Instances of the series whose strategy goes on, by id. */
  abstract members(series: SeriesKey): Promise<readonly Member[]>;

  abstract bindings(instanceIds: readonly string[]): Promise<readonly Binding[]>;

  abstract indicators(series: SeriesKey): Promise<readonly IndicatorSnapshot[]>;

  /**
   * Begins a decision: the lease cannot change hands until the transaction ends. False when the wake is gone, which means
   * that it was decided. @throws FenceLost
   */
  abstract begin(tx: Tx, wake: Wake, lease: Lease): Promise<boolean>;

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

  abstract addDecisions(tx: Tx, wake: Wake, decisions: readonly NewDecision[]): Promise<void>;

  abstract nameStates(tx: Tx, names: readonly StateName[]): Promise<void>;

  /** The series is decided up to this candle: its wake goes, its indicators are kept for the next, as part of the commit. */
  abstract finish(tx: Tx, wake: Wake, indicators: readonly IndicatorSnapshot[]): void;
}
