import type { Pool } from 'pg';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Lease } from '../../../shared/platform/leases/shard-leases.port.js';
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
  type QuietHalt,
  type StandingStop,
} from '../application/ports/send-store.port.js';
import type { Sweep } from '../application/ports/intent-store.port.js';
import type { GateSettledData } from '../contracts/events/gate-settled.event.js';
import { venueTerms } from '../domain/venue-terms.js';
import { heldShards, leaseStands } from './held-shards.js';
import { INTENT_COLUMNS, intentOf, type IntentRow } from './intent-rows.js';
import { settleReservations } from './reservations.js';
import { AT_VENUE, LIVE, UNRESOLVED } from './status-sets.js';

interface DueLane extends LaneName {
  readonly venue: string;
  readonly shard: number;
  readonly adds: boolean;
}

interface DueLaneRow {
  readonly account_id: string;
  readonly symbol: string;
  readonly venue: string;
  readonly adds: boolean;
  readonly shard: number;
}

interface GateRow {
  readonly instance_id: string;
  readonly user_id: string;
  readonly account_id: string;
  readonly epoch: number;
}

type LookRow = IntentRow & {
  readonly about: DueLook['about'];
  readonly shard: number;
  readonly deadline_in_ms: number | null;
  readonly stored_for_ms: number;
};

type ClaimedRow = IntentRow & { readonly send_deadline: Date };
type PlacedRow = ClaimedRow & { readonly stored_for_ms: number };
type CancelledRow = ClaimedRow & { readonly cancel_place: string; readonly cancel_step: string | null };

/** Rows of the steps up to `step` that are on their way to a venue, or of which it is not known. */
export const unsettledOrders = (step: number): Sql => sql`
  SELECT count(*) AS n FROM orders.intent
  WHERE status = ANY (ARRAY['planned'::text, 'sending'::text, 'unknown'::text, 'needs-human'::text]) AND step <= ${step}
  UNION ALL SELECT count(*) FROM orders.cancellation WHERE done_at IS NULL AND step <= ${step}`;

/** Gate `g` is closed, not settled yet, and nothing of its instance is left in our books that would keep it so. */
const NOTHING_LEFT = sql`NOT g.open AND g.settled_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM orders.intent i WHERE i.instance_id = g.instance_id AND i.status = ANY (${LIVE})
    AND (i.adds OR i.status <> ALL (${AT_VENUE})
         OR EXISTS (SELECT 1 FROM orders.cancellation w WHERE w.intent_id = i.id AND w.done_at IS NULL)))`;

/** Accounts with an order that has moved since so long before a halt are asked whether it is still there. */
const HALT_MARGIN_MS = 3_600_000;

/** The kill switch of `p` is on, not settled yet, and nothing of its user that adds is left in our books. */
const NOTHING_ADDS = sql`p.halted_at IS NOT NULL AND p.settled_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM orders.intent i WHERE i.user_id = p.user_id AND i.adds AND i.status = ANY (${LIVE}))`;

const gateOf = (row: GateRow): GateSettledData => ({
  instanceId: row.instance_id,
  userId: row.user_id,
  accountId: row.account_id,
  epoch: row.epoch,
});

const SWEEPS = {
  user: (userId: string): Sweep => ({ userId }),
  account: (accountId: string): Sweep => ({ accountId }),
  instance: (instanceId: string): Sweep => ({ instanceId }),
} as const;

