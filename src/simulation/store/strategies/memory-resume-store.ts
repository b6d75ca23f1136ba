import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { isAlive, type Resumed } from '../../../shared/platform/strategy/resume-store.port.js';
import { GridResumeStore } from '../../../modules/grid/application/ports/grid-resume-store.port.js';
import { memory } from '../memory-tx.js';
import type { Connection } from '../connection.js';
import type { MemoryPost } from '../memory-record-rows.js';
import type { StrategyTables } from './strategy-tables.js';

/** What a restart must know of the bots of one strategy, in memory. */
export class MemoryResumeStore extends GridResumeStore {
  constructor(
    private readonly module: string,
    private readonly tables: StrategyTables,
    private readonly post: Pick<MemoryPost, 'isUnderWay'>,
    private readonly connection: Connection,
  ) {
    super();
  }

  override alive(): Promise<readonly Resumed[]> {
    return this.read('resume.alive', () =>
      this.tables.instances
        .sorted((left, right) => (left.id < right.id ? -1 : 1))
        .filter(({ state }) => isAlive(state))
        .map(({ id, userId }) => ({ instanceId: id, userId })),
    );
  }

  override isBusy(instanceId: string, tx?: Tx): Promise<boolean> {
    const isUnderWay = (): boolean => this.post.isUnderWay(this.module, instanceId);
    return tx === undefined
      ? this.read('resume.isBusy', isUnderWay)
      : memory(tx).statement('resume.isBusy in a transaction', isUnderWay);
  }

  override lateFills(instanceId: string, bootedAt: EpochMs, marketTime: EpochMs): Promise<number> {
    return this.read('resume.lateFills', () => {
      let fills = 0;
      for (const row of this.tables.reactions.all())
        if (row.instanceId === instanceId && row.cause['kind'] === 'filled')
          if (row.storedAtMs >= bootedAt && row.at <= marketTime) fills += 1;
      return fills;
    });
  }

  private async read<T>(name: string, work: () => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}
