/** Values of a metric's labels; every declared label has one. Labels have few values: never ids, raw URLs or texts. */
export type Labels<Label extends string> = Readonly<Record<Label, string>>;

export interface Counter<Label extends string = never> {
  add(labels: Labels<Label>, amount?: number): void;
  /** The count of these labels, for whoever counts so often that the search for it would show. Ask once and keep it. */
  series(labels: Labels<Label>): CounterSeries;
}

export interface CounterSeries {
  add(amount?: number): void;
}

export interface Gauge<Label extends string = never> {
  set(labels: Labels<Label>, value: number): void;
  /**
   * Asks for the values when somebody looks, instead of setting them all the time. A read that throws, or takes longer
   * than a second, leaves the gauge without values and is counted; the page is answered all the same.
   */
  collect(read: () => readonly Sample<Label>[] | Promise<readonly Sample<Label>[]>): void;
}

export interface Sample<Label extends string = never> {
  readonly labels: Labels<Label>;
  readonly value: number;
}

export interface Histogram<Label extends string = never> {
  observe(labels: Labels<Label>, value: number): void;
  /** The buckets of these labels, found once like the series of a counter. */
  series(labels: Labels<Label>): HistogramSeries;
}

export interface HistogramSeries {
  observe(value: number): void;
}

/**
 * Declares metrics. A name declared twice is one metric; declaring it with another kind or other labels throws.
 * Durations are in seconds and end in `_seconds`, counters end in `_total`.
 */
export abstract class Meter {
  abstract counter<const Label extends string = never>(
    name: string,
    help: string,
    labels?: readonly Label[],
  ): Counter<Label>;

  abstract gauge<const Label extends string = never>(
    name: string,
    help: string,
    labels?: readonly Label[],
  ): Gauge<Label>;

  abstract histogram<const Label extends string = never>(
    name: string,
    help: string,
    labels?: readonly Label[],
    buckets?: readonly number[],
  ): Histogram<Label>;
}
