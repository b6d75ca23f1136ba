import type { AuditScope, Invariant } from '../../../shared/platform/audit/invariant.js';
import { raw, sql, type Sql } from '../../../shared/platform/persistence/sql.js';
import { MOVED_BY_FILL, MOVED_BY_FOREIGN } from './moved-by.js';
import { AT_VENUE, LIVE, UNRESOLVED } from './status-sets.js';

/** Steps of orders that a look at what is recent goes back: more than a busy minute makes. */
const RECENT_STEPS = 20_000;

/** Orders that the look is about: all, or those to which something has happened lately. */
const touched = (scope: AuditScope): Sql =>
  scope === 'whole'
    ? sql`SELECT id FROM orders.intent`
    : sql`SELECT DISTINCT intent_id AS id FROM orders.intent_event
          WHERE position > (SELECT coalesce(max(position), 0) - ${RECENT_STEPS} FROM orders.intent_event)`;

/** Their lanes: account and symbol. */
const touchedLanes = (scope: AuditScope): Sql =>
  scope === 'whole'
    ? sql`SELECT account_id, symbol FROM orders.lane`
    : sql`SELECT DISTINCT t.account_id, t.symbol FROM orders.intent t JOIN (${touched(scope)}) recent ON recent.id = t.id`;

/** What is late (a venue is away, a worker is slow) is told and holds back nobody: nothing in the books is wrong. */
const LATE = raw('user_id, NULL::text AS account_id, NULL::text AS instance_id');

/** Whom intent `i` concerns. */
const OF_INTENT = raw('i.user_id, i.account_id, i.instance_id');

/**
 * What must hold of the rows of this module at any moment. The program looks once a minute, the checks after a chaos run look
 * at everything. Numbers are those of the invariants of the program.
 */
