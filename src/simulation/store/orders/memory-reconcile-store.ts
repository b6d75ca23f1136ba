import { formatMoney, type Money } from '../../../shared/pure/numbers/money.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { LaneName } from '../../../modules/orders/application/ports/intent.js';
import {
  ReconcileStore,
  type BookedLane,
  type LockedLane,
  type CutOrder,
  type MayHaveFilled,
  type NewAdjustment,
  type ReconciledAccount,
} from '../../../modules/orders/application/ports/reconcile-store.port.js';
import {
  FOREIGN,
  FORGOTTEN,
  isAtVenue,
  isEnded,
  movedByOthers,
  PROTECT_MS,
  unitsOfText,
  type Holding,
  type MovingExecution,
} from '../../../modules/orders/domain/index.js';
import type { Connection } from '../connection.js';
import type { MemoryPost } from '../memory-record-rows.js';
import { memory } from '../memory-tx.js';
import { enterLane } from './memory-lanes.js';
import { byText, laneKey, obligationKey, type LaneRow, type OrdersTables } from './orders-tables.js';

const RECENT_MS = 5_000;
const LAST_ORDERS = 500;
const FILLED_BACK_MS = 24 * 3_600_000;
const FILLED_AT_MOST = 200;

/** Our books in memory, read for a comparison. */
export class MemoryReconcileStore extends ReconcileStore {
  constructor(
    private readonly tables: OrdersTables,
    private readonly post: MemoryPost,
    private readonly connection: Connection,
  ) {
    super();
  }

  override accounts(): Promise<readonly ReconciledAccount[]> {
    return this.statement('reconcile.accounts', () => {
      const { riskAccounts, lanes, intents } = this.tables;
      const live = new Set([...intents.among('live')].map(({ accountId }) => accountId));
      for (const { accountId, position, short, halt } of lanes.all())
        if (position !== 0n || short !== 0n || halt === 'position-differs') live.add(accountId);
      const newest = intents
        .sorted((left, right) => byText(right.orderId, left.orderId))
        .slice(0, LAST_ORDERS);
      for (const { accountId } of newest) live.add(accountId);
      return riskAccounts
        .sorted((left, right) => byText(left.accountId, right.accountId))
        .flatMap(({ accountId, userId }) => {
          const some = live.has(accountId)
            ? [...intents.all()].find((row) => row.accountId === accountId)
            : undefined;
          return some === undefined ? [] : [{ accountId, userId, venue: some.venue }];
        });
    });
  }

  override now(): Promise<string> {
    return this.statement('reconcile.now', (nowMs) => String(nowMs));
  }

  override lanes(accountId: string): Promise<readonly BookedLane[]> {
    return this.statement('reconcile.lanes', () =>
      this.tables.lanes
        .sorted((left, right) => byText(left.symbol, right.symbol))
        .filter((lane) => lane.accountId === accountId)
        .map((lane) => this.booked(lane)),
    );
  }

  override openLane(tx: Tx, lane: LaneName, price: string): Promise<void> {
    return memory(tx).statement('reconcile.openLane', () => {
      if (this.tables.lanes.get(laneKey(lane)) === undefined) enterLane(this.tables, lane, 0, price);
    });
  }

  override lockLane(tx: Tx, lane: LaneName): Promise<LockedLane | null> {
    return memory(tx).statement('reconcile.lockLane', () => {
      const { lanes, fills, foreign, adjustments } = this.tables;
      const row = lanes.get(laneKey(lane));
      if (row === undefined) return null;
      const here = (one: LaneName): boolean => laneKey(one) === laneKey(lane);
      const entries =
        [...fills.all()].filter(here).length +
        [...foreign.all()].filter((one) => here(one) && one.execution['kind'] === 'filled').length +
        [...adjustments.all()].filter(here).length;
      return { ...this.booked(row), entries, mark: row.mark === null ? null : formatMoney(row.mark) };
    });
  }

  override adjust(
    tx: Tx,
    { accountId, symbol, userId }: LaneName & { readonly userId: string },
    named: readonly NewAdjustment[],
  ): Promise<void> {
    return memory(tx).statement('reconcile.adjust', () => {
      const { adjustments, obligations, lanes } = this.tables;
      for (const { id, holder, position, change } of named) {
        if (adjustments.get(id) !== undefined) continue;
        adjustments.insert(id, { id, userId, accountId, symbol, holder, position, change });
        const key = obligationKey({ accountId, symbol, instanceId: holder, position });
        const owed = obligations.get(key);
        if (owed !== undefined)
          obligations.update(key, {
            size: (owed.size + change) as Money,
            dueAtMs: owed.dueAtMs ?? memory(tx).nowMs + PROTECT_MS,
          });
        const lane = lanes.get(laneKey({ accountId, symbol }));
        if (lane !== undefined)
          lanes.update(laneKey(lane), {
            position: (lane.position + change) as Money,
            short: (position === 'short' ? lane.short - change : lane.short) as Money,
          });
      }
    });
  }

  override lookFor(accountId: string, shown: readonly string[]): Promise<number> {
    return this.statement('reconcile.lookFor', (nowMs) => {
      const seen = new Set(shown);
      let count = 0;
      for (const row of [...this.tables.intents.among('live')]) {
        if (row.accountId !== accountId || !isAtVenue(row.status) || row.lookAtMs !== null) continue;
        if (row.updatedAtMs >= nowMs - RECENT_MS || seen.has(row.clientOrderId)) continue;
        this.tables.intents.update(row.orderId, { lookAtMs: nowMs, looks: 0 });
        count += 1;
      }
      return count;
    });
  }

