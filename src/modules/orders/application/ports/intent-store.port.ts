import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { PositionSide, Side } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { Lease } from '../../../../shared/platform/leases/shard-leases.port.js';
import type { FillFacts } from '../../contracts/events/order-filled.event.js';
import type { ApprovedOrder, Denial, LaneHalt } from '../../domain/risk/approve.js';
import type { Funds, Reservation } from '../../domain/reservation.js';
import type { Intent, LaneName } from './intent.js';

/**
 * What became of a further attempt. It is not made when an order that takes its place has left: that one has been at the venue
 * (`replaced`), or may be there (`contested`); both would rest there.
 */
export type Attempted = 'made' | 'contested' | 'replaced';

/** What an intent is before anybody has judged it. */
export type WantedIntent = IntentBefore & {
  /** Of the settings of its instance that wanted it; left out for what no instance wants. Kept in the order's history. */
  readonly settingsVersion?: number;
};

type IntentBefore = Omit<
  Intent,
  | 'status'
  | 'code'
  | 'exposure'
  | 'filledSize'
  | 'filledValue'
  | 'venueOrderId'
  | 'announced'
  | 'looks'
  | 'createdAt'
  | 'cancelWanted'
  | 'fence'
>;

/** A judged intent: only an approved order is ever stored as planned. */
export type NewIntent =
  | {
      readonly wanted: WantedIntent;
      readonly approved: ApprovedOrder;
      readonly validMs: number | null;
      /** Taken of the account's funds with it, and given back as it is filled or ends; null where nothing is. */
      readonly reservation: Reservation | null;
    }
  | { readonly wanted: WantedIntent; readonly denial: Denial };

/** A row of the history of an order. */
export interface HistoryEntry {
  readonly status: Intent['status'];
  readonly code: string | null;
  readonly details: Readonly<Record<string, string>>;
}

/** The new state of an intent and what happened on the way. */
export interface IntentChange {
  readonly intent: Intent;
  readonly history: readonly HistoryEntry[];
  /** When the venue is to be asked about it; undefined leaves that as it is. */
  readonly lookInMs?: number;
}

export interface Lane {
  /** Place of the first of the operations asked for; the others follow without holes. */
  readonly firstPlace: number;
  /** Signed size that the booked fills add up to. */
  readonly position: Money;
  /** Size of the short position of hedge mode, which `position` counts as negative; 0 in one-way mode. */
  readonly short: Money;
  readonly halt: LaneHalt | null;
}

/** What in a lane may still act. */
export interface Waiting {
  readonly resting: Readonly<Record<Side, Money>>;
  readonly exposure: Money;
  /** Orders that need a person. */
  readonly undecided: number;
  /** Value of what the account holds and wants of other instruments quoted alike. */
  readonly elsewhere: Money;
}

export interface NewFill extends FillFacts {
  readonly intentId: string;
  readonly userId: string;
  readonly side: Side;
}

export interface ForeignExecution {
  /** Unique within account and symbol. */
  readonly key: string;
  readonly userId: string;
  readonly clientOrderId: string;
  readonly execution: object;
}

/** Which position is meant: the net one of one-way mode, or one of the two of hedge mode. */
export type PositionName = 'net' | PositionSide;

/** What an instance holds more (or less) than before in one position. */
export interface HeldChange {
  readonly position: PositionName;
  /** It was opened to hedge another one. */
  readonly hedges: boolean;
  readonly instanceId: string;
  readonly userId: string;
  readonly venue: string;
  readonly strategy: Intent['strategy'];
  readonly change: Money;
}

/** What executions have done to a lane. */
export interface PositionMove {
  readonly change: Money;
  /** How much the short position of hedge mode has grown. */
  readonly short: Money;
  readonly held: readonly HeldChange[];
  /** Of the last of them, plain decimal. */
  readonly price: string;
  /** Value that has waited to add and does so no longer. */
  readonly added: Money;
}

/** Whose orders are to end. */
export type Sweep =
  { readonly instanceId: string } | { readonly accountId: string } | { readonly userId: string };

/** What a venue has taken: the side of its own order, and the position that it has closed. */
export interface Taken {
  readonly side: Side;
  readonly position: PositionName;
}

/** Who holds a position, and in which cycle of its orders. */
export type Holder = Pick<Intent, 'strategy' | 'instanceId' | 'cycle'>;

/** Intents, fills and lanes, inside the transaction of a use case. Intents that are read are locked until it ends. */
export abstract class IntentStore {
  /**
   * Takes the lane, making it if need be, and gives out places for `operations` operations.
   * @param markPrice last known price, at which what it holds counts for the account; left out where it is not known.
   */
  abstract enterLane(tx: Tx, lane: LaneName, operations: number, markPrice?: string): Promise<Lane>;

