/** Fills an installation: people with sessions and paper accounts, and trades that have been made. */
export async function seedInstallation(client, { users, trades }) {
  const each = Math.round(trades / users);
  await client.query('SET synchronous_commit = off');
  await client.query(
    `INSERT INTO users."user" (id, email, password_hash, role, language, demo, created_at)
     SELECT 'u' || n, 'person' || n || '@example.org', '-', 'trader', 'ko', false, now() - interval '90 days'
     FROM generate_series(1, $1) n`,
    [users],
  );
  await client.query(
    `INSERT INTO users.session (id, user_id, refresh_hash, created_at, expires_at, last_used_at)
     SELECT 's' || n, 'u' || n, 'hash ' || n, now(), now() + interval '7 days', now() FROM generate_series(1, $1) n`,
    [users],
  );
  await client.query(
    `INSERT INTO exchange.account (id, user_id, venue, label, environment, currency, cash, created_at, version)
     SELECT 'paper-u' || n, 'u' || n, 'paper', 'Paper', 'paper', 'USDT', 10000, now(), 0 FROM generate_series(1, $1) n`,
    [users],
  );
  // Every second trade closes what the one before it opened.
  const rows = `generate_series(1, $1) n, generate_series(1, $2) t`;
  const at = `now() - interval '80 days' + t * interval '1 hour'`;
  await client.query(
    `INSERT INTO orders.intent (id, client_order_id, user_id, account_id, venue, symbol, strategy, attempt, side, type, price,
       size, reduce_only, reason, adds, exposure, place, status, filled_size, filled_value, venue_order_id, announced,
       correlation_id, decided_at, created_at, updated_at)
     SELECT 'o' || n || '-' || t, 'c' || n || '-' || t, 'u' || n, 'paper-u' || n, 'paper', 'BTC/USDT', 'manual', 1,
       CASE t % 2 WHEN 1 THEN 'buy' ELSE 'sell' END, 'market', NULL, 0.01, false, 'manual', t % 2 = 1, 0, t, 'filled', 0.01,
       600, 'v' || n || '-' || t, true, 'x' || n || '-' || t, ${at}, ${at}, ${at} FROM ${rows}`,
    [users, each],
  );
  await client.query(
    `INSERT INTO orders.intent_event (intent_id, at, status, details)
     SELECT 'o' || n || '-' || t, ${at}, 'filled', '{}' FROM ${rows}`,
    [users, each],
  );
  await client.query(
    `INSERT INTO orders.fill (id, intent_id, user_id, account_id, symbol, trade_id, side, price, size, fee, fee_currency,
       liquidity, reason, phase, at, booked_at)
     SELECT 'f' || n || '-' || t, 'o' || n || '-' || t, 'u' || n, 'paper-u' || n, 'BTC/USDT', 't' || n || '-' || t,
       CASE t % 2 WHEN 1 THEN 'buy' ELSE 'sell' END, 60000, 0.01, 0.3, 'USDT', 'taker', 'manual', 'open', ${at}, ${at} FROM ${rows}`,
    [users, each],
  );
  await client.query(
    `INSERT INTO positions.position (id, user_id, account_id, venue, symbol, strategy, holder, side, size, average_price, flow,
       realised_pnl, fees, funding, max_size, run_residue, opened_at, changed_at, closed_at)
     SELECT 'p' || n || '-' || t, 'u' || n, 'paper-u' || n, 'paper', 'BTC/USDT', 'manual', 'manual', 'long', 0, 60000, 0, 0, 0.6,
       0, 0.01, 0, ${at}, ${at}, ${at} FROM ${rows} WHERE t % 2 = 1`,
    [users, each],
  );
  await client.query(
    `INSERT INTO positions.fill (id, user_id, account_id, symbol, holder, trade_id, order_id, side, price, size, fee,
       realised_pnl, reason, position_id, correlation_id, at)
     SELECT 'f' || n || '-' || t, 'u' || n, 'paper-u' || n, 'BTC/USDT', 'manual', 't' || n || '-' || t, 'o' || n || '-' || t,
       CASE t % 2 WHEN 1 THEN 'buy' ELSE 'sell' END, 60000, 0.01, 0.3, 0, 'manual', 'p' || n || '-' || (t - 1 + t % 2),
       'x' || n || '-' || t, ${at} FROM ${rows}`,
    [users, each],
  );
  await client.query('ANALYZE');
  return Array.from({ length: users }, (_, index) => ({
    ...{ userId: `u${index + 1}`, sessionId: `s${index + 1}`, accountId: `paper-u${index + 1}` },
    orderIds: Array.from({ length: 5 }, (_, t) => `o${index + 1}-${t + 1}`),
    resting: [],
  }));
}
