import type { MessageId } from '../../shared/pure/ids.js';
import type { Envelope } from '../../shared/pure/messages/envelope.js';
import { RecordCommand, type MessageClass } from '../../shared/pure/messages/message.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import {
  INBOX_BATCH,
  RecordRows,
  type ClaimedMessage,
  type CommitHooks,
  type FailedMessage,
  type Relayed,
  type Waiting,
} from '../../shared/platform/bus/record/record-rows.port.js';
import type { RecordRoute } from '../../shared/platform/bus/on-record.js';
import { jsonColumn } from './json-column.js';
import type { Connection } from './connection.js';
import { RuleBroken, type MemoryDatabase, type RowChange } from './memory-database.js';
import type { MemoryTx, Recorded } from './memory-tx.js';
import { MemoryUnitOfWork } from './memory-unit-of-work.js';

const RELAY_BATCH = 500;

interface OutboxRow {
  readonly envelope: Envelope;
  readonly data: object;
}

interface InboxRow extends OutboxRow {
  attempts: number;
  nextAttemptMs: number | null;
  deadAtMs: number | null;
  doneAtMs: number | null;
}

/** What one module has sent and got. */
class Post {
  readonly lastSeq = new Map<string, number>();
  /** Not sent yet, oldest first. */
  readonly outbox: OutboxRow[] = [];
  readonly sent: { readonly id: string; readonly atMs: number }[] = [];
  /** Everything that was ever received and is not forgotten. */
  readonly received = new Map<string, InboxRow>();
  /** Of these, what is not handled, oldest first. */
  readonly waiting = new Map<string, InboxRow>();
}

/** Rows of an inbox change in place, so each is copied, as it was before what is not committed. */
function copyOf(post: Post, pending: readonly RowChange[]): Post {
  const copy = new Post();
  for (const [key, seq] of post.lastSeq) copy.lastSeq.set(key, seq);
  copy.outbox.push(...post.outbox);
  copy.sent.push(...post.sent);
  const before = new Map(pending.toReversed().map((change) => [change.key, change.before]));
  for (const [id, row] of post.received) {
    const one = { ...row, ...before.get(id) };
    copy.received.set(id, one);
    if (post.waiting.has(id)) copy.waiting.set(id, one);
  }
  return copy;
}

/** The post of all modules: one for the whole simulated database, and for every process that uses it. */
export class MemoryPost {
  private readonly posts = new Map<string, Post>();
  readonly subscriptions = new Map<
    string,
    { readonly kind: 'command' | 'event'; modules: readonly string[] }
  >();
  /** Told of everything that is put into an outbox. */
  onRecord: (envelope: Envelope, data: object) => void = () => undefined;
  /** Told of everything whose handling failed. */
  onFailure: (envelope: Envelope, failed: FailedMessage) => void = () => undefined;
  /** Told of everything that a module has handled, right before that is committed, in the order in which it was. */
  onDone: (module: string, envelope: Envelope, data: object) => void = () => undefined;

  of(module: string): Post {
    const there = this.posts.get(module);
    if (there !== undefined) return there;
    const post = new Post();
    this.posts.set(module, post);
    return post;
  }

  /** Messages that are on their way: recorded and not handled, without the dead. */
  get underWay(): number {
    let count = 0;
    for (const { outbox, waiting } of this.posts.values()) {
      count += outbox.length;
      for (const { deadAtMs } of waiting.values()) if (deadAtMs === null) count += 1;
    }
    return count;
  }

  /** Keys of what waits in the inbox of a module, without the dead; as often as something does. */
  waitingKeys(module: string): readonly string[] {
    return [...this.of(module).waiting.values()].flatMap(({ envelope, deadAtMs }) =>
      deadAtMs === null ? [envelope.key] : [],
    );
  }

  get dead(): readonly ClaimedMessage[] {
    return [...this.posts.values()].flatMap(({ waiting }) =>
      [...waiting.values()].filter(({ deadAtMs }) => deadAtMs !== null),
    );
  }

  /**
   * The post as it is committed now. What it answers puts it back.
   * @param pending what open transactions have changed of inboxes
   */
  snapshot(pending: readonly RowChange[]): () => void {
    const copies = [...this.posts].map(([module, post]) => [module, copyOf(post, pending)] as const);
    return () => {
      this.posts.clear();
      for (const [module, post] of copies) this.posts.set(module, post);
    };
  }

  /** Whether something of `key` is on its way to or from `module`: recorded and not sent, or received and not handled. */
  isUnderWay(module: string, key: string): boolean {
    const { outbox, waiting } = this.of(module);
    if (outbox.some(({ envelope }) => envelope.key === key)) return true;
    for (const { envelope, deadAtMs } of waiting.values())
      if (deadAtMs === null && envelope.key === key) return true;
    return false;
  }

