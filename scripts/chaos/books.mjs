import { auditRecords } from '../verify/audit-records.mjs';
import { auditTrading } from '../verify/trading-books.mjs';

/** Beside what the auditor of the program counts: what only an outsider can compare, because it spans modules. */
const MUST_BE_NONE = {
  'lost: orders that a bot wanted and Orders does not know': `
    SELECT count(*) FROM (SELECT data FROM grid.outbox WHERE type = 'orders.apply-orders.v1'
                          UNION ALL SELECT data FROM hyper_rsi.outbox WHERE type = 'orders.apply-orders.v1') told
    CROSS JOIN LATERAL jsonb_array_elements(told.data->'operations') wanted
    WHERE wanted->>'op' = 'place' AND NOT EXISTS (
        SELECT 1 FROM orders.intent i WHERE i.instance_id = told.data->>'instanceId'
          AND i.cycle = (wanted->>'cycle')::int AND i.leg = wanted->>'leg')
      AND NOT EXISTS (
        SELECT 1 FROM jsonb_array_elements(told.data->'operations') given_up
        WHERE given_up->>'op' = 'cancel' AND given_up->>'cycle' = wanted->>'cycle' AND given_up->>'leg' = wanted->>'leg')`,
  'doubled: orders of which the venue has accepted more than one attempt': `
    SELECT count(*) FROM (
      SELECT 1 FROM exchange.client_order c
      JOIN orders.intent i ON i.account_id = c.account_id AND i.client_order_id = c.client_order_id
      WHERE i.instance_id IS NOT NULL AND c.venue_order_id IS NOT NULL
      GROUP BY i.instance_id, i.cycle, i.leg HAVING count(*) > 1) twice`,
  'orphan stops: stops at the venue of bots that hold nothing': `
    SELECT count(*) FROM orders.intent i
    WHERE i.type = 'stop-market' AND i.reduce_only AND i.status IN ('acked', 'open', 'partial', 'cancel-requested')
      AND NOT EXISTS (SELECT 1 FROM orders.obligation o WHERE o.account_id = i.account_id AND o.symbol = i.symbol
                        AND o.instance_id = i.instance_id AND o.size <> 0)`,
  'orders of unknown fate': `
    SELECT count(*) FROM orders.intent WHERE status IN ('sending', 'unknown', 'needs-human')`,
};

/** Reads all books of a program that is at rest. */
export async function readBooks(client) {
  const records = await auditRecords(client);
  const trading = await auditTrading(client);
  const violations = [...records.violations, ...trading.violations];
  const counts = {};
  for (const [what, statement] of Object.entries(MUST_BE_NONE)) {
    const count = Number(Object.values((await client.query(statement)).rows[0])[0]);
    counts[what.split(':')[0]] = count;
    if (count !== 0) violations.push(`${what}: ${count}`);
  }
  return {
    ...{ waiting: records.waiting, candles: records.told, orders: trading.orders, fills: trading.fills },
    ...{ decisions: trading.decisions, counts, violations },
  };
}
