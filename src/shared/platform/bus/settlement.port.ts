/** Tells when everything that a step of a stepped feed has caused is dealt with. */
export abstract class Settlement {
  /** Resolves when no row of the steps up to `step` waits any more; rejects when `signal` is aborted. */
  abstract untilSettled(step: number, signal: AbortSignal): Promise<void>;
}