  /** Whether something waits in the inbox of `module` from `source` under `key`. */
  waitsFor(module: string, source: string, key: string): boolean {
    for (const { envelope, deadAtMs } of this.of(module).waiting.values())
      if (deadAtMs === null && envelope.source === source && envelope.key === key) return true;
    return false;
  }
}

export interface MemoryRecordRowsParts {
  readonly post: MemoryPost;
  readonly database: (module: string) => MemoryDatabase;
  readonly connection: Connection;
  readonly messageId: () => string;
  /** Wall clock of the process. */
  readonly now: () => number;
  /** The database's clock. */
  readonly nowMs: () => number;
}

/** The rows of the record lane in memory, as one process reaches them. */
export class MemoryRecordRows extends RecordRows<MemoryTx> {
  constructor(private readonly parts: MemoryRecordRowsParts) {
    super();
  }

  override unitOfWork(module: string, hooks: CommitHooks): MemoryUnitOfWork {
    const { database, connection } = this.parts;
    return new MemoryUnitOfWork({
      ...hooks,
      ...{ connection, database: database(module) },
      outbox: (records) => this.put(module, records),
    });
  }

  override subscribe(module: string, routes: readonly RecordRoute[]): Promise<void> {
    return this.statement('records.subscribe', () => {
      const { subscriptions } = this.parts.post;
      const types = new Set(routes.map(({ message }) => message.type));
      for (const { message } of routes) {
        const there = subscriptions.get(message.type);
        if (kindOf(message) === 'command' && there?.modules.some((other) => other !== module) === true)
          throw new RuleBroken('subscription_one_addressee', 'unique');
      }
      for (const [type, { kind, modules }] of subscriptions)
        if (!types.has(type))
          subscriptions.set(type, { kind, modules: modules.filter((one) => one !== module) });
      for (const { message } of routes) {
        const modules = new Set([...(subscriptions.get(message.type)?.modules ?? []), module]);
        subscriptions.set(message.type, { kind: kindOf(message), modules: [...modules].sort() });
      }
    });
  }

  override listeners(module: string): Promise<readonly string[]> {
    return this.statement('records.listeners', () => {
      const found = new Set<string>();
      for (const [type, { kind, modules }] of this.parts.post.subscriptions)
        if (kind === 'command' || type.startsWith(`${module}.`)) for (const one of modules) found.add(one);
      return [...found].sort();
    });
  }

  override relay(module: string, listeners: readonly string[]): Promise<Relayed> {
    return this.statement('records.relay', () => {
      const { post, nowMs } = this.parts;
      const { outbox, sent } = post.of(module);
      const batch = outbox.slice(0, RELAY_BATCH);
      const held = new Set<string>();
      const targets = new Set<string>();
      const gone = new Set<OutboxRow>();
      let newListener = false;
      for (const row of batch) {
        const addressed = post.subscriptions.get(row.envelope.type)?.modules ?? [];
        const reachable = addressed.every((one) => listeners.includes(one));
        if (!reachable) newListener = true;
        if (!reachable || held.has(row.envelope.key)) {
          held.add(row.envelope.key);
          continue;
        }
        gone.add(row);
        for (const target of addressed) {
          targets.add(target);
          const { received, waiting } = post.of(target);
          if (received.has(row.envelope.id)) continue;
          const fresh = { ...row, attempts: 0, nextAttemptMs: null, deadAtMs: null, doneAtMs: null };
          received.set(row.envelope.id, fresh);
          waiting.set(row.envelope.id, fresh);
        }
      }
      for (const { envelope } of gone) sent.push({ id: envelope.id, atMs: nowMs() });
      outbox.splice(0, outbox.length, ...outbox.filter((row) => !gone.has(row)));
      return {
        sent: gone.size,
        targets: [...targets].sort(),
        more: batch.length === RELAY_BATCH,
        newListener,
      };
    });
  }

  override scan(modules: readonly string[]): Promise<readonly Waiting[]> {
    return this.statement('records.scan', () => {
      const now = this.parts.nowMs();
      const found: Waiting[] = [];
      for (const module of modules) {
        const { outbox, waiting } = this.parts.post.of(module);
        let inbox = false;
        for (const row of waiting.values())
          if (row.deadAtMs === null && (row.nextAttemptMs ?? now) <= now) inbox = true;
        if (outbox.length > 0 || inbox) found.push({ module, outbox: outbox.length > 0, inbox });
      }
      return found;
    });
  }

