import type { Clock } from '../../../../shared/platform/clock/clock.port.js';
import type { Counter, Meter } from '../../../../shared/platform/telemetry/meter.port.js';
import type { RequestBudget, Shortage, VenueRequest } from '../../domain/budget/index.js';
import type { BudgetObserver } from './budget-observer.js';

/** A wait that somebody should know of. */
const LONG_MS = 500;
/** Where one waits many do: one line for all of so long. */
const QUIET_MS = 10_000;

export interface BudgetReportParts {
  readonly exchange: string;
  readonly budget: Pick<RequestBudget, 'used'>;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly meter: Meter;
  readonly warn: (line: string) => void;
}

/** What operators see of a budget: metrics, and a log line when it is felt. */
export class BudgetReport implements BudgetObserver {
  private readonly waiting: Counter<'exchange' | 'kind'>;
  private readonly refusals: Counter<'exchange' | 'kind' | 'by'>;
  private quietUntilMs = Number.NEGATIVE_INFINITY;
  /** Not written about yet. */
  private unsaid = { long: 0, longestMs: 0, refused: 0, byVenue: 0 };

  constructor(private readonly parts: BudgetReportParts) {
    const { exchange, budget, clock, meter } = parts;
    const used = meter.gauge(
      'venue_requests_used_ratio',
      'Part of the share of this process that the fullest window of the venue has used',
      ['exchange', 'scope'],
    );
    used.collect(() =>
      [...budget.used(clock.monotonicMs())].map(([scope, value]) => ({ labels: { exchange, scope }, value })),
    );
    this.waiting = meter.counter('venue_request_waits_total', 'Requests that had to wait for room', [
      'exchange',
      'kind',
    ]);
    this.refusals = meter.counter(
      'venue_request_refusals_total',
      'Requests that found no room in time (by us) or were too many for the venue (by venue)',
      ['exchange', 'kind', 'by'],
    );
  }

  waits({ kind }: VenueRequest): void {
    this.waiting.add({ exchange: this.parts.exchange, kind });
  }

  waited(_: VenueRequest, ms: number): void {
    if (ms < LONG_MS) return;
    this.unsaid.long += 1;
    this.unsaid.longestMs = Math.max(this.unsaid.longestMs, ms);
    this.say('');
  }

  refused({ kind }: VenueRequest, shortages: readonly Shortage[]): void {
    this.refusals.add({ exchange: this.parts.exchange, kind, by: 'us' });
    this.unsaid.refused += 1;
    const [shortage] = shortages;
    this.say(shortage === undefined ? '' : `; full: the limit "${shortage.limit}" of each ${shortage.scope}`);
  }

  refusedByVenue({ kind }: VenueRequest): void {
    this.refusals.add({ exchange: this.parts.exchange, kind, by: 'venue' });
    this.unsaid.byVenue += 1;
    this.say('; something else seems to use the same key or address');
  }

  /** What has happened since the last line, and what made us write this one. */
  private say(why: string): void {
    const { clock, exchange, warn } = this.parts;
    const nowMs = clock.monotonicMs();
    if (nowMs < this.quietUntilMs) return;
    this.quietUntilMs = nowMs + QUIET_MS;
    const { long, longestMs, refused, byVenue } = this.unsaid;
    this.unsaid = { long: 0, longestMs: 0, refused: 0, byVenue: 0 };
    const parts = [
      ...(long > 0 ? [`${long} had to wait long, at most ${Math.round(longestMs)} ms`] : []),
      ...(refused > 0 ? [`${refused} found no room in time and were not sent`] : []),
      ...(byVenue > 0 ? [`${byVenue} were refused by the venue as too many`] : []),
    ];
    warn(`requests to ${exchange}: ${parts.join(', ')}${why}`);
  }
}
