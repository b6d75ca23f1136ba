import fc from 'fast-check';
import * as prometheus from 'prom-client';
import { BucketHistogram } from './bucket-histogram.js';

const observation = fc.record({
  method: fc.constantFrom('GET', 'PO"ST'),
  route: fc.constantFrom('/a', '/b\n', ''),
  value: fc.oneof(fc.constantFrom(0.1, 0.5, 1), fc.double({ min: 0, max: 20, noNaN: true })),
});

describe('a histogram with kept series', () => {
  it('is on the page as the one of prom-client would be, through its series or not', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(observation), fc.boolean(), async (observations, kept) => {
        const [mine, theirs] = [new prometheus.Registry(), new prometheus.Registry()];
        const labels = ['method', 'route'] as const;
        const bounds = [0.1, 0.5, 1];
        const own = new BucketHistogram('h_seconds', 'Help', labels, bounds);
        own.registerIn(mine);
        const model = new prometheus.Histogram({
          ...{ name: 'h_seconds', help: 'Help', labelNames: labels, buckets: bounds, registers: [theirs] },
        });
        for (const { value, ...named } of observations) {
          if (kept) own.series(named).observe(value);
          else own.observe(named, value);
          model.observe(named, value);
        }
        expect(await mine.metrics()).toBe(await theirs.metrics());
        expect(await mine.getMetricsAsJSON()).toHaveLength(1);
      }),
    );
  });

  it('without labels is there before anything happens', async () => {
    const registry = new prometheus.Registry();
    new BucketHistogram('quiet_seconds', 'Help', [], [1]).registerIn(registry);
    expect(await registry.metrics()).toContain('quiet_seconds_count 0');
  });

  it('refuses what is no number and a label that was not declared', () => {
    const histogram = new BucketHistogram('h_seconds', 'Help', ['a'], [1]);
    for (const value of [Number.NaN, Infinity])
      expect(() => histogram.observe({ a: '' }, value)).toThrow(TypeError);
    const strange = { a: '', b: '' };
    expect(() => histogram.series(strange)).toThrow('no label b');
  });
});
