import { formatMoney, ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { shardOf } from '../../../shared/platform/leases/shards.js';
import { FenceLost, type Lease } from '../../../shared/platform/leases/shard-leases.port.js';
import { sql, type Sql } from '../../../shared/platform/persistence/sql.js';
import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Intent, LaneName } from '../application/ports/intent.js';
import {
  IntentStore,
  type Attempted,
  type ForeignExecution,
  type Holder,
  type IntentChange,
  type Lane,
  type NewFill,
  type NewIntent,
  type PositionMove,
  type Sweep,
  type Taken,
  type Waiting,
} from '../application/ports/intent-store.port.js';
import { unitsOfText } from '../domain/exposure.js';
import type { Funds } from '../domain/reservation.js';
import type { LaneHalt } from '../domain/risk/approve.js';
import { quoteOf } from '../domain/risk/limits.js';
import { isEnded } from '../domain/status.js';
import { PROTECT_MS, venueTerms } from '../domain/venue-terms.js';
import { reserve, settleReservations } from './reservations.js';
import { heldShards, leaseStands } from './held-shards.js';
import { AT_VENUE, GIVEN_UP, LIVE, MAY_HAVE_ARRIVED, UNRESOLVED } from './status-sets.js';
import { INTENT_COLUMNS, intentOf, type IntentRow } from './intent-rows.js';

interface LaneRow {
  readonly operations: string;
  readonly position: string;
  readonly short: string;
  readonly halt_code: LaneHalt | null;
}

type WaitingRow = Readonly<Record<'buy' | 'sell' | 'exposure' | 'undecided' | 'elsewhere', string>>;

/** An order for which funds may have been reserved has filled or ended. */
const movesFunds = ({ intent, history }: IntentChange): boolean =>
  venueTerms(intent.venue).reserves &&
  (isEnded(intent.status) || history.some(({ status }) => status === 'partial' || status === 'filled'));

/** Intents in Postgres. Many rows travel as one JSON document, so that a ladder is as quick to write as one order. */
export class PgIntentStore extends IntentStore {
  override async enterLane(
    tx: Tx,
    { accountId, symbol }: LaneName,
    operations: number,
    markPrice: string | null = null,
  ): Promise<Lane> {
    const [row] = await pg(tx).query<LaneRow>(sql`
      INSERT INTO orders.lane AS l (account_id, symbol, operations, shard, mark)
      VALUES (${accountId}, ${symbol}, ${operations}, ${shardOf(`${accountId} ${symbol}`)}, ${markPrice}::numeric)
      ON CONFLICT (account_id, symbol) DO UPDATE
      SET operations = l.operations + excluded.operations, mark = coalesce(excluded.mark, l.mark)
      RETURNING operations, position, short, halt_code`);
    return {
      firstPlace: Number(row!.operations) - operations + 1,
      position: unitsOfText(row!.position),
      short: unitsOfText(row!.short),
      halt: row!.halt_code,
    };
  }

  override async waiting(tx: Tx, { accountId, symbol }: LaneName): Promise<Waiting> {
    const [row] = await pg(tx).query<WaitingRow>(sql`
      SELECT coalesce(sum(unfilled) FILTER (WHERE side = 'buy' AND NOT ending), 0)::text AS buy,
             coalesce(sum(unfilled) FILTER (WHERE side = 'sell' AND NOT ending), 0)::text AS sell,
             coalesce(sum(exposure * unfilled / size), 0)::numeric(38,18)::text AS exposure,
             count(*) FILTER (WHERE status = 'needs-human') AS undecided,
             (SELECT coalesce(sum(ceil((abs(o.position + o.short) + abs(o.short)) * o.mark * 1e18) / 1e18 + o.waiting), 0)::numeric(38,18)::text
              FROM orders.lane o
              WHERE o.account_id = ${accountId} AND o.symbol <> ${symbol}
                AND split_part(split_part(o.symbol, '/', 2), ':', 1) = ${quoteOf(symbol)}) AS elsewhere
      FROM (
        SELECT i.side, i.status, i.size, i.exposure, greatest(i.size - i.filled_size, 0) AS unfilled,
               EXISTS (SELECT 1 FROM orders.cancellation c WHERE c.intent_id = i.id) AS ending
        FROM orders.intent i
        WHERE i.account_id = ${accountId} AND i.symbol = ${symbol} AND NOT i.reduce_only AND i.size > 0
          AND i.status = ANY (${LIVE})
      ) live`);
    return {
      resting: { buy: unitsOfText(row!.buy), sell: unitsOfText(row!.sell) },
      exposure: unitsOfText(row!.exposure),
      undecided: Number(row!.undecided),
      elsewhere: unitsOfText(row!.elsewhere),
    };
  }

