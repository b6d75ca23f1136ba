import { createTestDatabase, describeWithRealPostgres } from '../../kit/postgres.js';
import { describeRecords } from './records.suite.js';

describeWithRealPostgres('the Postgres of this computer', () => {
  describeRecords('real Postgres', () => createTestDatabase('system'));
});
