import { formatMoney, ZERO_MONEY, type Money } from '../../../../shared/pure/numbers/money.js';
import { epochMs, type EpochMs } from '../../../../shared/pure/time/epoch.js';
import { marketDay, type RiskLimits } from './limits.js';

/** What closed positions have made so far, of an account or of an instance. */
export interface Tally {
  /** Day of market time that `result` counts for. */
  readonly day: number;
  /** Net result of that day; negative is a loss. */
  readonly result: Money;
  /** Net result of all days since trading was last resumed, and the best it has been, at least 0. */
  readonly total: Money;
  readonly peak: Money;
  readonly lossesInRow: number;
}

export const NEW_TALLY: Tally = {
  day: 0,
  result: ZERO_MONEY,
  total: ZERO_MONEY,
  peak: ZERO_MONEY,
  lossesInRow: 0,
};

/** Why trading stops, with the numbers. */
export interface Stop {
  readonly code: 'daily-loss' | 'drawdown';
  readonly details: Readonly<Record<string, string>>;
}

/** The tally with one more closed position. What is told late counts for the day that has begun already. */
export function tallied(tally: Tally, net: Money, at: EpochMs): Tally {
  const day = Math.max(tally.day, marketDay(at));
  const total = (tally.total + net) as Money;
  return {
    day,
    result: ((day > tally.day ? 0n : tally.result) + net) as Money,
    total,
    peak: total > tally.peak ? total : tally.peak,
    lossesInRow: net < 0n ? tally.lossesInRow + 1 : 0,
  };
}

/** What the results so far forbid; null when trading goes on. The loss of the day speaks first. */
function stopOf({ result, total, peak }: Tally, maxLoss: Money, maxDrawdown: Money): Stop | null {
  const loss = (0n - result) as Money;
  if (loss >= maxLoss)
    return { code: 'daily-loss', details: { loss: formatMoney(loss), limit: formatMoney(maxLoss) } };
  const drawdown = (peak - total) as Money;
  if (drawdown < maxDrawdown) return null;
  const details = {
    ...{ drawdown: formatMoney(drawdown), limit: formatMoney(maxDrawdown) },
    ...{ best: formatMoney(peak), now: formatMoney(total) },
  };
  return { code: 'drawdown', details };
}

export const accountStop = (tally: Tally, { maxDailyLoss, maxDrawdown }: RiskLimits): Stop | null =>
  stopOf(tally, maxDailyLoss, maxDrawdown);

export const instanceStop = (
  tally: Tally,
  { maxInstanceDailyLoss, maxInstanceDrawdown }: RiskLimits,
): Stop | null => stopOf(tally, maxInstanceDailyLoss, maxInstanceDrawdown);

const MINUTE_MS = 60_000;

/** Until when an instance rests after losing so often in a row; null when it need not. */
export function cooldownOf(
  { lossesInRow }: Tally,
  { lossesBeforeCooldown, cooldownMinutes }: RiskLimits,
  at: EpochMs,
): EpochMs | null {
  return lossesInRow >= lossesBeforeCooldown ? epochMs(at + cooldownMinutes * MINUTE_MS) : null;
}
