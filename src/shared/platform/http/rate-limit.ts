/** What a bucket answers to one more request. */
export interface Take {
  readonly taken: boolean;
  /** How many more would be taken right now. */
  readonly remaining: number;
  /** Seconds until the bucket is full again. */
  readonly resetSec: number;
  /** Seconds until the next one is taken; 0 when this one was. */
  readonly retryAfterSec: number;
}

const MINUTE_MS = 60_000;
/** Sums of fractions: a millionth too much is not too much. */
const CRUMB = 1e-6;
/** Beyond this many names at a time those that are full again are forgotten; each is some hundred bytes. */
const MANY = 50_000;

/**
 * A limit of requests a minute for each name: as many at once as in a minute, then one after the other at that pace. It
 * counts by one time for each name, the instant at which its bucket is full again (GCRA), so it costs the same whatever the
 * limit. Each process counts by itself: several API processes let through as many times the limit.
 */
export class RateLimit {
  private readonly fullAt = new Map<string, number>();

  constructor(readonly perMinute: number) {}

  /** `nowMs` never goes back. */
  take(name: string, nowMs: number): Take {
    if (this.fullAt.size >= MANY) this.forgetFull(nowMs);
    const intervalMs = MINUTE_MS / this.perMinute;
    const fullAt = Math.max(this.fullAt.get(name) ?? 0, nowMs);
    const after = fullAt + intervalMs;
    const overMs = after - nowMs - MINUTE_MS;
    const taken = overMs <= CRUMB;
    if (taken) this.fullAt.set(name, after);
    const waitingMs = (taken ? after : fullAt) - nowMs;
    return {
      taken,
      remaining: Math.max(0, Math.floor((MINUTE_MS - waitingMs) / intervalMs + CRUMB)),
      resetSec: Math.ceil(waitingMs / 1000 - CRUMB),
      retryAfterSec: taken ? 0 : Math.max(1, Math.ceil(overMs / 1000 - CRUMB)),
    };
  }

  private forgetFull(nowMs: number): void {
    for (const [name, fullAt] of this.fullAt) if (fullAt <= nowMs) this.fullAt.delete(name);
  }
}
