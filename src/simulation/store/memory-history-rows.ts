import {
  HistoryRows,
  type KnownHistory,
  type NotedLoss,
} from '../../shared/platform/persistence/history/history-rows.port.js';
import type { ServerHistory } from '../../shared/platform/persistence/history/server-history.js';
import type { Connection } from './connection.js';
import type { MemoryDatabase } from './memory-database.js';
import { Table } from './table.js';

export interface HistoryRow extends Pick<ServerHistory, 'system' | 'timeline'> {
  readonly aliveAtMs: number;
}

export interface RestorationRow {
  readonly id: string;
  readonly approved: boolean;
}

/** What the platform keeps of the history of a database, and the server that tells the rest. */
export class HistoryTables {
  readonly history: Table<HistoryRow>;
  readonly restorations: Table<RestorationRow>;

  constructor(
    readonly database: MemoryDatabase,
    /** What the server writes now. */
    readonly server: () => ServerHistory,
  ) {
    this.history = new Table(database, 'history');
    this.restorations = new Table(database, 'restoration');
  }

  /** Whether anybody has opened the database yet. */
  get begun(): boolean {
    return this.history.size > 0;
  }

  /** A restoration, in a statement of somebody. */
  add(approved: boolean): void {
    const id = `r-${this.restorations.size + 1}-${this.database.nowMs()}`;
    this.restorations.insert(id, { id, approved });
  }

  /** As the command notes it that restores a backup. */
  restored(): void {
    void this.database.statement(() => this.add(false));
  }

  /** A person says that what was restored is right. */
  approve(): void {
    void this.database.statement(() => {
      for (const { id } of [...this.restorations.all()]) this.restorations.update(id, { approved: true });
    });
  }
}

/** The history of a database in memory. */
export class MemoryHistoryRows extends HistoryRows {
  constructor(
    private readonly tables: HistoryTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override async server(): Promise<ServerHistory> {
    return this.tables.server();
  }

  override async known(): Promise<KnownHistory | null> {
    await this.connection.statement('history.known');
    const row = this.tables.history.get('this');
    if (row === undefined) return null;
    const { aliveAtMs, ...known } = row;
    return { ...known, silentForMs: this.tables.database.nowMs() - aliveAtMs };
  }

  override async begin({ system, timeline }: ServerHistory): Promise<void> {
    await this.connection.statement('history.begin');
    await this.tables.database.statement((nowMs) => {
      if (this.tables.history.get('this') === undefined)
        this.tables.history.insert('this', { system, timeline, aliveAtMs: nowMs });
    });
  }

  override async lost(
    known: KnownHistory,
    { system, timeline }: ServerHistory,
    { goesOn }: NotedLoss,
  ): Promise<void> {
    await this.connection.statement('history.lost');
    await this.tables.database.statement((nowMs) => {
      const row = this.tables.history.get('this');
      if (row?.system !== known.system || row.timeline !== known.timeline) return;
      this.tables.history.set('this', { system, timeline, aliveAtMs: nowMs });
      this.tables.add(goesOn);
    });
  }

  override async waits(): Promise<boolean> {
    await this.connection.statement('history.waits');
    return [...this.tables.restorations.all()].some(({ approved }) => !approved);
  }
}