  override async funds(tx: Tx, accountId: string, currency: string): Promise<Funds> {
    const [row] = await pg(tx).query<{ total: string | null; reserved: string }>(sql`
      SELECT total::text, reserved::text FROM orders.balance
      WHERE account_id = ${accountId} AND currency = ${currency} FOR UPDATE`);
    if (row === undefined) return { total: null, reserved: ZERO_MONEY };
    return {
      total: row.total === null ? null : unitsOfText(row.total),
      reserved: unitsOfText(row.reserved),
    };
  }

  override async fundsShown(
    tx: Tx,
    accountId: string,
    shown: readonly { readonly currency: string; readonly free: string }[],
    asOf: string,
  ): Promise<void> {
    // What orders at the venue have reserved it has taken out of "free" itself.
    await pg(tx).execute(sql`
      INSERT INTO orders.balance AS b (account_id, currency, total, moved_at)
      SELECT ${accountId}, s.currency, s.free + coalesce((
               SELECT sum(r.amount) FROM orders.reservation r JOIN orders.intent i ON i.id = r.intent_id
               WHERE r.account_id = ${accountId} AND r.currency = s.currency AND i.status = ANY (${AT_VENUE})), 0),
             ${asOf}::timestamptz
      FROM unnest(${shown.map(({ currency }) => currency)}::text[], ${shown.map(({ free }) => free)}::numeric[])
        AS s(currency, free)
      WHERE NOT EXISTS (SELECT 1 FROM orders.intent i WHERE i.account_id = ${accountId} AND i.status = ANY (${UNRESOLVED}))
      ON CONFLICT (account_id, currency) DO UPDATE SET total = excluded.total
      WHERE b.moved_at < excluded.moved_at`);
  }

  override async newest(
    tx: Tx,
    instanceId: string,
    orders: readonly { readonly cycle: number; readonly leg: string }[],
  ): Promise<readonly Intent[]> {
    if (orders.length === 0) return [];
    const rows = await pg(tx).query<IntentRow>(sql`
      SELECT ${INTENT_COLUMNS}
      FROM unnest(${orders.map(({ cycle }) => cycle)}::int[], ${orders.map(({ leg }) => leg)}::text[]) AS wanted(cycle, leg)
      JOIN orders.intent i ON i.instance_id = ${instanceId} AND i.cycle = wanted.cycle AND i.leg = wanted.leg
      WHERE NOT EXISTS (
        SELECT 1 FROM orders.intent newer
        WHERE newer.instance_id = i.instance_id AND newer.cycle = i.cycle AND newer.leg = i.leg AND newer.attempt > i.attempt
      )
      ORDER BY i.place, i.attempt FOR UPDATE OF i`);
    return rows.map(intentOf);
  }

  override async byClientIds(
    tx: Tx,
    accountId: string,
    clientOrderIds: readonly string[],
  ): Promise<readonly Intent[]> {
    const rows = await pg(tx).query<IntentRow>(sql`
      SELECT ${INTENT_COLUMNS} FROM orders.intent i
      WHERE i.account_id = ${accountId} AND i.client_order_id = ANY (${[...clientOrderIds]}::text[])
      ORDER BY i.place, i.attempt FOR UPDATE`);
    return rows.map(intentOf);
  }