/** Claims and looks in Postgres, by the database's clock. */
export class PgSendStore extends SendStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async claim(
    tx: Tx,
    lanes: number,
    held: readonly Lease[],
    except: readonly string[] = [],
  ): Promise<Claimed> {
    if (held.length === 0) return { lanes: [], abandoned: [] };
    const connection = pg(tx);
    const due = await lockDueLanes(connection, lanes, held, except);
    if (due.length === 0) return { lanes: [], abandoned: [] };
    const windows = sql`unnest(
      ${due.map(({ accountId }) => accountId)}::text[], ${due.map(({ symbol }) => symbol)}::text[],
      ${due.map(sendMs)}::int[], ${due.map(({ venue }) => venueTerms(venue).marginMs)}::int[],
      ${due.map(({ shard }) => shard)}::int[]
    ) AS w(account_id, symbol, send_ms, margin_ms, shard)
    JOIN ${heldShards(held)} ON h.shard = w.shard JOIN orders.lease l ON ${leaseStands}`;
    // After the locks, in statements of their own: they see everything that was committed before the lanes were ours.
    const placed = await claimIntents(connection, windows);
    const cancelled = await claimCancellations(connection, windows);
    const abandoned = placed.filter(({ status }) => status === 'abandoned').map(intentOf);
    const reserving = abandoned.filter(({ venue }) => venueTerms(venue).reserves);
    await settleReservations(
      connection,
      reserving.map(({ orderId }) => orderId),
    );
    const sending = placed.filter(({ status }) => status === 'sending');
    return {
      lanes: due.flatMap((lane) => {
        const lease = held.find(({ shard }) => shard === lane.shard)!;
        return laneOf(lane, lease, sending, cancelled);
      }),
      abandoned,
    };
  }

  override async doubtUnsent(tx: Tx): Promise<number> {
    const [found] = await pg(tx).query<{ readonly doubted: string }>(sql`
      WITH i AS (
        UPDATE orders.intent SET status = 'sending', send_deadline = statement_timestamp(),
          look_at = statement_timestamp(), updated_at = clock_timestamp()
        WHERE status = ANY (ARRAY['planned', 'sending']) RETURNING id
      ),
      history AS (
        INSERT INTO orders.intent_event (intent_id, at, status, code, details)
        SELECT id, clock_timestamp(), 'sending', 'restored', '{}'::jsonb FROM i
      )
      SELECT count(*) AS doubted FROM i`);
    return Number(found!.doubted);
  }

  override async standingStops(tx: Tx): Promise<readonly StandingStop[]> {
    const rows = await pg(tx).query<{
      readonly whose: keyof typeof SWEEPS;
      readonly id: string;
      readonly code: string;
    }>(sql`
      SELECT 'user' AS whose, user_id AS id, 'kill-switch' AS code FROM orders.risk_profile WHERE halted_at IS NOT NULL
      UNION ALL SELECT 'account', account_id, halt_code FROM orders.risk_account WHERE halt_code IS NOT NULL
      UNION ALL SELECT 'instance', instance_id, halt_code FROM orders.risk_instance WHERE halt_code IS NOT NULL
      UNION ALL SELECT 'instance', instance_id, 'gate-closed' FROM orders.gate WHERE NOT open
      ORDER BY whose, id, code`);
    return rows.map(({ whose, id, code }) => ({ of: SWEEPS[whose](id), code }));
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

  override async dueLooks(limit: number, held: readonly Lease[]): Promise<readonly DueLook[]> {
    if (held.length === 0) return [];
    // Told apart by their indexes: each part finds its few rows without the others.
    const { rows } = await this.pool.query<LookRow>(sql`
      SELECT looks.*, a.shard, (extract(epoch FROM looks.send_deadline - clock_timestamp()) * 1000)::float8 AS deadline_in_ms,
             (extract(epoch FROM clock_timestamp() - looks.created_at) * 1000)::float8 AS stored_for_ms
      FROM (
        (SELECT ${INTENT_COLUMNS}, i.send_deadline, 'order' AS about, i.look_at AS due FROM orders.intent i
         WHERE i.status = ANY (${UNRESOLVED}) AND i.look_at <= now()
         ORDER BY i.look_at LIMIT ${limit})
        UNION ALL
        (SELECT ${INTENT_COLUMNS}, i.send_deadline, 'presence', i.look_at FROM orders.intent i
         WHERE i.status = ANY (${AT_VENUE}) AND i.look_at IS NOT NULL AND i.look_at <= now()
         ORDER BY i.look_at LIMIT ${limit})
        UNION ALL
        (SELECT ${INTENT_COLUMNS}, i.send_deadline, 'cancellation', c.look_at
         FROM orders.cancellation c JOIN orders.intent i ON i.id = c.intent_id
         WHERE c.done_at IS NULL AND c.state IN ('sending', 'sent') AND c.look_at <= now()
           AND i.status <> ALL (${UNRESOLVED})
         ORDER BY c.look_at LIMIT ${limit})
      ) looks
      JOIN orders.lane a ON a.account_id = looks.account_id AND a.symbol = looks.symbol
      WHERE a.shard = ANY (${held.map(({ shard }) => shard)}::int[])
      ORDER BY due, place LIMIT ${limit}`);
    return rows.map((row) => ({
      intent: intentOf(row),
      about: row.about,
      believableInMs: (row.deadline_in_ms ?? 0) + venueTerms(row.venue).marginMs,
      storedForMs: row.stored_for_ms,
      lease: held.find(({ shard }) => shard === row.shard)!,
    }));
  }

  override async closedGates(): Promise<readonly GateSettledData[]> {
    const { rows } = await this.pool.query<GateRow>(sql`
      SELECT g.instance_id, g.user_id, g.account_id, g.epoch FROM orders.gate g
      WHERE ${NOTHING_LEFT} ORDER BY g.account_id, g.instance_id`);
    return rows.map(gateOf);
  }

  override async settleGates(
    tx: Tx,
    gates: readonly GateSettledData[],
    shown: readonly string[],
  ): Promise<readonly GateSettledData[]> {
    const rows = await pg(tx).query<GateRow>(sql`
      UPDATE orders.gate g SET settled_at = clock_timestamp()
      FROM unnest(${gates.map(({ instanceId }) => instanceId)}::text[], ${gates.map(({ epoch }) => epoch)}::int[])
        AS c(instance_id, epoch)
      WHERE g.instance_id = c.instance_id AND g.epoch = c.epoch AND ${NOTHING_LEFT} AND NOT EXISTS (
        SELECT 1 FROM orders.intent i WHERE i.account_id = g.account_id AND i.instance_id = g.instance_id AND i.adds
          AND i.client_order_id = ANY (${[...shown]}::text[]))
      RETURNING g.instance_id, g.user_id, g.account_id, g.epoch`);
    return rows.map(gateOf);
  }

  override async quietHalts(): Promise<readonly QuietHalt[]> {
    const { rows } = await this.pool.query<{ user_id: string; halted_at: Date; account_ids: string[] }>(sql`
      SELECT p.user_id, p.halted_at, ARRAY(
        SELECT DISTINCT i.account_id FROM orders.intent i
        WHERE i.user_id = p.user_id AND i.adds
          AND i.updated_at > p.halted_at - ${HALT_MARGIN_MS} * interval '1 millisecond' ORDER BY 1) AS account_ids
      FROM orders.risk_profile p WHERE ${NOTHING_ADDS} ORDER BY p.user_id`);
    return rows.map((row) => ({
      ...{ userId: row.user_id, haltedAt: epochMs(row.halted_at.getTime()), accountIds: row.account_ids },
    }));
  }

  override async settleHalt(
    tx: Tx,
    { userId, haltedAt }: QuietHalt,
    shown: readonly string[],
  ): Promise<boolean> {
    const settled = await pg(tx).execute(sql`
      UPDATE orders.risk_profile p SET settled_at = clock_timestamp()
      WHERE p.user_id = ${userId} AND p.halted_at = ${new Date(haltedAt)} AND ${NOTHING_ADDS} AND NOT EXISTS (
        SELECT 1 FROM orders.intent i WHERE i.user_id = p.user_id AND i.adds
          AND i.client_order_id = ANY (${[...shown]}::text[]))`);
    return settled > 0;
  }

  override async postpone(looks: readonly DueLook[], ms: number): Promise<void> {
    const ids = (about: DueLook['about']): string[] =>
      looks.filter((look) => look.about === about).map(({ intent }) => intent.orderId);
    await this.pool.query(sql`
      WITH orders_later AS (
        UPDATE orders.intent SET look_at = clock_timestamp() + ${ms} * interval '1 millisecond'
        WHERE id = ANY (${[...ids('order'), ...ids('presence')]}::text[]) AND look_at IS NOT NULL
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
async function lockDueLanes(
  tx: PgTx,
  lanes: number,
  held: readonly Lease[],
  except: readonly string[],
): Promise<readonly DueLane[]> {
  const rows = await tx.query<DueLaneRow>(sql`
    WITH due AS (
      SELECT account_id, symbol, min(venue) AS venue, bool_or(adds) AS adds FROM (
        SELECT account_id, symbol, venue, adds FROM orders.intent WHERE status = 'planned'
        UNION ALL
        SELECT c.account_id, c.symbol, i.venue, false FROM orders.cancellation c JOIN orders.intent i ON i.id = c.intent_id
        WHERE c.done_at IS NULL AND c.state = 'requested'
      ) operation GROUP BY account_id, symbol
    )
    SELECT a.account_id, a.symbol, due.venue, due.adds, a.shard
    FROM orders.lane a JOIN due ON due.account_id = a.account_id AND due.symbol = a.symbol
    JOIN ${heldShards(held)} ON h.shard = a.shard JOIN orders.lease l ON ${leaseStands}
    WHERE a.account_id <> ALL (${[...except]}::text[]) AND NOT EXISTS (
        SELECT 1 FROM orders.intent busy
        WHERE busy.account_id = a.account_id AND busy.symbol = a.symbol
          AND busy.status = ANY (${UNRESOLVED})
          AND (busy.status = 'sending' OR busy.step IS NOT NULL))
      AND NOT EXISTS (
        SELECT 1 FROM orders.cancellation busy
        WHERE busy.account_id = a.account_id AND busy.symbol = a.symbol AND busy.done_at IS NULL AND busy.state = 'sending')
    ORDER BY a.account_id, a.symbol LIMIT ${lanes} FOR UPDATE OF a SKIP LOCKED`);
  return rows.map((row) => ({
    accountId: row.account_id,
    symbol: row.symbol,
    venue: row.venue,
    shard: row.shard,
    adds: row.adds,
  }));
}

/** The one statement that decides and marks: what may be sent has its deadline from here on, everything else never leaves. */
function claimIntents(tx: PgTx, windows: Sql): Promise<PlacedRow[]> {
  return tx.query<PlacedRow>(sql`
    WITH judged AS (
      SELECT i.id, w.send_ms, w.margin_ms, h.fence, CASE
          WHEN i.valid_until <= statement_timestamp() THEN 'expired'
          WHEN i.instance_id IS NOT NULL AND g.epoch IS DISTINCT FROM i.epoch THEN 'gate-moved'
          WHEN i.instance_id IS NOT NULL AND i.adds AND NOT g.open THEN 'gate-closed'
          WHEN i.adds AND p.halted_at IS NOT NULL THEN 'kill-switch'
          WHEN i.adds THEN coalesce(a.halt_code, n.halt_code, 'instance-' || r.halt_code)
        END AS refused
      FROM ${windows}
      JOIN orders.intent i ON i.account_id = w.account_id AND i.symbol = w.symbol AND i.status = 'planned'
      LEFT JOIN orders.gate g ON g.instance_id = i.instance_id
      LEFT JOIN orders.risk_profile p ON p.user_id = i.user_id
      LEFT JOIN orders.risk_account a ON a.account_id = i.account_id
      LEFT JOIN orders.risk_instance r ON r.instance_id = i.instance_id
      JOIN orders.lane n ON n.account_id = i.account_id AND n.symbol = i.symbol
    ),
    i AS (
      UPDATE orders.intent m
      SET status = CASE WHEN j.refused IS NULL THEN 'sending' ELSE 'abandoned' END, code = j.refused,
          send_deadline = statement_timestamp() + j.send_ms * interval '1 millisecond',
          look_at = statement_timestamp() + (j.send_ms + j.margin_ms) * interval '1 millisecond',
          fence = j.fence, updated_at = clock_timestamp()
      FROM judged j WHERE m.id = j.id AND m.status = 'planned'
      RETURNING m.*
    ),
    history AS (
      INSERT INTO orders.intent_event (intent_id, at, status, code, details)
      SELECT id, clock_timestamp(), status, code, '{}'::jsonb FROM i
    )
    SELECT ${INTENT_COLUMNS}, i.send_deadline,
           (extract(epoch FROM statement_timestamp() - i.created_at) * 1000)::float8 AS stored_for_ms
    FROM i ORDER BY i.place, i.attempt`);
}

function claimCancellations(tx: PgTx, windows: Sql): Promise<CancelledRow[]> {
  return tx.query<CancelledRow>(sql`
    WITH c AS (
      UPDATE orders.cancellation m
      SET state = 'sending', send_deadline = statement_timestamp() + w.send_ms * interval '1 millisecond',
          look_at = statement_timestamp() + (w.send_ms + w.margin_ms) * interval '1 millisecond'
      FROM ${windows}
      WHERE m.account_id = w.account_id AND m.symbol = w.symbol AND m.done_at IS NULL AND m.state = 'requested'
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
  lease: Lease,
  placed: readonly PlacedRow[],
  cancelled: readonly CancelledRow[],
): readonly ClaimedLane[] {
  const here = (row: IntentRow): boolean => row.account_id === accountId && row.symbol === symbol;
  const operations = [
    ...placed.filter(here).map((row): Placed => {
      const intent: Intent = intentOf(row);
      const deadline = epochMs(row.send_deadline.getTime());
      const operation = { op: 'place', intent, deadline, storedForMs: row.stored_for_ms } as const;
      return { place: intent.place, attempt: intent.attempt, operation };
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
  return operations.length === 0 ? [] : [{ accountId, symbol, venue, lease, operations }];
}
