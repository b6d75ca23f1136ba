import { Loop } from '../../../../shared/platform/bus/record/loop.js';
import type { Cancel, Clock } from '../../../../shared/platform/clock/clock.port.js';
import { backOffMs, bodyOf, compose, quietUntil, RANKS, type Body } from '../../domain/index.js';
import type { Messenger, Sent } from '../ports/messenger.port.js';
import type { Due, DueChat, OutgoingStore } from '../ports/outgoing-store.port.js';
import type { BotLease } from '../bot-lease.js';
import { Pace, type PaceLimits } from './pace.js';
import type { BlockedChannel } from './blocked-channel.js';
import type { Readers } from './readers.js';

export interface CourierParts {
  readonly store: OutgoingStore;
  readonly messenger: Messenger;
  readonly lease: BotLease;
  readonly readers: Readers;
  readonly blocked: BlockedChannel;
  readonly clock: Clock;
  readonly counted: (outcome: Sent['kind'] | 'held', messages: number) => void;
  readonly failed: (error: unknown) => void;
  readonly limits: PaceLimits;
}

/** Chats that are written to at the same time. */
const AT_ONCE = 10;

/**
 * Carries what is due to its chats: rows are the truth, so whatever happens to this process, another one goes on. Of all
 * processes the holder of the bot's lease sends, so that the limits hold for the installation. What fails is tried again
 * with growing pauses; nothing here is waited for by anybody who trades.
 */
export class Courier {
  private readonly loop: Loop;
  private readonly pace: Pace;
  private failures = 0;
  private again: Cancel | null = null;
  private running = false;

  constructor(private readonly parts: CourierParts) {
    this.loop = new Loop(() => this.work(), parts.failed, parts.clock);
    this.pace = new Pace(parts.limits);
  }

  start(): void {
    this.running = true;
    this.nudge();
  }

  async stop(): Promise<void> {
    this.running = false;
    this.again?.();
    await this.loop.stop();
  }

  /** There may be something to send. */
  nudge(): void {
    if (this.running) this.loop.nudge();
  }

  /** Resolves when nothing is being sent; what rests or waits for a better time stays in its rows. */
  idle(): Promise<void> {
    return this.loop.idle();
  }

  private async work(): Promise<boolean> {
    const { store, lease, clock } = this.parts;
    if (!(await lease.mine())) return false;
    const { term } = lease;
    const now = clock.monotonicMs();
    const { count, againAt } = this.pace.allowance(now);
    if (count === 0) return this.later(againAt);
    const { addresses, firstFreeAt } = this.pace.resting(now);
    const chats = await store.due(addresses, Math.min(count, AT_ONCE));
    if (chats.length === 0) return firstFreeAt === null ? false : this.later(firstFreeAt);
    // Reading took its time: whoever has the lease by now sends what was read here.
    if (term === null || lease.term !== term) return false;
    // Also where one has failed the others are waited for: they would be read again while they are under way, and sent twice.
    const served = await Promise.allSettled(chats.map((chat) => this.serve(chat, term)));
    this.learn(served.map((one) => (one.status === 'fulfilled' ? one.value : null)));
    for (const one of served) if (one.status === 'rejected') throw one.reason;
    return true;
  }

  /** After trouble everybody waits, longer each time: what was refused to one would be refused to the next. */
  private learn(outcomes: readonly (Sent | null)[]): void {
    const { clock } = this.parts;
    if (outcomes.some((sent) => sent?.kind === 'unreachable' || sent?.kind === 'throttled')) {
      this.failures += 1;
      this.pace.pauseUntil(clock.monotonicMs() + backOffMs(this.failures));
    } else if (outcomes.some((sent) => sent !== null)) {
      this.failures = 0;
    }
  }

  private later(at: number): false {
    const { clock } = this.parts;
    this.again?.();
    this.again = clock.schedule(Math.max(1, at - clock.monotonicMs()), () => this.nudge());
    return false;
  }

  /** Null when nothing was sent. */
  private async serve(chat: DueChat, term: number): Promise<Sent | null> {
    const { lease, clock, messenger, counted } = this.parts;
    const next = await this.next(chat);
    // Its reader was asked for, and that took its time as well.
    if (next === null || lease.term !== term) return null;
    this.pace.goes(chat.address, clock.monotonicMs());
    const sent = await messenger.send(chat.address, next.body, { silent: next.silent });
    counted(sent.kind, next.ids.length);
    await this.settle(chat, next, sent);
    if (sent.kind === 'blocked') await this.parts.blocked.tell(chat.userId, next.ids);
    return sent;
  }

  /** The message to send; null when now is not the time for any of it. */
  private async next({ userId, due }: DueChat): Promise<Next | null> {
    const first = due[0]!;
    if (first.body !== null)
      return { ids: [first.id], attempts: first.attempts, body: first.body, silent: false };
    const news = due.filter(isNews);
    const { store, readers, clock, counted } = this.parts;
    const reader = await readers.of(userId);
    if (reader === null) {
      await store.dead(idsOf(news), 'there is no such user any more');
      return null;
    }
    const { quietHours, timeZone } = reader.preferences;
    // Hours of the day are the one thing here that a wall clock tells.
    const now = clock.now();
    const until = quietUntil(now, quietHours, timeZone);
    const may = until === null ? news : news.filter((one) => one.news.rank <= RANKS.critical);
    const held = news.filter((one) => !may.includes(one));
    if (until !== null && held.length > 0) {
      await store.held(idsOf(held), until - now);
      counted('held', held.length);
    }
    if (may.length === 0) return null;
    const { spans, taken } = compose(
      may.map((one) => one.news),
      reader.language,
    );
    const told = may.slice(0, taken);
    const silent = told.every((one) => one.news.rank >= RANKS.low);
    const attempts = Math.max(...told.map((one) => one.attempts));
    return { ids: idsOf(told), attempts, body: bodyOf(spans), silent };
  }

  private async settle({ address }: DueChat, { ids, attempts }: Next, sent: Sent): Promise<void> {
    const { store, clock } = this.parts;
    switch (sent.kind) {
      case 'sent':
        return store.delivered(ids);
      case 'refused':
      case 'blocked':
        return store.dead(ids, sent.error);
      case 'throttled':
        this.pace.restUntil(address, clock.monotonicMs() + sent.retryAfterMs);
        return store.failed(ids, `asked to wait ${sent.retryAfterMs} ms`, sent.retryAfterMs);
      case 'unreachable':
        return store.failed(ids, sent.error, backOffMs(attempts + 1));
    }
  }
}

interface Next {
  readonly ids: readonly string[];
  readonly attempts: number;
  readonly body: Body;
  readonly silent: boolean;
}

const isNews = (due: Due): due is Extract<Due, { readonly body: null }> => due.body === null;

const idsOf = (due: readonly Due[]): readonly string[] => due.map(({ id }) => id);