  override async byChildOrderIds(
    tx: Tx,
    accountId: string,
    venueOrderIds: readonly string[],
  ): Promise<readonly Intent[]> {
    const rows = await pg(tx).query<IntentRow>(sql`
      SELECT ${INTENT_COLUMNS} FROM orders.intent i
      WHERE i.account_id = ${accountId} AND i.venue_order_id = ANY (${[...venueOrderIds]}::text[]) AND i.type = 'stop-market'
      ORDER BY i.place, i.attempt, i.id FOR UPDATE`);
    return rows.map(intentOf);
  }

  override async ghosts(
    tx: Tx,
    accountId: string,
    clientOrderIds: readonly string[],
  ): Promise<readonly Intent[]> {
    if (clientOrderIds.length === 0) return [];
    const rows = await pg(tx).query<IntentRow>(sql`
      SELECT ${INTENT_COLUMNS} FROM orders.intent i
      WHERE i.account_id = ${accountId} AND i.client_order_id = ANY (${[...clientOrderIds]}::text[])
        AND i.status = ANY (${GIVEN_UP})
      ORDER BY i.symbol, i.place, i.attempt FOR UPDATE`);
    return rows.map(intentOf);
  }

  override async byIds(tx: Tx, ids: readonly string[]): Promise<readonly Intent[]> {
    const rows = await pg(tx).query<IntentRow>(sql`
      SELECT ${INTENT_COLUMNS} FROM orders.intent i WHERE i.id = ANY (${[...ids]}::text[])
      ORDER BY i.place, i.attempt, i.id FOR UPDATE`);
    return rows.map(intentOf);
  }

  override async holderOf(
    tx: Tx,
    { accountId, symbol }: LaneName,
    { side, position }: Taken,
  ): Promise<Holder | null> {
    const [row] = await pg(tx).query<Pick<IntentRow, 'strategy' | 'instance_id' | 'cycle'>>(sql`
      WITH holding AS (
        SELECT instance_id FROM orders.obligation
        WHERE account_id = ${accountId} AND symbol = ${symbol} AND position_side = ${position}
          AND CASE WHEN ${side} = 'sell' THEN size > 0 ELSE size < 0 END
      )
      (SELECT strategy, instance_id, cycle FROM orders.intent
       WHERE account_id = ${accountId} AND symbol = ${symbol} AND instance_id IS NOT NULL
         AND (instance_id IN (SELECT instance_id FROM holding)
              OR (side <> ${side} AND NOT reduce_only AND status = ANY (${MAY_HAVE_ARRIVED})
                  AND (size IS NULL OR filled_size < size)))
       ORDER BY instance_id IN (SELECT instance_id FROM holding) DESC, place DESC, attempt DESC LIMIT 1)
      UNION ALL
      (SELECT strategy, NULL, NULL FROM orders.intent
       WHERE account_id = ${accountId} AND symbol = ${symbol} AND instance_id IS NULL AND type <> 'liquidation' LIMIT 1)
      ORDER BY instance_id NULLS LAST LIMIT 1`);
    if (row === undefined) return null;
    return { strategy: row.strategy, instanceId: row.instance_id, cycle: row.cycle };
  }

  override async insert(tx: Tx, intents: readonly NewIntent[], waiting: Money): Promise<void> {
    if (intents.length === 0) return;
    await pg(tx).execute(sql`
      WITH added AS (
        INSERT INTO orders.intent (
          id, client_order_id, user_id, account_id, venue, symbol, strategy, instance_id, cycle, leg, attempt, side, type,
          price, size, reduce_only, reason, wire, replaces, epoch, adds, exposure, place, status, code, correlation_id, step,
          decided_at, valid_until, created_at, updated_at)
        SELECT
          id, client_order_id, user_id, account_id, venue, symbol, strategy, instance_id, cycle, leg, attempt, side, type,
          price, size, reduce_only, reason, wire, replaces, epoch, exposure > 0, exposure, place, status, code,
          correlation_id, step, decided_at, clock_timestamp() + valid_ms * interval '1 millisecond', clock_timestamp(),
          clock_timestamp()
        FROM jsonb_to_recordset(${JSON.stringify(intents.map(rowOf))}::jsonb) AS r(
          id text, client_order_id text, user_id text, account_id text, venue text, symbol text, strategy text,
          instance_id text, cycle int, leg text, attempt int, side text, type text, price numeric, size numeric,
          reduce_only boolean, reason text, wire jsonb, replaces text, epoch int, exposure numeric, place bigint,
          status text, code text, correlation_id text, step bigint, decided_at timestamptz, valid_ms int)
        RETURNING id
      ),
      counted AS (
        UPDATE orders.lane SET waiting = ${formatMoney(waiting)}
        WHERE account_id = ${intents[0]!.wanted.accountId} AND symbol = ${intents[0]!.wanted.symbol}
      )
      INSERT INTO orders.intent_event (intent_id, at, status, code, details)
      SELECT id, clock_timestamp(), status, code, details
      FROM jsonb_to_recordset(${JSON.stringify(intents.map(firstEvent))}::jsonb)
        AS r(id text, status text, code text, details jsonb)`);
    await reserve(pg(tx), intents);
  }

