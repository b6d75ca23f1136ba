import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Life, PositionFill } from '../../domain/index.js';

export type Strategy = 'hyper-rsi' | 'grid' | 'manual';

/** Whose position it is: at most one of each is open. */
export interface PositionKey {
  readonly accountId: string;
  readonly symbol: string;
  /** Null for what is traded by hand. */
  readonly instanceId: string | null;
  /** Which of the two positions of hedge mode; `net` where there is one. */
  readonly position: 'net' | PositionSide;
}

/** A position with its life. */
export interface HeldPosition extends PositionKey {
  readonly id: string;
  readonly userId: string;
  readonly venue: string;
  readonly strategy: Strategy;
  readonly life: Life;
  /** Market times. */
  readonly openedAt: EpochMs;
  readonly changedAt: EpochMs;
  /** Null while it is open. */
  readonly closedAt: EpochMs | null;
}

/** A fill as it was folded. */
export interface FoldedFill extends PositionKey {
  readonly fillId: string;
  readonly tradeId: string;
  readonly userId: string;
  readonly fill: PositionFill;
  readonly reason: string;
  /** What it added to the realised P&L of the position it moved. */
  readonly realised: Money;
  readonly positionId: string;
  /** The position that the rest of it began when it turned one over. */
  readonly nextPositionId: string | null;
  readonly correlationId: string;
  readonly at: EpochMs;
}

/** Something that was taken out of a position, and not by a fill. */
export interface FoldedAdjustment {
  /** The same however often it is told. */
  readonly adjustmentId: string;
  /** > 0, of what was taken out. */
  readonly size: bigint;
  /** What it had cost, as it counts among sells less buys, in values. */
  readonly flow: bigint;
  readonly correlationId: string;
  readonly at: EpochMs;
}

/** What a bill of funding is about. */
export interface BillAbout extends Pick<PositionKey, 'accountId' | 'symbol'> {
  /** `net` where it does not say which. */
  readonly position: PositionKey['position'];
  readonly at: EpochMs;
}

/** Positions as use cases change them, inside their transaction. */
export abstract class PositionStore {
  abstract hasFill(tx: Tx, accountId: string, symbol: string, tradeId: string): Promise<boolean>;

  /** The open position of `key`, locked; null when it is flat. */
  abstract open(tx: Tx, key: PositionKey): Promise<HeldPosition | null>;

  /** Writes a position as it is now. */
  abstract save(tx: Tx, position: HeldPosition): Promise<void>;

  abstract addFill(tx: Tx, fill: FoldedFill): Promise<void>;

  abstract hasAdjustment(tx: Tx, adjustmentId: string): Promise<boolean>;

  abstract addAdjustment(tx: Tx, adjustment: FoldedAdjustment, position: HeldPosition): Promise<void>;

  /**
   * Those that a bill may fall on, of the position it names if it names one, locked, oldest first: whatever was opened no later than
   * the bill and is open, or was closed no longer before it than a bill may be posted late.
   */
  abstract heldAround(tx: Tx, bill: BillAbout): Promise<readonly HeldPosition[]>;
}
