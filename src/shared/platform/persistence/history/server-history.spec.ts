import fc from 'fast-check';
import { goesOnAlone, LONGEST_SILENCE_MS, lossBetween, type ServerHistory } from './server-history.js';

const history = fc.record<ServerHistory>({
  system: fc.option(fc.constantFrom('7101', '7102'), { nil: null }),
  timeline: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  written: fc.option(fc.bigInt({ min: 0n, max: 9n }), { nil: null }),
});

describe('the history of a database server', () => {
  const before: ServerHistory = { system: '7101', timeline: 1, written: 100n };

  test('goes on as long as only its log grows', () => {
    expect(lossBetween(before, { ...before, written: 100n })).toBeNull();
    expect(lossBetween(before, { ...before, written: 101n })).toBeNull();
  });

  test('is another one in another cluster, on another timeline and with less log', () => {
    expect(lossBetween(before, { ...before, system: '7102', timeline: 2 })).toBe('another-server');
    expect(lossBetween(before, { ...before, timeline: 2, written: 900n })).toBe('another-timeline');
    expect(lossBetween(before, { ...before, written: 99n })).toBe('behind');
  });

  test('what a server does not tell proves nothing', () => {
    const silent: ServerHistory = { system: null, timeline: null, written: null };
    fc.assert(
      fc.property(history, (one) => {
        expect(lossBetween(one, one)).toBeNull();
        expect(lossBetween(silent, one)).toBeNull();
        expect(lossBetween(one, silent)).toBeNull();
      }),
    );
  });

  test('whatever is long or was carried somewhere needs a person', () => {
    expect(goesOnAlone('another-timeline', LONGEST_SILENCE_MS)).toBe(true);
    expect(goesOnAlone('behind', 0)).toBe(true);
    expect(goesOnAlone('another-timeline', LONGEST_SILENCE_MS + 1)).toBe(false);
    expect(goesOnAlone('another-server', 0)).toBe(false);
  });
});
