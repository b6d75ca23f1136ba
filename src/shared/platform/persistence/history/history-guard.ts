import { furthestOf, lossBetween, type Loss, type ServerHistory } from './server-history.js';

/** The database is not any more the one that this process has worked on: nothing that it remembers may be believed. */
export class HistoryLost extends Error {
  override readonly name = 'HistoryLost';

  constructor(readonly loss: Loss) {
    super(`the database has lost time (${loss}): nothing is done on it before everything is begun anew`);
  }
}

/**
 * A process works on one history of its database. Every new connection is held against it before its first statement, so that
 * nothing that was decided before a fail-over is carried out after it by whoever does not know.
 */
export class HistoryGuard {
  private loss: Loss | null = null;

  constructor(
    private latest: ServerHistory,
    /** Called once. */
    private readonly lost: (loss: Loss) => void = () => undefined,
  ) {}

  /** What the process has seen of it last. */
  get seen(): ServerHistory {
    return this.latest;
  }

  /**
   * Holds what the server tells against what it had told before it was asked. Several connections ask at once, and of their
   * answers an older one may come last: it says nothing about what was asked after it.
   * @throws HistoryLost, from the first time on always.
   */
  async meet(ask: () => Promise<ServerHistory>): Promise<void> {
    const before = this.latest;
    const found = await ask();
    if (this.loss === null) {
      const loss = lossBetween(before, found);
      if (loss === null) {
        this.latest = furthestOf(this.latest, found);
        return;
      }
      this.loss = loss;
      this.lost(loss);
    }
    throw new HistoryLost(this.loss);
  }
}
