import { createTestDatabase } from '../../kit/postgres.js';
import { describeRecords } from './records.suite.js';

describeRecords('embedded Postgres', createTestDatabase);
