import type { FilledEvent, FundingEvent, PathColumns } from '../../modules/exchange/domain/index.js';
import type { StrategyOutput } from '../../shared/pure/strategy/output.js';
import type { EpochMs } from '../../shared/pure/time/epoch.js';
import type { OpenTrade } from './trade.js';

/**
 * Makes trades of the executions of one bot: position cycles, or the pairs of a grid's cells. It is told everything in the
 * order in which it happens, and hands each trade on as it closes.
 */
export interface TradeLedger {
  fill(event: FilledEvent): void;
  charge(event: FundingEvent): void;
  /** What the bot itself says, for the few facts that no execution tells. */
  heard(outputs: readonly StrategyOutput[], at: EpochMs): void;
  /** The price has been everywhere between these two at points of its path. */
  seen(low: number, high: number): void;
  /** The same for whole candles `from`..`to` (exclusive). */
  passed(candles: PathColumns, from: number, to: number): void;
  /** Whether any trade is open, so that what the price does matters to the ledger. */
  readonly isOpen: boolean;
  open(): readonly OpenTrade[];
  /** What of the executions is in no trade, closed or open: it counts all the same. */
  leftover(): Leftover;
}

/** In units of 10^-18 quote; `cash` = sells - buys, `funding` paid. */
export interface Leftover {
  readonly cash: bigint;
  readonly fees: bigint;
  readonly funding: bigint;
}