  override async insertAttempt(tx: Tx, of: Intent, id: string, clientOrderId: string): Promise<Attempted> {
    const [done] = await pg(tx).query<{ readonly added: boolean; readonly arrived: boolean }>(sql`
      WITH taken AS (
        SELECT announced FROM orders.intent
        WHERE account_id = ${of.accountId} AND symbol = ${of.symbol} AND replaces = ${of.clientOrderId} AND place > ${of.place}
          AND send_deadline IS NOT NULL AND status = ANY (${MAY_HAVE_ARRIVED})
      ),
      added AS (
        INSERT INTO orders.intent (
          id, client_order_id, user_id, account_id, venue, symbol, strategy, instance_id, cycle, leg, attempt, side, type,
          price, size, reduce_only, reason, wire, replaces, epoch, adds, exposure, place, status, correlation_id, step,
          decided_at, valid_until, created_at, updated_at)
        SELECT
          ${id}, ${clientOrderId}, user_id, account_id, venue, symbol, strategy, instance_id, cycle, leg, attempt + 1, side,
          type, price, size, reduce_only, reason, wire, replaces, epoch, adds, exposure, place, 'planned', correlation_id,
          step, decided_at, valid_until, clock_timestamp(), clock_timestamp()
        FROM orders.intent WHERE id = ${of.orderId} AND NOT EXISTS (SELECT 1 FROM taken)
        RETURNING id
      ),
      followers AS (
        -- What was to take the place of the lost attempt takes that of this one.
        UPDATE orders.intent SET replaces = ${clientOrderId}
        WHERE account_id = ${of.accountId} AND symbol = ${of.symbol} AND replaces = ${of.clientOrderId} AND place > ${of.place}
          AND EXISTS (SELECT 1 FROM added)
      ),
      told AS (
        INSERT INTO orders.intent_event (intent_id, at, status, code, details)
        SELECT id, clock_timestamp(), 'planned', 'attempted-again', jsonb_build_object('attempt', ${String(of.attempt + 1)}::text)
        FROM added
      )
      SELECT EXISTS (SELECT 1 FROM added) AS added, EXISTS (SELECT 1 FROM taken WHERE announced) AS arrived`);
    if (done!.added) return 'made';
    return done!.arrived ? 'replaced' : 'contested';
  }

