import type { JsonObject } from '../../../shared/pure/json.js';
import type { EvaluationView } from '../../../shared/pure/strategy/instance.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import type { IndicatorSnapshot } from '../../../shared/platform/strategy/indicator-memory.js';
import type { Instance, KernelRow, SeriesKey } from '../../../shared/platform/strategy/instance.js';
import type { NewChapter, NewDecision, Wake } from '../../../shared/platform/strategy/decision-store.port.js';
import type { NewReaction } from '../../../shared/platform/strategy/instance-store.port.js';
import { RuleBroken, type MemoryDatabase } from '../memory-database.js';
import { leaseTable, type LeaseRow } from '../memory-lease-rows.js';
import { Table } from '../table.js';
import { jsonColumn } from '../json-column.js';

export interface InstanceRow extends Instance {
  /** Wall time of the newest start. */
  readonly startedAt: EpochMs | null;
}

export interface SeriesRow extends SeriesKey {
  readonly decided: EpochMs;
  readonly close: string;
  /** Wall time. */
  readonly decidedAt: number;
}

export interface DecisionRow extends Omit<NewDecision, 'wake' | 'evaluations' | 'effects'> {
  readonly evaluations: readonly EvaluationView[];
  readonly effects: readonly JsonObject[];
  readonly decidedAt: EpochMs;
  readonly correlationId: string;
}

export interface ReactionRow extends NewReaction {
  /** By the clock of the database. */
  readonly storedAtMs: number;
}

export interface HaltRow {
  readonly userId: string;
  /** Null for every account. */
  readonly accountId: string | null;
  readonly code: string;
}

export interface IndicatorRow {
  readonly series: string;
  readonly snapshot: IndicatorSnapshot;
}

/** The tables of one strategy with the rules that its migrations give them. */
export class StrategyTables {
  readonly instances: Table<InstanceRow>;
  readonly kernels: Table<KernelRow>;
  readonly wakes: Table<Wake>;
  readonly series: Table<SeriesRow>;
  readonly indicators: Table<IndicatorRow>;
  readonly decisions: Table<DecisionRow>;
  readonly reactions: Table<ReactionRow>;
  readonly chapters: Table<NewChapter>;
  readonly halts: Table<HaltRow>;
  readonly leases: Table<LeaseRow>;

  constructor(readonly database: MemoryDatabase) {
    this.instances = new Table(database, 'instance', {
      unique: {
        instance_user_id_name_key: ({ userId, name }) => JSON.stringify([userId, name]),
        instance_slot_key: ({ accountId, symbol, state }) =>
          state !== 'stopped' ? JSON.stringify([accountId, symbol]) : null,
      },
    });
    this.kernels = new Table(database, 'kernel_state');
    this.wakes = new Table(database, 'wake');
    this.series = new Table(database, 'series');
    this.indicators = new Table(database, 'indicator');
    this.decisions = new Table(database, 'decision');
    this.reactions = new Table(database, 'reaction');
    this.chapters = new Table(database, 'chapter');
    this.halts = new Table(database, 'halt');
    this.leases = leaseTable(database);
  }

  /** What refers to an instance does so to one that is there. @throws RuleBroken */
  refers(instanceId: string, table: 'kernel_state' | 'reaction' | 'chapter'): void {
    if (this.instances.get(instanceId) === undefined)
      throw new RuleBroken(`${table}_instance_id_fkey`, 'reference');
  }

  /** Keeps a chapter; one that is there already stays as it is. @throws RuleBroken */
  keep(chapter: NewChapter): void {
    const key = chapterKey(chapter);
    if (this.chapters.get(key) !== undefined) return;
    this.chapters.insert(key, jsonColumn(chapter));
    this.refers(chapter.instanceId, 'chapter');
  }

  /** Takes an instance away with everything that refers to it. */
  remove(instanceId: string): void {
    this.instances.delete(instanceId);
    this.kernels.delete(instanceId);
    for (const table of [this.decisions, this.reactions, this.chapters])
      for (const [key, row] of [...table.entries()]) if (row.instanceId === instanceId) table.delete(key);
  }
}

/** It decides by the finest candles inside its own. */
export const isInsider = ({ settings }: Instance): boolean => settings['signalTiming'] === 'intrabar';

/** It is asked what it does with every candle; one that has ended only waits until nothing is left of it. */
export const goesOn = ({ state, endedAt }: Instance): boolean =>
  (state === 'running' || state === 'stopping') && endedAt === null;

export const decisionKey = (instanceId: string, timeframe: string, candleOpen: EpochMs): string =>
  `${instanceId} ${timeframe} ${candleOpen}`;

const chapterKey = ({ instanceId, number }: NewChapter): string => `${instanceId} ${number}`;

export const haltKey = (userId: string, accountId: string | null): string =>
  JSON.stringify([userId, accountId]);

export type Settings = JsonObject;

/** An instance as who has locked it sees it: what is computed for people is not there. */
export function lockedOf(
  { startedAt: _, ...instance }: InstanceRow,
  stateReason: string | null = instance.stateReason,
): Instance {
  return { ...instance, stateReason, lastDecidedAt: null };
}
