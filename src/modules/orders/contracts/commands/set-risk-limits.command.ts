import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { RiskLimitsView } from '../queries/get-risk-limits.query.js';

export interface SetRiskLimitsData {
  readonly userId: string;
  /** Money as plain decimals > 0 in the quote currency; null is the default cap, there is no way to say "no cap". */
  readonly maxOrderNotional: string | null;
  readonly maxPositionNotional: string | null;
  readonly maxDailyLoss: string | null;
  readonly maxLeverage: number | null;
  readonly maxOrdersPerDay: number | null;
  /** Those that came later; left out is as good as null. */
  readonly maxAccountNotional?: string | null;
  readonly maxDrawdown?: string | null;
  readonly maxInstanceDailyLoss?: string | null;
  readonly maxInstanceDrawdown?: string | null;
  readonly maxPriceDeviationPercent?: number | null;
  readonly lossesBeforeCooldown?: number | null;
  readonly cooldownMinutes?: number | null;
}

/** Sets all limits of a user. Refused with `invalid-limits` (details.fields: field, value, allowed). */
export class SetRiskLimits extends Command<SetRiskLimitsData, Result<RiskLimitsView, Refusal>> {
  static readonly type = 'orders.set-risk-limits.v1';
}