  /** Sizes of orders that may add or close and can still fill, without those whose end was asked for; and all exposure. */
  abstract waiting(tx: Tx, lane: LaneName): Promise<Waiting>;

  /** What the account has of a currency, locked until the transaction ends; all unknown where nothing was ever reserved. */
  abstract funds(tx: Tx, accountId: string, currency: string): Promise<Funds>;

  /**
   * Takes over what a venue shows as free, unless something of it has moved since `asOf` or is on its way.
   * @param asOf the database's time before the venue was asked
   */
  abstract fundsShown(
    tx: Tx,
    accountId: string,
    shown: readonly { readonly currency: string; readonly free: string }[],
    asOf: string,
  ): Promise<void>;

  /** Newest attempts of these orders of the instance; those that are not there are left out. */
  abstract newest(
    tx: Tx,
    instanceId: string,
    orders: readonly { readonly cycle: number; readonly leg: string }[],
  ): Promise<readonly Intent[]>;

  abstract byClientIds(
    tx: Tx,
    accountId: string,
    clientOrderIds: readonly string[],
  ): Promise<readonly Intent[]>;

  /** Stops whose children, or they themselves, have one of these ids at their venue. */
  abstract byChildOrderIds(
    tx: Tx,
    accountId: string,
    venueOrderIds: readonly string[],
  ): Promise<readonly Intent[]>;

  /** Those of these client ids that we have given up: denied, abandoned, or proven absent. */
  abstract ghosts(tx: Tx, accountId: string, clientOrderIds: readonly string[]): Promise<readonly Intent[]>;

  abstract byIds(tx: Tx, ids: readonly string[]): Promise<readonly Intent[]>;

  /**
   * Whose position a venue has taken: that of the instance which holds it here; or else of the one whose entry may have filled it
   * without our having heard; or else `manual` where people have ordered; null where nobody here can have held it.
   */
  abstract holderOf(tx: Tx, lane: LaneName, taken: Taken): Promise<Holder | null>;

  /** @param waiting value of everything that waits to add in their lane, these included. */
  abstract insert(tx: Tx, intents: readonly NewIntent[], waiting: Money): Promise<void>;

  /** A further attempt of an intent, in its place, with all that was approved. */
  abstract insertAttempt(tx: Tx, of: Intent, id: string, clientOrderId: string): Promise<Attempted>;

  /**
   * Writes states and history; an intent that has ended has no cancellation waiting any more.
   * @param under leases that must still stand, looked at by the statement that writes.
   * @throws FenceLost when one of them does not: nothing is written then.
   */
  abstract save(tx: Tx, changes: readonly IntentChange[], under?: readonly Lease[]): Promise<void>;

  /** Lanes with orders of these that may add and may still act, in the order in which lanes are taken. */
  abstract addingLanes(tx: Tx, of: Sweep): Promise<readonly LaneName[]>;

  /** Those orders of one lane. */
  abstract adding(tx: Tx, of: Sweep, lane: LaneName): Promise<readonly Intent[]>;

  /** Remembers that these orders should end; one that is remembered already stays where it stands. */
  abstract requestCancellations(
    tx: Tx,
    wishes: readonly { readonly intent: Intent; readonly place: number; readonly step: number | null }[],
  ): Promise<void>;

  /** An order of the venue's own making, filled already. */
  abstract insertVenueOrder(tx: Tx, intent: Intent): Promise<void>;

  /** Books fills that were not booked before; answers the trade ids of those that are new. */
  abstract addFills(tx: Tx, lane: LaneName, fills: readonly NewFill[]): Promise<ReadonlySet<string>>;

  /** Those of these trades of the lane that are booked for an order of ours. */
  abstract bookedAmong(tx: Tx, lane: LaneName, tradeIds: readonly string[]): Promise<ReadonlySet<string>>;

  /** Whether a trade in the lane is booked, ours or not, that the venue has made after `at`: what is told now is late. */
  abstract hasLaterFill(tx: Tx, lane: LaneName, at: EpochMs): Promise<boolean>;

  /** Moves the position of the lane and what its instances hold; what they hold is owed protection from here on. */
  abstract movePosition(tx: Tx, lane: LaneName, moved: PositionMove): Promise<void>;

  /** Those of these keys under which something is kept that is not ours. */
  abstract foreignAmong(tx: Tx, lane: LaneName, keys: readonly string[]): Promise<ReadonlySet<string>>;

  /**
   * Forgets these among what is not ours, for it has turned out to be; answers the keys that were there. What they have moved stays
   * moved.
   */
  abstract takeBack(tx: Tx, lane: LaneName, keys: readonly string[]): Promise<ReadonlySet<string>>;

  /** Keeps what happened to orders that are not ours; answers the keys that are new. */
  abstract keepForeign(
    tx: Tx,
    lane: LaneName,
    executions: readonly ForeignExecution[],
  ): Promise<ReadonlySet<string>>;
}
