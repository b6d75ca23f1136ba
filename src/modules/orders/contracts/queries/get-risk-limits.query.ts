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
  /** How far the net result of all closed positions is below the best it has been. */
  readonly drawdown: string;
  /** `daily-loss`, `drawdown`, `max-orders`, `books-broken` or `key-refused`: nothing adds until trading is resumed; null otherwise. */
  readonly haltCode: string | null;
}

/** An instance that opens nothing new. */
export interface HeldBackInstance {
  readonly instanceId: string;
  readonly day: EpochMs;
  readonly result: string;
  readonly drawdown: string;
  /**
   * `instance-daily-loss`, `instance-drawdown`, `instance-books-broken`, `instance-unprotected`, `instance-liquidated` or
   * `instance-repairs`, until trading is resumed; null when it only rests.
   */
  readonly haltCode: string | null;
  /** Market time until which it rests after losing too often in a row; null when it does not. */
  readonly cooldownUntil: EpochMs | null;
}

/** The caps in force, each for every account by itself; money as plain decimals in the quote currency. */
export interface RiskLimitsView {
  /** Currency of which defaults are shown; what was set holds for every quote currency as it is. */
  readonly quote: string;
  readonly maxOrderNotional: string;
  readonly maxPositionNotional: string;
  readonly maxAccountNotional: string;
  readonly maxDailyLoss: string;
  readonly maxDrawdown: string;
  readonly maxInstanceDailyLoss: string;
  readonly maxInstanceDrawdown: string;
  readonly maxLeverage: number;
  readonly maxOrdersPerDay: number;
  readonly maxPriceDeviationPercent: number;
  readonly lossesBeforeCooldown: number;
  readonly cooldownMinutes: number;
  /** Names of the limits that the user has set; the others are defaults. */
  readonly chosen: readonly string[];
  /** Rises with every choice; 0 before the first. */
  readonly version: number;
  /** The kill switch. */
  readonly halted: boolean;
  readonly haltedAt: EpochMs | null;
  readonly accounts: readonly AccountUse[];
  readonly instances: readonly HeldBackInstance[];
}

export interface GetRiskLimitsData {
  readonly userId: string;
  /** Quote currency whose defaults are meant; USDT when it is left out. */
  readonly quote?: string;
}

/** The limits of one user and how much of them is used. */
export class GetRiskLimits extends Query<GetRiskLimitsData, RiskLimitsView> {
  static readonly type = 'orders.get-risk-limits.v1';
}
