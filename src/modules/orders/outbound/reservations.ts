import type { PgTx } from '../../../shared/platform/persistence/pg-tx.js';
import { raw, sql } from '../../../shared/platform/persistence/sql.js';
import { formatMoney } from '../../../shared/pure/numbers/money.js';
import type { NewIntent } from '../application/ports/intent-store.port.js';
import { LIVE } from './status-sets.js';

/** Of intent `i`, as `paidIn` has it. */
const PAID_IN = raw(`coalesce(nullif(split_part(i.symbol, ':', 2), ''), split_part(i.symbol, '/', 2))`);

/** Takes what these orders reserve; their rows are there already. */
export async function reserve(connection: PgTx, intents: readonly NewIntent[]): Promise<void> {
  const taken = intents.flatMap((intent) =>
    'approved' in intent && intent.reservation !== null
      ? [{ ...intent.wanted, ...intent.reservation, amount: formatMoney(intent.reservation.amount) }]
      : [],
  );
  if (taken.length === 0) return;
  await connection.execute(sql`
    WITH taken AS (
      INSERT INTO orders.reservation (intent_id, account_id, currency, whole, amount)
      SELECT t.id, t.account_id, t.currency, t.amount, t.amount
      FROM unnest(${taken.map(({ orderId }) => orderId)}::text[], ${taken.map(({ accountId }) => accountId)}::text[],
                  ${taken.map(({ currency }) => currency)}::text[], ${taken.map(({ amount }) => amount)}::numeric[])
        AS t(id, account_id, currency, amount)
      RETURNING account_id, currency, amount
    )
    INSERT INTO orders.balance AS b (account_id, currency, reserved, moved_at)
    SELECT account_id, currency, sum(amount), clock_timestamp() FROM taken GROUP BY account_id, currency
    ON CONFLICT (account_id, currency) DO UPDATE
    SET reserved = b.reserved + excluded.reserved, moved_at = excluded.moved_at`);
}

/**
 * Gives back what these orders do not need any more: what has filled is spent, what an order that has ended still held is free
 * again. What was filled without a reservation (an exit, a liquidation) has moved funds by an amount that only the venue
 * knows: they are unknown until it shows them.
 */
export async function settleReservations(connection: PgTx, intentIds: readonly string[]): Promise<void> {
  if (intentIds.length === 0) return;
  await connection.execute(sql`
    WITH touched AS (
      SELECT i.id, i.account_id, ${PAID_IN} AS currency, i.status = ANY (${LIVE}) AS live, i.filled_size,
             r.amount,
             CASE WHEN r.amount IS NULL THEN NULL
                  ELSE least(r.amount, ceil(r.whole * greatest(i.size - i.filled_size, 0) / i.size * 1e18) / 1e18) END AS unfilled
      FROM orders.intent i LEFT JOIN orders.reservation r ON r.intent_id = i.id
      WHERE i.id = ANY (${[...intentIds]}::text[])
    ),
    gone AS (
      DELETE FROM orders.reservation r USING touched t
      WHERE r.intent_id = t.id AND (NOT t.live OR t.unfilled = 0)
    ),
    less AS (
      UPDATE orders.reservation r SET amount = t.unfilled FROM touched t
      WHERE r.intent_id = t.id AND t.live AND t.unfilled > 0 AND t.unfilled < r.amount
    )
    UPDATE orders.balance b
    SET reserved = b.reserved - s.released, total = CASE WHEN s.unknown THEN NULL ELSE b.total - s.spent END,
        moved_at = clock_timestamp()
    FROM (SELECT account_id, currency, coalesce(sum(amount - CASE WHEN live THEN unfilled ELSE 0 END), 0) AS released,
                 coalesce(sum(amount - unfilled), 0) AS spent, bool_or(amount IS NULL AND filled_size > 0) AS unknown
          FROM touched GROUP BY account_id, currency) s
    WHERE b.account_id = s.account_id AND b.currency = s.currency`);
}
