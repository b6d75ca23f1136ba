import type * as prometheus from 'prom-client';
import type { Histogram, HistogramSeries, Labels } from './meter.port.js';

interface Value {
  readonly metricName: string;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
}

/**
 * A histogram of Prometheus whose series can be kept by who observes: an observation is then two additions and a search among
 * the bounds. The one of prom-client makes a text of the labels and searches for it at every observation.
 */
export class BucketHistogram<Label extends string> implements Histogram<Label> {
  private readonly byKey = new Map<string, Series>();
  private readonly bounds: readonly number[];

  constructor(
    readonly name: string,
    readonly help: string,
    private readonly labelNames: readonly Label[],
    bounds: readonly number[],
  ) {
    this.bounds = [...bounds].sort((left, right) => left - right);
    // Without labels there is one series, which is known to be empty before anything happens.
    if (labelNames.length === 0) this.series({} as Labels<Label>);
  }

  observe(labels: Labels<Label>, value: number): void {
    this.series(labels).observe(value);
  }

  series(labels: Labels<Label>): HistogramSeries {
    const strange = Object.keys(labels).find((name) => !this.labelNames.includes(name as Label));
    if (strange !== undefined) throw new Error(`metric ${this.name} has no label ${strange}`);
    const key = JSON.stringify(this.labelNames.map((name) => labels[name]));
    const known = this.byKey.get(key);
    if (known !== undefined) return known;
    const made = new Series(labels, this.bounds);
    this.byKey.set(key, made);
    return made;
  }

  /** Shows it on the page of `registry`, which asks of a metric no more than this. */
  registerIn(registry: prometheus.Registry): void {
    const { name, help } = this;
    const get = (): Promise<object> =>
      Promise.resolve({ name, help, type: 'histogram', aggregator: 'sum', values: this.values() });
    registry.registerMetric({ name, help, type: 'histogram', get } as unknown as prometheus.Metric);
  }

  private values(): readonly Value[] {
    return [...this.byKey.values()].flatMap((series) => series.values(this.name));
  }
}

class Series implements HistogramSeries {
  /** One more than there are bounds: what is above all of them. */
  private readonly counts: number[];
  private sum = 0;

  constructor(
    private readonly labels: Readonly<Record<string, string>>,
    private readonly bounds: readonly number[],
  ) {
    this.counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  observe(value: number): void {
    if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be observed`);
    const { bounds } = this;
    let at = 0;
    while (at < bounds.length && value > bounds[at]!) at += 1;
    this.counts[at]! += 1;
    this.sum += value;
  }

  /** As Prometheus wants them: the count of a bucket has those of the buckets below it. */
  values(name: string): readonly Value[] {
    let count = 0;
    const buckets = this.counts.map((own, at) => {
      count += own;
      return {
        metricName: `${name}_bucket`,
        labels: { le: this.bounds[at] ?? '+Inf', ...this.labels },
        value: count,
      };
    });
    return [
      ...buckets,
      { metricName: `${name}_sum`, labels: this.labels, value: this.sum },
      { metricName: `${name}_count`, labels: this.labels, value: count },
    ];
  }
}
