import type { Money } from '../../../shared/pure/numbers/money.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  ReconcileStore,
  type BookedLane,
  type MayHaveFilled,
  type ReconciledAccount,
} from '../../../modules/orders/application/ports/reconcile-store.port.js';
import { isAtVenue, isEnded, unitsOfText } from '../../../modules/orders/domain/index.js';
import type { Connection } from '../connection.js';
import type { MemoryPost } from '../memory-record-rows.js';
import { memory } from '../memory-tx.js';
import { byText, laneKey, type OrdersTables } from './orders-tables.js';

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
    return this.statement('accounts', () => {
      const { riskAccounts, lanes, intents } = this.tables;
      const live = new Set([...intents.among('live')].map(({ accountId }) => accountId));
      for (const lane of lanes.all()) if (lane.position !== 0n || lane.short !== 0n) live.add(lane.accountId);
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
    return this.statement('now', (nowMs) => String(nowMs));
  }

  override lanes(accountId: string): Promise<readonly BookedLane[]> {
    return this.statement('lanes', () => {
      const { lanes, intents } = this.tables;
      return lanes
        .sorted((left, right) => byText(left.symbol, right.symbol))
        .filter((lane) => lane.accountId === accountId)
        .map(({ symbol, position, halt }) => ({
          ...{ symbol, position, halted: halt !== null },
          busy:
            [...intents.among('unresolved')].some(
              (row) => row.accountId === accountId && row.symbol === symbol,
            ) || this.post.waitsFor('orders', 'exchange', `${accountId} ${symbol}`),
        }));
    });
  }

  override lookFor(accountId: string, shown: readonly string[]): Promise<number> {
    return this.statement('lookFor', (nowMs) => {
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

  override mayHaveFilled(accountId: string, symbols: readonly string[]): Promise<MayHaveFilled> {
    return this.statement('mayHaveFilled', (nowMs) => {
      const rows = this.tables.intents
        .sorted((left, right) => right.createdAt - left.createdAt)
        .filter(
          (row) =>
            row.accountId === accountId &&
            symbols.includes(row.symbol) &&
            row.sendDeadlineMs !== null &&
            row.wire !== null &&
            row.status !== 'abandoned' &&
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
    return this.statement('unknown', () =>
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

  private async statement<T>(name: string, work: (nowMs: number) => T): Promise<T> {
    await this.connection.statement(`reconcile.${name}`);
    const value = await this.tables.database.statement(work);
    await this.connection.answered(`reconcile.${name}`);
    return value;
  }
}
