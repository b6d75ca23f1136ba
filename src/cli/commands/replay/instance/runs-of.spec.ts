import type { OwnerAct } from '../../../../shared/pure/strategy/journal.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { CannotCompare } from './cannot-compare.js';
import { runsOf } from './compare-day.js';
import { DAY, journal, min, start } from './testing.js';

const day = { name: '1970-01-02', from: epochMs(DAY), to: epochMs(2 * DAY) };
const stop = (minutes: number): OwnerAct => ({ kind: 'stop-asked', at: min(minutes), mode: 'close' });

const runs = (acts: readonly OwnerAct[], more: Parameters<typeof journal>[1] = {}) =>
  runsOf(journal(acts, more), day).map(({ start: { run }, from, to, acts: own }) => ({
    ...{ run, from, to },
    acts: own.map(({ kind }) => kind),
  }));

describe('the runs of a day', () => {
  it('begin at their starts, however long ago, and end with the day', () => {
    expect(runs([start(-5_000)])).toEqual([{ run: 1, from: min(-5_000), to: day.to, acts: [] }]);
  });

  it('end with the next start; each has the acts of its own time', () => {
    expect(runs([start(-100), stop(60), start(90, 2), stop(3_000)])).toEqual([
      { run: 1, from: min(-100), to: min(90), acts: ['stop-asked'] },
      { run: 2, from: min(90), to: day.to, acts: [] },
    ]);
  });

  it('are none where the bot was stopped before, or started after', () => {
    const { instance } = journal([]);
    const stopped = { ...instance, state: 'stopped', lastDecidedAt: min(-50) } as const;
    expect(runs([start(-100), stop(-60)], { instance: stopped })).toEqual([]);
    expect(runs([start(2_000)])).toEqual([]);
  });

  it.each([
    ['nothing is written down of any start', []],
    ['the first start that is written down was a later one than the first', [start(30, 2)]],
  ])('cannot be told when %s', (_, acts) => {
    expect(() => runs(acts)).toThrow(CannotCompare);
  });
});

describe('a day that cannot be compared', () => {
  it('is told in a sentence, in both languages', () => {
    const error = new CannotCompare('held-at-start', { held: '1.5 BTC', at: '2025-05-04T00:00:00.000Z' });
    expect(error.sentence('en')).toBe(
      'The account already held 1.5 BTC when the bot was started at 2025-05-04T00:00:00.000Z, and a backtest begins without a position.',
    );
    expect(error.sentence('ko')).toContain('1.5 BTC');
  });
});
