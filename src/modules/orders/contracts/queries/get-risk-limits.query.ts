import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

/** What an account has used on its current day of market time. */
export interface AccountUse {
  readonly accountId: string;
  /** First instant of that day. */
  readonly day: EpochMs;
  /** Orders that add. */
  readonly orders: number;
  /** Net result of the positions closed that day, plain decimal; negative is a loss. */
  readonly result: string;
  /** `daily-loss` or `max-orders`: nothing adds until trading is resumed; null otherwise. */
  readonly haltCode: string | null;
}

/** The caps in force, each for every account by itself; money as plain decimals in the quote currency. */
export interface RiskLimitsView {
  readonly maxOrderNotional: string;
  readonly maxPositionNotional: string;
  readonly maxDailyLoss: string;
  readonly maxLeverage: number;
  readonly maxOrdersPerDay: number;
  /** Names of the limits that the user has set; the others are defaults. */
  readonly chosen: readonly string[];
  /** Rises with every choice; 0 before the first. */
  readonly version: number;
  /** The kill switch. */
  readonly halted: boolean;
  readonly haltedAt: EpochMs | null;
  readonly accounts: readonly AccountUse[];
}

/** The limits of one user and how much of them is used. */
export class GetRiskLimits extends Query<{ readonly userId: string }, RiskLimitsView> {
  static readonly type = 'orders.get-risk-limits.v1';
}
