import { parseDecimal, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { distance, type Distance } from '../distance.js';
import type { HyperRsiMarket } from '../market.js';
import type { HedgeSetting } from '../settings/hyper-rsi-settings.js';

/** Lots the hedge should have, as the fraction `numerator / divisor` of the main position's lots, or of one lot. */
interface Share {
  readonly of: 'main' | 'one';
  readonly numerator: bigint;
  readonly divisor: bigint;
}

/** Hedge settings in the form that decisions are made with. */
export interface HedgePlan {
  readonly trigger: number;
  readonly limit: number;
  readonly share: Share;
  readonly takeProfit: HedgeSetting['takeProfit']['unit'];
  /** Of the take-profit from the hedge's own entry; null in the other units. */
  readonly profit: Distance | null;
  readonly closesMain: boolean;
  /** Of the stop from the hedge's own entry; null in the other unit and without a stop. */
  readonly stop: Distance | null;
  /** Index of the take-profit level of the main side at which the stop stands, -1 for none. */
  readonly stopLevel: number;
  readonly closesOnTrend: boolean;
}

/** Null while the hedge is off. */
export function compileHedge(hedge: HedgeSetting, { scale }: HyperRsiMarket): HedgePlan | null {
  if (!hedge.enabled) return null;
  const size = parseDecimal(hedge.size.value)!;
  const { takeProfit, stopLoss } = hedge;
  const percent = (value: string): Distance => distance({ unit: 'percent', value });
  return {
    trigger: hedge.trigger,
    limit: hedge.limit,
    share:
      hedge.size.unit === 'percent'
        ? { of: 'main', numerator: size.units, divisor: 100n * pow10(size.scale) }
        : {
            of: 'one',
            numerator: size.units * pow10(scale.lotDecimals),
            divisor: pow10(size.scale) * BigInt(scale.lotUnits),
          },
    takeProfit: takeProfit.unit,
    profit: takeProfit.unit === 'percent' ? percent(takeProfit.value!) : null,
    closesMain: hedge.closeMainOnTakeProfit,
    stop: stopLoss.enabled && stopLoss.unit === 'percent' ? percent(stopLoss.value) : null,
    stopLevel: stopLoss.enabled && stopLoss.unit === 'main-tp' ? Number(stopLoss.value) - 1 : -1,
    closesOnTrend: hedge.closeOnTrendClose,
  };
}
