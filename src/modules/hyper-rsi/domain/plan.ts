import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import { money } from '../../../shared/pure/numbers/money.js';
import { TIMEFRAME_MS } from '../../../shared/pure/time/timeframe.js';
import { distance, type Distance } from './distance.js';
import { compileHedge, type HedgePlan } from './hedge/hedge-plan.js';
import type { HyperRsiMarket } from './market.js';
import { requiredIndicators } from './required-indicators.js';
import type { SignalRule } from './signal.js';
import { sizing, type Sizing } from './sizing.js';
import { LEVEL_NAMES, type HyperRsiSettings } from './settings/hyper-rsi-settings.js';

/** One enabled take-profit level. */
export interface LevelPlan {
  readonly distance: Distance;
  /** Shares of all levels are scaled alike, so that they compare as integers. */
  readonly share: bigint;
}

/**
 * Settings in the form that decisions are made with, for one market: texts read once, indices instead of names. It is a
 * function of (settings, market) alone and is kept only to be fast.
 */
export interface Plan {
  readonly settings: HyperRsiSettings;
  readonly market: HyperRsiMarket;
  readonly intrabar: boolean;
  readonly timeframeMs: number;
  /** Allowed sides in the order they are evaluated. */
  readonly sides: readonly PositionSide[];
  readonly signal: SignalRule;
  readonly needsAtr: boolean;
  readonly trendCloses: boolean;
  readonly sizing: Sizing;
  /** Cap on the notional of a cycle in money units, null = not known, nothing may be entered. */
  readonly cap: bigint | null;
  readonly spacing: Distance;
  /** By level number minus one; null = the level is off. */
  readonly levels: readonly (LevelPlan | null)[];
  readonly stopLoss: Distance | null;
  /** Index of the level that arms the trailing, -1 when there is none. */
  readonly armedBy: number;
  /** Null while the hedge is off. */
  readonly hedge: HedgePlan | null;
}

/** Reads settings once. They must come from `readHyperRsiSettings`: their texts are taken to be sound. */
export function compile(settings: HyperRsiSettings, market: HyperRsiMarket): Plan {
  return {
    settings,
    market,
    intrabar: settings.signalTiming === 'intrabar',
    timeframeMs: TIMEFRAME_MS[settings.timeframe],
    sides: settings.direction === 'both' ? ['long', 'short'] : [settings.direction],
    signal: {
      rule: settings.entryRule,
      oversold: Number(settings.oversold),
      overbought: Number(settings.overbought),
    },
    needsAtr: requiredIndicators(settings).atrLength !== null,
    trendCloses: settings.useTrend && settings.useTrendClose,
    sizing: sizing(settings, market),
    cap: settings.maxNotional === null ? null : money(settings.maxNotional),
    spacing: distance(settings.pyramidingSpacing),
    levels: LEVEL_NAMES.map((_, index) => {
      const level = settings.takeProfits[index];
      return level?.enabled === true ? { distance: distance(level), share: money(level.share) } : null;
    }),
    stopLoss: settings.stopLoss.enabled ? distance(settings.stopLoss) : null,
    armedBy: settings.trailing.enabled ? LEVEL_NAMES.indexOf(settings.trailing.armedBy) : -1,
    hedge: compileHedge(settings.hedge, market),
  };
}

/** Plans by settings object for one market; the last one is at hand without a look-up. */
export function planner(market: HyperRsiMarket): (settings: HyperRsiSettings) => Plan {
  const plans = new WeakMap<HyperRsiSettings, Plan>();
  let last: Plan | null = null;
  return (settings) => {
    if (last?.settings === settings) return last;
    const known = plans.get(settings);
    last = known ?? compile(settings, market);
    if (known === undefined) plans.set(settings, last);
    return last;
  };
}
