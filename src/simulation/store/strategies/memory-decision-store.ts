import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../../shared/pure/time/timeframe.js';
import { FenceLost, type Lease } from '../../../shared/platform/leases/shard-leases.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  DecisionStore,
  type Binding,
  type ClosedTogether,
  type DecidedSeries,
  type Deciding,
  type KnownMembers,
  type Member,
  type Moved,
  type NewChapter,
  type NewDecision,
  type StateChange,
  type StateName,
  type StoredIndicators,
  type StoredState,
  type Wake,
} from '../../../shared/platform/strategy/decision-store.port.js';
import { formingAt } from '../../../shared/platform/strategy/forming.js';
import { needKey } from '../../../shared/platform/strategy/indicator-memory.js';
import { seriesText, type Instance, type SeriesKey } from '../../../shared/platform/strategy/instance.js';
import type { Connection } from '../connection.js';
import { memory } from '../memory-tx.js';
import { jsonColumn } from '../json-column.js';
import {
  decisionKey,
  goesOn,
  haltKey,
  isInsider,
  lockedOf,
  type DecisionRow,
  type StrategyTables,
} from './strategy-tables.js';

const wakeKey = (wake: SeriesKey & { readonly candleEnd: EpochMs }): string =>
  `${seriesText(wake)} ${wake.candleEnd}`;

