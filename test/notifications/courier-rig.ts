import type { Preferences, Telling } from '../../src/modules/notifications/domain/index.js';
import { plainText, type Body } from '../../src/modules/notifications/domain/index.js';
import { BotLease } from '../../src/modules/notifications/application/bot-lease.js';
import { BlockedChannel } from '../../src/modules/notifications/application/delivery/blocked-channel.js';
import { Courier } from '../../src/modules/notifications/application/delivery/courier.js';
import { BotNudge } from '../../src/modules/notifications/application/bot-nudge.js';
import { Readers } from '../../src/modules/notifications/application/delivery/readers.js';
import { MarketNow } from '../../src/modules/notifications/application/market-now.js';
import { TELEGRAM_LIMITS } from '../../src/modules/notifications/application/delivery/pace.js';
import { Messenger, type Sent } from '../../src/modules/notifications/application/ports/messenger.port.js';
import { Teller } from '../../src/modules/notifications/application/teller.js';
import { PgChannelStore } from '../../src/modules/notifications/outbound/pg-channel-store.js';
import { PgNotificationStore } from '../../src/modules/notifications/outbound/pg-notification-store.js';
import { PgOutgoingStore } from '../../src/modules/notifications/outbound/pg-outgoing-store.js';
import { Bus } from '../../src/shared/platform/bus/bus.port.js';
import { RecordLane } from '../../src/shared/platform/bus/record/record-lane.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { sql } from '../../src/shared/platform/persistence/sql.js';
import { Database } from '../../src/shared/platform/persistence/database.js';
import { MemoryWakeups } from '../../src/shared/platform/queue/memory-wakeups.js';
import { ShardLeases, type Lease } from '../../src/shared/platform/leases/shard-leases.port.js';
import { ManualClock } from '../kit/manual-clock.js';
import { createTestDatabase, type TestDatabase } from '../kit/postgres.js';

/** A chat app that does what the test says and remembers what it was given. */
export class ScriptedMessenger extends Messenger {
  readonly got: {
    readonly at: number;
    readonly to: string;
    readonly text: string;
    readonly silent: boolean;
  }[] = [];
  tries = 0;
  /** The process is killed when a chat has got its message and nobody has heard so. */
  dies = false;
  /** What becomes of the next message; delivered unless it says something else. */
  answer: (address: string, body: Body) => Sent = () => ({ kind: 'sent' });

  constructor(private readonly clock: ManualClock) {
    super();
  }

  override async send(to: string, body: Body, { silent }: { silent: boolean }): Promise<Sent> {
    this.tries += 1;
    const sent = this.answer(to, body);
    if (sent.kind === 'sent')
      this.got.push({ at: this.clock.monotonicMs(), to, text: plainText(body.spans), silent });
    if (this.dies) return new Promise(() => undefined);
    return sent;
  }
}

/** Everybody is there and reads English, but for one who reads Korean. */
class People extends Bus {
  /** Happens while somebody is asked for. */
  meanwhile: () => void = () => undefined;

  override async ask(message: object): Promise<never> {
    this.meanwhile();
    const { userId } = (message as { data: { userId: string } }).data;
    if (userId === 'nobody') return null as never;
    return { userId, language: userId === 'kim' ? 'ko' : 'en', role: 'trader' } as never;
  }
}

/** A lease that a test gives and takes. */
class OneLease extends ShardLeases {
  free = true;
  fence = 1;
  override held(): Lease | null {
    return this.free ? { shard: 0, owner: 'me', fence: this.fence } : null;
  }
  override async takeAll(): Promise<readonly Lease[]> {
    return this.free ? [{ shard: 0, owner: 'me', fence: this.fence }] : [];
  }
  override async renew(): Promise<void> {
    // It never runs out.
  }
  override async release(): Promise<void> {
    this.free = false;
  }
  override async giveUp(): Promise<void> {
    this.free = false;
  }
  override lost(): void {
    this.free = false;
  }
}

export const FILL: Telling = {
  kind: 'order-filled',
  ...{ paper: true, strategy: 'hyper-rsi', symbol: 'BTC/USDT', side: 'buy', size: '1', reason: 'entry' },
  ...{ filledSize: '1', price: '100', fee: '0', feeCurrency: 'USDT', cumulativeSize: '1', complete: true },
};
export const GRID_FILL: Telling = { ...FILL, strategy: 'grid', reason: 'grid-buy' };
export const ALARM: Telling = { kind: 'trading-halted', everywhere: true, code: 'kill-switch', details: {} };

