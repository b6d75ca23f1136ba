import pg from 'pg';
import { PgHistoryRows } from './pg-history-rows.js';
import type { Loss, ServerHistory } from './server-history.js';
import { settleHistory } from './settle-history.js';

/** Which history of the database this process will work on; what it has lost is noted first. */
export async function openHistory(url: string, noticed: Loss | null): Promise<ServerHistory> {
  const client = new pg.Client({ connectionString: url, application_name: 'tradingboost:history' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await settleHistory(new PgHistoryRows(client), noticed);
  } finally {
    await client.end();
  }
}
