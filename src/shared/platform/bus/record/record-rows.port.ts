import type { Envelope, MessageContext } from '../../../pure/messages/envelope.js';
import type { RunOptions, Tx } from '../../persistence/unit-of-work.port.js';
import type { RecordRoute } from '../on-record.js';

/** Messages that are handled in one transaction at most. */
export const INBOX_BATCH = 64;

/** A transaction with parts that can fail alone. */
export interface PartedTx extends Tx {
  /** Runs a part that can fail alone: its changes, records and actions go, those before it stay. The error is thrown on. */
  part<T>(work: () => Promise<T>): Promise<T>;
}

/** Transactions of one module whose records end in its outbox. */
export interface RecordingUnitOfWork<T extends PartedTx> {
  runParted<Answer>(work: (tx: T) => Promise<Answer>, options?: RunOptions): Promise<Answer>;
}

export interface CommitHooks {
  /** Context that messages recorded now belong to. */
  readonly context: () => MessageContext;
  /** Told after every commit; `recorded`: it put something into the outbox. */
  readonly committed: (recorded: boolean) => void;
}

export interface Relayed {
  /** Outbox rows that are now sent. */
  readonly sent: number;
  /** Modules whose inbox got something. */
  readonly targets: readonly string[];
  /** True when another batch may be waiting. */
  readonly more: boolean;
  /** True when a row waits because somebody listens who was not among `listeners`. */
  readonly newListener: boolean;
}

export interface Waiting {
  readonly module: string;
  /** Rows that are recorded and not yet relayed. */
  readonly outbox: boolean;
  /** Rows that are due and not yet handled. */
  readonly inbox: boolean;
}

/** A message of an inbox that is being handled. */
export interface ClaimedMessage {
  readonly envelope: Envelope;
  readonly data: object;
  /** Attempts before this one. */
  readonly attempts: number;
}

export interface FailedMessage {
  readonly id: string;
  readonly attempts: number;
  readonly reason: string;
  /** Null when it is dead: kept, and its key waits behind it. */
  readonly retryInMs: number | null;
}

/** Inboxes inside a transaction. */
export interface InboxRows<T extends PartedTx> {
  /**
   * Takes what is due of these types, in the order in which it came, and locks it. What stands behind a message of its key
   * that is neither handled nor taken with it stays.
   * @param except messages that the caller leaves to others for now, with what stands behind them.
   */
  claim(
    tx: T,
    module: string,
    types: readonly string[],
    except: readonly string[],
  ): Promise<readonly ClaimedMessage[]>;

  fail(tx: T, module: string, failed: FailedMessage): Promise<void>;

  /** Marks these as handled, as part of the commit. */
  finish(tx: T, module: string, ids: readonly string[]): void;
}

/** Outboxes, inboxes and subscriptions as the record lane works on them. */
export abstract class RecordRows<T extends PartedTx> implements InboxRows<T> {
  abstract unitOfWork(module: string, hooks: CommitHooks): RecordingUnitOfWork<T>;

  /** Replaces what `module` listens to. @throws when another module already takes one of the commands. */
  abstract subscribe(module: string, routes: readonly RecordRoute[]): Promise<void>;

  /** Modules that listen to anything that `module` may record, at this moment. */
  abstract listeners(module: string): Promise<readonly string[]>;

  /**
   * Moves one batch from an outbox into the inboxes of those who listen, all or nothing. A row waits while an older one of
   * its key is neither sent nor in this batch; one that is in an inbox already stays there as it is.
   */
  abstract relay(module: string, listeners: readonly string[]): Promise<Relayed>;

  /** The modules whose rows wait for work. */
  abstract scan(modules: readonly string[]): Promise<readonly Waiting[]>;

  /** Deletes what was over longer ago than `olderThanMs`. */
  abstract forget(modules: readonly string[], olderThanMs: number): Promise<number>;

  abstract claim(
    tx: T,
    module: string,
    types: readonly string[],
    except: readonly string[],
  ): Promise<readonly ClaimedMessage[]>;
  abstract fail(tx: T, module: string, failed: FailedMessage): Promise<void>;
  abstract finish(tx: T, module: string, ids: readonly string[]): void;
}