/** The decision path in memory. */
export class MemoryDecisionStore extends DecisionStore {
  constructor(
    private readonly tables: StrategyTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override wake(tx: Tx, closed: ClosedTogether): Promise<readonly number[]> {
    return memory(tx).statement('decisions.wake', () => {
      const { venue, end, candles, finest, step, correlationId, closedAt } = closed;
      const { instances, series, wakes } = this.tables;
      const shards = new Set<number>();
      const inside = finest === undefined ? [] : formingAt(end, finest);
      const all = instances.sorted((left, right) => (left.id < right.id ? -1 : 1));
      for (const { symbol, timeframe, candle } of candles)
        for (const instance of all) {
          if (!goesOn(instance) || instance.venue !== venue || instance.symbol !== symbol) continue;
          const forming = timeframe === finest && isInsider(instance) && inside.includes(instance.timeframe);
          if (instance.timeframe !== timeframe && !forming) continue;
          const { shard } = instance;
          const key = { venue, symbol, timeframe: instance.timeframe, shard };
          if ((series.get(seriesText(key))?.decided ?? 0) >= end) continue;
          const wake: Wake = {
            ...{ ...key, candleEnd: end, candle, step, correlationId, closedAt },
            ...(finest !== undefined && { finest }),
          };
          if (wakes.get(wakeKey(wake)) !== undefined) continue;
          wakes.insert(wakeKey(wake), jsonColumn(wake));
          shards.add(shard);
        }
      return [...shards];
    });
  }

  override due(shard: number, limit: number): Promise<readonly Wake[]> {
    return this.read('decisions.due', () =>
      this.tables.wakes
        .sorted(
          (left, right) =>
            left.candleEnd - right.candleEnd ||
            TIMEFRAME_MS[left.timeframe] - TIMEFRAME_MS[right.timeframe] ||
            (left.symbol < right.symbol ? -1 : 1),
        )
        .filter((wake) => wake.shard === shard)
        .slice(0, limit),
    );
  }

  override waitingShards(): Promise<readonly number[]> {
    return this.read('decisions.waitingShards', () =>
      [...new Set([...this.tables.wakes.all()].map(({ shard }) => shard))].sort(
        (left, right) => left - right,
      ),
    );
  }

  override moved(known: readonly KnownMembers[]): Promise<ReadonlyMap<number, Moved>> {
    return this.read('decisions.moved', () => {
      const all = new Map<number, Moved>();
      for (const [place, { series, ids, marks }] of known.entries()) {
        const now = this.membersOf(series);
        const here = new Set(now.map(({ id }) => id));
        const members = now.filter(({ id, mark }) => marks[ids.indexOf(id)] !== mark);
        const left = ids.filter((id) => !here.has(id));
        if (members.length > 0 || left.length > 0) all.set(place, { members, left });
      }
      return all;
    });
  }

  override states(instanceIds: readonly string[]): Promise<readonly StoredState[]> {
    return this.read('decisions.states', () =>
      instanceIds.flatMap((id): StoredState[] => {
        const kernel = this.tables.kernels.get(id);
        return kernel === undefined ? [] : [{ id, version: kernel.version, state: kernel.state }];
      }),
    );
  }

  override bindings(instanceIds: readonly string[]): Promise<readonly Binding[]> {
    return this.read('decisions.bindings', () =>
      instanceIds.flatMap((id): Binding[] => {
        const instance = this.tables.instances.get(id);
        const kernel = this.tables.kernels.get(id);
        if (instance === undefined || kernel === undefined) return [];
        const { settings, settingsVersion, terms } = kernel;
        return [{ id, epoch: instance.epoch, settings, settingsVersion, terms }];
      }),
    );
  }

  override indicators(series: readonly SeriesKey[]): Promise<readonly StoredIndicators[]> {
    return this.read('decisions.indicators', () =>
      series.flatMap((key): StoredIndicators[] => {
        const snapshots = [...this.tables.indicators.all()]
          .filter((row) => row.series === seriesText(key))
          .map(({ snapshot }) => snapshot);
        return snapshots.length === 0 ? [] : [{ series: key, snapshots }];
      }),
    );
  }

  override begin(tx: Tx, wakes: readonly Wake[], lease: Lease): Promise<boolean> {
    return memory(tx).statement('decisions.begin', () => {
      if (!this.stands(lease, memory(tx).nowMs)) throw new FenceLost();
      const { wakes: waiting, series } = this.tables;
      let isWaiting = true;
      for (const wake of wakes) {
        const isPassed = (series.get(seriesText(wake))?.decided ?? 0) >= wake.candleEnd;
        if (!isPassed && waiting.get(wakeKey(wake)) !== undefined) continue;
        if (isPassed) waiting.delete(wakeKey(wake));
        isWaiting = false;
      }
      return isWaiting;
    });
  }

  override lock(
    tx: Tx,
    instanceIds: readonly string[],
    candleEnd: EpochMs,
    known: ReadonlyMap<string, number>,
  ): Promise<readonly Deciding[]> {
    return memory(tx).statement('decisions.lock', () =>
      [...instanceIds].sort().flatMap((id): Deciding[] => {
        const instance = this.tables.instances.get(id);
        const kernel = this.tables.kernels.get(id);
        if (instance === undefined || kernel === undefined || !goesOn(instance)) return [];
        if (kernel.lastDecided !== null && kernel.lastDecided >= candleEnd) return [];
        const halted = this.isHalted(instance);
        const state = known.get(id) === kernel.version ? null : kernel.state;
        const { version, settingsVersion: pinnedVersion } = kernel;
        return [{ instance: lockedOf(instance, null), state, halted, version, pinnedVersion }];
      }),
    );
  }

  override async saveStates(
    tx: Tx,
    lease: Lease,
    candleEnd: EpochMs,
    changes: readonly StateChange[],
  ): Promise<void> {
    if (changes.length === 0) return;
    await memory(tx).statement('decisions.saveStates', () => {
      if (!this.stands(lease, memory(tx).nowMs)) throw new FenceLost();
      for (const { instanceId, state, version, pinned } of changes) {
        const kernel = this.tables.kernels.get(instanceId);
        if (kernel?.version !== version) throw new FenceLost();
        this.tables.kernels.set(instanceId, {
          ...kernel,
          ...{ state: jsonColumn(state), version: version + 1, lastDecided: candleEnd },
          ...(pinned !== null && { settings: pinned.settings, settingsVersion: pinned.version }),
        });
        if (pinned !== null) this.tables.instances.update(instanceId, { epoch: pinned.epoch });
      }
    });
  }

  override async addDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<void> {
    if (decisions.length === 0) return;
    await memory(tx).statement('decisions.add', () => {
      for (const { wake, evaluations, effects, ...decision } of decisions) {
        const { timeframe, open } = decision.candle;
        const key = decisionKey(decision.instanceId, timeframe, open);
        if (this.tables.instances.get(decision.instanceId) === undefined) continue;
        if (this.tables.decisions.get(key) !== undefined) continue;
        const told = {
          evaluations: JSON.parse(evaluations) as DecisionRow['evaluations'],
          effects: JSON.parse(effects) as DecisionRow['effects'],
        };
        const { candleEnd: decidedAt, correlationId } = wake;
        this.tables.decisions.insert(key, { ...decision, ...told, decidedAt, correlationId });
      }
    });
  }

  override async addChapters(tx: Tx, chapters: readonly NewChapter[]): Promise<void> {
    if (chapters.length === 0) return;
    await memory(tx).statement('decisions.addChapters', () => {
      for (const chapter of chapters) this.tables.keep(chapter);
    });
  }

  override async nameStates(tx: Tx, names: readonly StateName[]): Promise<void> {
    if (names.length === 0) return;
    await memory(tx).statement('decisions.nameStates', () => {
      for (const { instanceId, state, reason, endedAt } of names)
        this.tables.instances.update(instanceId, { state, stateReason: reason, endedAt });
    });
  }

  override finish(tx: Tx, decided: readonly DecidedSeries[]): void {
    const { nowMs: decidedAt } = memory(tx);
    memory(tx).withCommit(() => {
      for (const { wake, snapshots } of decided) {
        const { venue, symbol, timeframe, shard, candleEnd, candle } = wake;
        const series = seriesText(wake);
        this.tables.wakes.delete(wakeKey(wake));
        for (const snapshot of snapshots)
          this.tables.indicators.set(`${series} ${needKey(snapshot)}`, {
            series,
            snapshot: jsonColumn(snapshot),
          });
        const key = { venue, symbol, timeframe, shard };
        this.tables.series.set(series, { ...key, decided: candleEnd, close: candle.close, decidedAt });
      }
    });
  }

  private membersOf(series: SeriesKey): readonly Member[] {
    return this.tables.instances
      .sorted((left, right) => (left.id < right.id ? -1 : 1))
      .flatMap((instance): Member[] => {
        const kernel = this.tables.kernels.get(instance.id);
        if (kernel === undefined || !goesOn(instance) || seriesText(instance) !== seriesText(series))
          return [];
        const { id, accountId, epoch, settingsVersion: wantedSettings } = instance;
        const { version, settingsVersion, lastDecided: decidedAt } = kernel;
        const isHalted = this.isHalted(instance);
        const mark = [version, settingsVersion, wantedSettings, epoch, isHalted].join(' ');
        return [
          { id, accountId, epoch, settingsVersion, wantedSettings, version, isHalted, decidedAt, mark },
        ];
      });
  }

  private isHalted({ userId, accountId }: Instance): boolean {
    const { halts } = this.tables;
    return (
      halts.get(haltKey(userId, null)) !== undefined || halts.get(haltKey(userId, accountId)) !== undefined
    );
  }

  private stands({ shard, owner, fence }: Lease, nowMs: number): boolean {
    const row = this.tables.leases.get(String(shard));
    return row !== undefined && row.owner === owner && row.fence === fence && row.expiresAtMs > nowMs;
  }

  private async read<T>(name: string, work: () => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}
