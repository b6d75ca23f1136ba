import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { queueConnection } from './queue-connection.js';

const URL = 'postgres://here/db';

describe('where the queue keeps its jobs', () => {
  const installed = join(process.cwd(), 'node_modules', 'bullmq', 'package.json');
  const { version } = JSON.parse(readFileSync(installed, 'utf8')) as { readonly version: string };
  const major = `bullmq${version.split('.')[0]}`;

  test('carries the major version of BullMQ, so that two of them never read each other', () => {
    expect(queueConnection(URL, null)).toMatchObject({ backend: 'postgres', schema: major });
    expect(queueConnection(URL, 'redis://here')).toMatchObject({
      ...{ backend: 'redis', prefix: `tradingboost-${major}` },
    });
  });
});
