import type { JsonObject } from '../../pure/json.js';

export interface Readiness {
  readonly ok: boolean;
  /** Numbers for the operator; the page is public, so no addresses, names or texts of errors. */
  readonly detail?: JsonObject;
}

/** One dependency without which this process should get no requests: `database`, `queue`, `migrations`, `bus`, `feed`. */
export abstract class ReadinessCheck {
  abstract readonly name: string;

  /** Throwing means not ready; `signal` is aborted when the answer comes too late to count. */
  abstract check(signal: AbortSignal): Promise<Readiness>;
}
