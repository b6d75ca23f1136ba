import type { AuditScope, Breach, Invariant } from './invariant.js';

/** The rows that an auditor looks at. */
export abstract class Books {
  /** Those of the invariants that do not hold; all read at one moment, so that nothing that is just being written looks broken. */
  abstract breaches(invariants: readonly Invariant[], scope: AuditScope): Promise<readonly Breach[]>;
}
