import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { BreachStore, type BotPlace } from '../application/ports/breach-store.port.js';

interface PlaceRow {
  readonly user_id: string;
  readonly account_id: string;
  readonly strategy: BotPlace['strategy'];
  readonly venue: string;
  readonly symbol: string;
}

export class PgBreachStore extends BreachStore {
  override async begun(tx: Tx, module: string, breaches: readonly string[]): Promise<ReadonlySet<string>> {
    await pg(tx).execute(sql`
      DELETE FROM orders.breach WHERE module = ${module} AND what <> ALL (${[...breaches]}::text[])`);
    const rows = await pg(tx).query<{ what: string }>(sql`
      INSERT INTO orders.breach (module, what, since)
      SELECT ${module}, b.what, clock_timestamp() FROM unnest(${[...breaches]}::text[]) AS b(what)
      ON CONFLICT DO NOTHING RETURNING what`);
    return new Set(rows.map(({ what }) => what));
  }

  override async placeOf(tx: Tx, instanceId: string): Promise<BotPlace | null> {
    const [row] = await pg(tx).query<PlaceRow>(sql`
      SELECT user_id, account_id, strategy, venue, symbol FROM orders.intent
      WHERE instance_id = ${instanceId} ORDER BY id DESC LIMIT 1`);
    if (row === undefined) return null;
    const { user_id: userId, account_id: accountId, strategy, venue, symbol } = row;
    return { userId, accountId, strategy, venue, symbol };
  }
}
