import { epochMs } from '../../../shared/pure/time/epoch.js';
import {
  IDLE_DAYS,
  isRefreshable,
  isReuse,
  SESSION_DAYS,
  sessionEnd,
  SPENT_TOKEN_GRACE_MS,
} from './session.js';

const DAY_MS = 86_400_000;
const opened = epochMs(Date.UTC(2025, 4, 1));
const fresh = { revokedAt: null, expiresAt: sessionEnd(opened), lastUsedAt: opened };
const daysLater = (days: number) => epochMs(opened + days * DAY_MS);

describe('a session', () => {
  it('is refreshed until nobody used it for a week', () => {
    expect(isRefreshable(fresh, epochMs(daysLater(IDLE_DAYS) - 1))).toBe(true);
    expect(isRefreshable(fresh, daysLater(IDLE_DAYS))).toBe(false);
  });

  it('ends after thirty days, however busy it was', () => {
    const busy = { ...fresh, lastUsedAt: daysLater(SESSION_DAYS - 1) };
    expect(isRefreshable(busy, epochMs(daysLater(SESSION_DAYS) - 1))).toBe(true);
    expect(isRefreshable(busy, daysLater(SESSION_DAYS))).toBe(false);
  });

  it('that was revoked is over at once', () => {
    expect(isRefreshable({ ...fresh, revokedAt: opened }, opened)).toBe(false);
  });

  it('takes a spent token for copied when it comes later than two tabs can', () => {
    expect(isReuse(opened, epochMs(opened + SPENT_TOKEN_GRACE_MS))).toBe(false);
    expect(isReuse(opened, epochMs(opened + SPENT_TOKEN_GRACE_MS + 1))).toBe(true);
  });
});
