import type {
  FundingAccount,
  FundingBill,
} from '../../../modules/positions/application/ports/funding-store.port.js';
import type {
  FoldedAdjustment,
  FoldedFill,
  HeldPosition,
  PositionKey,
} from '../../../modules/positions/application/ports/position-store.port.js';
import type { Money } from '../../../shared/pure/numbers/money.js';
import type { MemoryDatabase } from '../memory-database.js';
import { Table } from '../table.js';

export interface PositionFillRow extends FoldedFill {
  readonly ordinal: number;
}

export interface PositionAdjustmentRow extends FoldedAdjustment {
  readonly ordinal: number;
  readonly accountId: string;
  readonly positionId: string;
}

export interface BillRow extends FundingBill {
  readonly seenAtMs: number;
  readonly state: 'waiting' | 'booked' | 'unclaimed';
}

export interface ShareRow {
  readonly accountId: string;
  readonly symbol: string;
  readonly billId: string;
  readonly positionId: string;
  readonly amount: Money;
}

export interface FundingReadRow extends FundingAccount {
  readonly nextReadAtMs: number | null;
}

/** Whose position it is, as the index of the open ones has it. */
export const openKey = ({ accountId, symbol, instanceId, position }: PositionKey): string =>
  `${accountId} ${symbol} ${instanceId ?? 'manual'} ${position}`;

export const tradeKeyOf = (accountId: string, symbol: string, tradeId: string): string =>
  `${accountId} ${symbol} ${tradeId}`;

export const billKey = ({
  accountId,
  symbol,
  billId,
}: Pick<FundingBill, 'accountId' | 'symbol' | 'billId'>): string => `${accountId} ${symbol} ${billId}`;

/** The tables of Positions with the rules that their migrations give them. */
export class PositionTables {
  /** By id. */
  readonly positions: Table<HeldPosition>;
  /** By id. */
  readonly fills: Table<PositionFillRow>;
  /** By id. */
  readonly adjustments: Table<PositionAdjustmentRow>;
  /** By `billKey`. */
  readonly bills: Table<BillRow>;
  /** By `billKey` and position. */
  readonly shares: Table<ShareRow>;
  /** By account. */
  readonly reads: Table<FundingReadRow>;
  private ordinals = 0;

  constructor(readonly database: MemoryDatabase) {
    this.positions = new Table(database, 'position', {
      unique: { position_open: (row) => (row.closedAt === null ? openKey(row) : null) },
      checks: {
        position_strategy_check: ({ strategy, instanceId }) =>
          (strategy === 'manual') === (instanceId === null),
        position_size_check: ({ life: { size, maxSize } }) => size >= 0n && maxSize > 0n && maxSize >= size,
        position_closed_check: ({ life, closedAt }) => (life.size === 0n) === (closedAt !== null),
        position_result_check: ({ life, closedAt }) => closedAt === null || life.realised === life.flow,
      },
    });
    this.fills = new Table(database, 'fill', {
      unique: {
        fill_account_id_symbol_trade_id_key: (row) => tradeKeyOf(row.accountId, row.symbol, row.tradeId),
      },
      checks: { fill_numbers_check: ({ fill }) => fill.price > 0n && fill.size > 0n },
    });
    this.adjustments = new Table(database, 'adjustment', {
      checks: { adjustment_size_check: ({ size }) => size > 0n },
    });
    this.bills = new Table(database, 'bill', {
      partial: { waiting: ({ state }) => state === 'waiting' },
    });
    this.shares = new Table(database, 'funding');
    this.reads = new Table(database, 'funding_read');
  }

  /** As a sequence does it: never given twice, also when what it was for is undone. */
  nextOrdinal(): number {
    this.ordinals += 1;
    return this.ordinals;
  }
}
