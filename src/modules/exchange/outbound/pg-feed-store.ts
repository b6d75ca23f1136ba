import type { Pool, PoolClient } from 'pg';
import sql from 'sql-template-tag';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { FeedStore, type FeedPosition } from '../application/ports/feed-store.port.js';
import { FEED_COLUMNS, positionOf, type FeedRow } from './feed-rows.js';

/** First number of the advisory locks of those who have a venue for themselves. */
const TURN = 7_351;

/** Positions of stepped feeds, one row per venue. */
export class PgFeedStore extends FeedStore {
  /** How often this process is alone with a venue just now. */
  private mine = 0;

  constructor(
    private readonly pool: Pool,
    /** Whether other processes are expected at the venue: then their turns are waited for. */
    private readonly shared = false,
  ) {
    super();
  }

  override async load(venue: string): Promise<FeedPosition | null> {
    const { rows } = await this.pool.query<FeedRow>(
      sql`SELECT ${FEED_COLUMNS} FROM exchange.feed f WHERE f.venue = ${venue}`,
    );
    return rows[0] === undefined ? null : positionOf(rows[0]);
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

  override async alone<Answer>(venue: string, work: () => Promise<Answer>): Promise<Answer> {
    const client = await this.pool.connect();
    let held = false;
    try {
      await client.query(sql`SELECT pg_advisory_lock(${TURN}, hashtext(${venue}))`);
      held = true;
      this.mine += 1;
      return await work();
    } finally {
      if (held) this.mine -= 1;
      const free = held && (await unlocked(client, venue));
      // The lock belongs to the connection: one that may still have it ends, and the lock with it.
      client.release(!free);
    }
  }

  /** Behind whoever is alone with the venue, unless that is this process. */
  private async takeTurn(tx: Tx, venue: string): Promise<void> {
    if (this.mine === 0)
      await pg(tx).query(sql`SELECT pg_advisory_xact_lock_shared(${TURN}, hashtext(${venue}))`);
  }

  override async touch(tx: Tx, { venue, step, changes }: FeedPosition): Promise<boolean> {
    if (this.shared) await this.takeTurn(tx, venue);
    const changed = await pg(tx).execute(sql`
      UPDATE exchange.feed SET changes = changes + 1
      WHERE venue = ${venue} AND step = ${step} AND changes = ${changes}`);
    return changed === 1;
  }
}

async function unlocked(client: PoolClient, venue: string): Promise<boolean> {
  try {
    await client.query(sql`SELECT pg_advisory_unlock(${TURN}, hashtext(${venue}))`);
    return true;
  } catch {
    return false;
  }
}
