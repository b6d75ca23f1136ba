import { Registry } from 'prom-client';
import { PrometheusMeter } from './prometheus-meter.js';

function setUp() {
  const registry = new Registry();
  return { meter: new PrometheusMeter(registry), page: () => registry.metrics() };
}

describe('the meter', () => {
  it('counts, gauges and observes under the declared labels', async () => {
    const { meter, page } = setUp();
    meter.counter('orders_total', 'Orders', ['side']).add({ side: 'buy' }, 2);
    meter.gauge('active_positions', 'Positions').set({}, 3);
    meter.histogram('order_duration_seconds', 'Order path', [], [0.1, 1]).observe({}, 0.5);
    const text = await page();
    expect(text).toContain('orders_total{side="buy"} 2');
    expect(text).toContain('active_positions 3');
    expect(text).toContain('order_duration_seconds_bucket{le="0.1"} 0');
    expect(text).toContain('order_duration_seconds_bucket{le="1"} 1');
  });

  it('adds up what is counted in kept series and what is not, however often somebody looks', async () => {
    const { meter, page } = setUp();
    const orders = meter.counter('orders_total', 'Orders', ['side']);
    const [buys, again] = [orders.series({ side: 'buy' }), orders.series({ side: 'buy' })];
    expect(await page()).not.toContain('orders_total{');
    buys.add();
    again.add(2);
    orders.add({ side: 'buy' });
    expect(await page()).toContain('orders_total{side="buy"} 4');
    buys.add();
    expect(await page()).toContain('orders_total{side="buy"} 5');
    for (const amount of [-1, Number.NaN, Infinity])
      expect(() => {
        buys.add(amount);
      }).toThrow(RangeError);
  });

  it('gives the same metric for the same declaration and refuses a different one', async () => {
    const { meter, page } = setUp();
    meter.counter('jobs_total', 'Jobs').add({});
    meter.counter('jobs_total', 'Jobs').add({});
    expect(await page()).toContain('jobs_total 2');
    expect(() => meter.counter('jobs_total', 'Jobs', ['queue'])).toThrow('jobs_total');
    expect(() => meter.gauge('jobs_total', 'Jobs')).toThrow('jobs_total');
  });

  it('asks a collecting gauge whenever somebody looks, and drops labels that are gone', async () => {
    const { meter, page } = setUp();
    let queues = ['a', 'b'];
    meter
      .gauge('queue_waiting', 'Waiting', ['queue'])
      .collect(async () => queues.map((queue) => ({ labels: { queue }, value: 1 })));
    expect(await page()).toContain('queue_waiting{queue="b"} 1');
    queues = ['a'];
    expect(await page()).not.toContain('queue="b"');
  });

  it('answers without the values that cannot be read, never with zero, and counts the failure', async () => {
    const { meter, page } = setUp();
    meter.gauge('fine', 'Fine').set({}, 1);
    meter.gauge('feed_age_seconds', 'Age').collect(() => {
      throw new Error('no feed');
    });
    meter.gauge('dead_letters', 'Letters', ['queue']).collect(() => Promise.reject(new Error('no database')));
    const text = await page();
    expect(text).toContain('fine 1');
    expect(text).toMatch(/^feed_age_seconds nan$/im);
    expect(text).not.toMatch(/^dead_letters\{/m);
    expect(await page()).toMatch(/metrics_collect_failures_total\{name="dead_letters"\} [12]/);
  });

  it('does not wait for a read that hangs', async () => {
    jest.useFakeTimers();
    const { meter, page } = setUp();
    meter.gauge('stuck', 'Stuck', ['x']).collect(() => new Promise(() => undefined));
    const text = page();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await text).toContain('# TYPE stuck gauge');
    jest.useRealTimers();
  });
});
