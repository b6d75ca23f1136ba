import { queueConnection } from '../../../src/shared/platform/queue/queue-connection.js';
import { createTestDatabase } from '../../kit/postgres.js';
import { openBullMq } from './open-bullmq.js';
import { describeWakeups } from './wakeups.suite.js';

describeWakeups('BullMQ on Postgres', async () => {
  const database = await createTestDatabase();
  const under = await openBullMq(queueConnection(database.url, null));
  return {
    ...under,
    close: async () => {
      await under.close();
      await database.drop();
    },
  };
});
