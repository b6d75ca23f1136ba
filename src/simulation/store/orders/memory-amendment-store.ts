import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  AmendmentStore,
  type Amendment,
  type AmendmentEnd,
  type DueAmendment,
} from '../../../modules/orders/application/ports/amendment-store.port.js';
import { isEnded, unitsOfText } from '../../../modules/orders/domain/index.js';
import type { Connection } from '../connection.js';
import { RuleBroken } from '../memory-database.js';
import { memory } from '../memory-tx.js';
import { byText, type OrdersTables } from './orders-tables.js';

/** Wishes to change orders in memory. */
export class MemoryAmendmentStore extends AmendmentStore {
  constructor(
    protected readonly tables: OrdersTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override of(tx: Tx, orderId: string): Promise<Amendment | null> {
    return memory(tx).statement('amendments.of', () => {
      const row = this.tables.amendments.get(orderId);
      if (row === undefined) return null;
      const { code: _, details: __, successorId: ___, createdAtMs: ____, endedAtMs: _____, ...wish } = row;
      return wish;
    });
  }

  override versionOf(tx: Tx, orderId: string): Promise<number> {
    return memory(tx).statement('amendments.versionOf', () => this.tables.versionOf(orderId));
  }

  override add(tx: Tx, amendment: Amendment): Promise<void> {
    return memory(tx).statement('amendments.add', () => {
      const { amendments, intents, database } = this.tables;
      const { orderId, price, size, filledBefore } = amendment;
      amendments.insert(orderId, {
        ...amendment,
        ...{ price: plain(price), size: plain(size), filledBefore: plain(filledBefore) },
        ...{ code: null, details: {}, successorId: null, endedAtMs: null },
        createdAtMs: database.nowMs(),
      });
      if (intents.get(orderId) === undefined) throw new RuleBroken('amendment_intent_id_fkey', 'reference');
    });
  }

  override end(tx: Tx, orderId: string, end: AmendmentEnd): Promise<boolean> {
    return memory(tx).statement('amendments.end', () => {
      const { amendments, database } = this.tables;
      if (amendments.get(orderId)?.endedAtMs !== null) return false;
      return amendments.update(orderId, { ...end, endedAtMs: database.nowMs() });
    });
  }

  override async due(limit: number): Promise<readonly DueAmendment[]> {
    await this.connection.statement('amendments.due');
    return this.tables.database.statement((nowMs) =>
      [...this.tables.amendments.among('pending')]
        .sort((left, right) => left.createdAtMs - right.createdAtMs || byText(left.orderId, right.orderId))
        .flatMap(({ orderId, createdAtMs }): DueAmendment[] => {
          const row = this.tables.intents.get(orderId)!;
          if (!isEnded(row.status)) return [];
          const intent = this.tables.intentOf(row);
          return [{ intent, createdAt: epochMs(createdAtMs), endedForMs: nowMs - row.updatedAtMs }];
        })
        .slice(0, limit),
    );
  }
}

const plain = (text: string): string => formatMoney(unitsOfText(text));
