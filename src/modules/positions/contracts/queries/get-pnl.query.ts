import { Query } from '../../../../shared/pure/messages/message.js';

/** Money as decimal text. */
export interface DayPnl {
  readonly realisedPnl: string;
  readonly fees: string;
  readonly funding: string;
  /** realised + funding - fees. */
  readonly net: string;
}

export interface PnlSums {
  /** Quote currency that everything here counts in. */
  readonly currency: string;
  readonly openPositions: number;
  readonly realisedPnl: string;
  /** At the last marks; null while one is not known. */
  readonly floatingPnl: string | null;
  readonly fees: string;
  readonly funding: string;
  /** realised + floating + funding - fees; null while a mark is not known. */
  readonly total: string | null;
  /** What fills and funding of the day have added. */
  readonly today: DayPnl;
}

/** P&L of one instance, or of everything traded by hand, on one instrument. */
export interface InstancePnlRow extends PnlSums {
  readonly strategy: 'hyper-rsi' | 'grid' | 'manual';
  /** Null for what was traded by hand. */
  readonly instanceId: string | null;
  readonly venue: string;
  readonly symbol: string;
}

export interface PnlReport {
  /** UTC day of market time, `2025-05-31`. */
  readonly day: string;
  /** By strategy, instance, venue and symbol. */
  readonly instances: readonly InstancePnlRow[];
  /** One for each currency. */
  readonly totals: readonly PnlSums[];
}

/** Profit and loss of one user, for each instance and together. */
export class GetPnl extends Query<{ readonly userId: string }, PnlReport> {
  static readonly type = 'positions.get-pnl.v1';
}
