import type { CorrelationId, MessageId, UserId } from '../../../pure/ids.js';
import type { Envelope, MessageContext } from '../../../pure/messages/envelope.js';
import type { Tx } from '../../persistence/unit-of-work.port.js';
import type { Wakeups } from '../../queue/wakeups.port.js';
import type { Ids } from '../../clock/ids.port.js';
import type { Cancel, Clock } from '../../clock/clock.port.js';
import { every } from '../../clock/every.js';
import { currentScope, runInScope } from '../../telemetry/scope.js';
import type { RecordHandler, RecordRoute } from '../on-record.js';
import {
  processApart,
  processTogether,
  type Dispatch,
  type Failure,
  type Processed,
  type RetryPolicy,
} from './inbox.js';
import { Loop } from './loop.js';
import type { CommitHooks, PartedTx, RecordingUnitOfWork, RecordRows } from './record-rows.port.js';

/** A handler that this process hosts, with its route. */
export interface HostedHandler {
  readonly route: RecordRoute;
  readonly handler: RecordHandler;
}

export interface RecordLaneObserver {
  sent(module: string, count: number): void;
  handled(module: string, count: number): void;
  failure(module: string, failure: Failure): void;
  /** A loop could not run at all: the database is away, most likely. */
  stalled(what: string, error: unknown): void;
}

export interface RecordStationsParts<T extends PartedTx> {
  readonly rows: RecordRows<T>;
  readonly wakeups: Wakeups;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly observer: RecordLaneObserver;
  readonly retries?: RetryPolicy;
  /** How long rows that are over stay to be looked at. */
  readonly retentionMs?: number;
}

interface Station<T extends PartedTx> {
  readonly module: string;
  readonly handlers: Map<string, HostedHandler>;
  readonly relay: Loop;
  readonly inbox: Loop;
  readonly work: RecordingUnitOfWork<T>;
  /** Who was found to listen to this module, null before the first look. */
  listeners: readonly string[] | null;
  /** Messages that are left to others, with the monotonic time until which they have them to themselves. */
  readonly left: Map<string, number>;
}

const SCAN_EVERY_MS = 1_000;
/** Several looks of others: whoever asked as often as they do could be the first each time. */
const LEFT_FOR_MS = 5 * SCAN_EVERY_MS;
const FORGET_EVERY_MS = 30_000;
const RETENTION_MS = 2 * 3_600_000;

const NOTHING_LEFT: readonly string[] = [];

/** What a message causes is rows; whoever acts outside the database on them waits for the disk. */
const HAND_OVER = { awaitDisk: false } as const;

/**
 * The record lane over any rows: carries what stands in outboxes into inboxes and handlers. Rows are the truth. A commit nudges the relay
 * of its module directly when it runs in this process and through the queue when it does not; a scanner finds every row
 * that nobody was woken for, so the queue may be deleted at any time.
 */
export class RecordStations<T extends PartedTx> {
  private readonly stations = new Map<string, Station<T>>();
  private readonly timers: Cancel[] = [];
  private running = false;
  private readonly commitWaiters: (() => void)[] = [];

  constructor(private readonly parts: RecordStationsParts<T>) {}

  /** What a transaction of `module` is told with; usable before the lane runs, its records wait in the outbox. */
  hooks(module: string): CommitHooks {
    return {
      context: () => this.context(),
      committed: (recorded) => {
        this.committed(module, recorded);
      },
    };
  }

  /** Declares what `module` hears in this process. Called once per module before `start`. */
  host(module: string, handlers: readonly HostedHandler[]): void {
    const byType = new Map(handlers.map((hosted) => [hosted.route.message.type, hosted]));
    const failed = (what: string) => (error: unknown) =>
      this.parts.observer.stalled(`${what} of ${module}`, error);
    this.stations.set(module, {
      module,
      handlers: byType,
      relay: new Loop(() => this.relay(module), failed('relay'), this.parts.clock),
      inbox: new Loop(() => this.process(module), failed('inbox'), this.parts.clock),
      work: this.parts.rows.unitOfWork(module, this.hooks(module)),
      listeners: null,
      left: new Map(),
    });
  }

  /** Writes the subscriptions of the hosted modules; all processes do so before records flow. */
  async subscribe(): Promise<void> {
    for (const { module, handlers } of this.stations.values()) {
      await this.parts.rows.subscribe(
        module,
        [...handlers.values()].map(({ route }) => route),
      );
    }
  }

  /** Starts relays, inboxes and the scanner of the hosted modules. */
  start(): void {
    this.running = true;
    const { clock } = this.parts;
    this.timers.push(
      every(clock, SCAN_EVERY_MS, () => void this.scan()),
      every(clock, FORGET_EVERY_MS, () => void this.forget()),
    );
    for (const station of this.stations.values()) {
      station.relay.nudge();
      station.inbox.nudge();
    }
  }

  /** Lets what is under way finish; everything else stays in its rows. */
  async stop(): Promise<void> {
    this.running = false;
    for (const cancel of this.timers.splice(0)) cancel();
    await Promise.all(
      [...this.stations.values()].flatMap(({ relay, inbox }) => [relay.stop(), inbox.stop()]),
    );
  }

