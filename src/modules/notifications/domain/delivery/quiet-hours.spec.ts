import fc from 'fast-check';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { clockText, isTimeZone, minuteOf, quietUntil } from './quiet-hours.js';

const at = (iso: string) => epochMs(Date.parse(iso));
const until = (iso: string, from: string, to: string, zone: string): string | null => {
  const end = quietUntil(at(iso), { from: minuteOf(from)!, to: minuteOf(to)! }, zone);
  return end === null ? null : new Date(end).toISOString();
};

describe('quiet hours', () => {
  it('are those of the place where the person lives', () => {
    // 23:10 in Seoul is 14:10 UTC.
    expect(until('2025-05-02T14:10:30Z', '22:00', '07:00', 'Asia/Seoul')).toBe('2025-05-02T22:00:00.000Z');
    expect(until('2025-05-02T14:10:30Z', '22:00', '07:00', 'UTC')).toBeNull();
  });

  it('may reach over midnight or lie within a day', () => {
    expect(until('2025-05-02T03:00:00Z', '22:00', '07:00', 'UTC')).toBe('2025-05-02T07:00:00.000Z');
    expect(until('2025-05-02T13:59:59Z', '13:00', '14:00', 'UTC')).toBe('2025-05-02T14:00:00.000Z');
  });

  it('begin with their first minute and end before their last', () => {
    expect(until('2025-05-02T21:59:59Z', '22:00', '07:00', 'UTC')).toBeNull();
    expect(until('2025-05-02T22:00:00Z', '22:00', '07:00', 'UTC')).not.toBeNull();
    expect(until('2025-05-02T07:00:00Z', '22:00', '07:00', 'UTC')).toBeNull();
  });

  it('of no length are none', () => {
    expect(until('2025-05-02T22:00:00Z', '22:00', '22:00', 'UTC')).toBeNull();
    expect(quietUntil(at('2025-05-02T22:00:00Z'), null, 'UTC')).toBeNull();
  });

  it('have an end that lies ahead, less than a day away, and is not quiet itself', () => {
    const minute = fc.integer({ min: 0, max: 1_439 });
    const zone = fc.constantFrom('UTC', 'Asia/Seoul', 'Asia/Kolkata', 'America/Phoenix');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.record({ from: minute, to: minute }),
        zone,
        (now, quiet, timeZone) => {
          const end = quietUntil(epochMs(now), quiet, timeZone);
          if (end === null) return;
          expect(end).toBeGreaterThan(now);
          expect(end - now).toBeLessThan(86_400_000);
          expect(quietUntil(end, quiet, timeZone)).toBeNull();
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are written as a clock shows them', () => {
    expect(['00:00', '07:30', '23:59'].map((text) => clockText(minuteOf(text)!))).toEqual([
      ...['00:00', '07:30', '23:59'],
    ]);
    expect(['24:00', '7:30', '07:60', ''].map(minuteOf)).toEqual([null, null, null, null]);
  });

  it('know a time zone from a word', () => {
    expect(['Asia/Seoul', 'UTC', 'Asia/Atlantis', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
