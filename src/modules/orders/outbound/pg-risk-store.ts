import type { Pool } from 'pg';
import { formatMoney, money, type Money } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { RiskStore, type AccountHalt, type RiskState } from '../application/ports/risk-store.port.js';
import type { MoveGateData } from '../contracts/commands/move-gate.command.js';
import type { RiskLimitsView } from '../contracts/queries/get-risk-limits.query.js';
import { limitsInForce, type ChosenLimits } from '../domain/risk/limits.js';

interface LimitColumns {
  readonly max_order_notional: string | null;
  readonly max_position_notional: string | null;
  readonly max_daily_loss: string | null;
  readonly max_leverage: number | null;
  readonly max_orders_per_day: number | null;
  readonly halted_at: Date | null;
}

interface EnteredRow extends LimitColumns {
  readonly orders: number;
  readonly result: string;
  readonly halt_code: AccountHalt | null;
  readonly epoch: number | null;
  readonly open: boolean | null;
}

interface AccountRow {
  readonly account_id: string;
  readonly day: number;
  readonly orders: number;
  readonly result: string;
  readonly halt_code: string | null;
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
        RETURNING orders, result, halt_code
      )
      SELECT a.orders, trim_scale(a.result)::text AS result, a.halt_code, g.epoch, g.open,
             p.max_order_notional::text, p.max_position_notional::text, p.max_daily_loss::text, p.max_leverage,
             p.max_orders_per_day, p.halted_at
      FROM account a
      LEFT JOIN orders.risk_profile p ON p.user_id = ${userId}
      LEFT JOIN orders.gate g ON g.instance_id = ${instanceId} AND g.user_id = ${userId}`);
    if (row === undefined) throw new Error('an upsert answered no row');
    const { epoch, open, orders, result, halt_code, halted_at } = row;
    return {
      chosen: chosenOf(row),
      halted: halted_at !== null,
      accountHalt: halt_code,
      ordersToday: orders,
      result: money(result),
      gate: epoch === null || open === null ? null : { epoch, open },
    };
  }

  override async countOrders(tx: Tx, accountId: string, orders: number): Promise<void> {
    if (orders === 0) return;
    await pg(tx).execute(sql`
      UPDATE orders.risk_account SET orders = orders + ${orders} WHERE account_id = ${accountId}`);
  }

  override async addResult(tx: Tx, accountId: string, result: Money): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE orders.risk_account SET result = result + ${formatMoney(result)} WHERE account_id = ${accountId}`);
  }

  override async haltAccount(tx: Tx, accountId: string, code: AccountHalt): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE orders.risk_account SET halt_code = ${code}, halted_at = clock_timestamp()
      WHERE account_id = ${accountId} AND halt_code IS NULL`);
  }

  override async moveGate(
    tx: Tx,
    { instanceId, userId, accountId, epoch, open }: MoveGateData,
  ): Promise<void> {
    await pg(tx).execute(sql`
      INSERT INTO orders.gate AS g (instance_id, user_id, account_id, epoch, open, moved_at)
      VALUES (${instanceId}, ${userId}, ${accountId}, ${epoch}, ${open}, clock_timestamp())
      ON CONFLICT (instance_id) DO UPDATE SET epoch = excluded.epoch, open = excluded.open, moved_at = excluded.moved_at
      WHERE g.epoch <= excluded.epoch AND g.user_id = excluded.user_id`);
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
        (user_id, max_order_notional, max_position_notional, max_daily_loss, max_leverage, max_orders_per_day, version)
      SELECT ${userId}, ${text(limits.maxOrderNotional)}::numeric, ${text(limits.maxPositionNotional)}::numeric,
             ${text(limits.maxDailyLoss)}::numeric, ${limits.maxLeverage}::integer, ${limits.maxOrdersPerDay}::integer, 1
      WHERE coalesce(${ifVersion}::integer, 0) = 0
         OR EXISTS (SELECT 1 FROM orders.risk_profile WHERE user_id = ${userId})
      ON CONFLICT (user_id) DO UPDATE SET
        max_order_notional = excluded.max_order_notional, max_position_notional = excluded.max_position_notional,
        max_daily_loss = excluded.max_daily_loss, max_leverage = excluded.max_leverage,
        max_orders_per_day = excluded.max_orders_per_day, version = p.version + 1
      WHERE ${ifVersion}::integer IS NULL OR p.version = ${ifVersion}`);
    return chosen === 1;
  }

  override async setHalted(tx: Tx, userId: string, halted: boolean): Promise<boolean> {
    const connection = pg(tx);
    if (halted) {
      return (
        (await connection.execute(sql`
          INSERT INTO orders.risk_profile AS p (user_id, halted_at) VALUES (${userId}, clock_timestamp())
          ON CONFLICT (user_id) DO UPDATE SET halted_at = excluded.halted_at WHERE p.halted_at IS NULL`)) > 0
      );
    }
    const switched = await connection.execute(sql`
      UPDATE orders.risk_profile SET halted_at = NULL WHERE user_id = ${userId} AND halted_at IS NOT NULL`);
    const freed = await connection.execute(sql`
      UPDATE orders.risk_account SET halt_code = NULL, halted_at = NULL, orders = 0, result = 0
      WHERE user_id = ${userId} AND halt_code IS NOT NULL`);
    return switched + freed > 0;
  }

  override async view(userId: string): Promise<RiskLimitsView> {
    const [profiles, accounts] = await Promise.all([
      this.pool.query<LimitColumns & { readonly version: number }>(sql`
        SELECT max_order_notional::text, max_position_notional::text, max_daily_loss::text, max_leverage,
               max_orders_per_day, halted_at, version
        FROM orders.risk_profile WHERE user_id = ${userId}`),
      this.pool.query<AccountRow>(sql`
        SELECT account_id, day, orders, trim_scale(result)::text AS result, halt_code
        FROM orders.risk_account WHERE user_id = ${userId} ORDER BY account_id`),
    ]);
    const chosen = chosenOf(profiles.rows[0]);
    const limits = limitsInForce(chosen);
    const haltedAt = profiles.rows[0]?.halted_at ?? null;
    return {
      maxOrderNotional: formatMoney(limits.maxOrderNotional),
      maxPositionNotional: formatMoney(limits.maxPositionNotional),
      maxDailyLoss: formatMoney(limits.maxDailyLoss),
      maxLeverage: limits.maxLeverage,
      maxOrdersPerDay: limits.maxOrdersPerDay,
      chosen: Object.entries(chosen).flatMap(([name, value]) => (value === null ? [] : [name])),
      version: profiles.rows[0]?.version ?? 0,
      halted: haltedAt !== null,
      haltedAt: haltedAt === null ? null : epochMs(haltedAt.getTime()),
      accounts: accounts.rows.map((row) => ({
        accountId: row.account_id,
        day: epochMs(row.day * DAY_MS),
        orders: row.orders,
        result: row.result,
        haltCode: row.halt_code,
      })),
    };
  }
}

function chosenOf(row: LimitColumns | undefined): ChosenLimits {
  const amount = (text: string | null | undefined): Money | null =>
    text === null || text === undefined ? null : money(text);
  return {
    maxOrderNotional: amount(row?.max_order_notional),
    maxPositionNotional: amount(row?.max_position_notional),
    maxDailyLoss: amount(row?.max_daily_loss),
    maxLeverage: row?.max_leverage ?? null,
    maxOrdersPerDay: row?.max_orders_per_day ?? null,
  };
}
