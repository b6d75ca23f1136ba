import pg from 'pg';
import { pg as opened } from '../pg-tx.js';
import { sql } from '../sql.js';
import type { Loss } from '../history/server-history.js';
import type { Tx, UnitOfWork } from '../unit-of-work.port.js';

/** A database that has lost time, and that nobody has said to be right yet. */
export interface Restoration {
  readonly id: string;
  /** It was restored from a backup of ours, or how else it is known that it has lost time. */
  readonly cause: 'backup' | Loss;
  /** When the backup was taken, or the last sign of life: what happened since then is not known here. */
  readonly takenAt: Date;
  readonly restoredAt: Date;
}

const COLUMNS = 'id, cause, taken_at AS "takenAt", restored_at AS "restoredAt"';

/** The newest restoration that waits for a person's word; null when nothing waits. */
export async function waitingRestoration(url: string): Promise<Restoration | null> {
  return onConnection(url, async (client) => {
    const { rows } = await client.query<Restoration>(
      `SELECT ${COLUMNS} FROM platform.restoration WHERE approved_at IS NULL ORDER BY restored_at DESC LIMIT 1`,
    );
    return rows[0] ?? null;
  });
}

/** A person's word that the restored database may trade; answers what waited for it. */
export async function approveRestorations(url: string): Promise<readonly Restoration[]> {
  return onConnection(url, async (client) => {
    const { rows } = await client.query<Restoration>(
      `UPDATE platform.restoration SET approved_at = clock_timestamp() WHERE approved_at IS NULL
       RETURNING ${COLUMNS}`,
    );
    return rows;
  });
}

/**
 * What a module has to put right once after each restoration, because its rows are those of another time. It stands or falls
 * with the mark that it was done, so it happens once, whichever process comes first.
 */
export async function settleRestorations(
  unitOfWork: UnitOfWork,
  module: string,
  work: (tx: Tx) => Promise<void>,
): Promise<void> {
  await unitOfWork.run(async (tx) => {
    const marked = await opened(tx).execute(sql`
      INSERT INTO platform.restoration_settled (restoration_id, module, settled_at)
      SELECT r.id, ${module}, clock_timestamp() FROM platform.restoration r
      WHERE NOT EXISTS (SELECT 1 FROM platform.restoration_settled s
                        WHERE s.restoration_id = r.id AND s.module = ${module})
      ON CONFLICT DO NOTHING`);
    if (marked > 0) await work(tx);
  });
}

async function onConnection<Answer>(
  url: string,
  work: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, application_name: 'tradingboost:restoration' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
