import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../shared/platform/persistence/database.js';
import type { HistoryGuard } from '../shared/platform/persistence/history/history-guard.js';
import { historyOf } from '../shared/platform/persistence/history/pg-history-rows.js';
import { sql } from '../shared/platform/persistence/sql.js';

const LOOK_MS = 1_000;
/** Much oftener than the longest silence after which a person is asked. */
const LOOKS_PER_SIGN = 30;

/** Looks at how far the database has got, so that one that falls behind is noticed, and leaves a sign of life in it. */
export class HistoryWatch {
  private readonly over = new AbortController();
  private looking: Promise<void> | null = null;

  constructor(
    private readonly database: Database,
    private readonly guard: HistoryGuard,
  ) {}

  start(): void {
    this.looking = this.look();
  }

  async stop(): Promise<void> {
    this.over.abort();
    await this.looking;
  }

  private async look(): Promise<void> {
    const { signal } = this.over;
    for (let looks = 0; !signal.aborted; looks += 1) {
      // A database that is away is told of by everybody else; one that has changed by the guard.
      await this.once(looks % LOOKS_PER_SIGN === 0).catch(() => undefined);
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  private async once(leavesSign: boolean): Promise<void> {
    const pool = this.database.pool('protect');
    await this.guard.meet(() => historyOf(pool));
    if (leavesSign)
      await pool.query(sql`UPDATE platform.history SET alive_at = clock_timestamp() WHERE id = 'this'`);
  }
}
