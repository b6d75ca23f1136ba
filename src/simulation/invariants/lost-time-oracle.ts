import type { RecordMessage } from '../../shared/pure/messages/message.js';
import { AccountDiffered } from '../../modules/orders/contracts/events/account-differed.event.js';
import type { RowChange } from '../store/memory-database.js';
import { clientKey, laneKey, type IntentRow, type OrdersTables } from '../store/orders/orders-tables.js';
import type { BookOrder } from '../venue/book-order.js';
import type { Venue } from '../venue/venue.js';
import { Violation } from './violation.js';

export interface LostTimeOracleParts {
  readonly tables: OrdersTables;
  readonly venue: Venue;
  readonly breaks: (invariant: string, details: string) => void;
}

/**
 * What must hold where the database has gone back in time and the venue has not. It knows what was stored before, which the program
 * does not any more: no id of it is used again, nothing that adds is claimed before its account was asked about, a restored database
 * only reads, and whatever the venue has of the lost time is told.
 */
export class LostTimeOracle {
  /** Orders by their client ids as they were stored when the time was lost; null before. */
  private stored: ReadonlyMap<string, IntentRow> | null = null;
  /** Accounts that the venue has shown since. */
  private readonly shown = new Set<string>();
  /** What somebody was told of since: client order ids, and lanes whose position differs. */
  private readonly told = new Set<string>();
  private onlyReads = false;
  private sinceMs = 0;

  constructor(private readonly parts: LostTimeOracleParts) {}

  /** The tables are about to go back. @param onlyReads until a person has said that they are right */
  loses(nowMs: number, onlyReads: boolean): void {
    const stored = new Map<string, IntentRow>();
    for (const row of this.parts.tables.intents.all())
      stored.set(clientKey(row.accountId, row.clientOrderId), row);
    this.stored = stored;
    this.onlyReads = onlyReads;
    this.sinceMs = nowMs;
    this.shown.clear();
  }

  /** A person has said that the restored database is right. */
  approved(nowMs: number): void {
    this.onlyReads = false;
    this.sinceMs = nowMs;
  }

  /** Since when the program could do something about what was lost; 0 where nothing was. */
  get workingSinceMs(): number {
    return this.onlyReads ? Number.POSITIVE_INFINITY : this.sinceMs;
  }

  /** An order that had left before its time was lost, as it was then. */
  sentBefore(accountId: string, clientOrderId: string): IntentRow | undefined {
    const row = this.stored?.get(clientKey(accountId, clientOrderId));
    return row === undefined || row.status === 'planned' ? undefined : row;
  }

  /** Somebody who has begun since is shown an account. */
  shows(accountId: string): void {
    if (this.stored !== null) this.shown.add(accountId);
  }

  /** Somebody who has begun since sends something. */
  sends(what: string): void {
    if (this.onlyReads) this.parts.breaks('F06 a restored database only reads', `${what} was sent`);
  }

  recorded(type: string, data: RecordMessage['data']): void {
    if (this.stored === null || type !== AccountDiffered.type) return;
    const { kind, theirs, ...lane } = data as AccountDiffered['data'];
    if (kind === 'unknown-order') this.told.add(clientKey(lane.accountId, theirs));
    if (kind === 'position' || kind === 'position-adjusted') this.told.add(laneKey(lane));
  }

  /** A transaction of orders was committed. */
  committed(changes: readonly RowChange[]): void {
    if (this.stored === null) return;
    for (const { table, before, after } of changes)
      if (table === 'intent' && after !== undefined)
        this.intentMoved(before as IntentRow | undefined, after as IntentRow);
  }

  /** Whatever the venue has taken and nobody here knows any more was told, or its position is in our books; null when it is. */
  untold(): Violation | null {
    if (this.stored === null) return null;
    const { tables, venue } = this.parts;
    for (const { accountId, symbol, clientOrderId, filled, end } of venue.orders) {
      if (tables.byClientId(accountId, clientOrderId) !== undefined) continue;
      const name = clientKey(accountId, clientOrderId);
      if (this.told.has(name)) continue;
      if (end === null)
        return new Violation('I3 what rests of a lost time is told', `${clientOrderId} rests`);
      // Coins lie beside those of a person: no snapshot says whose they are.
      if (venue.spot.has(accountId)) continue;
      const lane = laneKey({ accountId, symbol });
      const held = venue.slotsOf(accountId).some((slot) => venue.held(accountId, symbol, slot) !== 0n);
      if (filled > 0n && held && tables.lanes.get(lane) === undefined && !this.told.has(lane))
        return new Violation('I1 what a lost time has left is told', `${lane} is held by ${clientOrderId}`);
    }
    return null;
  }

  /** What rests at the venue, was told as ours and is nobody's here: only a person can take it away. */
  leftToPeople(): readonly BookOrder[] {
    const { tables, venue } = this.parts;
    return venue.openOrders.filter(
      ({ accountId, clientOrderId }) =>
        this.told.has(clientKey(accountId, clientOrderId)) &&
        tables.byClientId(accountId, clientOrderId) === undefined,
    );
  }

  private intentMoved(before: IntentRow | undefined, after: IntentRow): void {
    const { accountId, clientOrderId, adds, status } = after;
    const { breaks } = this.parts;
    if (before === undefined && this.stored!.has(clientKey(accountId, clientOrderId)))
      breaks('I2 an id of a lost time is not used again', `${clientOrderId} is wanted again`);
    if (before?.status !== 'planned' || status !== 'sending' || isDoubted(after)) return;
    if (this.stored!.get(clientKey(accountId, clientOrderId)) !== undefined)
      breaks('I2 what may have been sent is not sent', `${clientOrderId} was claimed after time was lost`);
    if (adds && !this.shown.has(accountId))
      breaks('F05 reconciled before anything is added', `${clientOrderId} was claimed on ${accountId}`);
  }
}

/** It is not sent, but looked for: a claim is looked for later than until when it may arrive. */
export const isDoubted = ({ sendDeadlineMs, lookAtMs }: IntentRow): boolean =>
  sendDeadlineMs !== null && lookAtMs === sendDeadlineMs;
