import { sql } from '../../../shared/platform/persistence/sql.js';

const limit = 5;

export const joined = sql`
  -- positions.position is named in a comment only
  SELECT intent.id, 'users.person' AS text
  FROM orders.intent
  JOIN positions.position AS position ON position.id = intent.id -- offends
  WHERE intent.user_id IN (SELECT id FROM "users"."person") -- offends
  LIMIT ${limit}`;

export const copy = 'COPY market_data.candle FROM STDIN'; // offends
export const own = sql`UPDATE "orders"."intent" SET status = ${'users.person'}`;
export const sentence = 'the answer of users.person is not SQL';

interface Client {
  readonly thing: { findMany(): unknown };
  readonly person: { findMany(): unknown };
  readonly order: { findMany(): unknown };
}
export const foreign = (prisma: Client) => prisma.person.findMany(); // offends
export const ours = (prisma: Client) => prisma.order.findMany();