  override async save(tx: Tx, changes: readonly IntentChange[], under: readonly Lease[] = []): Promise<void> {
    if (changes.length === 0 && under.length === 0) return;
    const rows = changes.map(({ intent, lookInMs }) => ({
      id: intent.orderId,
      status: intent.status,
      code: intent.code,
      filled_size: intent.filledSize,
      filled_value: intent.filledValue,
      venue_order_id: intent.venueOrderId,
      announced: intent.announced,
      looks: intent.looks,
      look_in_ms: lookInMs ?? null,
    }));
    const events = changes.flatMap(({ intent, history }) =>
      history.map((entry) => ({ id: intent.orderId, ...entry })),
    );
    const ended = changes.filter(({ intent }) => isEnded(intent.status)).map(({ intent }) => intent.orderId);
    const [fence] = await pg(tx).query<{ stands: boolean }>(sql`
      WITH fence AS (
        SELECT count(*) = ${under.length} AS stands FROM ${heldShards(under)}
        JOIN orders.lease l ON ${leaseStands}
      ),
      changed AS (
        UPDATE orders.intent i
        SET status = r.status, code = r.code, filled_size = r.filled_size, filled_value = r.filled_value,
            venue_order_id = r.venue_order_id, announced = r.announced, looks = r.looks,
            look_at = CASE WHEN r.look_in_ms IS NOT NULL THEN clock_timestamp() + r.look_in_ms * interval '1 millisecond'
                           WHEN r.status = ANY (${UNRESOLVED}) THEN i.look_at END,
            updated_at = clock_timestamp()
        FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
          id text, status text, code text, filled_size numeric, filled_value numeric, venue_order_id text,
          announced boolean, looks int, look_in_ms int)
        WHERE i.id = r.id AND (SELECT stands FROM fence)
      ),
      settled AS (
        UPDATE orders.cancellation SET done_at = clock_timestamp()
        WHERE intent_id = ANY (${ended}::text[]) AND done_at IS NULL AND (SELECT stands FROM fence)
      ),
      history AS (
        INSERT INTO orders.intent_event (intent_id, at, status, code, details)
        SELECT id, clock_timestamp(), status, code, details
        FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS r(id text, status text, code text, details jsonb)
        WHERE (SELECT stands FROM fence)
      )
      SELECT stands FROM fence`);
    if (fence?.stands !== true) throw new FenceLost();
    await settleReservations(
      pg(tx),
      changes.filter(movesFunds).map(({ intent }) => intent.orderId),
    );
  }

  override async requestCancellations(
    tx: Tx,
    wishes: readonly { readonly intent: Intent; readonly place: number; readonly step: number | null }[],
  ): Promise<void> {
    if (wishes.length === 0) return;
    await pg(tx).execute(sql`
      INSERT INTO orders.cancellation (intent_id, account_id, symbol, place, step, state, requested_at)
      SELECT *, 'requested', clock_timestamp() FROM unnest(
        ${wishes.map(({ intent }) => intent.orderId)}::text[], ${wishes.map(({ intent }) => intent.accountId)}::text[],
        ${wishes.map(({ intent }) => intent.symbol)}::text[], ${wishes.map(({ place }) => place)}::bigint[],
        ${wishes.map(({ step }) => step)}::bigint[])
      ON CONFLICT (intent_id) DO NOTHING`);
  }

  override async insertVenueOrder(tx: Tx, intent: Intent): Promise<void> {
    const { userId, accountId, venue, symbol, strategy, instanceId, cycle, leg, side, size, reason } = intent;
    await pg(tx).execute(sql`
      WITH added AS (
        INSERT INTO orders.intent (
          id, client_order_id, user_id, account_id, venue, symbol, strategy, instance_id, cycle, leg, attempt, side, type,
          size, reduce_only, reason, adds, exposure, place, status, announced, correlation_id, decided_at, created_at,
          updated_at)
        VALUES (
          ${intent.orderId}, ${intent.clientOrderId}, ${userId}, ${accountId}, ${venue}, ${symbol}, ${strategy},
          ${instanceId}, ${cycle}, ${leg}, ${intent.attempt}, ${side}, ${intent.type}, ${size}, true, ${reason}, false, 0,
          ${intent.place}, ${intent.status}, true, ${intent.correlationId}, ${new Date(intent.decidedAt)},
          clock_timestamp(), clock_timestamp())
        RETURNING id
      )
      INSERT INTO orders.intent_event (intent_id, at, status, details)
      SELECT id, clock_timestamp(), ${intent.status}, '{}'::jsonb FROM added`);
  }

