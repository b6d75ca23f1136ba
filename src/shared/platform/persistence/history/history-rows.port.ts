import type { Loss, ServerHistory } from './server-history.js';

/** The history that was written down when the database was opened last. */
export interface KnownHistory extends Pick<ServerHistory, 'system' | 'timeline'> {
  /** Since the newest sign of life that it has, by the database's clock. */
  readonly silentForMs: number;
}

export interface NotedLoss {
  readonly loss: Loss;
  /** Whether the program goes on without a person's word. */
  readonly goesOn: boolean;
}

/** What a database knows of its own history, beside what its server tells. */
export abstract class HistoryRows {
  abstract server(): Promise<ServerHistory>;

  /** Null in a database that nobody has opened yet. */
  abstract known(): Promise<KnownHistory | null>;

  /** The history of a database that has none; does nothing when it has one meanwhile. */
  abstract begin(found: ServerHistory): Promise<void>;

  /** A restoration, together with the history as it is now; nothing when somebody else has written that down meanwhile. */
  abstract lost(known: KnownHistory, found: ServerHistory, noted: NotedLoss): Promise<void>;

  /** Whether something that was lost waits for a person's word. */
  abstract waits(): Promise<boolean>;
}
