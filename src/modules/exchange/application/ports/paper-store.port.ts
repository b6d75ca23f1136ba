import type { JsonObject } from '../../../../shared/pure/json.js';
import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import type { FundingTime } from '../../../../shared/pure/market/paper-conditions.js';
import type { Money } from '../../../../shared/pure/numbers/money.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { AccountView } from '../../contracts/queries/list-accounts.query.js';
import type { BookState, FillRule, PositionMode } from '../../domain/index.js';
import type { FeedPosition } from './feed-store.port.js';

/** The conditions of one paper book as they are stored; leverage and margin mode are part of the book's state. */
export interface PaperTerms {
  readonly instrument: Instrument;
  readonly candleDecimals: number;
  readonly fees: { readonly maker: string; readonly taker: string };
  readonly slippageBps: string;
  readonly fillRule: FillRule;
  /** Fraction of the position's value at 00:00, 08:00 and 16:00 UTC; null for none. */
  readonly fundingRate: string | null;
  /** Rates of single times in the place of one rate; left out where there is no list. */
  readonly fundingTimes?: readonly FundingTime[];
  readonly tradePrefix: string;
}

/** Orders of a moment, which the database has told: it has stamped the deadlines, so it says what is past them. */
export interface KnownOrders {
  readonly at: EpochMs;
  readonly orders: readonly ClientOrder[];
}

export interface StoredBook {
  readonly symbol: string;
  readonly state: BookState;
  readonly terms: PaperTerms;
}

/** A paper account with all its books; they are read and written together, so that they stand at the same moment. */
export interface StoredAccount {
  readonly id: string;
  readonly userId: string;
  readonly venue: string;
  readonly label: string;
  readonly currency: string;
  readonly cash: Money;
  /** Of all its perpetuals; spot has one holding. */
  readonly positionMode: PositionMode;
  readonly createdAt: EpochMs;
  readonly version: number;
  readonly books: readonly StoredBook[];
}

export type ClientOrderStatus = 'open' | 'filled' | 'cancelled' | 'rejected' | 'expired' | 'triggered';

/** What became of a client order id. */
export interface ClientOrder {
  readonly accountId: string;
  readonly clientOrderId: string;
  readonly symbol: string;
  readonly owner: string;
  readonly cycle: number;
  readonly leg: string;
  readonly reason: string;
  /** Null for an order that was never taken. */
  readonly venueOrderId: string | null;
  readonly status: ClientOrderStatus;
  /** Why it was never taken; null otherwise. */
  readonly code: string | null;
  readonly details: Readonly<Record<string, string>> & JsonObject;
}

export type ClientOrderKey = Pick<ClientOrder, 'accountId' | 'clientOrderId'>;
export type EndedOrder = ClientOrderKey & Pick<ClientOrder, 'status'>;

/** What a step of the paper venue has changed. */
export interface PaperChanges {
  /** Accounts as they are now, each with the version it had when it was read. */
  readonly accounts: readonly StoredAccount[];
  readonly placed: readonly ClientOrder[];
  /** In the order in which it happened; the last word on an order counts. */
  readonly ended: readonly EndedOrder[];
}

/** Some of the accounts. */
export type Whose = { readonly accountIds: readonly string[] } | { readonly userId: string };

/** A venue as its rows were at one moment. */
export interface StoredVenue {
  /** Null before the feed has begun. */
  readonly position: FeedPosition | null;
  readonly accounts: readonly StoredAccount[];
}

/** Keeps the accounts and books of the paper venue. */
export abstract class PaperStore {
  /** Where the feed stands, with all accounts of the venue, or those that are asked for. */
  abstract load(venue: string, of?: Whose): Promise<StoredVenue>;

  /** What accounts are apart from money and books, oldest first: all of the venue, or those that are asked for. */
  abstract views(venue: string, of?: Whose): Promise<readonly AccountView[]>;

  /** Answers false when an account of that id exists. */
  abstract create(tx: Tx, account: StoredAccount): Promise<boolean>;

  /** Writes all changes or answers false: somebody else has changed one of the accounts since it was read. */
  abstract save(tx: Tx, changes: PaperChanges): Promise<boolean>;

  /** Those of the client order ids that have ever been used. */
  abstract clientOrders(keys: readonly ClientOrderKey[]): Promise<KnownOrders>;
}
