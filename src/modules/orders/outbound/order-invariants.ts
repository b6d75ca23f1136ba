/**
 * What must hold of the rows of this module at any moment, each as a statement that counts what breaks it. The program reads
 * them once a minute, the checks after a chaos run read the same ones. Numbers are those of the invariants of the program.
 */
export const ORDER_INVARIANTS = {
  'I2: more than one attempt of an order on its way': `
    SELECT count(*) AS n FROM (SELECT 1 FROM orders.intent
      WHERE instance_id IS NOT NULL AND status = ANY (ARRAY['planned', 'sending', 'unknown', 'needs-human'])
      GROUP BY instance_id, cycle, leg HAVING count(*) > 1) doubled`,
  'I2: more than one attempt of an order that was accepted': `
    SELECT count(*) AS n FROM (SELECT 1 FROM orders.intent
      WHERE instance_id IS NOT NULL AND announced AND type <> 'liquidation'
      GROUP BY instance_id, cycle, leg HAVING count(*) > 1) doubled`,
  'I1: positions of a lane that are not the sum of its fills': `
    SELECT count(*) AS n FROM orders.lane l
    WHERE l.position <> coalesce((SELECT sum(CASE f.side WHEN 'buy' THEN f.size ELSE -f.size END) FROM orders.fill f
                                  WHERE f.account_id = l.account_id AND f.symbol = l.symbol), 0)
                      + coalesce((SELECT sum(CASE x.execution->>'side' WHEN 'buy' THEN 1 ELSE -1 END
                                             * (x.execution->>'size')::numeric) FROM orders.foreign_execution x
                                  WHERE x.account_id = l.account_id AND x.symbol = l.symbol
                                    AND x.execution->>'kind' = 'filled'), 0)`,
  'I1: holdings of an instance that are not the sum of its fills': `
    SELECT count(*) AS n FROM orders.obligation o
    WHERE o.size <> coalesce((SELECT sum(CASE f.side WHEN 'buy' THEN f.size ELSE -f.size END)
                              FROM orders.fill f JOIN orders.intent i ON i.id = f.intent_id
                              WHERE f.account_id = o.account_id AND f.symbol = o.symbol AND i.instance_id = o.instance_id
                                AND f.position_side = o.position_side), 0)`,
  'I1: short positions of hedge mode that are not the sum of their fills': `
    SELECT count(*) AS n FROM orders.lane l
    WHERE l.short <> coalesce((SELECT sum(CASE f.side WHEN 'sell' THEN f.size ELSE -f.size END) FROM orders.fill f
                               WHERE f.account_id = l.account_id AND f.symbol = l.symbol AND f.position_side = 'short'), 0)
                   + coalesce((SELECT sum(CASE x.execution->>'side' WHEN 'sell' THEN 1 ELSE -1 END
                                          * (x.execution->>'size')::numeric) FROM orders.foreign_execution x
                               WHERE x.account_id = l.account_id AND x.symbol = l.symbol
                                 AND x.execution->>'kind' = 'filled' AND x.execution->>'position' = 'short'), 0)`,
  'I5: orders that have ended and still have a wish open': `
    SELECT count(*) AS n FROM orders.cancellation c JOIN orders.intent i ON i.id = c.intent_id
    WHERE c.done_at IS NULL
      AND i.status = ANY (ARRAY['filled', 'cancelled', 'rejected', 'denied', 'expired', 'abandoned', 'absent'])`,
  'I7: orders that are looked for by nobody': `
    SELECT count(*) AS n FROM orders.intent
    WHERE status = ANY (ARRAY['sending', 'unknown', 'needs-human']) AND look_at IS NULL`,
  'I7: orders of which a person was not told in time': `
    SELECT count(*) AS n FROM orders.intent
    WHERE status = ANY (ARRAY['sending', 'unknown']) AND send_deadline < now() - interval '15 minutes'`,
  'I9: filled sizes that are not the sum of the fills': `
    SELECT count(*) AS n FROM orders.intent i
    WHERE i.filled_size <> coalesce((SELECT sum(f.size) FROM orders.fill f WHERE f.intent_id = i.id), 0)`,
  'I9: orders that are filled beyond their size': `
    SELECT count(*) AS n FROM orders.intent WHERE filled_size > size AND type <> 'liquidation'`,
  'I10: orders that are told to be less than their history says': `
    SELECT count(*) AS n FROM orders.intent i
    WHERE i.status <> (SELECT e.status FROM orders.intent_event e WHERE e.intent_id = i.id ORDER BY e.position DESC LIMIT 1)`,
  'I11: orders at the venue that never had a deadline': `
    SELECT count(*) AS n FROM orders.intent
    WHERE announced AND send_deadline IS NULL AND wire IS NOT NULL AND status <> 'cancelled'`,
  'I12: orders that add and are on their way behind a closed gate': `
    SELECT count(*) AS n FROM orders.intent i JOIN orders.gate g ON g.instance_id = i.instance_id
    WHERE NOT g.open AND g.settled_at IS NOT NULL AND i.adds
      AND i.status = ANY (ARRAY['sending', 'unknown', 'acked', 'open', 'partial'])`,
  'I13: orders that were claimed under a fence that never was': `
    SELECT count(*) AS n FROM orders.intent i
    JOIN orders.lane l ON l.account_id = i.account_id AND l.symbol = i.symbol
    JOIN orders.lease e ON e.shard = l.shard
    WHERE i.fence > e.fence`,
  'I15: positions without a confirmed stop of which nobody was told': `
    SELECT count(*) AS n FROM orders.obligation o JOIN orders.gate g ON g.instance_id = o.instance_id
    WHERE CASE WHEN o.hedges THEN g.protects_hedge ELSE g.protects END AND o.size <> 0 AND o.alarmed_at IS NULL AND o.due_at < now() - interval '15 seconds'`,
  'I16: orders whose last step was not written down': `
    SELECT count(*) AS n FROM orders.intent i
    WHERE NOT EXISTS (SELECT 1 FROM orders.intent_event e WHERE e.intent_id = i.id)`,
} as const satisfies Readonly<Record<string, string>>;

export type OrderInvariant = keyof typeof ORDER_INVARIANTS;