  /** Resolves when no relay and no inbox of this process has work under way; rows of other processes are not seen here. */
  async idle(): Promise<void> {
    const loops = [...this.stations.values()].flatMap(({ relay, inbox }) => [relay, inbox]);
    while (loops.some((loop) => loop.busy)) await Promise.all(loops.map((loop) => loop.idle()));
  }

  /** Resolves at the next commit of any module in this process. */
  nextCommit(): Promise<void> {
    return new Promise((resolve) => {
      this.commitWaiters.push(resolve);
    });
  }

  get isRunning(): boolean {
    return this.running;
  }

  /** A wake-up of the `bus` queue: another process committed something for a module that runs here. */
  wake(kind: string, module: string): void {
    const station = this.stations.get(module);
    if (station === undefined || !this.running) return;
    if (kind === 'relay') station.relay.nudge();
    else station.inbox.nudge();
  }

  /** One look for rows that wait for nobody; also the heartbeat that retries what failed. */
  async scan(): Promise<void> {
    try {
      for (const found of await this.parts.rows.scan([...this.stations.keys()])) {
        const station = this.stations.get(found.module)!;
        if (found.outbox) station.relay.nudge();
        if (found.inbox) station.inbox.nudge();
      }
    } catch (error) {
      this.parts.observer.stalled('scanner', error);
    }
  }

  private async forget(): Promise<void> {
    try {
      await this.parts.rows.forget([...this.stations.keys()], this.parts.retentionMs ?? RETENTION_MS);
    } catch (error) {
      this.parts.observer.stalled('retention', error);
    }
  }

  private context(): MessageContext {
    const scope = currentScope();
    return {
      correlationId: (scope.correlationId ?? this.parts.ids.next()) as CorrelationId,
      causationId: (scope.causationId ?? null) as MessageId | null,
      userId: (scope.userId ?? null) as UserId | null,
      step: scope.step ?? null,
    };
  }

  private committed(module: string, recorded: boolean): void {
    for (const resolve of this.commitWaiters.splice(0)) resolve();
    if (!recorded) return;
    const station = this.stations.get(module);
    if (station !== undefined && this.running) station.relay.nudge();
    else void this.parts.wakeups.wake('bus', { kind: 'relay', id: module });
  }

  private async relay(module: string): Promise<boolean> {
    const { rows } = this.parts;
    const station = this.stations.get(module)!;
    station.listeners ??= await rows.listeners(module);
    const { sent, targets, more, newListener } = await rows.relay(module, station.listeners);
    if (newListener) station.listeners = null;
    if (sent > 0) this.parts.observer.sent(module, sent);
    for (const target of targets) {
      const station = this.stations.get(target);
      if (station !== undefined) station.inbox.nudge();
      else void this.parts.wakeups.wake('bus', { kind: 'inbox', id: target });
    }
    return more || newListener;
  }

  private async process(module: string): Promise<boolean> {
    const station = this.stations.get(module)!;
    const types = [...station.handlers.keys()];
    if (types.length === 0) return false;
    const { done, failures, more } = await this.processBatch(station, types);
    if (done > 0) this.parts.observer.handled(module, done);
    for (const failure of failures) this.parts.observer.failure(module, failure);
    return more || (done > 0 && failures.length > 0);
  }

  /** As one piece first; only when something in it fails is it worth the price of telling the messages apart. */
  private async processBatch(station: Station<T>, types: readonly string[]): Promise<Processed> {
    const { module, work } = station;
    const { rows, retries } = this.parts;
    const wanted = { types, except: this.stillLeft(station) };
    const handle: Dispatch = (envelope, data, tx) => dispatch(station, envelope, data, tx);
    try {
      return await work.runParted((tx) => processTogether(rows, tx, module, wanted, handle), HAND_OVER);
    } catch {
      const processed = await work.runParted(
        (tx) => processApart(rows, tx, module, wanted, handle, retries),
        HAND_OVER,
      );
      const untilMs = this.parts.clock.monotonicMs() + LEFT_FOR_MS;
      for (const id of processed.left) station.left.set(id, untilMs);
      return processed;
    }
  }

  private stillLeft({ left }: Station<T>): readonly string[] {
    if (left.size === 0) return NOTHING_LEFT;
    const now = this.parts.clock.monotonicMs();
    for (const [id, untilMs] of left) if (untilMs <= now) left.delete(id);
    return [...left.keys()];
  }
}

async function dispatch<T extends PartedTx>(
  station: Station<T>,
  envelope: Envelope,
  data: object,
  tx: Tx,
): Promise<void> {
  const hosted = station.handlers.get(envelope.type)!;
  const message = new hosted.route.message(data as never);
  const scope = {
    correlationId: envelope.correlationId,
    causationId: envelope.id,
    userId: envelope.userId ?? undefined,
    step: envelope.step ?? undefined,
  };
  await runInScope(scope, () => hosted.handler.handle(message, envelope, tx));
}
