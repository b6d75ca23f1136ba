import { formatMoney, ZERO_MONEY } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { LaneName } from '../../../modules/orders/application/ports/intent.js';
import {
  RiskStore,
  type OverRepaired,
  type Repair,
  type RepairedBot,
  type RiskState,
  type Tallies,
} from '../../../modules/orders/application/ports/risk-store.port.js';
import type { MoveGateData } from '../../../modules/orders/contracts/commands/move-gate.command.js';
import type { RiskLimitsView } from '../../../modules/orders/contracts/queries/get-risk-limits.query.js';
import {
  limitsInForce,
  MONEY_LIMITS,
  NEW_TALLY,
  NOTHING_CHOSEN,
  type AccountHalt,
  type ChosenLimits,
  type InstanceRisk,
  type LaneHalt,
  type Tally,
} from '../../../modules/orders/domain/index.js';
import type { Connection } from '../connection.js';
import { memory } from '../memory-tx.js';
import { byText, laneKey, obligationKey, type OrdersTables } from './orders-tables.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Limits, halts and gates in memory. */
export class MemoryRiskStore extends RiskStore {
  constructor(
    protected readonly tables: OrdersTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override enter(
    tx: Tx,
    { accountId, userId, instanceId }: { accountId: string; userId: string; instanceId: string | null },
    day: number,
  ): Promise<RiskState> {
    return memory(tx).statement('risk.enter', () => {
      const { riskAccounts, riskProfiles, riskInstances, gates } = this.tables;
      const there = riskAccounts.get(accountId) ?? {
        ...{ accountId, userId, orders: 0, halt: null },
        tally: { ...NEW_TALLY, day },
      };
      const later = day > there.tally.day;
      const account = later
        ? { ...there, orders: 0, tally: { ...there.tally, day, result: ZERO_MONEY } }
        : there;
      riskAccounts.set(accountId, account);
      const profile = riskProfiles.get(userId);
      const gate = instanceId === null ? undefined : gates.get(instanceId);
      const instance = instanceId === null ? undefined : riskInstances.get(instanceId);
      const mine = instance?.userId === userId ? instance : undefined;
      return {
        chosen: profile?.chosen ?? NOTHING_CHOSEN,
        halted: (profile?.haltedAt ?? null) !== null,
        accountHalt: account.halt,
        ordersToday: account.orders,
        tally: account.tally,
        instance: { halt: mine?.halt ?? null, cooldownUntil: mine?.cooldownUntil ?? null },
        gate: gate?.userId === userId ? { epoch: gate.epoch, open: gate.open } : null,
      };
    });
  }

  override async countOrders(tx: Tx, accountId: string, orders: number): Promise<void> {
    if (orders === 0) return;
    await memory(tx).statement('risk.countOrders', () => {
      const there = this.tables.riskAccounts.get(accountId);
      if (there !== undefined) this.tables.riskAccounts.update(accountId, { orders: there.orders + orders });
    });
  }

  override instanceTally(tx: Tx, instanceId: string): Promise<Tally | null> {
    return memory(tx).statement(
      'risk.instanceTally',
      () => this.tables.riskInstances.get(instanceId)?.tally ?? null,
    );
  }

  override keepTallies(tx: Tx, { accountId, userId, account, instance }: Tallies): Promise<void> {
    return memory(tx).statement('risk.keepTallies', () => {
      this.tables.riskAccounts.update(accountId, { tally: account });
      if (instance === null) return;
      const { instanceId, tally, halt, cooldownUntil } = instance;
      const whose = this.tables.riskInstances.get(instanceId) ?? { instanceId, accountId, userId };
      this.tables.riskInstances.set(instanceId, { ...whose, tally, halt, cooldownUntil });
    });
  }

  override haltAccount(tx: Tx, accountId: string, code: AccountHalt): Promise<void> {
    return memory(tx).statement('risk.haltAccount', () => {
      if (this.tables.riskAccounts.get(accountId)?.halt === null)
        this.tables.riskAccounts.update(accountId, { halt: code });
    });
  }

  override haltInstance(
    tx: Tx,
    { instanceId, accountId, userId }: { instanceId: string; accountId: string; userId: string },
    code: NonNullable<InstanceRisk['halt']>,
  ): Promise<boolean> {
    return memory(tx).statement('risk.haltInstance', () => {
      const there = this.tables.riskInstances.get(instanceId);
      if (there !== undefined && there.halt !== null) return false;
      const fresh = { instanceId, accountId, userId, tally: NEW_TALLY, cooldownUntil: null };
      this.tables.riskInstances.set(instanceId, { ...fresh, ...there, halt: code });
      return true;
    });
  }

  override async repaired(tx: Tx, bots: readonly RepairedBot[], what: Repair): Promise<void> {
    if (bots.length === 0) return;
    await memory(tx).statement('risk.repaired', () => {
      const { repairs } = this.tables;
      const { nowMs } = memory(tx);
      for (const { instanceId, userId, accountId, venue, symbol, strategy } of bots) {
        const position = Math.max(0, ...[...repairs.all()].map((row) => row.position)) + 1;
        const row = { instanceId, userId, accountId, venue, symbol, strategy, what, atMs: nowMs };
        repairs.insert(String(position), { ...row, position });
      }
    });
  }

  override async overRepaired(perHour: number): Promise<readonly OverRepaired[]> {
    await this.connection.statement('risk.overRepaired');
    return this.tables.database.statement((nowMs) => {
      const bots = new Map<string, OverRepaired>();
      for (const { what: _, position: __, atMs, ...bot } of this.tables.repairs.all()) {
        const { instanceId } = bot;
        if (atMs <= nowMs - HOUR_MS || (this.tables.riskInstances.get(instanceId)?.halt ?? null) !== null)
          continue;
        bots.set(instanceId, { ...bot, repairs: (bots.get(instanceId)?.repairs ?? 0) + 1 });
      }
      return [...bots.values()]
        .filter(({ repairs }) => repairs > perHour)
        .sort((left, right) => byText(left.instanceId, right.instanceId));
    });
  }

  override async openGates(userId: string, accountId: string): Promise<number> {
    await this.connection.statement('risk.openGates');
    return this.tables.database.statement(
      () =>
        [...this.tables.gates.all()].filter(
          (gate) => gate.userId === userId && gate.accountId === accountId && gate.open,
        ).length,
    );
  }

  override haltLane(tx: Tx, lane: LaneName, code: LaneHalt | null): Promise<void> {
    return memory(tx).statement('risk.haltLane', () => {
      this.tables.lanes.update(laneKey(lane), { halt: code });
    });
  }

  override moveGate(
    tx: Tx,
    { instanceId, userId, accountId, epoch, open, protects, protectsHedge, ended }: MoveGateData,
  ): Promise<boolean> {
    return memory(tx).statement('risk.moveGate', () => {
      const { gates, obligations } = this.tables;
      const there = gates.get(instanceId);
      const holds = [...obligations.all()].some((row) => row.instanceId === instanceId && row.size !== 0n);
      if (there !== undefined && (there.epoch > epoch || there.userId !== userId)) return false;
      gates.set(instanceId, {
        ...(there ?? { instanceId, userId, accountId }),
        ...{ epoch, open, ended: ended ?? false, settledAtMs: null },
        ...(there !== undefined && !open && !holds
          ? { protects: there.protects, protectsHedge: there.protectsHedge }
          : {
              protects: protects ?? there?.protects ?? false,
              protectsHedge: protectsHedge ?? there?.protectsHedge ?? false,
            }),
      });
      if (open)
        for (const row of obligations.all())
          if (row.instanceId === instanceId && row.left !== null)
            obligations.update(obligationKey(row), { left: null });
      return true;
    });
  }

  override choose(tx: Tx, userId: string, chosen: ChosenLimits, ifVersion: number | null): Promise<boolean> {
    return memory(tx).statement('risk.choose', () => {
      const there = this.tables.riskProfiles.get(userId);
      if (there === undefined ? (ifVersion ?? 0) !== 0 : ifVersion !== null && ifVersion !== there.version)
        return false;
      this.tables.riskProfiles.set(userId, {
        ...{ userId, chosen },
        version: there === undefined ? 1 : there.version + 1,
        haltedAt: there?.haltedAt ?? null,
        settledAtMs: there?.settledAtMs ?? null,
      });
      return true;
    });
  }

  override setHalted(tx: Tx, userId: string, halted: boolean): Promise<boolean> {
    return memory(tx).statement('risk.setHalted', () => {
      const { riskProfiles, database } = this.tables;
      const there = riskProfiles.get(userId) ?? {
        userId,
        chosen: NOTHING_CHOSEN,
        version: 0,
        haltedAt: null,
        settledAtMs: null,
      };
      if (halted) {
        if (there.haltedAt !== null) return false;
        riskProfiles.set(userId, { ...there, haltedAt: epochMs(database.nowMs()), settledAtMs: null });
        return true;
      }
      if (there.haltedAt !== null) riskProfiles.set(userId, { ...there, haltedAt: null, settledAtMs: null });
      for (const row of [...this.tables.repairs.all()])
        if (row.userId === userId) this.tables.repairs.delete(String(row.position));
      return this.freeAll(userId) || there.haltedAt !== null;
    });
  }

  override async view(userId: string, quote: string): Promise<RiskLimitsView> {
    await this.connection.statement('risk.view');
    return this.tables.database.statement(() => {
      const profile = this.tables.riskProfiles.get(userId);
      const chosen = profile?.chosen ?? NOTHING_CHOSEN;
      const limits = limitsInForce(chosen, quote);
      const amounts = MONEY_LIMITS.map((name) => [name, formatMoney(limits[name])] as const);
      return {
        ...limits,
        ...(Object.fromEntries(amounts) as Record<(typeof MONEY_LIMITS)[number], string>),
        quote,
        chosen: Object.entries(chosen).flatMap(([name, value]) => (value === null ? [] : [name])),
        version: profile?.version ?? 0,
        halted: (profile?.haltedAt ?? null) !== null,
        haltedAt: profile?.haltedAt ?? null,
        accounts: this.tables.riskAccounts
          .sorted((left, right) => byText(left.accountId, right.accountId))
          .filter((row) => row.userId === userId)
          .map(({ accountId, orders, halt, tally }) => ({
            ...{ accountId, orders, haltCode: halt, ...shown(tally) },
          })),
        instances: this.tables.riskInstances
          .sorted((left, right) => byText(left.instanceId, right.instanceId))
          .filter((row) => row.userId === userId && (row.halt !== null || row.cooldownUntil !== null))
          .map(({ instanceId, halt, cooldownUntil, tally }) => ({
            ...{ instanceId, cooldownUntil, ...shown(tally) },
            haltCode: halt === null ? null : `instance-${halt}`,
          })),
      };
    });
  }

  private freeAll(userId: string): boolean {
    const { riskAccounts, riskInstances, lanes } = this.tables;
    let freed = false;
    for (const row of [...riskAccounts.all()]) {
      if (row.userId !== userId || row.halt === null) continue;
      riskAccounts.update(row.accountId, {
        halt: null,
        orders: 0,
        tally: { ...NEW_TALLY, day: row.tally.day },
      });
      freed = true;
    }
    for (const row of [...riskInstances.all()]) {
      if (row.userId !== userId || (row.halt === null && row.cooldownUntil === null)) continue;
      const tally = { ...NEW_TALLY, day: row.tally.day };
      riskInstances.update(row.instanceId, { halt: null, cooldownUntil: null, tally });
      freed = true;
    }
    for (const lane of [...lanes.all()]) {
      if (lane.halt !== 'position-adjusted' || riskAccounts.get(lane.accountId)?.userId !== userId) continue;
      lanes.update(laneKey(lane), { halt: null });
      freed = true;
    }
    return freed;
  }
}

const shown = ({ day, result, peak, total }: Tally) => ({
  day: epochMs(day * DAY_MS),
  result: formatMoney(result),
  drawdown: formatMoney(peak - total),
});
