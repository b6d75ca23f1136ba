import fc from 'fast-check';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { bearersOf, POSTED_WITHIN_MS } from './bearers.js';

const held = (name: string, from: number, until: number | null) => ({
  name,
  openedAt: epochMs(from),
  closedAt: until === null ? null : epochMs(until),
});
const HOUR = POSTED_WITHIN_MS;
const bearers = (at: number, isLate: boolean, ...all: readonly ReturnType<typeof held>[]) =>
  bearersOf(all, epochMs(at), isLate).map(({ name }) => name);

describe('a bill of funding', () => {
  it('falls on what was held then, whatever is held now', () => {
    expect(bearers(50, false, held('before', 10, 40), held('then', 45, 60), held('now', 70, null))).toEqual([
      'then',
    ]);
  });

  it('falls on what is closed in the same instant, and not on what is opened in it', () => {
    expect(bearers(50, false, held('old', 10, 50), held('new', 50, null))).toEqual(['old']);
  });

  it('falls on what is opened in its instant where nothing was held before', () => {
    expect(bearers(50, false, held('new', 50, null))).toEqual(['new']);
  });

  it('waits where nothing was held: a fill may be on its way', () => {
    expect(bearers(50, false, held('before', 10, 40), held('after', 60, null))).toEqual([]);
  });

  it('is borne by the position closed last once nothing is waited for any more', () => {
    expect(bearers(50, true, held('one', 10, 45), held('two', 12, 40))).toEqual(['one']);
  });

  it('is borne by nobody where the last position was closed long before', () => {
    expect(bearers(HOUR + 50, true, held('one', 10, 49))).toEqual([]);
    expect(bearers(HOUR + 50, true, held('one', 10, 50))).toEqual(['one']);
  });

  it('never falls on what was opened later', () => {
    const span = fc.record({ from: fc.nat(100), length: fc.option(fc.nat(100)) });
    fc.assert(
      fc.property(fc.array(span, { maxLength: 6 }), fc.nat(200), fc.boolean(), (spans, at, isLate) => {
        const all = spans.map(({ from, length }, index) =>
          held(String(index), from, length === null ? null : from + length),
        );
        for (const { openedAt, closedAt } of bearersOf(all, epochMs(at), isLate)) {
          expect(openedAt).toBeLessThanOrEqual(at);
          if (!isLate) expect(closedAt ?? at).toBeGreaterThanOrEqual(at);
        }
      }),
    );
  });
});
