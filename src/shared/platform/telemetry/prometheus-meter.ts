import * as prometheus from 'prom-client';
import { BucketHistogram } from './bucket-histogram.js';
import {
  Meter,
  type Counter,
  type CounterSeries,
  type Gauge,
  type Histogram,
  type Labels,
  type Sample,
} from './meter.port.js';

const COLLECT_TIMEOUT_MS = 1_000;
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

type Read = () => readonly Sample<string>[] | Promise<readonly Sample<string>[]>;

interface Declared {
  readonly signature: string;
  readonly metric: Counter<string> | Gauge<string> | Histogram<string>;
}

/** Metrics of one application in a registry of its own. */
export class PrometheusMeter extends Meter {
  private readonly declared = new Map<string, Declared>();
  private readonly failures: Counter<'name'>;

  constructor(private readonly registry: prometheus.Registry) {
    super();
    this.failures = this.counter('metrics_collect_failures_total', 'Gauges that could not be read', ['name']);
  }

  counter<const Label extends string = never>(
    name: string,
    help: string,
    labels: readonly Label[] = [],
  ): Counter<Label> {
    return this.declare('counter', name, labels, () => {
      const tallies: Tally<Label>[] = [];
      const metric = new prometheus.Counter({
        ...{ name, help, labelNames: labels, registers: [this.registry] },
        collect: () => {
          for (const tally of tallies) tally.handTo(metric);
        },
      });
      return {
        add: (values: Labels<Label>, amount = 1): void => {
          metric.inc(values, amount);
        },
        series: (values: Labels<Label>): CounterSeries => {
          const tally = new Tally(values);
          tallies.push(tally);
          return tally;
        },
      };
    });
  }

  gauge<const Label extends string = never>(
    name: string,
    help: string,
    labels: readonly Label[] = [],
  ): Gauge<Label> {
    return this.declare('gauge', name, labels, () => {
      const reads: Read[] = [];
      const metric = new prometheus.Gauge<string>({
        name,
        help,
        labelNames: labels,
        registers: [this.registry],
        collect: async () => {
          if (reads.length > 0) await this.refresh(name, metric, reads, labels.length === 0);
        },
      });
      return {
        set: (values: Labels<Label>, value: number): void => {
          metric.set(values, value);
        },
        collect: (read: Read): void => {
          reads.push(read);
        },
      };
    });
  }

  histogram<const Label extends string = never>(
    name: string,
    help: string,
    labels: readonly Label[] = [],
    buckets: readonly number[] = secondsBuckets,
  ): Histogram<Label> {
    return this.declare('histogram', name, labels, () => {
      const metric = new BucketHistogram(name, help, labels, buckets);
      metric.registerIn(this.registry);
      return metric;
    });
  }

  private declare<Metric extends Declared['metric']>(
    kind: string,
    name: string,
    labels: readonly string[],
    make: () => Metric,
  ): Metric {
    const signature = `${kind}(${labels.join(', ')})`;
    const known = this.declared.get(name);
    if (known !== undefined && known.signature !== signature) {
      throw new Error(`metric ${name} is declared as ${known.signature} and again as ${signature}`);
    }
    if (known !== undefined) return known.metric as Metric;
    const metric = make();
    this.declared.set(name, { signature, metric });
    return metric;
  }

  private async refresh(
    name: string,
    metric: prometheus.Gauge,
    reads: readonly Read[],
    unlabelled: boolean,
  ): Promise<void> {
    metric.reset();
    // Reset sets a gauge without labels to 0, which would be a value; unknown is not a number.
    if (unlabelled) metric.set(Number.NaN);
    for (const outcome of await Promise.allSettled(reads.map(readInTime))) {
      if (outcome.status === 'rejected') this.failures.add({ name });
      else for (const { labels, value } of outcome.value) metric.set(labels, value);
    }
  }
}

/** What one series has counted since somebody looked; the library would search for the series at every count. */
class Tally<Label extends string> implements CounterSeries {
  private amount = 0;

  constructor(private readonly labels: Labels<Label>) {}

  add(amount = 1): void {
    if (!(amount >= 0 && amount < Infinity)) throw new RangeError(`a counter cannot grow by ${amount}`);
    this.amount += amount;
  }

  handTo(counter: prometheus.Counter<Label>): void {
    if (this.amount === 0) return;
    counter.inc(this.labels, this.amount);
    this.amount = 0;
  }
}

async function readInTime(read: Read): Promise<readonly Sample<string>[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error('too slow'));
    }, COLLECT_TIMEOUT_MS);
  });
  try {
    return await Promise.race([Promise.resolve().then(read), late]);
  } finally {
    clearTimeout(timer);
  }
}
