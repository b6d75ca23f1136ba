export interface Violation {
  /** The invariant in words, with its number. */
  readonly invariant: string;
  readonly count: number;
}

/** What must hold of the rows at any moment. */
export abstract class AuditStore {
  /** Every invariant with how often it is broken; all read at one moment. */
  abstract check(): Promise<readonly Violation[]>;
}
