import type { Pool } from 'pg';
import sql from 'sql-template-tag';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { JsonObject } from '../../../shared/pure/json.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { FeedStore, type FeedPhase, type FeedPosition } from '../application/ports/feed-store.port.js';

interface FeedRowColumns {
  readonly identity: string;
  readonly row: string;
  readonly memory: JsonObject;
  readonly phase: FeedPhase;
  readonly step: string;
  readonly market_time: Date;
  readonly changes: string;
}

/** First number of the advisory locks of those who have a venue for themselves. */
const TURN = 7_351;

/** Positions of stepped feeds, one row per venue. */
export class PgFeedStore extends FeedStore {
  /** How often this process is alone with a venue just now. */
  private mine = 0;

  constructor(
    private readonly pool: Pool,
    /** Whether other processes know the venue: then their turns are waited for. */
    private readonly shared = false,
  ) {
    super();
  }

  override async load(venue: string): Promise<FeedPosition | null> {
    const { rows } = await this.pool.query<FeedRowColumns>(
      sql`SELECT identity, row, memory, phase, step, market_time, changes FROM exchange.feed WHERE venue = ${venue}`,
    );
    const row = rows[0];
    if (row === undefined) return null;
    return {
      venue,
      identity: row.identity,
      cursor: { row: Number(row.row), memory: row.memory },
      phase: row.phase,
      step: Number(row.step),
      marketTime: epochMs(row.market_time.getTime()),
      changes: Number(row.changes),
    };
  }

  override async create(tx: Tx, position: FeedPosition): Promise<void> {
    const { venue, identity, cursor, phase, step, marketTime } = position;
    await pg(tx).execute(sql`
      INSERT INTO exchange.feed (venue, identity, row, memory, phase, step, market_time)
      VALUES (${venue}, ${identity}, ${cursor.row}, ${JSON.stringify(cursor.memory)}::jsonb, ${phase}, ${step}, ${new Date(marketTime)})
      ON CONFLICT (venue) DO NOTHING`);
  }

  override async advance(tx: Tx, position: FeedPosition): Promise<boolean> {
    const { venue, cursor, phase, step, marketTime, changes } = position;
    if (this.shared) await this.takeTurn(tx, venue);
    const changed = await pg(tx).execute(sql`
      UPDATE exchange.feed
      SET row = ${cursor.row}, memory = ${JSON.stringify(cursor.memory)}::jsonb, phase = ${phase}, step = ${step}, market_time = ${new Date(marketTime)}
      WHERE venue = ${venue} AND step = ${step - 1} AND changes = ${changes}`);
    return changed === 1;
  }

  override async hold(tx: Tx, { venue, step, changes }: FeedPosition): Promise<boolean> {
    const rows = await pg(tx).query(
      sql`SELECT 1 FROM exchange.feed
          WHERE venue = ${venue} AND step = ${step} AND changes = ${changes} FOR SHARE`,
    );
    return rows.length === 1;
  }

  override async alone<Answer>(venue: string, work: () => Promise<Answer>): Promise<Answer> {
    const client = await this.pool.connect();
    try {
      await client.query(sql`SELECT pg_advisory_lock(${TURN}, hashtext(${venue}))`);
      try {
        this.mine += 1;
        return await work();
      } finally {
        this.mine -= 1;
        await client.query(sql`SELECT pg_advisory_unlock(${TURN}, hashtext(${venue}))`);
      }
    } finally {
      client.release();
    }
  }

  /** Behind whoever is alone with the venue, unless that is this process. */
  private async takeTurn(tx: Tx, venue: string): Promise<void> {
    if (this.mine === 0)
      await pg(tx).query(sql`SELECT pg_advisory_xact_lock_shared(${TURN}, hashtext(${venue}))`);
  }

  override async touch(tx: Tx, { venue, step, changes }: FeedPosition): Promise<boolean> {
    await this.takeTurn(tx, venue);
    const changed = await pg(tx).execute(sql`
      UPDATE exchange.feed SET changes = changes + 1
      WHERE venue = ${venue} AND step = ${step} AND changes = ${changes}`);
    return changed === 1;
  }
}
