const MODULES = [
  'users',
  'exchange',
  'market_data',
  'orders',
  'positions',
  'hyper_rsi',
  'grid',
  'notifications',
];

/**
 * Reads the books of the record lane and of the first walk:
 * every key's places are 1, 2, 3, … without a hole; what was recorded for a listener stands once in its inbox, in order; each
 * step of the feed told its candles once and they took effect once; the stored candles have no gap.
 */
export async function auditRecords(client) {
  const violations = [];
  const one = async (sql) => Number(Object.values((await client.query(sql)).rows[0])[0] ?? 0);
  const expectZero = async (what, sql) => {
    const count = await one(sql);
    if (count !== 0) violations.push(`${what}: ${count}`);
  };
  let waiting = 0;
  for (const module of MODULES) {
    waiting += await one(`SELECT (SELECT count(*) FROM ${module}.outbox WHERE sent_at IS NULL)
      + (SELECT count(*) FROM ${module}.inbox WHERE done_at IS NULL AND dead_at IS NULL)`);
    await expectZero(
      `${module}: keys with holes in their places`,
      `SELECT count(*) FROM (SELECT k.key FROM ${module}.outbox_key k LEFT JOIN ${module}.outbox o USING (key)
         GROUP BY k.key, k.last_seq HAVING count(o.id) <> k.last_seq OR min(o.seq) <> 1 OR max(o.seq) <> k.last_seq) hole`,
    );
    await expectZero(
      `${module}: dead letters`,
      `SELECT count(*) FROM ${module}.inbox WHERE dead_at IS NOT NULL`,
    );
    for (const listener of MODULES) {
      await expectZero(
        `${module} to ${listener}: sent and not received`,
        `SELECT count(*) FROM ${module}.outbox o
         JOIN platform.subscription s ON s.type = o.type AND replace(s.module, '-', '_') = '${listener}'
         LEFT JOIN ${listener}.inbox i ON i.message_id = o.id
         WHERE o.sent_at IS NOT NULL AND i.message_id IS NULL`,
      );
      await expectZero(
        `${module} to ${listener}: handled out of order within a key`,
        `SELECT count(*) FROM (SELECT done_at, lag(done_at) OVER (PARTITION BY key ORDER BY seq) AS before
           FROM ${listener}.inbox WHERE source = replace('${module}', '_', '-') AND done_at IS NOT NULL) pair WHERE done_at < before`,
      );
    }
  }
  const steps = await one(`SELECT coalesce(max(step), 0) FROM exchange.feed`);
  const told = await one(`SELECT count(*) FROM exchange.outbox WHERE type = 'exchange.candles-received.v1'`);
  const closed = await one(
    `SELECT count(*) FROM market_data.outbox WHERE type = 'market-data.candles-closed.v1'`,
  );
  if (closed !== told) violations.push(`candles told ${told} times, taken effect ${closed} times`);
  await expectZero(
    'gaps between stored candles',
    `SELECT count(*) FROM (SELECT open_time - lag(open_time) OVER (PARTITION BY venue, symbol, timeframe ORDER BY open_time) AS distance
       FROM market_data.candle) step WHERE distance <> interval '1 minute'`,
  );
  return { waiting, steps, told, candles: await one('SELECT count(*) FROM market_data.candle'), violations };
}
