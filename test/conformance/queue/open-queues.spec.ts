import { Client } from 'pg';
import { bullOptions } from '../../../src/shared/platform/queue/bullmq-options.js';
import { selectBackend } from '../../../src/shared/platform/queue/bullmq-wakeups.js';
import { OpenQueues } from '../../../src/shared/platform/queue/open-queues.js';
import { queueConnection } from '../../../src/shared/platform/queue/queue-connection.js';
import { createEmptyDatabase, type TestDatabase } from '../../kit/postgres.js';

describe('queues of a start that fails', () => {
  let place: TestDatabase;

  beforeEach(async () => {
    place = await createEmptyDatabase();
  });
  afterEach(() => place.drop());

  async function connections(): Promise<number> {
    const client = new Client({ connectionString: place.url });
    await client.connect();
    const { rows } = await client.query<{ others: number }>(
      'SELECT count(*)::integer AS others FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    await client.end();
    return rows[0]!.others;
  }

  function opening(opened: OpenQueues) {
    const connection = queueConnection(place.url, null);
    selectBackend(connection);
    const QueueOfStart = opened.queueClass();
    return ['one', 'two'].map((name) => new QueueOfStart(name, bullOptions(connection, 'producer')));
  }

  test('are closed while they still connect, so that none is left when the database goes', async () => {
    const opened = new OpenQueues();
    opening(opened);
    await opened.close();
    expect(await connections()).toBe(0);
  });

  test('are closed without a word when the database is gone already', async () => {
    const opened = new OpenQueues();
    await Promise.all(opening(opened).map((queue) => queue.waitUntilReady()));
    await place.drop();
    await expect(opened.close()).resolves.toBeUndefined();
  });
});
