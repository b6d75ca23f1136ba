import type { Counter, CounterSeries, Histogram, HistogramSeries, Meter } from '../telemetry/meter.port.js';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const LABELS = ['method', 'route', 'status'] as const;

interface Series {
  readonly total: CounterSeries;
  readonly duration: HistogramSeries;
}

/**
 * Counts and times answers by method, route pattern and status. There are few such combinations and each of them comes often, so
 * its series are looked for once.
 */
export class AnswerMetrics {
  private readonly total: Counter<(typeof LABELS)[number]>;
  private readonly duration: Histogram<(typeof LABELS)[number]>;
  private readonly byRoute = new Map<string, Map<string, Map<number, Series>>>();

  constructor(meter: Meter) {
    this.total = meter.counter('http_requests_total', 'HTTP requests answered', LABELS);
    this.duration = meter.histogram(
      'http_request_duration_seconds',
      'Time to answer an HTTP request',
      LABELS,
    );
  }

  /** `route`: the pattern of a route, never an address. */
  record(method: string, route: string, status: number, seconds: number): void {
    const { total, duration } =
      this.byRoute.get(route)?.get(method)?.get(status) ?? this.find(methodOf(method), route, status);
    total.add();
    duration.observe(seconds);
  }

  private find(method: string, route: string, status: number): Series {
    const byMethod = this.byRoute.get(route) ?? new Map<string, Map<number, Series>>();
    this.byRoute.set(route, byMethod);
    const byStatus = byMethod.get(method) ?? new Map<number, Series>();
    byMethod.set(method, byStatus);
    const known = byStatus.get(status);
    if (known !== undefined) return known;
    const labels = { method, route, status: String(status) };
    const made = { total: this.total.series(labels), duration: this.duration.series(labels) };
    byStatus.set(status, made);
    return made;
  }
}

/** Whatever a client calls a method is no label. */
const methodOf = (method: string): string => (METHODS.has(method) ? method : 'other');
