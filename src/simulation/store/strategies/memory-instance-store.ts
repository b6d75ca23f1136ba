import type { DecisionView } from '../../../shared/pure/strategy/instance.js';
import type { InstanceJournal } from '../../../shared/pure/strategy/journal.js';
import { bucketOpen } from '../../../shared/pure/time/timeframe.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  InstanceStore,
  NameTaken,
  SlotTaken,
  type DecisionCounts,
  type DecisionRange,
  type InstanceChange,
  type LockedInstance,
  type NewReaction,
  type ReactionView,
} from '../../../shared/platform/strategy/instance-store.port.js';
import {
  seriesText,
  type Chapter,
  type Instance,
  type KernelRow,
} from '../../../shared/platform/strategy/instance.js';
import type { Connection } from '../connection.js';
import { RuleBroken } from '../memory-database.js';
import { memory } from '../memory-tx.js';
import { jsonColumn } from '../json-column.js';
import {
  goesOn,
  haltKey,
  isInsider,
  lockedOf,
  type InstanceRow,
  type StrategyTables,
} from './strategy-tables.js';

/** The lives of instances in memory. Nothing is forgotten, as no world lasts that long. */
export class MemoryInstanceStore extends InstanceStore {
  constructor(
    private readonly tables: StrategyTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override create(tx: Tx, instance: Instance): Promise<void> {
    return refusing(
      memory(tx).statement('instances.create', () =>
        this.tables.instances.insert(instance.id, jsonColumn({ ...instance, startedAt: null })),
      ),
    );
  }

  override find(userId: string, instanceId: string): Promise<Instance | null> {
    return this.read('instances.find', () => {
      const row = this.tables.instances.get(instanceId);
      return row?.userId === userId ? this.shown(row) : null;
    });
  }

  override findByName(userId: string, name: string): Promise<Instance | null> {
    return this.read('instances.findByName', () => {
      const row = this.tables.instances.by('instance_user_id_name_key', JSON.stringify([userId, name]));
      return row === undefined ? null : this.shown(row);
    });
  }

  override list(userId: string, after: string | null, limit: number): Promise<readonly Instance[]> {
    return this.read('instances.list', () =>
      this.tables.instances
        .sorted((left, right) => (left.id < right.id ? -1 : 1))
        .filter((row) => row.userId === userId && (after === null || row.id > after))
        .slice(0, limit)
        .map((row) => this.shown(row)),
    );
  }

  override lock(tx: Tx, instanceId: string, userId?: string): Promise<LockedInstance | null> {
    return memory(tx).statement('instances.lock', () => {
      const instance = this.tables.instances.get(instanceId);
      if (instance === undefined || (userId !== undefined && instance.userId !== userId)) return null;
      const series = this.tables.series.get(seriesText(instance));
      return {
        instance: lockedOf(instance),
        kernel: this.tables.kernels.get(instanceId) ?? null,
        market: series === undefined ? null : { at: series.decided, close: series.close },
      };
    });
  }

  override change(tx: Tx, instanceId: string, change: InstanceChange): Promise<void> {
    return refusing(
      memory(tx).statement('instances.change', () => {
        const before = this.tables.instances.get(instanceId);
        if (before !== undefined)
          this.tables.instances.set(instanceId, jsonColumn({ ...before, ...change } as InstanceRow));
      }),
    );
  }

  override saveKernel(tx: Tx, instanceId: string, row: KernelRow): Promise<void> {
    return memory(tx).statement('instances.saveKernel', () => {
      this.tables.refers(instanceId, 'kernel_state');
      this.tables.kernels.set(instanceId, jsonColumn(row));
    });
  }

  override kernelOf(userId: string, instanceId: string): Promise<KernelRow | null> {
    return this.read('instances.kernelOf', () =>
      this.tables.instances.get(instanceId)?.userId === userId
        ? (this.tables.kernels.get(instanceId) ?? null)
        : null,
    );
  }

  override remove(tx: Tx, instanceId: string): Promise<void> {
    return memory(tx).statement('instances.remove', () => this.tables.remove(instanceId));
  }

  override addReaction(tx: Tx, reaction: NewReaction): Promise<void> {
    return memory(tx).statement('instances.addReaction', () => {
      const storedAtMs = memory(tx).nowMs;
      this.tables.reactions.insert(reaction.id, jsonColumn({ ...reaction, storedAtMs }));
      this.tables.refers(reaction.instanceId, 'reaction');
    });
  }

  override addChapter(tx: Tx, instanceId: string, chapter: Chapter): Promise<void> {
    return memory(tx).statement('instances.addChapter', () => this.tables.keep({ ...chapter, instanceId }));
  }

  override chapters(instanceId: string): Promise<readonly Chapter[]> {
    return this.read('chapters', () =>
      this.tables.chapters
        .sorted((left, right) => left.number - right.number)
        .filter((row) => row.instanceId === instanceId)
        .map(({ number, content }) => ({ number, content })),
    );
  }

  override halt(tx: Tx, userId: string, accountId: string | null, code: string): Promise<void> {
    return memory(tx).statement('instances.halt', () =>
      this.tables.halts.set(haltKey(userId, accountId), { userId, accountId, code }),
    );
  }

  override resume(tx: Tx, userId: string, accountId: string | null): Promise<void> {
    return memory(tx).statement('instances.resume', () =>
      this.tables.halts.delete(haltKey(userId, accountId)),
    );
  }

  override async forget(): Promise<number> {
    return 0;
  }

  override reactions(instanceId: string, limit: number): Promise<readonly ReactionView[]> {
    return this.read('instances.reactions', () =>
      this.tables.reactions
        .sorted((left, right) => (left.id < right.id ? 1 : -1))
        .filter((row) => row.instanceId === instanceId)
        .slice(0, limit)
        .map(({ instanceId: _, storedAtMs: __, ...view }) => view),
    );
  }

  override decisions(
    instanceId: string,
    { before, limit, actedOnly }: DecisionRange,
  ): Promise<readonly DecisionView[]> {
    return this.read('instances.decisions', () =>
      this.tables.decisions
        .sorted((left, right) => right.candle.open - left.candle.open)
        .filter((row) => row.instanceId === instanceId && (row.acted || !actedOnly))
        .filter(({ candle }) => before === null || candle.open < before)
        .slice(0, limit)
        .map(({ candle, decidedAt, correlationId, evaluations, effects }) => ({
          ...{ instanceId, timeframe: candle.timeframe, candleOpen: candle.open },
          ...{ decidedAt, correlationId, evaluations, effects },
        })),
    );
  }

  override decisionCounts(instanceId: string): Promise<DecisionCounts> {
    return this.read('instances.decisionCounts', () => {
      const rows = [...this.tables.decisions.all()].filter((row) => row.instanceId === instanceId);
      return { stored: rows.length, acted: rows.filter(({ acted }) => acted).length };
    });
  }

  override counts(): Promise<Readonly<Record<string, number>>> {
    return this.read('instances.counts', () => {
      const counts: Record<string, number> = {};
      for (const { state } of this.tables.instances.all()) counts[state] = (counts[state] ?? 0) + 1;
      return counts;
    });
  }

  override journal(): Promise<InstanceJournal | null> {
    return Promise.reject(new TypeError('nobody asks for a journal in a simulation'));
  }

  /** As people see it: with how far its series has come since it started, or what it last changed at. */
  private shown({ startedAt, ...instance }: InstanceRow): Instance {
    const own = this.tables.kernels.get(instance.id)?.lastDecided ?? null;
    const series = this.tables.series.get(seriesText(instance));
    const came = series !== undefined && startedAt !== null && series.decidedAt >= startedAt;
    if (!came || !goesOn(instance)) return { ...instance, lastDecidedAt: own };
    const told = isInsider(instance) ? series.decided : bucketOpen(series.decided, instance.timeframe);
    return { ...instance, lastDecidedAt: own === null || own < told ? told : own };
  }

  private async read<T>(name: string, work: () => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}

async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const constraint = error instanceof RuleBroken ? error.constraint : null;
    if (constraint === 'instance_slot_key') throw new SlotTaken();
    if (constraint === 'instance_user_id_name_key') throw new NameTaken();
    throw error;
  }
}