  override forget(modules: readonly string[], olderThanMs: number): Promise<number> {
    return this.statement('records.forget', () => {
      const before = this.parts.nowMs() - olderThanMs;
      let gone = 0;
      for (const module of modules) {
        const { sent, received } = this.parts.post.of(module);
        const kept = sent.filter(({ atMs }) => atMs >= before);
        gone += sent.length - kept.length;
        sent.splice(0, sent.length, ...kept);
        for (const [id, { doneAtMs }] of received) {
          if (doneAtMs === null || doneAtMs >= before) continue;
          received.delete(id);
          gone += 1;
        }
      }
      return gone;
    });
  }

  override claim(
    tx: MemoryTx,
    module: string,
    types: readonly string[],
    except: readonly string[],
  ): Promise<readonly ClaimedMessage[]> {
    return tx.statement('inbox.claim', () => {
      const { waiting } = this.parts.post.of(module);
      const due = (row: InboxRow): boolean =>
        row.deadAtMs === null &&
        (row.nextAttemptMs ?? tx.nowMs) <= tx.nowMs &&
        !except.includes(row.envelope.id);
      const parked = new Map<string, number>();
      for (const row of waiting.values()) {
        if (due(row)) continue;
        const place = placeOf(row);
        parked.set(place, Math.min(parked.get(place) ?? Number.POSITIVE_INFINITY, row.envelope.seq));
      }
      const batch: InboxRow[] = [];
      for (const row of waiting.values()) {
        if (batch.length === INBOX_BATCH) break;
        if (!due(row) || !types.includes(row.envelope.type)) continue;
        if ((parked.get(placeOf(row)) ?? Number.POSITIVE_INFINITY) < row.envelope.seq) continue;
        batch.push(row);
      }
      const taken = new Set(batch);
      const stuck = (row: InboxRow): boolean => {
        for (const older of waiting.values())
          if (placeOf(older) === placeOf(row) && older.envelope.seq < row.envelope.seq && !taken.has(older))
            return true;
        return false;
      };
      return batch.filter((row) => !stuck(row)).map(claimedOf);
    });
  }

  override fail(tx: MemoryTx, module: string, failed: FailedMessage): Promise<void> {
    return tx.statement('inbox.fail', () => {
      const row = this.parts.post.of(module).received.get(failed.id);
      if (row === undefined) return;
      const { attempts, retryInMs } = failed;
      const before = { ...row };
      Object.assign(row, {
        attempts,
        nextAttemptMs: retryInMs === null ? null : tx.nowMs + retryInMs,
        deadAtMs: retryInMs === null ? tx.nowMs : null,
      });
      tx.database.changed({ table: 'inbox', key: failed.id, before, after: row }, () =>
        Object.assign(row, before),
      );
      tx.withCommit(() => this.parts.post.onFailure(row.envelope, failed));
    });
  }

  override finish(tx: MemoryTx, module: string, ids: readonly string[]): void {
    tx.withCommit(() => {
      const { received, waiting } = this.parts.post.of(module);
      for (const id of ids) {
        const row = received.get(id)!;
        row.doneAtMs = tx.nowMs;
        waiting.delete(id);
        this.parts.post.onDone(module, row.envelope, row.data);
      }
    });
  }

  /** Gives a dead letter another life; false when there is none of that id. */
  retryDead(module: string, id: string): boolean {
    const row = this.parts.post.of(module).waiting.get(id);
    if (row === undefined || row.deadAtMs === null) return false;
    Object.assign(row, { attempts: 0, nextAttemptMs: null, deadAtMs: null });
    return true;
  }

  private put(module: string, records: readonly Recorded[]): void {
    const { post, messageId, now } = this.parts;
    const { outbox, lastSeq } = post.of(module);
    for (const { message, context } of records) {
      const { key } = message;
      const seq = (lastSeq.get(key) ?? 0) + 1;
      lastSeq.set(key, seq);
      const envelope: Envelope = {
        ...context,
        id: messageId() as MessageId,
        type: (message.constructor as unknown as MessageClass).type,
        source: module,
        ...{ key, seq },
        recordedAt: epochMs(now()),
      };
      // As a column would have it: nothing but plain JSON, and nothing that anybody else can change.
      const data: object = jsonColumn(message);
      outbox.push({ envelope, data });
      post.onRecord(envelope, data);
    }
  }

  private async statement<T>(name: string, work: () => T): Promise<T> {
    const { connection } = this.parts;
    await connection.statement(name);
    const value = work();
    await connection.answered(name);
    return value;
  }
}

const claimedOf = ({ envelope, data, attempts }: InboxRow): ClaimedMessage => ({ envelope, data, attempts });

const placeOf = ({ envelope: { source, key } }: InboxRow): string => `${source}\n${key}`;

const kindOf = (message: MessageClass): 'command' | 'event' =>
  message.prototype instanceof RecordCommand ? 'command' : 'event';
