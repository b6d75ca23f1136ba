import {
  PositionStore,
  type BillAbout,
  type FoldedAdjustment,
  type FoldedFill,
  type HeldPosition,
  type PositionKey,
} from '../../../modules/positions/application/ports/position-store.port.js';
import { POSTED_WITHIN_MS } from '../../../modules/positions/domain/index.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { memory } from '../memory-tx.js';
import { byText } from '../orders/orders-tables.js';
import { openKey, tradeKeyOf, type PositionTables } from './position-tables.js';

/** Positions in memory, changed inside the caller's transaction. */
export class MemoryPositionStore extends PositionStore {
  constructor(private readonly tables: PositionTables) {
    super();
  }

  override hasFill(tx: Tx, accountId: string, symbol: string, tradeId: string): Promise<boolean> {
    return memory(tx).statement('positions.hasFill', () => {
      const trade = tradeKeyOf(accountId, symbol, tradeId);
      return this.tables.fills.by('fill_account_id_symbol_trade_id_key', trade) !== undefined;
    });
  }

  override open(tx: Tx, key: PositionKey): Promise<HeldPosition | null> {
    return memory(tx).statement(
      'positions.open',
      () => this.tables.positions.by('position_open', openKey(key)) ?? null,
    );
  }

  override save(tx: Tx, position: HeldPosition): Promise<void> {
    return memory(tx).statement('positions.save', () => {
      const { positions } = this.tables;
      const there = positions.get(position.id);
      const { life, changedAt, closedAt } = position;
      // Whose it is, on which side, and since when is written once.
      const kept = there === undefined ? position : { ...there, changedAt, closedAt };
      positions.set(position.id, { ...kept, life: { ...life, side: kept.life.side } });
    });
  }

  override addFill(tx: Tx, fill: FoldedFill): Promise<void> {
    return memory(tx).statement('positions.addFill', () => {
      this.tables.fills.insert(fill.fillId, { ...fill, ordinal: this.tables.nextOrdinal() });
    });
  }

  override hasAdjustment(tx: Tx, adjustmentId: string): Promise<boolean> {
    return memory(tx).statement(
      'positions.hasAdjustment',
      () => this.tables.adjustments.get(adjustmentId) !== undefined,
    );
  }

  override addAdjustment(tx: Tx, adjustment: FoldedAdjustment, position: HeldPosition): Promise<void> {
    return memory(tx).statement('positions.addAdjustment', () => {
      const { id: positionId, accountId } = position;
      const ordinal = this.tables.nextOrdinal();
      this.tables.adjustments.insert(adjustment.adjustmentId, {
        ...adjustment,
        positionId,
        accountId,
        ordinal,
      });
    });
  }

  override heldAround(
    tx: Tx,
    { accountId, symbol, position, at }: BillAbout,
  ): Promise<readonly HeldPosition[]> {
    return memory(tx).statement('positions.heldAround', () =>
      [...this.tables.positions.all()]
        .filter(
          (one) =>
            one.accountId === accountId &&
            one.symbol === symbol &&
            (position === 'net' || one.position === position) &&
            one.openedAt <= at &&
            (one.closedAt === null || one.closedAt >= at - POSTED_WITHIN_MS),
        )
        .sort((left, right) => left.openedAt - right.openedAt || byText(left.id, right.id)),
    );
  }
}