  override async addFills(
    tx: Tx,
    { accountId, symbol }: LaneName,
    fills: readonly NewFill[],
  ): Promise<ReadonlySet<string>> {
    if (fills.length === 0) return new Set();
    const rows = fills.map(({ at, position = 'net', ...fill }) => ({
      ...{ ...fill, position },
      at: new Date(at).toISOString(),
    }));
    const added = await pg(tx).query<{ trade_id: string }>(sql`
      INSERT INTO orders.fill (
        id, intent_id, user_id, account_id, symbol, trade_id, side, price, size, fee, fee_currency, liquidity, reason, phase,
        position_side, at, booked_at)
      SELECT "fillId", "intentId", "userId", ${accountId}, ${symbol}, "tradeId", side, price, size, fee, "feeCurrency",
             liquidity, reason, phase, position, at, clock_timestamp()
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
        "fillId" text, "intentId" text, "userId" text, "tradeId" text, side text, price numeric, size numeric, fee numeric,
        "feeCurrency" text, liquidity text, reason text, phase text, position text, at timestamptz)
      ON CONFLICT (account_id, symbol, trade_id) DO NOTHING
      RETURNING trade_id`);
    return new Set(added.map((row) => row.trade_id));
  }

  override async addingLanes(tx: Tx, of: Sweep): Promise<readonly LaneName[]> {
    const rows = await pg(tx).query<{ account_id: string; symbol: string }>(sql`
      SELECT DISTINCT i.account_id, i.symbol FROM orders.intent i WHERE ${stillAdding(of)} ORDER BY i.account_id, i.symbol`);
    return rows.map(({ account_id: accountId, symbol }) => ({ accountId, symbol }));
  }

  override async adding(tx: Tx, of: Sweep, { accountId, symbol }: LaneName): Promise<readonly Intent[]> {
    const rows = await pg(tx).query<IntentRow>(sql`
      SELECT ${INTENT_COLUMNS} FROM orders.intent i
      WHERE ${stillAdding(of)} AND i.account_id = ${accountId} AND i.symbol = ${symbol}
      ORDER BY i.place, i.attempt FOR UPDATE`);
    return rows.map(intentOf);
  }

  override async movePosition(
    tx: Tx,
    { accountId, symbol }: LaneName,
    { change, short, held, price, added }: PositionMove,
  ): Promise<void> {
    const holders = held.map((one) => ({ ...one, change: formatMoney(one.change) }));
    await pg(tx).execute(sql`
      WITH owed AS (
        INSERT INTO orders.obligation AS o
          (account_id, symbol, instance_id, position_side, user_id, venue, strategy, size, hedges, due_at)
        SELECT ${accountId}, ${symbol}, "instanceId", position, "userId", venue, strategy, change, hedges,
               clock_timestamp() + ${PROTECT_MS} * interval '1 millisecond'
        FROM jsonb_to_recordset(${JSON.stringify(holders)}::jsonb) AS r(
          "instanceId" text, position text, "userId" text, venue text, strategy text, change numeric, hedges boolean)
        ON CONFLICT (account_id, symbol, instance_id, position_side) DO UPDATE
        SET size = o.size + excluded.size, due_at = coalesce(o.due_at, excluded.due_at),
            hedges = CASE WHEN o.size = 0 THEN excluded.hedges ELSE o.hedges END
      )
      INSERT INTO orders.lane AS l (account_id, symbol, position, short, shard, mark)
      VALUES (${accountId}, ${symbol}, ${formatMoney(change)}, ${formatMoney(short)},
              ${shardOf(`${accountId} ${symbol}`)}, ${price}::numeric)
      ON CONFLICT (account_id, symbol) DO UPDATE
      SET position = l.position + excluded.position, short = l.short + excluded.short, mark = excluded.mark,
          waiting = greatest(l.waiting - ${formatMoney(added)}::numeric, 0)`);
  }

  override async bookedAmong(
    tx: Tx,
    { accountId, symbol }: LaneName,
    tradeIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const rows = await pg(tx).query<{ trade_id: string }>(sql`
      SELECT trade_id FROM orders.fill
      WHERE account_id = ${accountId} AND symbol = ${symbol} AND trade_id = ANY (${[...tradeIds]}::text[])`);
    return new Set(rows.map((row) => row.trade_id));
  }

