import type { Sent } from '../../modules/notifications/application/ports/messenger.port.js';
import type { Incarnation } from '../process/incarnation.js';
import type { RowChange } from '../store/memory-database.js';
import type {
  ChannelRow,
  NotificationTables,
  OutgoingRow,
} from '../store/notifications/notification-tables.js';
import type { Message } from '../telegram/simulated-telegram.js';

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
 * where nobody could know that it had come once. Which news a message tells is read from its text, as a person does it; an answer is known by
 * itself. What was to go to somebody who has blocked the bot is given up, and nothing else is.
 */
export class MessagesOracle {
  private readonly arrived = new Set<string>();
  private readonly attempts = new Map<string, Attempt>();
  /** What was sent to a chat that was shut, and those chats. */
  private readonly refused = new Set<string>();
  private readonly shutChats = new Set<string>();
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

  got(message: Message, life: Incarnation): void {
    const { outgoing } = this.tables;
    const names = this.namesIn(message);
    for (const name of names) {
      this.arrived.add(name);
      const before = this.attempts.get(name);
      if (before?.isKnown === true && before.life === life)
        this.breaks('I16 no message is sent again that has arrived', `${name} by ${life.name}`);
      this.attempts.set(name, { life, isKnown: false });
    }
    if (!this.hasLease(life)) return;
    for (const row of outgoing.all())
      if (
        row.state === 'delivered' &&
        names.includes(this.nameOf(row)) &&
        // What had left before that is on its way, whoever speaks for the bot when it arrives.
        !(row.endedAtMs !== null && row.endedAtMs > message.leftAtMs) &&
        !this.hasCrossed(row, life)
      )
        this.breaks('I16 no message is sent again that has arrived', `${row.id} by ${life.name}`);
  }

  answered(message: Message, life: Incarnation, { kind }: Sent): void {
    if (kind === 'blocked') this.shutChats.add(message.address);
    if (kind !== 'sent' && kind !== 'blocked') return;
    for (const name of this.namesIn(message)) {
      if (kind === 'blocked') this.refused.add(name);
      const attempt = this.attempts.get(name);
      if (kind === 'sent' && attempt?.life === life) attempt.isKnown = true;
    }
  }

  /** That it was delivered could not be stored: it may come again. */
  notStored(ids: readonly string[]): void {
    for (const id of ids) {
      const row = this.tables.outgoing.get(id);
      const attempt = row === undefined ? undefined : this.attempts.get(this.nameOf(row));
      if (attempt !== undefined) attempt.isKnown = false;
    }
  }

  pressed(address: string, life: Incarnation, earlyMs: number): void {
    this.breaks('K02 who is asked to wait waits', `${life.name} wrote to ${address} ${earlyMs} ms early`);
  }

  /** A transaction of notifications was committed. */
  committed(changes: readonly RowChange[]): void {
    for (const { table, before, after } of changes) {
      if (after === undefined) continue;
      if (table === 'channel') this.channelMoved(before as ChannelRow | undefined, after as ChannelRow);
      if (table !== 'outgoing') continue;
      const row = after as OutgoingRow;
      const delivery = this.deliveries.get(row.id);
      if (delivery !== undefined && row.state === 'delivered' && (before as OutgoingRow).state === 'waiting')
        delivery.stored = ++this.step;
      if (row.state === 'dead' && !this.mayBeDead(row))
        this.breaks('I16 every message is delivered', `${row.id} is dead: ${row.lastError ?? ''}`);
      if (row.state === 'delivered' && !this.arrived.has(this.nameOf(row)))
        this.breaks('I16 every message is delivered', `${row.id} has not arrived`);
    }
  }

  /** What was told in the time that is lost is told again, and its numbers are given to other news. */
  wentBack(): void {
    this.attempts.clear();
    this.arrived.clear();
    for (const row of this.tables.outgoing.all())
      if (row.state === 'delivered') this.arrived.add(this.nameOf(row));
  }

  /** What is still on its way; null when nothing is. */
  unsettled(): string | null {
    const waiting = [...this.tables.outgoing.among('waiting')];
    return waiting.length === 0 ? null : `${waiting.length} messages wait, ${waiting[0]!.id} among them`;
  }

  /** A chat is given up only when it was shut. */
  private channelMoved(before: ChannelRow | undefined, { userId, address, state }: ChannelRow): void {
    if (state !== 'blocked' || before?.state === 'blocked') return;
    if (!this.shutChats.has(address))
      this.breaks('I16 every message is delivered', `the chat of ${userId} is given up, which is open`);
  }

  private mayBeDead(row: OutgoingRow): boolean {
    const { userId, notificationId } = row;
    if (this.refused.has(this.nameOf(row))) return true;
    const channel = userId === null ? undefined : this.tables.channels.get(userId);
    return channel?.state === 'blocked' && (notificationId !== null || row.address === channel.address);
  }

  /** `#7` as the chat shows it; an answer has no number. */
  private nameOf({ id, notificationId }: OutgoingRow): string {
    return notificationId === null ? id : `#${this.tables.notifications.get(notificationId)!.number}`;
  }

  private namesIn({ text, body, leftAtMs }: Message): readonly string[] {
    for (const row of this.tables.outgoing.all()) if (row.body !== null && row.body === body) return [row.id];
    return this.newsIn(text, leftAtMs);
  }

  /** `#7 text`, or a message that counts what waits from one number to another: of that, what was due when it left. */
  private newsIn(text: string, leftAtMs: number): readonly string[] {
    const counted = /\(#(\d+)-#(\d+)\)/.exec(text);
    if (counted === null) return [...text.matchAll(/^(#\d+) /gm)].map(([, name]) => name!);
    const [first, last] = [Number(counted[1]), Number(counted[2])];
    return [...this.tables.outgoing.among('waiting')]
      .filter(({ notificationId, dueAtMs }) => notificationId !== null && dueAtMs <= leftAtMs)
      .map((row) => this.nameOf(row))
      .filter((name) => Number(name.slice(1)) >= first && Number(name.slice(1)) <= last);
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
