import type { Pool } from 'pg';
import { formatMoney, money, type Money } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { raw, sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { LaneName } from '../application/ports/intent.js';
import {
  RiskStore,
  type OverRepaired,
  type Repair,
  type RepairedBot,
  type RiskState,
  type Tallies,
} from '../application/ports/risk-store.port.js';
import type { MoveGateData } from '../contracts/commands/move-gate.command.js';
import type { RiskLimitsView } from '../contracts/queries/get-risk-limits.query.js';
import type { AccountHalt, InstanceRisk, LaneHalt } from '../domain/risk/approve.js';
import {
  COUNT_LIMITS,
  limitsInForce,
  MONEY_LIMITS,
  NOTHING_CHOSEN,
  type ChosenLimits,
  type RiskLimits,
} from '../domain/risk/limits.js';
import type { Tally } from '../domain/risk/stops.js';

/** Columns of `orders.risk_profile p` under the names that the limits have. */
const LIMIT_COLUMNS = raw(`
  p.max_order_notional::text AS "maxOrderNotional", p.max_position_notional::text AS "maxPositionNotional",
  p.max_account_notional::text AS "maxAccountNotional", p.max_daily_loss::text AS "maxDailyLoss",
  p.max_drawdown::text AS "maxDrawdown", p.max_instance_daily_loss::text AS "maxInstanceDailyLoss",
  p.max_instance_drawdown::text AS "maxInstanceDrawdown", p.max_leverage AS "maxLeverage",
  p.max_orders_per_day AS "maxOrdersPerDay", p.max_price_deviation_percent AS "maxPriceDeviationPercent",
  p.losses_before_cooldown AS "lossesBeforeCooldown", p.cooldown_minutes AS "cooldownMinutes", p.halted_at`);

type LimitColumns = {
  readonly [Name in keyof RiskLimits]: (RiskLimits[Name] extends Money ? string : number) | null;
} & { readonly halted_at: Date | null };

interface TallyColumns {
  readonly day: number;
  readonly result: string;
  readonly total: string;
  readonly peak: string;
  readonly losses_in_row: number;
}

interface RepairedRow {
  readonly instance_id: string;
  readonly user_id: string;
  readonly account_id: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: RepairedBot['strategy'];
  readonly repairs: string;
}

interface EnteredRow extends LimitColumns, TallyColumns {
  readonly orders: number;
  readonly halt_code: AccountHalt | null;
  readonly epoch: number | null;
  readonly open: boolean | null;
  readonly instance_halt: InstanceRisk['halt'];
  readonly cooldown_until: Date | null;
}

interface AccountRow {
  readonly account_id: string;
  readonly day: number;
  readonly orders: number;
  readonly result: string;
  readonly drawdown: string;
  readonly halt_code: string | null;
}

interface InstanceRow {
  readonly instance_id: string;
  readonly day: number;
  readonly result: string;
  readonly drawdown: string;
  readonly halt_code: string | null;
  readonly cooldown_until: Date | null;
}

const DAY_MS = 86_400_000;

export class PgRiskStore extends RiskStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async enter(
    tx: Tx,
    { accountId, userId, instanceId }: { accountId: string; userId: string; instanceId: string | null },
    day: number,
  ): Promise<RiskState> {
    const [row] = await pg(tx).query<EnteredRow>(sql`
      WITH account AS (
        INSERT INTO orders.risk_account AS a (account_id, user_id, day) VALUES (${accountId}, ${userId}, ${day})
        ON CONFLICT (account_id) DO UPDATE SET
          day = greatest(a.day, excluded.day),
          orders = CASE WHEN excluded.day > a.day THEN 0 ELSE a.orders END,
          result = CASE WHEN excluded.day > a.day THEN 0 ELSE a.result END
        RETURNING day, orders, result, total, peak, losses_in_row, halt_code
      )
      SELECT a.day, a.orders, trim_scale(a.result)::text AS result, trim_scale(a.total)::text AS total,
             trim_scale(a.peak)::text AS peak, a.losses_in_row, a.halt_code, g.epoch, g.open,
             n.halt_code AS instance_halt, n.cooldown_until, ${LIMIT_COLUMNS}
      FROM account a
      LEFT JOIN orders.risk_profile p ON p.user_id = ${userId}
      LEFT JOIN orders.gate g ON g.instance_id = ${instanceId} AND g.user_id = ${userId}
      LEFT JOIN orders.risk_instance n ON n.instance_id = ${instanceId} AND n.user_id = ${userId}`);
    if (row === undefined) throw new Error('an upsert answered no row');
    const { epoch, open, orders, halt_code, halted_at, instance_halt, cooldown_until } = row;
    return {
      chosen: chosenOf(row),
      halted: halted_at !== null,
      accountHalt: halt_code,
      ordersToday: orders,
      tally: tallyOf(row),
      instance: {
        halt: instance_halt,
        cooldownUntil: cooldown_until === null ? null : epochMs(cooldown_until.getTime()),
      },
      gate: epoch === null || open === null ? null : { epoch, open },
    };
  }

  override async countOrders(tx: Tx, accountId: string, orders: number): Promise<void> {
    if (orders === 0) return;
    await pg(tx).execute(sql`
      UPDATE orders.risk_account SET orders = orders + ${orders} WHERE account_id = ${accountId}`);
  }

  override async instanceTally(tx: Tx, instanceId: string): Promise<Tally | null> {
    const [row] = await pg(tx).query<TallyColumns>(sql`
      SELECT day, trim_scale(result)::text AS result, trim_scale(total)::text AS total, trim_scale(peak)::text AS peak,
             losses_in_row
      FROM orders.risk_instance WHERE instance_id = ${instanceId} FOR UPDATE`);
    return row === undefined ? null : tallyOf(row);
  }

  override async keepTallies(tx: Tx, { accountId, userId, account, instance }: Tallies): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE orders.risk_account
      SET day = ${account.day}, result = ${formatMoney(account.result)}, total = ${formatMoney(account.total)},
          peak = ${formatMoney(account.peak)}, losses_in_row = ${account.lossesInRow}
      WHERE account_id = ${accountId}`);
    if (instance === null) return;
    const { instanceId, tally, halt, cooldownUntil } = instance;
    await pg(tx).execute(sql`
      INSERT INTO orders.risk_instance
        (instance_id, account_id, user_id, day, result, total, peak, losses_in_row, halt_code, cooldown_until)
      VALUES (${instanceId}, ${accountId}, ${userId}, ${tally.day}, ${formatMoney(tally.result)},
              ${formatMoney(tally.total)}, ${formatMoney(tally.peak)}, ${tally.lossesInRow}, ${halt},
              ${cooldownUntil === null ? null : new Date(cooldownUntil)})
      ON CONFLICT (instance_id) DO UPDATE SET
        day = excluded.day, result = excluded.result, total = excluded.total, peak = excluded.peak,
        losses_in_row = excluded.losses_in_row, halt_code = excluded.halt_code, cooldown_until = excluded.cooldown_until`);
  }

  override async haltAccount(tx: Tx, accountId: string, code: AccountHalt): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE orders.risk_account SET halt_code = ${code}, halted_at = clock_timestamp()
      WHERE account_id = ${accountId} AND halt_code IS NULL`);
  }

  override async haltInstance(
    tx: Tx,
    { instanceId, accountId, userId }: { instanceId: string; accountId: string; userId: string },
    code: NonNullable<InstanceRisk['halt']>,
  ): Promise<boolean> {
    const halted = await pg(tx).execute(sql`
      INSERT INTO orders.risk_instance AS n
        (instance_id, account_id, user_id, day, result, total, peak, losses_in_row, halt_code)
      VALUES (${instanceId}, ${accountId}, ${userId}, 0, 0, 0, 0, 0, ${code})
      ON CONFLICT (instance_id) DO UPDATE SET halt_code = excluded.halt_code WHERE n.halt_code IS NULL`);
    return halted > 0;
  }

  override async haltLane(tx: Tx, { accountId, symbol }: LaneName, code: LaneHalt | null): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE orders.lane SET halt_code = ${code} WHERE account_id = ${accountId} AND symbol = ${symbol}`);
  }

  override async repaired(tx: Tx, bots: readonly RepairedBot[], what: Repair): Promise<void> {
    if (bots.length === 0) return;
    await pg(tx).execute(sql`
      WITH gone AS (DELETE FROM orders.repair WHERE at <= clock_timestamp() - interval '1 hour')
      INSERT INTO orders.repair (instance_id, user_id, account_id, venue, symbol, strategy, what, at)
      SELECT "instanceId", "userId", "accountId", venue, symbol, strategy, ${what}, clock_timestamp()
      FROM jsonb_to_recordset(${JSON.stringify(bots)}::jsonb) AS r(
        "instanceId" text, "userId" text, "accountId" text, venue text, symbol text, strategy text)`);
  }

  override async overRepaired(perHour: number): Promise<readonly OverRepaired[]> {
    const { rows } = await this.pool.query<RepairedRow>(sql`
      SELECT r.instance_id, min(r.user_id) AS user_id, min(r.account_id) AS account_id, min(r.venue) AS venue,
             min(r.symbol) AS symbol, min(r.strategy) AS strategy, count(*) AS repairs
      FROM orders.repair r LEFT JOIN orders.risk_instance n ON n.instance_id = r.instance_id
      WHERE r.at > clock_timestamp() - interval '1 hour' AND n.halt_code IS NULL
      GROUP BY r.instance_id HAVING count(*) > ${perHour}
      ORDER BY r.instance_id`);
    return rows.map((row) => ({
      ...{ instanceId: row.instance_id, userId: row.user_id, accountId: row.account_id, venue: row.venue },
      ...{ symbol: row.symbol, strategy: row.strategy, repairs: Number(row.repairs) },
    }));
  }

  override async moveGate(
    tx: Tx,
    { instanceId, userId, accountId, epoch, open, protects, protectsHedge, ended }: MoveGateData,
  ): Promise<boolean> {
    // Where nothing is held nothing was kept: what comes after that is watched as before.
    const keepsWatch = sql`(NOT excluded.open AND NOT EXISTS (
      SELECT 1 FROM orders.obligation o WHERE o.instance_id = g.instance_id AND o.size <> 0))`;
    const moved = await pg(tx).execute(sql`
      INSERT INTO orders.gate AS g (instance_id, user_id, account_id, epoch, open, protects, protects_hedge, ended, moved_at)
      VALUES (${instanceId}, ${userId}, ${accountId}, ${epoch}, ${open}, ${protects ?? false}, ${protectsHedge ?? false},
              ${ended ?? false}, clock_timestamp())
      ON CONFLICT (instance_id) DO UPDATE
      SET epoch = excluded.epoch, open = excluded.open, ended = excluded.ended, moved_at = excluded.moved_at, settled_at = NULL,
          protects = CASE WHEN ${keepsWatch} THEN g.protects ELSE coalesce(${protects ?? null}::boolean, g.protects) END,
          protects_hedge = CASE WHEN ${keepsWatch} THEN g.protects_hedge
                                ELSE coalesce(${protectsHedge ?? null}::boolean, g.protects_hedge) END
      WHERE g.epoch <= excluded.epoch AND g.user_id = excluded.user_id`);
    // What was to be closed was kept by the life before.
    if (moved > 0 && open)
      await pg(tx).execute(sql`
        UPDATE orders.obligation SET leave_size = NULL WHERE instance_id = ${instanceId} AND leave_size IS NOT NULL`);
    return moved > 0;
  }

  override async openGates(userId: string, accountId: string): Promise<number> {
    const { rows } = await this.pool.query<{ n: string }>(sql`
      SELECT count(*) AS n FROM orders.gate WHERE user_id = ${userId} AND account_id = ${accountId} AND open`);
    return Number(rows[0]!.n);
  }

  override async choose(
    tx: Tx,
    userId: string,
    limits: ChosenLimits,
    ifVersion: number | null,
  ): Promise<boolean> {
    const text = (value: Money | null): string | null => (value === null ? null : formatMoney(value));
    // Whoever has seen a later version than none has seen a row; it is never deleted.
    const chosen = await pg(tx).execute(sql`
      INSERT INTO orders.risk_profile AS p
        (user_id, max_order_notional, max_position_notional, max_account_notional, max_daily_loss, max_drawdown,
         max_instance_daily_loss, max_instance_drawdown, max_leverage, max_orders_per_day, max_price_deviation_percent,
         losses_before_cooldown, cooldown_minutes, version)
      SELECT ${userId}, ${text(limits.maxOrderNotional)}::numeric, ${text(limits.maxPositionNotional)}::numeric,
             ${text(limits.maxAccountNotional)}::numeric, ${text(limits.maxDailyLoss)}::numeric,
             ${text(limits.maxDrawdown)}::numeric, ${text(limits.maxInstanceDailyLoss)}::numeric,
             ${text(limits.maxInstanceDrawdown)}::numeric, ${limits.maxLeverage}::integer,
             ${limits.maxOrdersPerDay}::integer, ${limits.maxPriceDeviationPercent}::integer,
             ${limits.lossesBeforeCooldown}::integer, ${limits.cooldownMinutes}::integer, 1
      WHERE coalesce(${ifVersion}::integer, 0) = 0
         OR EXISTS (SELECT 1 FROM orders.risk_profile WHERE user_id = ${userId})
      ON CONFLICT (user_id) DO UPDATE SET
        max_order_notional = excluded.max_order_notional, max_position_notional = excluded.max_position_notional,
        max_account_notional = excluded.max_account_notional, max_daily_loss = excluded.max_daily_loss,
        max_drawdown = excluded.max_drawdown, max_instance_daily_loss = excluded.max_instance_daily_loss,
        max_instance_drawdown = excluded.max_instance_drawdown, max_leverage = excluded.max_leverage,
        max_orders_per_day = excluded.max_orders_per_day,
        max_price_deviation_percent = excluded.max_price_deviation_percent,
        losses_before_cooldown = excluded.losses_before_cooldown, cooldown_minutes = excluded.cooldown_minutes,
        version = p.version + 1
      WHERE ${ifVersion}::integer IS NULL OR p.version = ${ifVersion}`);
    return chosen === 1;
  }

  override async setHalted(tx: Tx, userId: string, halted: boolean): Promise<boolean> {
    const connection = pg(tx);
    if (halted) {
      return (
        (await connection.execute(sql`
          INSERT INTO orders.risk_profile AS p (user_id, halted_at) VALUES (${userId}, clock_timestamp())
          ON CONFLICT (user_id) DO UPDATE SET halted_at = excluded.halted_at, settled_at = NULL
          WHERE p.halted_at IS NULL`)) > 0
      );
    }
    const switched = await connection.execute(sql`
      UPDATE orders.risk_profile SET halted_at = NULL, settled_at = NULL
      WHERE user_id = ${userId} AND halted_at IS NOT NULL`);
    await connection.execute(sql`DELETE FROM orders.repair WHERE user_id = ${userId}`);
    const freed = await connection.execute(sql`
      UPDATE orders.risk_account
      SET halt_code = NULL, halted_at = NULL, orders = 0, result = 0, total = 0, peak = 0, losses_in_row = 0
      WHERE user_id = ${userId} AND halt_code IS NOT NULL`);
    const instances = await connection.execute(sql`
      UPDATE orders.risk_instance
      SET halt_code = NULL, cooldown_until = NULL, result = 0, total = 0, peak = 0, losses_in_row = 0
      WHERE user_id = ${userId} AND (halt_code IS NOT NULL OR cooldown_until IS NOT NULL)`);
    const lanes = await connection.execute(sql`
      UPDATE orders.lane SET halt_code = NULL
      WHERE halt_code = 'position-adjusted'
        AND account_id IN (SELECT account_id FROM orders.risk_account WHERE user_id = ${userId})`);
    return switched + freed + instances + lanes > 0;
  }

  override async view(userId: string, quote: string): Promise<RiskLimitsView> {
    const [profiles, accounts, instances] = await Promise.all([
      this.pool.query<LimitColumns & { readonly version: number }>(sql`
        SELECT ${LIMIT_COLUMNS}, p.version FROM orders.risk_profile p WHERE p.user_id = ${userId}`),
      this.pool.query<AccountRow>(sql`
        SELECT account_id, day, orders, trim_scale(result)::text AS result, trim_scale(peak - total)::text AS drawdown,
               halt_code
        FROM orders.risk_account WHERE user_id = ${userId} ORDER BY account_id`),
      this.pool.query<InstanceRow>(sql`
        SELECT instance_id, day, trim_scale(result)::text AS result, trim_scale(peak - total)::text AS drawdown,
               halt_code, cooldown_until
        FROM orders.risk_instance WHERE user_id = ${userId} AND (halt_code IS NOT NULL OR cooldown_until IS NOT NULL)
        ORDER BY instance_id`),
    ]);
    const chosen = chosenOf(profiles.rows[0]);
    const limits = limitsInForce(chosen, quote);
    const haltedAt = profiles.rows[0]?.halted_at ?? null;
    const amounts = MONEY_LIMITS.map((name) => [name, formatMoney(limits[name])] as const);
    return {
      ...limits,
      ...(Object.fromEntries(amounts) as Record<(typeof MONEY_LIMITS)[number], string>),
      quote,
      chosen: Object.entries(chosen).flatMap(([name, value]) => (value === null ? [] : [name])),
      version: profiles.rows[0]?.version ?? 0,
      halted: haltedAt !== null,
      haltedAt: haltedAt === null ? null : epochMs(haltedAt.getTime()),
      accounts: accounts.rows.map((row) => ({
        accountId: row.account_id,
        day: epochMs(row.day * DAY_MS),
        orders: row.orders,
        result: row.result,
        drawdown: row.drawdown,
        haltCode: row.halt_code,
      })),
      instances: instances.rows.map((row) => ({
        instanceId: row.instance_id,
        day: epochMs(row.day * DAY_MS),
        result: row.result,
        drawdown: row.drawdown,
        haltCode: row.halt_code === null ? null : `instance-${row.halt_code}`,
        cooldownUntil: row.cooldown_until === null ? null : epochMs(row.cooldown_until.getTime()),
      })),
    };
  }
}

const tallyOf = (row: TallyColumns): Tally => ({
  day: row.day,
  result: money(row.result),
  total: money(row.total),
  peak: money(row.peak),
  lossesInRow: row.losses_in_row,
});

function chosenOf(row: LimitColumns | undefined): ChosenLimits {
  if (row === undefined) return NOTHING_CHOSEN;
  const amounts = MONEY_LIMITS.map((name) => [name, row[name] === null ? null : money(row[name])] as const);
  const counts = Object.keys(COUNT_LIMITS).map(
    (name) => [name, row[name as keyof typeof COUNT_LIMITS]] as const,
  );
  return { ...NOTHING_CHOSEN, ...Object.fromEntries(amounts), ...Object.fromEntries(counts) };
}
