import type { Sent } from '../../modules/notifications/application/ports/messenger.port.js';
import type { Incarnation } from '../process/incarnation.js';
import type { RowChange } from '../store/memory-database.js';
import type { NotificationTables, OutgoingRow } from '../store/notifications/notification-tables.js';

/** The newest attempt to tell a piece of news: by whom, and whether they know that it was delivered. */
interface Attempt {
  readonly life: Incarnation;
  isKnown: boolean;
}

/** That a message was delivered is stored, in the order in which all of this happened. */
interface Delivery {
  readonly life: Incarnation;
  /** When this life had asked what is due. */
  readonly asked: number;
  stored: number;
}

const LEASE = '0';

/**
 * What people are told: everything that is to go to a chat arrives there, is stored as delivered only then, and comes twice only
 * where nobody could know that it had come once. Which news a message tells is read from its text, as a person does it.
 */
export class MessagesOracle {
  private readonly arrived = new Set<number>();
  private readonly attempts = new Map<number, Attempt>();
  private step = 0;
  /** When each life has last asked what is due. */
  private readonly asked = new Map<Incarnation, number>();
  private readonly deliveries = new Map<string, Delivery>();

  constructor(
    private readonly tables: NotificationTables,
    private readonly nowMs: () => number,
    private readonly breaks: (invariant: string, details: string) => void,
  ) {}

  /** A life is about to ask what is due. */
  asks(life: Incarnation): void {
    this.asked.set(life, ++this.step);
  }

  /** A life is about to store that these were delivered. */
  stores(ids: readonly string[], life: Incarnation): void {
    for (const id of ids)
      if (this.tables.outgoing.get(id)?.state === 'waiting')
        this.deliveries.set(id, { life, asked: this.asked.get(life) ?? 0, stored: Infinity });
  }

  got(text: string, life: Incarnation): void {
    const { outgoing } = this.tables;
    for (const number of this.numbersOf(text)) {
      this.arrived.add(number);
      const before = this.attempts.get(number);
      if (before?.isKnown === true && before.life === life)
        this.breaks('I16 no message is sent again that has arrived', `#${number} by ${life.name}`);
      this.attempts.set(number, { life, isKnown: false });
    }
    if (!this.hasLease(life)) return;
    for (const row of outgoing.all())
      if (
        row.state === 'delivered' &&
        this.numbersOf(text).includes(this.numberOf(row)) &&
        !this.hasCrossed(row, life)
      )
        this.breaks('I16 no message is sent again that has arrived', `${row.id} by ${life.name}`);
  }

  answered(text: string, life: Incarnation, { kind }: Sent): void {
    if (kind !== 'sent') return;
    for (const number of this.numbersOf(text)) {
      const attempt = this.attempts.get(number);
      if (attempt?.life === life) attempt.isKnown = true;
    }
  }

  /** That it was delivered could not be stored: it may come again. */
  notStored(ids: readonly string[]): void {
    for (const id of ids) {
      const row = this.tables.outgoing.get(id);
      const attempt = row === undefined ? undefined : this.attempts.get(this.numberOf(row));
      if (attempt !== undefined) attempt.isKnown = false;
    }
  }

  pressed(address: string, life: Incarnation, earlyMs: number): void {
    this.breaks('K02 who is asked to wait waits', `${life.name} wrote to ${address} ${earlyMs} ms early`);
  }

  /** A transaction of notifications was committed. */
  committed(changes: readonly RowChange[]): void {
    for (const { table, before, after } of changes) {
      if (table !== 'outgoing' || after === undefined) continue;
      const row = after as OutgoingRow;
      const delivery = this.deliveries.get(row.id);
      if (delivery !== undefined && row.state === 'delivered' && (before as OutgoingRow).state === 'waiting')
        delivery.stored = ++this.step;
      if (row.state === 'dead')
        this.breaks('I16 every message is delivered', `${row.id} is dead: ${row.lastError ?? ''}`);
      if (row.state === 'delivered' && !this.arrived.has(this.numberOf(row)))
        this.breaks('I16 every message is delivered', `${row.id} has not arrived`);
    }
  }

  /** What was told in the time that is lost is told again, and its numbers are given to other news. */
  wentBack(): void {
    this.attempts.clear();
    this.arrived.clear();
    for (const row of this.tables.outgoing.all())
      if (row.state === 'delivered') this.arrived.add(this.numberOf(row));
  }

  /** What is still on its way; null when nothing is. */
  unsettled(): string | null {
    const waiting = [...this.tables.outgoing.among('waiting')];
    return waiting.length === 0 ? null : `${waiting.length} messages wait, ${waiting[0]!.id} among them`;
  }

  private numberOf({ notificationId }: OutgoingRow): number {
    return notificationId === null ? 0 : this.tables.notifications.get(notificationId)!.number;
  }

  /** `#7 text`, or a message that counts what waits from one number to another. */
  private numbersOf(text: string): readonly number[] {
    const counted = /\(#(\d+)-#(\d+)\)/.exec(text);
    if (counted === null) return [...text.matchAll(/^#(\d+) /gm)].map(([, number]) => Number(number));
    const [first, last] = [Number(counted[1]), Number(counted[2])];
    return [...this.tables.outgoing.among('waiting')]
      .map((row) => this.numberOf(row))
      .filter((number) => number >= first && number <= last);
  }

  /** Whoever spoke for the bot before had sent it, and has stored that only since this life has asked what is due. */
  private hasCrossed({ id }: OutgoingRow, life: Incarnation): boolean {
    const delivery = this.deliveries.get(id);
    const asked = this.asked.get(life) ?? 0;
    return (
      delivery !== undefined &&
      delivery.life !== life &&
      delivery.asked < asked &&
      delivery.stored > asked &&
      delivery.stored < Infinity
    );
  }

  /** Nobody else can have begun anything meanwhile. */
  private hasLease({ name }: Incarnation): boolean {
    const lease = this.tables.leases.get(LEASE);
    return lease?.owner === name && lease.expiresAtMs > this.nowMs();
  }
}
