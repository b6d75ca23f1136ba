import { money, type Money } from '../../../../shared/pure/numbers/money.js';

/** Caps of one user, each for every one of the user's accounts by itself. Money in the quote currency of the instrument. */
export interface RiskLimits {
  /** Value of one order that adds. */
  readonly maxOrderNotional: Money;
  /** Value of a position and of everything that waits to add to it. */
  readonly maxPositionNotional: Money;
  /** Net loss of the positions closed on one day of market time. */
  readonly maxDailyLoss: Money;
  readonly maxLeverage: number;
  /** Orders that add, on one day of market time. */
  readonly maxOrdersPerDay: number;
}

/** What a user has set; what is not set is null and takes the default. */
export type ChosenLimits = { readonly [Name in keyof RiskLimits]: RiskLimits[Name] | null };

/** Room for the demo bots and for a beginner's account, and little enough that a mistake is not a catastrophe. */
export const DEFAULT_LIMITS: RiskLimits = {
  maxOrderNotional: money('10000'),
  maxPositionNotional: money('50000'),
  maxDailyLoss: money('1000'),
  maxLeverage: 20,
  maxOrdersPerDay: 2_000,
};

export const NOTHING_CHOSEN: ChosenLimits = {
  maxOrderNotional: null,
  maxPositionNotional: null,
  maxDailyLoss: null,
  maxLeverage: null,
  maxOrdersPerDay: null,
};

/** The caps in force: a limit that is not there is the default cap, never no cap. */
export const limitsInForce = (chosen: ChosenLimits): RiskLimits => ({
  maxOrderNotional: chosen.maxOrderNotional ?? DEFAULT_LIMITS.maxOrderNotional,
  maxPositionNotional: chosen.maxPositionNotional ?? DEFAULT_LIMITS.maxPositionNotional,
  maxDailyLoss: chosen.maxDailyLoss ?? DEFAULT_LIMITS.maxDailyLoss,
  maxLeverage: chosen.maxLeverage ?? DEFAULT_LIMITS.maxLeverage,
  maxOrdersPerDay: chosen.maxOrdersPerDay ?? DEFAULT_LIMITS.maxOrdersPerDay,
});

const DAY_MS = 86_400_000;

/** Days since 1970-01-01 UTC: the day of market time that a decision or a closed position counts for. */
export const marketDay = (at: number): number => Math.floor(at / DAY_MS);
