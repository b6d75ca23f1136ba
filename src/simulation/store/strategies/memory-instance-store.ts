import type { DecisionView } from '../../../shared/pure/strategy/instance.js';
import type { InstanceJournal } from '../../../shared/pure/strategy/journal.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  InstanceStore,
  NameTaken,
  SlotTaken,
  type DecisionCounts,
  type InstanceChange,
  type LockedInstance,
  type NewReaction,
  type ReactionView,
} from '../../../shared/platform/strategy/instance-store.port.js';
import { seriesText, type Instance, type KernelRow } from '../../../shared/platform/strategy/instance.js';
import type { Connection } from '../connection.js';
import { RuleBroken } from '../memory-database.js';
import { memory } from '../memory-tx.js';
import { haltKey, stored, type StrategyTables } from './strategy-tables.js';

/** The lives of instances in memory, as far as bots need them; what only people ask for is not here. */
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
        this.tables.instances.insert(instance.id, stored(instance)),
      ),
    );
  }

  override find(userId: string, instanceId: string): Promise<Instance | null> {
    return this.read('instances.find', () => {
      const row = this.tables.instances.get(instanceId);
      return row?.userId === userId ? row : null;
    });
  }

  override findByName(userId: string, name: string): Promise<Instance | null> {
    return this.read(
      'instances.findByName',
      () => this.tables.instances.by('instance_user_id_name_key', JSON.stringify([userId, name])) ?? null,
    );
  }

  override list(userId: string): Promise<readonly Instance[]> {
    return this.read('instances.list', () =>
      this.tables.instances
        .sorted((left, right) => (left.id < right.id ? -1 : 1))
        .filter((row) => row.userId === userId),
    );
  }

  override lock(tx: Tx, instanceId: string, userId?: string): Promise<LockedInstance | null> {
    return memory(tx).statement('instances.lock', () => {
      const instance = this.tables.instances.get(instanceId);
      if (instance === undefined || (userId !== undefined && instance.userId !== userId)) return null;
      const series = this.tables.series.get(seriesText(instance));
      return {
        instance,
        kernel: this.tables.kernels.get(instanceId) ?? null,
        market: series === undefined ? null : { at: series.decided, close: series.close },
      };
    });
  }

  override change(tx: Tx, instanceId: string, { startedAt: _, ...change }: InstanceChange): Promise<void> {
    return refusing(
      memory(tx).statement('instances.change', () => {
        const before = this.tables.instances.get(instanceId);
        if (before !== undefined)
          this.tables.instances.set(instanceId, stored({ ...before, ...change } as Instance));
      }),
    );
  }

  override saveKernel(tx: Tx, instanceId: string, row: KernelRow): Promise<void> {
    return memory(tx).statement('instances.saveKernel', () =>
      this.tables.kernels.set(instanceId, stored(row)),
    );
  }

  override kernelOf(userId: string, instanceId: string): Promise<KernelRow | null> {
    return this.read('instances.kernelOf', () =>
      this.tables.instances.get(instanceId)?.userId === userId
        ? (this.tables.kernels.get(instanceId) ?? null)
        : null,
    );
  }

  override remove(tx: Tx, instanceId: string): Promise<void> {
    return memory(tx).statement('instances.remove', () => this.tables.instances.delete(instanceId));
  }

  override addReaction(tx: Tx, reaction: NewReaction): Promise<void> {
    return memory(tx).statement('instances.addReaction', () =>
      this.tables.reactions.insert(reaction.id, stored(reaction)),
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

  override reactions(): Promise<readonly ReactionView[]> {
    return unasked();
  }

  override decisions(): Promise<readonly DecisionView[]> {
    return unasked();
  }

  override decisionCounts(): Promise<DecisionCounts> {
    return unasked();
  }

  override journal(): Promise<InstanceJournal | null> {
    return unasked();
  }

  override counts(): Promise<Readonly<Record<string, number>>> {
    return unasked();
  }

  private async read<T>(name: string, work: () => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}

/** People look at what bots did; nobody does in a simulation. */
const unasked = (): Promise<never> => Promise.reject(new TypeError('nobody asks that in a simulation'));

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
