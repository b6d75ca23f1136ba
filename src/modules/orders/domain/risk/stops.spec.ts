import fc from 'fast-check';
import { money, type Money } from '../../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { DEFAULT_LIMITS } from './limits.js';
import { accountStop, cooldownOf, NEW_TALLY, tallied, type Tally } from './stops.js';

const DAY_MS = 86_400_000;
const at = (day: number) => epochMs(1_700_000_000_000 + day * DAY_MS);
const limits = { ...DEFAULT_LIMITS, maxDailyLoss: money('100'), maxDrawdown: money('150') };

const after = (results: readonly (readonly [day: number, net: string])[]): Tally =>
  results.reduce((tally, [day, net]) => tallied(tally, money(net), at(day)), NEW_TALLY);

describe('what closed positions have made', () => {
  it('counts the day by itself and the whole from its best', () => {
    const days = [
      [0, '40'],
      [0, '-30'],
      [1, '-80'],
    ] as const;
    expect(after(days)).toMatchObject({ result: money('-80'), total: money('-70'), peak: money('40') });
  });

  it('stops at the loss of a day, and not one unit before', () => {
    expect(accountStop(after([[0, '-99.999999999999999999']]), limits)).toBeNull();
    expect(accountStop(after([[0, '-100']]), limits)).toEqual({
      code: 'daily-loss',
      details: { loss: '100', limit: '100' },
    });
  });

  it('stops at a fall from the best that no single day shows', () => {
    const days = [
      [0, '50'],
      [1, '-90'],
      [2, '-60'],
    ] as const;
    expect(accountStop(after(days), limits)).toEqual({
      code: 'drawdown',
      details: { drawdown: '150', limit: '150', best: '50', now: '-100' },
    });
  });

  it('a loss that is told late counts for the day that has begun', () => {
    const late = tallied(after([[1, '-60']]), money('-40'), at(0));
    expect(accountStop(late, limits)).toMatchObject({ code: 'daily-loss' });
  });

  it('a win ends a row of losses, and only a full row makes a pause', () => {
    const row = { ...limits, lossesBeforeCooldown: 2, cooldownMinutes: 5 };
    const lost = after([
      [0, '-1'],
      [0, '1'],
      [0, '-1'],
    ]);
    expect(cooldownOf(lost, row, at(0))).toBeNull();
    expect(cooldownOf(tallied(lost, money('-1'), at(0)), row, at(0))).toBe(at(0) + 300_000);
  });

  it('the drawdown is never negative and never more than all losses together', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1_000, max: 1_000 })), (results) => {
        const tally = results.reduce<Tally>(
          (before, net) => tallied(before, BigInt(net) as Money, at(0)),
          NEW_TALLY,
        );
        const losses = results.filter((net) => net < 0).reduce((sum, net) => sum - net, 0);
        expect(tally.peak - tally.total >= 0n && tally.peak - tally.total <= BigInt(losses)).toBe(true);
      }),
    );
  });
});