export const ORDER_INVARIANTS: readonly Invariant[] = [
  {
    number: 'I1',
    says: 'positions of a lane that are not the sum of its fills',
    broken: (scope) => sql`
      SELECT a.user_id, l.account_id, NULL::text AS instance_id
      FROM orders.lane l JOIN (${touchedLanes(scope)}) t ON t.account_id = l.account_id AND t.symbol = l.symbol
      LEFT JOIN orders.risk_account a ON a.account_id = l.account_id
      WHERE l.position <> coalesce((SELECT sum(${raw(MOVED_BY_FILL)}) FROM orders.fill f
                                    WHERE f.account_id = l.account_id AND f.symbol = l.symbol), 0)
                        + coalesce((SELECT sum(${raw(MOVED_BY_FOREIGN)}) FROM orders.foreign_execution x
                                    WHERE x.account_id = l.account_id AND x.symbol = l.symbol
                                      AND x.execution->>'kind' = 'filled'), 0)
                        + coalesce((SELECT sum(j.change) FROM orders.adjustment j
                                    WHERE j.account_id = l.account_id AND j.symbol = l.symbol), 0)`,
  },
  {
    number: 'I1',
    says: 'holdings of a bot that are not the sum of its fills',
    broken: (scope) => sql`
      SELECT o.user_id, o.account_id, o.instance_id
      FROM orders.obligation o JOIN (${touchedLanes(scope)}) t ON t.account_id = o.account_id AND t.symbol = o.symbol
      WHERE o.size <> coalesce((SELECT sum(${raw(MOVED_BY_FILL)})
                                FROM orders.intent i JOIN orders.fill f ON f.intent_id = i.id
                                WHERE i.instance_id = o.instance_id AND f.account_id = o.account_id
                                  AND f.symbol = o.symbol AND f.position_side = o.position_side), 0)
                      + coalesce((SELECT sum(j.change) FROM orders.adjustment j
                                  WHERE j.account_id = o.account_id AND j.symbol = o.symbol AND j.holder = o.instance_id
                                    AND j.position_side = o.position_side), 0)`,
  },
  {
    number: 'I1',
    says: 'short positions of hedge mode that are not the sum of their fills',
    broken: (scope) => sql`
      SELECT a.user_id, l.account_id, NULL::text AS instance_id
      FROM orders.lane l JOIN (${touchedLanes(scope)}) t ON t.account_id = l.account_id AND t.symbol = l.symbol
      LEFT JOIN orders.risk_account a ON a.account_id = l.account_id
      WHERE l.short <> coalesce((SELECT sum(CASE f.side WHEN 'sell' THEN f.size ELSE -f.size END) FROM orders.fill f
                                 WHERE f.account_id = l.account_id AND f.symbol = l.symbol AND f.position_side = 'short'), 0)
                     + coalesce((SELECT sum(CASE x.execution->>'side' WHEN 'sell' THEN 1 ELSE -1 END
                                            * (x.execution->>'size')::numeric) FROM orders.foreign_execution x
                                 WHERE x.account_id = l.account_id AND x.symbol = l.symbol
                                   AND x.execution->>'kind' = 'filled' AND x.execution->>'position' = 'short'), 0)
                     - coalesce((SELECT sum(j.change) FROM orders.adjustment j
                                 WHERE j.account_id = l.account_id AND j.symbol = l.symbol AND j.position_side = 'short'), 0)`,
  },
  {
    number: 'I2',
    says: 'orders of which more than one attempt is on its way',
    broken: () => sql`
      SELECT min(i.user_id) AS user_id, min(i.account_id) AS account_id, i.instance_id FROM orders.intent i
      WHERE i.instance_id IS NOT NULL AND (i.status = ANY (${UNRESOLVED}) OR i.status = 'planned')
      GROUP BY i.instance_id, i.cycle, i.leg HAVING count(*) > 1`,
  },
  {
    number: 'I2',
    says: 'orders of which more than one attempt was accepted',
    broken: (scope) => sql`
      SELECT ${OF_INTENT} FROM orders.intent i JOIN (${touched(scope)}) t ON t.id = i.id
      WHERE i.instance_id IS NOT NULL AND i.announced AND i.type <> 'liquidation' AND EXISTS (
        SELECT 1 FROM orders.intent other
        WHERE other.instance_id = i.instance_id AND other.cycle = i.cycle AND other.leg = i.leg
          AND other.attempt <> i.attempt AND other.announced)`,
  },
  {
    number: 'I5',
    says: 'funds whose reserved part is not the sum of their reservations',
    broken: () => sql`
      SELECT a.user_id, b.account_id, NULL::text AS instance_id FROM orders.balance b
      LEFT JOIN orders.risk_account a ON a.account_id = b.account_id
      WHERE b.reserved <> coalesce((SELECT sum(r.amount) FROM orders.reservation r
                                    WHERE r.account_id = b.account_id AND r.currency = b.currency), 0)`,
  },
  {
    number: 'I5',
    says: 'orders that have ended and still hold a reservation',
    broken: () => sql`
      SELECT ${OF_INTENT} FROM orders.reservation r JOIN orders.intent i ON i.id = r.intent_id
      WHERE i.status <> ALL (${LIVE})`,
  },
  {
    number: 'I5',
    says: 'orders that have ended and still have a wish open',
    broken: () => sql`
      SELECT ${OF_INTENT} FROM orders.cancellation c JOIN orders.intent i ON i.id = c.intent_id
      WHERE c.done_at IS NULL AND i.status <> ALL (${LIVE})`,
  },
  {
    number: 'I7',
    says: 'orders that are looked for by nobody',
    broken: () => sql`
      SELECT ${OF_INTENT} FROM orders.intent i WHERE i.status = ANY (${UNRESOLVED}) AND i.look_at IS NULL`,
  },
  {
    number: 'I7',
    says: 'orders of which a person was not told in time',
    broken: () => sql`
      SELECT ${OF_INTENT} FROM orders.intent i
      WHERE i.status = ANY (${UNRESOLVED}) AND i.status <> 'needs-human'
        AND i.send_deadline < now() - interval '15 minutes'`,
  },
  {
    number: 'I7',
    says: 'orders that nobody has sent or given up in time',
    broken: () => sql`
      SELECT ${LATE} FROM orders.intent i
      WHERE i.status = 'planned' AND i.valid_until < now() - interval '5 minutes'`,
  },
  {
    number: 'I7',
    says: 'gates that are closed for a quarter of an hour and not settled',
    broken: () => sql`
      SELECT ${LATE} FROM orders.gate g
      WHERE NOT g.open AND g.settled_at IS NULL AND g.moved_at < now() - interval '15 minutes'`,
  },
  {
    number: 'I9',
    says: 'filled sizes that are not the sum of the fills',
    broken: (scope) => sql`
      SELECT ${OF_INTENT} FROM orders.intent i JOIN (${touched(scope)}) t ON t.id = i.id
      WHERE i.filled_size <> coalesce((SELECT sum(f.size) FROM orders.fill f WHERE f.intent_id = i.id), 0)`,
  },
  {
    number: 'I9',
    says: 'orders that are filled beyond their size',
    broken: (scope) => sql`
      SELECT ${OF_INTENT} FROM orders.intent i JOIN (${touched(scope)}) t ON t.id = i.id
      WHERE i.filled_size > i.size AND i.type <> 'liquidation'`,
  },
  {
    number: 'I10',
    says: 'orders that are told to be something else than their history says',
    broken: (scope) => sql`
      SELECT ${OF_INTENT} FROM orders.intent i JOIN (${touched(scope)}) t ON t.id = i.id
      WHERE i.status <> (SELECT e.status FROM orders.intent_event e WHERE e.intent_id = i.id
                         ORDER BY e.position DESC LIMIT 1)`,
  },
  {
    number: 'I11',
    says: 'orders at the venue that never had a deadline',
    broken: (scope) => sql`
      SELECT ${OF_INTENT} FROM orders.intent i JOIN (${touched(scope)}) t ON t.id = i.id
      WHERE i.announced AND i.send_deadline IS NULL AND i.wire IS NOT NULL AND i.status <> 'cancelled'`,
  },
  {
    number: 'I12',
    says: 'orders that add and are on their way behind a settled gate',
    broken: () => sql`
      SELECT ${OF_INTENT} FROM orders.intent i JOIN orders.gate g ON g.instance_id = i.instance_id
      WHERE NOT g.open AND g.settled_at IS NOT NULL AND i.adds AND i.status = ANY (${LIVE})
        AND i.status NOT IN ('planned', 'cancel-requested', 'needs-human')`,
  },
  {
    number: 'I13',
    says: 'orders that were claimed under a fence that never was',
    broken: (scope) => sql`
      SELECT ${OF_INTENT} FROM orders.intent i JOIN (${touched(scope)}) t ON t.id = i.id
      JOIN orders.lane l ON l.account_id = i.account_id AND l.symbol = i.symbol
      JOIN orders.lease e ON e.shard = l.shard
      WHERE i.fence > e.fence`,
  },
  {
    number: 'I15',
    says: 'positions without a confirmed stop of which nobody was told',
    broken: () => sql`
      SELECT o.user_id, o.account_id, o.instance_id
      FROM orders.obligation o JOIN orders.gate g ON g.instance_id = o.instance_id
      WHERE CASE WHEN o.hedges THEN g.protects_hedge ELSE g.protects END AND o.size <> 0 AND o.alarmed_at IS NULL AND o.due_at < now() - interval '15 seconds'`,
  },
  {
    number: 'I16',
    says: 'orders whose last step was not written down',
    broken: (scope) => sql`
      SELECT ${OF_INTENT} FROM orders.intent i
      WHERE ${scope === 'whole' ? sql`true` : sql`i.status = ANY (${LIVE})`}
        AND NOT EXISTS (SELECT 1 FROM orders.intent_event e WHERE e.intent_id = i.id)`,
  },
  {
    number: 'I20',
    says: 'stops and take-profits that rest at the venue for bots that have held nothing for a minute',
    broken: () => sql`
      SELECT ${OF_INTENT} FROM orders.obligation o
      JOIN orders.intent i ON i.account_id = o.account_id AND i.symbol = o.symbol AND i.instance_id = o.instance_id
      WHERE o.size = 0 AND (o.position_side = 'net' OR (o.position_side = 'long') = (i.side = 'sell'))
        AND i.reduce_only AND (i.type = 'stop-market' OR (i.type = 'limit' AND i.strategy = 'hyper-rsi'))
        AND i.status = ANY (${AT_VENUE})
        AND o.due_at < now() - interval '1 minute'`,
  },
];
