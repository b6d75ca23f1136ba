import type { Sql } from '../persistence/sql.js';

/** `recent`: what the newest rows touch, which costs the same however many there are. `whole`: everything. */
export type AuditScope = 'recent' | 'whole';

/** Something that must hold of the rows of a module at any moment. */
export interface Invariant {
  /** Its number among the invariants of the program: `I1`. */
  readonly number: string;
  /** What breaks it, in words. */
  readonly says: string;
  /**
   * A query for the rows that break it, with the columns `user_id`, `account_id` and `instance_id`: whom it concerns, null
   * where it is not known. No rows: it holds.
   */
  readonly broken: (scope: AuditScope) => Sql;
}

/** Whom a broken invariant concerns: the narrowest that is known. */
export interface Concerned {
  readonly userId: string | null;
  readonly accountId: string | null;
  readonly instanceId: string | null;
}

/** An invariant that does not hold. */
export interface Breach {
  readonly number: string;
  readonly says: string;
  /** Rows that break it. */
  readonly rows: number;
  /** The first of them, each only once. */
  readonly concerned: readonly Concerned[];
}

/** The invariants of one module, and what it does when one of them does not hold. */
export interface AuditSource {
  readonly module: string;
  readonly invariants: readonly Invariant[];
  /** Told after every look what does not hold, and of nothing when everything does. */
  readonly found?: (breaches: readonly Breach[]) => Promise<void>;
}

/** Where modules register what must hold of their rows. */
export class AuditSources {
  private readonly registered: AuditSource[] = [];

  register(source: AuditSource): void {
    this.registered.push(source);
  }

  get all(): readonly AuditSource[] {
    return this.registered;
  }
}
