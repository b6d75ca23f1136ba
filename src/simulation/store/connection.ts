/**
 * How a process reaches the database: what it asks passes here on its way there and back, and this is where faults happen. The
 * plain one is a database that never fails.
 */
export interface Connection {
  /** Before a statement, of a transaction or alone. @throws when the connection is gone: nothing was done. */
  readonly statement: (name: string) => Promise<void>;
  /** After a statement that is no part of a transaction. @throws when its answer is lost: it was done. */
  readonly answered: (name: string) => Promise<void>;
  /** Before COMMIT. @throws when it does not arrive: nothing is stored. */
  readonly commit: (name: string) => Promise<void>;
  /** After COMMIT. @throws CommitUnknown when its answer is lost. */
  readonly committed: (name: string) => Promise<void>;
  /** Called with what ends a transaction that its process has left open; it is not called any more once that is over. */
  readonly opened: (end: () => void) => () => void;
}

const nothing = async (): Promise<void> => undefined;

export const PLAIN_CONNECTION: Connection = {
  statement: nothing,
  answered: nothing,
  commit: nothing,
  committed: nothing,
  opened: () => () => undefined,
};
