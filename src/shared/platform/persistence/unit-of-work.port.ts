import type { RecordMessage } from '../../pure/messages/message.js';

/**
 * One transaction of one module, as a use case sees it: opaque to everything but the module's own repositories. What is
 * recorded here stands in the module's outbox when, and only when, the transaction commits.
 */
export interface Tx {
  record(...messages: readonly RecordMessage[]): void;

  /** Runs `action` after the commit, in this process: a nudge or a count, never work, for a crash forgets it. */
  afterCommit(action: () => void): void;
}

/**
 * Opens transactions on the module's own tables. The work may run more than once (a deadlock or serialisation failure is
 * tried again), so it touches the database and local values only: no network, no timers, nothing outside.
 */
export abstract class UnitOfWork {
  abstract run<T>(work: (tx: Tx) => Promise<T>, options?: RunOptions): Promise<T>;
}

export interface RunOptions {
  /**
   * Whether `run` waits until the commit is on the disk; true unless said otherwise. False is for work whose whole effect is
   * rows of this database. Postgres writes commits to the disk in their order, so a crash of the database server can lose
   * the newest of them together with everything that was built on them, never one alone: it is as if they had not happened
   * yet, and they happen again. Whoever tells something outside the database (a venue, a person) waits.
   */
  readonly awaitDisk?: boolean;
}

/** The connection broke while COMMIT was under way: the work may or may not be stored. Read before trying again. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
}
