import type { Cancel, Clock } from '../../../../shared/platform/clock/clock.port.js';
import type { RequestBudget, RequestWindow, TakenRoom, VenueRequest } from '../../domain/budget/index.js';

interface Waiter {
  readonly requests: readonly VenueRequest[];
  readonly urgent: boolean;
  readonly giveUpAtMs: number;
  readonly end: (room: TakenRoom | null) => void;
}

/**
 * Requests that have no room, the urgent ones first and otherwise in the order in which they came. Nobody overtakes a waiter in
 * what it waits for, and nobody waits for what another one lacks. There is one timer, and only while somebody waits.
 */
export class WaitingRequests {
  private waiters: Waiter[] = [];
  private timer: Cancel = () => undefined;

  constructor(
    private readonly budget: RequestBudget,
    private readonly clock: Pick<Clock, 'monotonicMs' | 'schedule'>,
  ) {}

  /** Room at once, or null: there is none, or somebody was here before. */
  atOnce(requests: readonly VenueRequest[]): TakenRoom | null {
    const nowMs = this.clock.monotonicMs();
    if (this.waiters.length > 0 && this.isBehind(requests, nowMs)) return null;
    return this.budget.take(requests, nowMs);
  }

  /** Room as soon as there is some; null when that is not within `mostMs`. */
  wait(requests: readonly VenueRequest[], mostMs: number): Promise<TakenRoom | null> {
    return new Promise((end) => {
      const urgent = isUrgent(requests);
      const waiter = { requests, urgent, giveUpAtMs: this.clock.monotonicMs() + mostMs, end };
      const place = urgent ? this.waiters.findIndex((other) => !other.urgent) : -1;
      this.waiters.splice(place === -1 ? this.waiters.length : place, 0, waiter);
      this.serve();
    });
  }

  /** Something was answered: there may be room. */
  serve(): void {
    if (this.waiters.length === 0) return;
    this.timer();
    this.timer = () => undefined;
    const nowMs = this.clock.monotonicMs();
    const lacking = new Set<RequestWindow>();
    let nextMs = Number.POSITIVE_INFINITY;
    this.waiters = this.waiters.filter((waiter) => {
      const { requests, giveUpAtMs, end } = waiter;
      // Whoever has slept past their time is too late, also when there is room by now.
      const room =
        nowMs > giveUpAtMs || this.budget.touches(requests, lacking)
          ? null
          : this.budget.take(requests, nowMs);
      if (room === null && nowMs < giveUpAtMs) {
        nextMs = Math.min(nextMs, giveUpAtMs, this.freeAtMs(requests, nowMs, lacking));
        return true;
      }
      end(room);
      return false;
    });
    if (nextMs < Number.POSITIVE_INFINITY)
      this.timer = this.clock.schedule(Math.max(0, nextMs - nowMs), () => this.serve());
  }

  /** When to look again; notes what this one lacks, for those behind it. */
  private freeAtMs(requests: readonly VenueRequest[], nowMs: number, lacking: Set<RequestWindow>): number {
    let atMs = nowMs;
    for (const { window, freeAtMs } of this.budget.shortages(requests, nowMs)) {
      if (window !== null) lacking.add(window);
      atMs = Math.max(atMs, freeAtMs ?? Number.POSITIVE_INFINITY);
    }
    // Only those before it stand in its way: they end the wait.
    return atMs > nowMs ? atMs : Number.POSITIVE_INFINITY;
  }

  /** Whether somebody who is not less urgent lacks what these need. */
  private isBehind(requests: readonly VenueRequest[], nowMs: number): boolean {
    const urgent = isUrgent(requests);
    const lacking = new Set<RequestWindow>();
    for (const waiter of this.waiters)
      if (waiter.urgent || !urgent) this.freeAtMs(waiter.requests, nowMs, lacking);
    return this.budget.touches(requests, lacking);
  }
}

const isUrgent = (requests: readonly VenueRequest[]): boolean => requests.every(({ urgent }) => urgent);
