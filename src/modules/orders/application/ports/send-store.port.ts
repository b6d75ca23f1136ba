import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { Lease } from '../../../../shared/platform/leases/shard-leases.port.js';
import type { GateSettledData } from '../../contracts/events/gate-settled.event.js';
import type { Intent, LaneName } from './intent.js';
import type { Sweep } from './intent-store.port.js';

/** One operation that was claimed and is to be sent now. */
export type ClaimedOperation =
  | {
      readonly op: 'place';
      readonly intent: Intent;
      readonly deadline: EpochMs;
      /** How long it was stored when it was claimed, by the database's clock. */
      readonly storedForMs: number;
    }
  | {
      readonly op: 'cancel';
      readonly intent: Intent;
      readonly deadline: EpochMs;
      /** Step of the wish, which may be later than that of the order. */
      readonly step: number | null;
    };

/** The operations of one lane in the order in which they take effect. */
export interface ClaimedLane extends LaneName {
  readonly venue: string;
  /** Under which it was claimed. */
  readonly lease: Lease;
  readonly operations: readonly ClaimedOperation[];
}

export interface Claimed {
  readonly lanes: readonly ClaimedLane[];
  /** Intents that will not be sent any more: too late, their gate has moved, or trading was halted. */
  readonly abandoned: readonly Intent[];
}

/** Nothing that adds may leave for these, for a reason that has a code. */
export interface StandingStop {
  readonly of: Sweep;
  readonly code: string;
}

/** What the venue has to be asked about. */
export interface DueLook {
  readonly intent: Intent;
  /** Whether the order is in doubt, or the end of it, or whether it is still where it was. */
  readonly about: 'order' | 'cancellation' | 'presence';
  /** From now until "nowhere" may be believed of it; not above 0 once it may. */
  readonly believableInMs: number;
  /** How long it has been stored, by the database's clock, which has stamped it. */
  readonly storedForMs: number;
  readonly lease: Lease;
}

/** A kill switch behind which our books know nothing left. */
export interface QuietHalt {
  readonly userId: string;
  readonly haltedAt: EpochMs;
  /** Whose venues have to be asked: an order of them that adds has moved since shortly before. */
  readonly accountIds: readonly string[];
}

/** The step from a stored intent to a sent one, and what is left of it when no answer came. */
export abstract class SendStore {
  /**
   * Takes what waits in up to `lanes` lanes of the shards that are held. One statement checks lease, validity, gate and halts by
   * the database's clock and marks what is to be sent with its deadline and the fence. A lane in which something is being sent, or in which a stepped market waits for
   * something unresolved, is left alone: what is behind it keeps its order.
   */
  abstract claim(
    tx: Tx,
    lanes: number,
    held: readonly Lease[],
    /** Accounts that are left alone for now. */
    except?: readonly string[],
  ): Promise<Claimed>;

  /**
   * Has every order that is not known to have been sent looked for at its venue before anything is believed of it; answers how
   * many. The rows are of another time: what they call planned may have been sent since.
   */
  abstract doubtUnsent(tx: Tx): Promise<number>;

  /** Every kill switch, halt and closed gate that stands: whose orders may not add, and why. */
  abstract standingStops(tx: Tx): Promise<readonly StandingStop[]>;

  /** The venue was asked to cancel and has not confirmed it: look in so many milliseconds. */
  abstract cancelSent(
    tx: Tx,
    sent: readonly { readonly intentId: string; readonly lookInMs: number }[],
  ): Promise<void>;

  /** The order is still there: ask the venue once more to cancel it. */
  abstract cancelAgain(tx: Tx, intentIds: readonly string[]): Promise<void>;

  /** At most `limit` whose time to look has come. */
  abstract dueLooks(limit: number, held: readonly Lease[]): Promise<readonly DueLook[]>;

  /**
   * Closed gates of which our books know nothing left: no order that adds and may still act, none of unknown fate, none whose
   * end was asked for and is not certain. By account.
   */
  abstract closedGates(): Promise<readonly GateSettledData[]>;

  /**
   * Marks those of the gates that are still so, and answers them. One stays as it is while an order of its instance that adds
   * is among those that the venue shows as open.
   */
  abstract settleGates(
    tx: Tx,
    gates: readonly GateSettledData[],
    shown: readonly string[],
  ): Promise<readonly GateSettledData[]>;

  /** Users whose kill switch is on and of whom our books know no order any more that adds and may still act. */
  abstract quietHalts(): Promise<readonly QuietHalt[]>;

  /**
   * Marks the halt of a user as settled if it is still so, and none of these orders, which venues show as open, is one of the user's that
   * adds. Answers whether it is marked now.
   */
  abstract settleHalt(tx: Tx, halt: QuietHalt, shown: readonly string[]): Promise<boolean>;

  /** Looks at these again later, because the venue could not be asked. */
  abstract postpone(looks: readonly DueLook[], ms: number): Promise<void>;
}
