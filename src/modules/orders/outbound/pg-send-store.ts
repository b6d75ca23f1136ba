import type { Pool } from 'pg';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { pg, type PgTx } from '../../../shared/platform/persistence/pg-tx.js';
import { sql, type Sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Intent, LaneName } from '../application/ports/intent.js';
import {
  SendStore,
  type Claimed,
  type ClaimedLane,
  type ClaimedOperation,
  type DueLook,
} from '../application/ports/send-store.port.js';
import { venueTerms } from '../domain/venue-terms.js';
import { INTENT_COLUMNS, intentOf, type IntentRow } from './intent-rows.js';

interface DueLane extends LaneName {
  readonly venue: string;
  readonly adds: boolean;
}

type PlacedRow = IntentRow & { readonly send_deadline: Date };
type CancelledRow = PlacedRow & { readonly cancel_place: string; readonly cancel_step: string | null };

/** Rows of the steps up to `step` that are on their way to a venue, or of which it is not known. */
export const unsettledOrders = (step: number): Sql => sql`
  SELECT count(*) AS n FROM orders.intent
  WHERE status = ANY (ARRAY['planned'::text, 'sending'::text, 'unknown'::text, 'needs-human'::text]) AND step <= ${step}
  UNION ALL SELECT count(*) FROM orders.cancellation WHERE done_at IS NULL AND step <= ${step}`;

/** Claims and looks in Postgres, by the database's clock. */
export class PgSendStore extends SendStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async claim(tx: Tx, lanes: number): Promise<Claimed> {
    const connection = pg(tx);
    const due = await lockDueLanes(connection, lanes);
    if (due.length === 0) return { lanes: [], abandoned: [] };
    const windows = sql`unnest(
      ${due.map(({ accountId }) => accountId)}::text[], ${due.map(({ symbol }) => symbol)}::text[],
      ${due.map(sendMs)}::int[], ${due.map(({ venue }) => venueTerms(venue).marginMs)}::int[]
    ) AS l(account_id, symbol, send_ms, margin_ms)`;
    // After the locks, in statements of their own: they see everything that was committed before the lanes were ours.
    const placed = await claimIntents(connection, windows);
    const cancelled = await claimCancellations(connection, windows);
    const sending = placed.filter(({ status }) => status === 'sending');
    return {
      lanes: due.flatMap((lane) => laneOf(lane, sending, cancelled)),
      abandoned: placed.filter(({ status }) => status === 'abandoned').map(intentOf),
    };
  }

  override async cancelSent(
    tx: Tx,
    sent: readonly { readonly intentId: string; readonly lookInMs: number }[],
  ): Promise<void> {
    if (sent.length === 0) return;
    await pg(tx).execute(sql`
      UPDATE orders.cancellation c
      SET state = 'sent', look_at = clock_timestamp() + s.look_in_ms * interval '1 millisecond'
      FROM unnest(${sent.map(({ intentId }) => intentId)}::text[], ${sent.map(({ lookInMs }) => Math.round(lookInMs))}::int[])
        AS s(intent_id, look_in_ms)
      WHERE c.intent_id = s.intent_id AND c.done_at IS NULL`);
  }

  override async cancelAgain(tx: Tx, intentIds: readonly string[]): Promise<void> {
    if (intentIds.length === 0) return;
    await pg(tx).execute(sql`
      UPDATE orders.cancellation SET state = 'requested', look_at = NULL
      WHERE intent_id = ANY (${[...intentIds]}::text[]) AND done_at IS NULL`);
  }

  override async dueLooks(limit: number): Promise<readonly DueLook[]> {
    const { rows } = await this.pool.query<IntentRow & { about: DueLook['about'] }>(sql`
      SELECT * FROM (
        (SELECT ${INTENT_COLUMNS}, 'order' AS about, i.look_at AS due FROM orders.intent i
         WHERE i.status = ANY (ARRAY['sending'::text, 'unknown'::text, 'needs-human'::text]) AND i.look_at <= now()
         ORDER BY i.look_at LIMIT ${limit})
        UNION ALL
        (SELECT ${INTENT_COLUMNS}, 'cancellation' AS about, c.look_at AS due
         FROM orders.cancellation c JOIN orders.intent i ON i.id = c.intent_id
         WHERE c.done_at IS NULL AND c.state IN ('sending', 'sent') AND c.look_at <= now()
           AND i.status <> ALL (ARRAY['sending'::text, 'unknown'::text, 'needs-human'::text])
         ORDER BY c.look_at LIMIT ${limit})
      ) looks ORDER BY due, place LIMIT ${limit}`);
    return rows.map((row) => ({ intent: intentOf(row), about: row.about }));
  }

  override async postpone(looks: readonly DueLook[], ms: number): Promise<void> {
    const ids = (about: DueLook['about']): string[] =>
      looks.filter((look) => look.about === about).map(({ intent }) => intent.orderId);
    await this.pool.query(sql`
      WITH orders_later AS (
        UPDATE orders.intent SET look_at = clock_timestamp() + ${ms} * interval '1 millisecond'
        WHERE id = ANY (${ids('order')}::text[])
      )
      UPDATE orders.cancellation SET look_at = clock_timestamp() + ${ms} * interval '1 millisecond'
      WHERE intent_id = ANY (${ids('cancellation')}::text[]) AND done_at IS NULL`);
  }
}

const sendMs = ({ venue, adds }: DueLane): number => {
  const { sendMs, closeMs } = venueTerms(venue);
  return adds ? sendMs : closeMs;
};

