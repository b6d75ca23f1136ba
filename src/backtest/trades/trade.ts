import type { Lots, Price } from '../../shared/pure/market/scale.js';
import type { PositionSide } from '../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../shared/pure/time/epoch.js';

/** The part of an execution that belongs to one trade. */
export interface Part {
  readonly at: EpochMs;
  readonly price: Price;
  readonly size: Lots;
  /** Units of 10^-18 quote; negative for a rebate. */
  readonly fee: bigint;
  readonly reason: string;
}

/** What a trade that is still open comes to so far. */
export interface OpenTrade {
  readonly side: PositionSide;
  readonly openedAt: EpochMs;
  readonly entries: readonly Part[];
  readonly exits: readonly Part[];
  /** Sells - buys. */
  readonly cash: bigint;
  readonly fees: bigint;
  /** Paid; negative when received. */
  readonly funding: bigint;
}

/** A finished trade: one position cycle, or one cell's pair. */
export interface ClosedTrade extends OpenTrade {
  readonly closedAt: EpochMs;
  /** The worst gross P&L on the way, <= 0, and the best, >= 0. */
  readonly worst: bigint;
  readonly best: bigint;
}

/** Takes each trade as it closes. */
export interface TradeSink {
  trade(trade: ClosedTrade): void;
}
