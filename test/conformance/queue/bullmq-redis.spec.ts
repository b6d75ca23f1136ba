import { queueConnection } from '../../../src/shared/platform/queue/queue-connection.js';
import { describeWithRedis, startRedis, type TestRedis } from '../../kit/redis.js';
import { openBullMq } from './open-bullmq.js';
import { describeWakeups } from './wakeups.suite.js';

describeWithRedis('BullMQ on Redis', () => {
  let redis: TestRedis;

  describeWakeups('BullMQ on Redis', async () => {
    redis = await startRedis();
    return openBullMq(queueConnection('', redis.url));
  });

  afterAll(() => redis.stop());
});