  override cut(accountId: string, shownMs: number): Promise<readonly CutOrder[]> {
    return this.statement('reconcile.cut', (nowMs) =>
      [...this.tables.intents.all()]
        .filter(
          (row) =>
            row.accountId === accountId &&
            row.status === 'cancelled' &&
            row.code !== FORGOTTEN &&
            row.sendDeadlineMs !== null &&
            row.wire !== null &&
            (row.size === null || unitsOfText(row.filledSize) < unitsOfText(row.size)) &&
            row.updatedAtMs > nowMs - FILLED_BACK_MS &&
            row.updatedAtMs <= nowMs - shownMs,
        )
        .map(({ symbol, clientOrderId }) => ({ symbol, clientOrderId }))
        .sort((left, right) => (left.clientOrderId < right.clientOrderId ? -1 : 1))
        .slice(0, FILLED_AT_MOST),
    );
  }

  override mayHaveFilled(accountId: string, symbols: readonly string[]): Promise<MayHaveFilled> {
    return this.statement('reconcile.mayHaveFilled', (nowMs) => {
      const rows = this.tables.intents
        .sorted((left, right) => right.createdAt - left.createdAt)
        .filter(
          (row) =>
            row.accountId === accountId &&
            symbols.includes(row.symbol) &&
            row.sendDeadlineMs !== null &&
            row.wire !== null &&
            row.status !== 'abandoned' &&
            !(row.status === 'rejected' && row.venueOrderId === null) &&
            !(
              row.status === 'filled' &&
              row.size !== null &&
              unitsOfText(row.filledSize) >= unitsOfText(row.size)
            ) &&
            (!isEnded(row.status) || row.updatedAtMs > nowMs - FILLED_BACK_MS),
        )
        .slice(0, FILLED_AT_MOST);
      return {
        clientOrderIds: rows.map(({ clientOrderId }) => clientOrderId).sort(),
        oldest: rows.at(-1)?.createdAt ?? null,
      };
    });
  }

  override unknown(accountId: string, clientOrderIds: readonly string[]): Promise<readonly string[]> {
    return this.statement('reconcile.unknown', () =>
      clientOrderIds.filter((id) => this.tables.byClientId(accountId, id) === undefined),
    );
  }

  override recount(tx: Tx, accountId: string): Promise<void> {
    return memory(tx).statement('reconcile.recount', () => {
      const waiting = new Map<string, bigint>();
      for (const row of this.tables.intents.among('live')) {
        if (row.accountId !== accountId || row.size === null) continue;
        const size = unitsOfText(row.size);
        if (size <= 0n) continue;
        const left = size - unitsOfText(row.filledSize);
        const share = left <= 0n ? 0n : (unitsOfText(row.exposure) * left * 2n + size) / (size * 2n);
        waiting.set(laneKey(row), (waiting.get(laneKey(row)) ?? 0n) + share);
      }
      for (const lane of [...this.tables.lanes.all()])
        if (lane.accountId === accountId)
          this.tables.lanes.update(laneKey(lane), { waiting: (waiting.get(laneKey(lane)) ?? 0n) as Money });
    });
  }

  private booked(lane: LaneRow): BookedLane {
    const { intents, obligations } = this.tables;
    const { accountId, symbol, position, short, halt } = lane;
    const held = [...obligations.all()]
      .filter((owed) => laneKey(owed) === laneKey(lane))
      .map(({ instanceId, strategy, position: side, size }): Holding => ({
        ...{ holder: instanceId, strategy, position: side, size },
      }));
    const parts = [...held, ...this.foreignOf(lane)]
      .filter(({ size }) => size !== 0n)
      .sort((left, right) => byText(left.holder, right.holder) || byText(left.position, right.position));
    const unresolved = [...intents.among('unresolved')].some(
      (row) => laneKey(row) === laneKey(lane) && row.code !== FORGOTTEN,
    );
    const forgotten: string[] = [];
    for (const row of intents.among('live'))
      if (row.code === FORGOTTEN && laneKey(row) === laneKey(lane)) forgotten.push(row.orderId);
    const busy = unresolved || this.post.waitsFor('orders', 'exchange', `${accountId} ${symbol}`);
    return { symbol, position, short, halt, busy, forgotten: forgotten.sort(byText), parts };
  }

  private foreignOf(lane: LaneName): readonly Holding[] {
    const { foreign, adjustments } = this.tables;
    const sizes = new Map<Holding['position'], bigint>();
    const add = (side: Holding['position'], change: bigint): void =>
      void sizes.set(side, (sizes.get(side) ?? 0n) + change);
    for (const { execution, ...row } of foreign.all()) {
      if (laneKey(row) !== laneKey(lane) || execution['kind'] !== 'filled') continue;
      const position = (execution['position'] as Holding['position'] | undefined) ?? 'net';
      add(position, movedByOthers(lane.symbol, execution as unknown as MovingExecution));
    }
    for (const row of adjustments.all())
      if (laneKey(row) === laneKey(lane) && row.holder === FOREIGN) add(row.position, row.change);
    return [...sizes].map(([position, size]) => ({
      ...{ holder: FOREIGN, strategy: 'manual', position, size: size as Money },
    }));
  }

  private async statement<T>(name: string, work: (nowMs: number) => T): Promise<T> {
    await this.connection.statement(name);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(name);
    return value;
  }
}
