import { Injectable } from '@nestjs/common';
import { Meter, type Counter, type Histogram } from '../../../shared/platform/telemetry/meter.port.js';
import type { Intent } from './ports/intent.js';

/** Counts of the life of orders; told after the commit that made them true. */
@Injectable()
export class OrderMetrics {
  private readonly orders: Counter<'exchange' | 'symbol' | 'side' | 'status'>;
  private readonly foreign: Counter<'exchange' | 'symbol'>;
  private readonly repairs: Counter<'what'>;
  private readonly limited: Counter;
  private readonly duration: Histogram;

  constructor(meter: Meter) {
    this.orders = meter.counter('orders_total', 'Orders that reached a status', [
      'exchange',
      'symbol',
      'side',
      'status',
    ]);
    this.foreign = meter.counter('foreign_executions_total', 'Executions of orders that are not ours', [
      'exchange',
      'symbol',
    ]);
    this.repairs = meter.counter(
      'order_repairs_total',
      'What was put right for bots whose venue showed something else than the books',
      ['what'],
    );
    this.limited = meter.counter(
      'order_repair_limits_total',
      'Bots that need a person because they were repaired too often',
      [],
    );
    this.duration = meter.histogram(
      'order_duration_seconds',
      'From the stored intent to the answer of the venue',
    );
  }

  reached({ venue, symbol, side, status }: Pick<Intent, 'venue' | 'symbol' | 'side' | 'status'>): void {
    this.orders.add({ exchange: venue, symbol, side, status });
  }

  answered(seconds: number): void {
    this.duration.observe({}, Math.max(0, seconds));
  }

  repaired(what: string, bots: number): void {
    if (bots > 0) this.repairs.add({ what }, bots);
  }

  outOfRepairs(): void {
    this.limited.add({});
  }

  notOurs(venue: string, symbol: string, count: number): void {
    this.foreign.add({ exchange: venue, symbol }, count);
  }
}