/** Lanes with something to send and nothing under way; one that somebody else works on just now is left to them. */
async function lockDueLanes(tx: PgTx, lanes: number): Promise<readonly DueLane[]> {
  const rows = await tx.query<{ account_id: string; symbol: string; venue: string; adds: boolean }>(sql`
    WITH due AS (
      SELECT account_id, symbol, min(venue) AS venue, bool_or(adds) AS adds FROM (
        SELECT account_id, symbol, venue, adds FROM orders.intent WHERE status = 'planned'
        UNION ALL
        SELECT c.account_id, c.symbol, i.venue, false FROM orders.cancellation c JOIN orders.intent i ON i.id = c.intent_id
        WHERE c.done_at IS NULL AND c.state = 'requested'
      ) operation GROUP BY account_id, symbol
    )
    SELECT l.account_id, l.symbol, due.venue, due.adds
    FROM orders.lane l JOIN due ON due.account_id = l.account_id AND due.symbol = l.symbol
    WHERE NOT EXISTS (
        SELECT 1 FROM orders.intent busy
        WHERE busy.account_id = l.account_id AND busy.symbol = l.symbol
          AND busy.status = ANY (ARRAY['sending'::text, 'unknown'::text, 'needs-human'::text])
          AND (busy.status = 'sending' OR busy.step IS NOT NULL))
      AND NOT EXISTS (
        SELECT 1 FROM orders.cancellation busy
        WHERE busy.account_id = l.account_id AND busy.symbol = l.symbol AND busy.done_at IS NULL AND busy.state = 'sending')
    ORDER BY l.account_id, l.symbol LIMIT ${lanes} FOR UPDATE OF l SKIP LOCKED`);
  return rows.map((row) => ({
    accountId: row.account_id,
    symbol: row.symbol,
    venue: row.venue,
    adds: row.adds,
  }));
}

/** The one statement that decides and marks: what may be sent has its deadline from here on, everything else never leaves. */
function claimIntents(tx: PgTx, windows: Sql): Promise<PlacedRow[]> {
  return tx.query<PlacedRow>(sql`
    WITH judged AS (
      SELECT i.id, l.send_ms, l.margin_ms, CASE
          WHEN i.valid_until <= statement_timestamp() THEN 'expired'
          WHEN i.instance_id IS NOT NULL AND g.epoch IS DISTINCT FROM i.epoch THEN 'gate-moved'
          WHEN i.instance_id IS NOT NULL AND i.adds AND NOT g.open THEN 'gate-closed'
          WHEN i.adds AND p.halted_at IS NOT NULL THEN 'kill-switch'
          WHEN i.adds THEN a.halt_code
        END AS refused
      FROM ${windows}
      JOIN orders.intent i ON i.account_id = l.account_id AND i.symbol = l.symbol AND i.status = 'planned'
      LEFT JOIN orders.gate g ON g.instance_id = i.instance_id
      LEFT JOIN orders.risk_profile p ON p.user_id = i.user_id
      LEFT JOIN orders.risk_account a ON a.account_id = i.account_id
    ),
    i AS (
      UPDATE orders.intent m
      SET status = CASE WHEN j.refused IS NULL THEN 'sending' ELSE 'abandoned' END, code = j.refused,
          send_deadline = statement_timestamp() + j.send_ms * interval '1 millisecond',
          look_at = statement_timestamp() + (j.send_ms + j.margin_ms) * interval '1 millisecond',
          updated_at = clock_timestamp()
      FROM judged j WHERE m.id = j.id AND m.status = 'planned'
      RETURNING m.*
    ),
    history AS (
      INSERT INTO orders.intent_event (intent_id, at, status, code, details)
      SELECT id, clock_timestamp(), status, code, '{}'::jsonb FROM i
    )
    SELECT ${INTENT_COLUMNS}, i.send_deadline FROM i ORDER BY i.place, i.attempt`);
}

function claimCancellations(tx: PgTx, windows: Sql): Promise<CancelledRow[]> {
  return tx.query<CancelledRow>(sql`
    WITH c AS (
      UPDATE orders.cancellation m
      SET state = 'sending', send_deadline = statement_timestamp() + l.send_ms * interval '1 millisecond',
          look_at = statement_timestamp() + (l.send_ms + l.margin_ms) * interval '1 millisecond'
      FROM ${windows}
      WHERE m.account_id = l.account_id AND m.symbol = l.symbol AND m.done_at IS NULL AND m.state = 'requested'
      RETURNING m.*
    )
    SELECT ${INTENT_COLUMNS}, c.send_deadline, c.place AS cancel_place, c.step AS cancel_step
    FROM c JOIN orders.intent i ON i.id = c.intent_id`);
}

interface Placed {
  readonly place: number;
  readonly attempt: number;
  readonly operation: ClaimedOperation;
}

function laneOf(
  { accountId, symbol, venue }: DueLane,
  placed: readonly PlacedRow[],
  cancelled: readonly CancelledRow[],
): readonly ClaimedLane[] {
  const here = (row: IntentRow): boolean => row.account_id === accountId && row.symbol === symbol;
  const operations = [
    ...placed.filter(here).map((row): Placed => {
      const intent: Intent = intentOf(row);
      const deadline = epochMs(row.send_deadline.getTime());
      return { place: intent.place, attempt: intent.attempt, operation: { op: 'place', intent, deadline } };
    }),
    ...cancelled.filter(here).map((row): Placed => {
      const step = row.cancel_step === null ? null : Number(row.cancel_step);
      const deadline = epochMs(row.send_deadline.getTime());
      const operation = { op: 'cancel', intent: intentOf(row), deadline, step } as const;
      return { place: Number(row.cancel_place), attempt: 0, operation };
    }),
  ]
    .sort((left, right) => left.place - right.place || left.attempt - right.attempt)
    .map(({ operation }) => operation);
  return operations.length === 0 ? [] : [{ accountId, symbol, venue, operations }];
}
