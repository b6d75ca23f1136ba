import fc from 'fast-check';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { ACCOUNT_BRAKE, attempt, type Brake } from './brake.js';

const start = epochMs(Date.UTC(2025, 4, 1));

/** The attempts of somebody who tries again `everyMs`, and how many of them were looked at. */
function admitted(count: number, everyMs: number): number {
  let brake: Brake | null = null;
  let passed = 0;
  for (let index = 0; index < count; index += 1) {
    const answer = attempt(brake, ACCOUNT_BRAKE, epochMs(start + index * everyMs));
    if (!answer.admitted) continue;
    passed += 1;
    brake = answer.brake;
  }
  return passed;
}

describe('the brake on guessing', () => {
  it('lets five attempts through, whatever their haste, and then doubles the wait', () => {
    expect(admitted(5, 0)).toBe(5);
    expect(admitted(200, 0)).toBe(5);
    const waits = [6, 7, 8].map((attempts) => {
      const before = { attempts: attempts - 1, lastAt: start, nextAt: start };
      const answer = attempt(before, ACCOUNT_BRAKE, start);
      return answer.admitted ? answer.brake.nextAt - start : null;
    });
    expect(waits).toEqual([2_000, 4_000, 8_000]);
  });

  it('lets no more than a hundred guesses a day through', () => {
    expect(admitted(86_400, 1_000)).toBeLessThan(110);
  });

  it('never waits longer than a quarter of an hour: an account cannot be locked by a stranger', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.nat({ max: 900_000 }), (attempts, quietMs) => {
        const lastAt = start;
        const before = { attempts, lastAt, nextAt: epochMs(start + ACCOUNT_BRAKE.longestWaitMs) };
        const answer = attempt(before, ACCOUNT_BRAKE, epochMs(start + quietMs));
        const until = answer.admitted ? answer.brake.nextAt - (start + quietMs) : answer.waitMs;
        expect(until).toBeLessThanOrEqual(ACCOUNT_BRAKE.longestWaitMs);
      }),
    );
  });

  it('says how long to wait, and after that wait looks again', () => {
    const before = { attempts: 9, lastAt: start, nextAt: epochMs(start + 16_000) };
    expect(attempt(before, ACCOUNT_BRAKE, epochMs(start + 6_000))).toEqual({
      admitted: false,
      waitMs: 10_000,
    });
    expect(attempt(before, ACCOUNT_BRAKE, epochMs(start + 16_000)).admitted).toBe(true);
  });

  it('does not slow free attempts that were made at the same time and come in another order', () => {
    const before = { attempts: 3, lastAt: start, nextAt: start };
    expect(attempt(before, ACCOUNT_BRAKE, epochMs(start - 20))).toMatchObject({ admitted: true });
  });

  it('forgets after an hour of quiet', () => {
    const before = { attempts: 500, lastAt: start, nextAt: start };
    const answer = attempt(before, ACCOUNT_BRAKE, epochMs(start + ACCOUNT_BRAKE.forgottenAfterMs));
    expect(answer).toMatchObject({ admitted: true, brake: { attempts: 1 } });
  });
});
