/**
 * What a request meets that the venue does not look at: no answer at all, one that an adapter cannot read for certain, or a
 * refusal in words that are the same for all venues. `open` when it goes on.
 */
export type AtGate = 'open' | 'silent' | 'unreadable' | { readonly code: string };

/** Something that holds at a venue for a while. */
export interface Condition {
  /** What a request that would change something meets. */
  readonly writes?: (accountId: string) => AtGate;
  /** Whether a question is answered. */
  readonly reads?: (accountId: string) => boolean;
  /** Whether the stream of an account tells anything. */
  readonly tells?: (accountId: string) => boolean;
}

/** What holds at a venue now: set by what happens to it (`events`), asked by the gateway and the stream. */
export class Conditions {
  private readonly holding = new Set<Condition>();

  /** Answers how to end it. */
  begin(condition: Condition): () => void {
    this.holding.add(condition);
    return () => this.holding.delete(condition);
  }

  /** Nothing holds any more. */
  end(): void {
    this.holding.clear();
  }

  /** The first that does not let it go on says what it meets; the others are not asked. */
  writes(accountId: string): AtGate {
    for (const { writes } of this.holding) {
      const met = writes?.(accountId) ?? 'open';
      if (met !== 'open') return met;
    }
    return 'open';
  }

  reads(accountId: string): boolean {
    for (const { reads } of this.holding) if (reads?.(accountId) === false) return false;
    return true;
  }

  tells(accountId: string): boolean {
    for (const { tells } of this.holding) if (tells?.(accountId) === false) return false;
    return true;
  }
}