  override async hasLaterFill(tx: Tx, { accountId, symbol }: LaneName, at: EpochMs): Promise<boolean> {
    const [row] = await pg(tx).query<{ later: boolean }>(sql`
      SELECT EXISTS (
          SELECT 1 FROM orders.fill
          WHERE account_id = ${accountId} AND symbol = ${symbol} AND at > ${new Date(at)})
        OR EXISTS (
          SELECT 1 FROM orders.foreign_execution
          WHERE account_id = ${accountId} AND symbol = ${symbol} AND execution ->> 'kind' = 'filled'
            AND (execution ->> 'at')::bigint > ${at}) AS later`);
    return row!.later;
  }

  override async foreignAmong(
    tx: Tx,
    { accountId, symbol }: LaneName,
    keys: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const rows = await pg(tx).query<{ key: string }>(sql`
      SELECT key FROM orders.foreign_execution
      WHERE account_id = ${accountId} AND symbol = ${symbol} AND key = ANY (${[...keys]}::text[])`);
    return new Set(rows.map(({ key }) => key));
  }

  override async takeBack(
    tx: Tx,
    { accountId, symbol }: LaneName,
    keys: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const rows = await pg(tx).query<{ key: string }>(sql`
      DELETE FROM orders.foreign_execution
      WHERE account_id = ${accountId} AND symbol = ${symbol} AND key = ANY (${[...keys]}::text[])
      RETURNING key`);
    return new Set(rows.map(({ key }) => key));
  }

  override async keepForeign(
    tx: Tx,
    { accountId, symbol }: LaneName,
    executions: readonly ForeignExecution[],
  ): Promise<ReadonlySet<string>> {
    if (executions.length === 0) return new Set();
    const added = await pg(tx).query<{ key: string }>(sql`
      INSERT INTO orders.foreign_execution (account_id, symbol, key, user_id, client_order_id, execution, received_at)
      SELECT ${accountId}, ${symbol}, key, "userId", "clientOrderId", execution, clock_timestamp()
      FROM jsonb_to_recordset(${JSON.stringify(executions)}::jsonb) AS r(
        key text, "userId" text, "clientOrderId" text, execution jsonb)
      ON CONFLICT (account_id, symbol, key) DO NOTHING
      RETURNING key`);
    return new Set(added.map((row) => row.key));
  }
}

/** Orders of these that may add, and may still do so. */
function stillAdding(of: Sweep): Sql {
  const whose =
    'instanceId' in of
      ? sql`i.instance_id = ${of.instanceId}`
      : 'accountId' in of
        ? sql`i.account_id = ${of.accountId}`
        : sql`i.user_id = ${of.userId}`;
  return sql`${whose} AND i.adds AND i.status = ANY (${LIVE})`;
}

function rowOf(intent: NewIntent): object {
  const { wanted } = intent;
  const approved = 'approved' in intent ? intent.approved : null;
  return {
    id: wanted.orderId,
    client_order_id: wanted.clientOrderId,
    user_id: wanted.userId,
    account_id: wanted.accountId,
    venue: wanted.venue,
    symbol: wanted.symbol,
    strategy: wanted.strategy,
    instance_id: wanted.instanceId,
    cycle: wanted.cycle,
    leg: wanted.leg,
    attempt: wanted.attempt,
    side: wanted.side,
    type: wanted.type,
    price: wanted.price,
    size: wanted.size,
    reduce_only: wanted.reduceOnly,
    reason: wanted.reason,
    wire: approved?.order ?? wanted.wire,
    replaces: wanted.replaces,
    epoch: wanted.epoch,
    exposure: approved === null ? '0' : formatMoney(approved.exposure),
    place: wanted.place,
    status: approved === null ? 'denied' : 'planned',
    code: 'denial' in intent ? intent.denial.code : null,
    correlation_id: wanted.correlationId,
    step: wanted.step,
    decided_at: new Date(wanted.decidedAt).toISOString(),
    valid_ms: 'approved' in intent ? intent.validMs : null,
  };
}

function firstEvent(intent: NewIntent): object {
  const { orderId: id, settingsVersion: version } = intent.wanted;
  const pinned = version === undefined ? {} : { settingsVersion: String(version) };
  return 'denial' in intent
    ? { id, status: 'denied', code: intent.denial.code, details: { ...pinned, ...intent.denial.details } }
    : { id, status: 'planned', code: null, details: pinned };
}