/** The way out on a real database, with a clock and a chat app of the test's. */
export class CourierRig {
  readonly clock = new ManualClock();
  readonly messenger = new ScriptedMessenger(this.clock);
  readonly lease = new OneLease();
  readonly people = new People();
  readonly nudge = new BotNudge();
  readonly counted: string[] = [];
  readonly failures: unknown[] = [];
  readonly channels: PgChannelStore;
  readonly outgoing: PgOutgoingStore;
  readonly notifications: PgNotificationStore;
  courier: Courier;
  readonly teller: Teller;
  private readonly lane: RecordLane;

  private constructor(
    private readonly place: TestDatabase,
    readonly database: Database,
    private readonly real: Messenger | null,
  ) {
    const { clock } = this;
    const ids = new SystemIds(clock, new SystemRandomness());
    const nothing = (): undefined => undefined;
    const observer = { sent: nothing, handled: nothing, failure: nothing, stalled: nothing };
    this.lane = new RecordLane({
      ...{ relayPool: database.pool('relay'), tradePool: database.pool('trade') },
      ...{ wakeups: new MemoryWakeups(), ids, clock, observer },
    });
    this.channels = new PgChannelStore(database.pool('api'));
    this.outgoing = new PgOutgoingStore(database.pool('api'));
    this.notifications = new PgNotificationStore(database.pool('api'));
    this.teller = new Teller(this.notifications, ids, clock, new MarketNow(), this.nudge);
    this.courier = this.newCourier();
    this.nudge.listen(() => this.courier.nudge());
  }

  private newCourier(): Courier {
    const { clock } = this;
    return new Courier({
      ...{
        store: this.outgoing,
        messenger: this.real ?? this.messenger,
        lease: new BotLease(this.lease),
        clock,
        limits: TELEGRAM_LIMITS,
      },
      readers: new Readers(this.people, this.channels),
      blocked: new BlockedChannel(this.channels, this.teller, this.unitOfWork),
      counted: (outcome, messages) => void this.counted.push(`${outcome} ${messages}`),
      failed: (error) => void this.failures.push(error),
    });
  }

  /** Another process takes over from one that was killed: it knows the rows, and nothing else. */
  takeOver(): void {
    this.courier = this.newCourier();
    this.courier.start();
  }

  /** @param real sends instead of the scripted one */
  static async open(real: Messenger | null = null): Promise<CourierRig> {
    const place = await createTestDatabase();
    return new CourierRig(place, new Database(place.url), real);
  }

  async close(): Promise<void> {
    expect(this.failures).toEqual([]);
    await this.courier.stop();
    await this.database.close();
    await this.place.drop();
  }

  get unitOfWork() {
    return this.lane.unitOfWork('notifications');
  }

  async choose(userId: string, preferences: Preferences): Promise<void> {
    await this.unitOfWork.run((tx) => this.channels.choose(tx, { userId, preferences, ifVersion: null }));
  }

  /** Opens a chat for each person, of the same name. */
  async linked(...people: readonly string[]): Promise<void> {
    for (const who of people) await this.opened(who, `chat of ${who}`);
  }

  async opened(who: string, address: string): Promise<void> {
    await this.unitOfWork.run((tx) => this.channels.open(tx, who, address));
  }

  /** All of it in one transaction, so that it is due together. */
  async told(userId: string, ...tellings: readonly Telling[]): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      for (const telling of tellings) await this.teller.tellOwn(tx, userId, telling);
    });
  }

  /** Lets time pass, with all that the courier does in it, and the look at the rows each second. */
  async pass(ms: number): Promise<void> {
    await this.courier.idle();
    for (let left = ms; left > 0; left -= 1_000) {
      await this.leap(Math.min(left, 1_000));
      await this.outgoing.expire();
      this.courier.nudge();
      await this.courier.idle();
    }
  }

  /** Time passes at once, here and in the database, whose clock is its own: there everything becomes so much older. */
  async leap(ms: number): Promise<void> {
    await this.clock.pass(ms, () => this.courier.idle());
    await this.database.pool('api').query(sql`
      UPDATE notifications.outgoing
      SET due_at = due_at - ${ms}::bigint * interval '1 millisecond',
          expires_at = expires_at - ${ms}::bigint * interval '1 millisecond'
      WHERE state = 'waiting'`);
  }

  /** What a person got, oldest first. */
  got(who: string): readonly string[] {
    return this.messenger.got.filter(({ to }) => to === `chat of ${who}`).map(({ text }) => text);
  }

  states(who: string) {
    return this.outgoing.list(who, null, null, 1_000);
  }
}
