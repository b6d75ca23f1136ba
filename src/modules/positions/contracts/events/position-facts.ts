import type { PositionSide } from '../../../../shared/pure/strategy/order.js';

/** A position as its fills make it. Decimals as text, in the quote currency where money is meant. */
export interface PositionFacts {
  readonly positionId: string;
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: 'hyper-rsi' | 'grid' | 'manual';
  readonly instanceId: string | null;
  readonly side: PositionSide;
  readonly size: string;
  /** 12 decimals, rounded half up. */
  readonly averagePrice: string;
  /** Gross, of what has been closed. */
  readonly realisedPnl: string;
  readonly fees: string;
  /** Received positive, paid negative. */
  readonly funding: string;
}
