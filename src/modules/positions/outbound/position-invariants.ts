import type { AuditScope, Invariant } from '../../../shared/platform/audit/invariant.js';
import { empty, raw, sql, type Sql } from '../../../shared/platform/persistence/sql.js';

/** Fills that a look at what is recent goes back. */
const RECENT_FILLS = 20_000;

/** Whom position `p` concerns. */
const OF_POSITION = raw(`p.user_id, p.account_id, nullif(p.holder, 'manual') AS instance_id`);

/** Positions that the look is about: all, or those that fills have moved lately. */
const touched = (scope: AuditScope): Sql =>
  scope === 'whole'
    ? sql`SELECT id FROM positions.position`
    : sql`SELECT DISTINCT unnest(ARRAY[position_id, next_position_id]) AS id FROM positions.fill
          WHERE ordinal > (SELECT coalesce(max(ordinal), 0) - ${RECENT_FILLS} FROM positions.fill)`;

const SIGNED = raw(`CASE side WHEN 'buy' THEN size ELSE -size END`);

/** Bills that the look is about: all, or those that were first seen since yesterday. */
const told = (scope: AuditScope): Sql =>
  scope === 'whole' ? empty : sql`AND b.seen_at > now() - interval '1 day'`;

/** What must hold of the positions. That a fill counts once is a unique key, that what has closed holds nothing a check. */
export const POSITION_INVARIANTS: readonly Invariant[] = [
  {
    number: 'I1',
    says: 'positions that are not the sum of the fills of their holder',
    broken: (scope) => sql`
      SELECT ${OF_POSITION} FROM positions.position p JOIN (${touched(scope)}) t ON t.id = p.id
      WHERE p.closed_at IS NULL AND CASE p.side WHEN 'long' THEN p.size ELSE -p.size END <> coalesce((
        SELECT sum(${SIGNED}) FROM positions.fill f
        WHERE f.user_id = p.user_id AND f.holder = p.holder AND f.account_id = p.account_id AND f.symbol = p.symbol), 0)
        + coalesce((
        SELECT sum(${SIGNED}) FROM positions.adjustment a
        WHERE a.user_id = p.user_id AND a.holder = p.holder AND a.account_id = p.account_id AND a.symbol = p.symbol), 0)`,
  },
  {
    number: 'I17',
    says: 'positions whose money is not that of their fills',
    // A fill that turned a position over belongs to two; what is rounded in dividing it is for the fold to know.
    broken: (scope) => sql`
      SELECT ${OF_POSITION} FROM positions.position p JOIN (${touched(scope)}) t ON t.id = p.id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(f.fee), 0) AS fees,
               coalesce(sum(CASE f.side WHEN 'sell' THEN f.price * f.size ELSE -f.price * f.size END), 0) AS flow
        FROM positions.fill f WHERE f.position_id = p.id) f
      WHERE (p.fees <> f.fees OR p.flow <> f.flow + coalesce(
               (SELECT sum(a.flow) FROM positions.adjustment a WHERE a.position_id = p.id), 0))
        AND NOT EXISTS (SELECT 1 FROM positions.fill n WHERE n.position_id = p.id AND n.next_position_id IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM positions.fill n WHERE n.next_position_id = p.id)`,
  },
  {
    number: 'I17',
    says: 'positions whose funding is not the sum of their bills',
    broken: (scope) => sql`
      SELECT ${OF_POSITION} FROM positions.position p JOIN (${touched(scope)}) t ON t.id = p.id
      WHERE p.funding <> coalesce((SELECT sum(b.amount) FROM positions.funding b WHERE b.position_id = p.id), 0)`,
  },
  {
    number: 'I17',
    says: 'bills of funding that are not borne once',
    broken: (scope) => sql`
      SELECT b.user_id, b.account_id, NULL::text AS instance_id FROM positions.bill b
      CROSS JOIN LATERAL (
        SELECT count(*) AS shares, coalesce(sum(f.amount), 0) AS amount FROM positions.funding f
        WHERE f.account_id = b.account_id AND f.symbol = b.symbol AND f.bill_id = b.bill_id) f
      WHERE CASE b.state WHEN 'booked' THEN f.shares = 0 OR f.amount <> b.amount ELSE f.shares > 0 END ${told(scope)}`,
  },
];
