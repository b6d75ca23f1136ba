import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { Side } from '../../../../shared/pure/strategy/order.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { FillFacts } from '../../contracts/events/order-filled.event.js';
import type { ApprovedOrder, Denial } from '../../domain/risk/approve.js';
import type { Intent, LaneName } from './intent.js';

/** What an intent is before anybody has judged it. */
export type WantedIntent = Omit<
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
>;

/** A judged intent: only an approved order is ever stored as planned. */
export type NewIntent =
  | { readonly wanted: WantedIntent; readonly approved: ApprovedOrder; readonly validMs: number | null }
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
}

/** What in a lane may still act. */
export interface Waiting {
  readonly resting: Readonly<Record<Side, Money>>;
  readonly exposure: Money;
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

/** Intents, fills and lanes, inside the transaction of a use case. Intents that are read are locked until it ends. */
export abstract class IntentStore {
  /** Takes the lane, making it if need be, and gives out places for `operations` operations. */
  abstract enterLane(tx: Tx, lane: LaneName, operations: number): Promise<Lane>;

  /** Sizes of orders that may add or close and can still fill, without those whose end was asked for; and all exposure. */
  abstract waiting(tx: Tx, lane: LaneName): Promise<Waiting>;

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

  abstract byIds(tx: Tx, ids: readonly string[]): Promise<readonly Intent[]>;

  /** The instance that was last active in the lane; null when none ever was. */
  abstract lastHolder(
    tx: Tx,
    lane: LaneName,
  ): Promise<Pick<Intent, 'strategy' | 'instanceId' | 'cycle'> | null>;

  abstract insert(tx: Tx, intents: readonly NewIntent[]): Promise<void>;

  /** A further attempt of an intent, in its place, with all that was approved. */
  abstract insertAttempt(tx: Tx, of: Intent, id: string, clientOrderId: string): Promise<void>;

  /** Writes states and history; an intent that has ended has no cancellation waiting any more. */
  abstract save(tx: Tx, changes: readonly IntentChange[]): Promise<void>;

  /** Remembers that these orders should end; one that is remembered already stays where it stands. */
  abstract requestCancellations(
    tx: Tx,
    wishes: readonly { readonly intent: Intent; readonly place: number; readonly step: number | null }[],
  ): Promise<void>;

  /** An order of the venue's own making, filled already. */
  abstract insertVenueOrder(tx: Tx, intent: Intent): Promise<void>;

  /** Books fills that were not booked before; answers the trade ids of those that are new. */
  abstract addFills(tx: Tx, lane: LaneName, fills: readonly NewFill[]): Promise<ReadonlySet<string>>;

  /** Moves the position of the lane and answers it as it is then; changes nothing else of it. */
  abstract movePosition(tx: Tx, lane: LaneName, change: Money): Promise<Money>;

  /** Keeps what happened to orders that are not ours; answers the keys that are new. */
  abstract keepForeign(
    tx: Tx,
    lane: LaneName,
    executions: readonly ForeignExecution[],
  ): Promise<ReadonlySet<string>>;
}
