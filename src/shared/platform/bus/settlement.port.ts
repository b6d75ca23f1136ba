import type { Sql } from 'sql-template-tag';

/** Tells when everything that a step of a stepped feed has caused is dealt with. */
export abstract class Settlement {
  /** Resolves when no row of the steps up to `step` waits any more; rejects when `signal` is aborted. */
  abstract untilSettled(step: number, signal: AbortSignal): Promise<void>;
}

/** Work that a module keeps in rows of its own, beside outbox and inbox, and that a step has to wait for. */
export interface SettlementSource {
  /**
   * A query with one column `n`: rows of the steps up to `step` that nobody has dealt with yet. A text and not an answer,
   * because only counts taken in one statement see work that is just moving between them.
   */
  count(step: number): Sql;
  /** Resolves when this process has nothing of it under way. */
  idle(): Promise<void>;
}

/** Where modules register what a step waits for. */
export class SettlementSources {
  private readonly sources: SettlementSource[] = [];

  register(source: SettlementSource): void {
    this.sources.push(source);
  }

  counts(step: number): readonly Sql[] {
    return this.sources.map((source) => source.count(step));
  }

  async idle(): Promise<void> {
    await Promise.all(this.sources.map((source) => source.idle()));
  }
}
