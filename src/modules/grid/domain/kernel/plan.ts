import type { MarketScale, Price } from '../../../../shared/pure/market/scale.js';
import type { DynamicPoint } from '../dynamic/dynamic-lines.js';
import { planGrid } from '../ladder/ladder.js';
import type { GridMarket } from '../market.js';
import { compare } from './barred.js';
import { hasRange, type GridSettings, type GridStop } from '../settings/grid-settings.js';
import type { Course } from './state.js';

const plans = new WeakMap<GridSettings, string>();

/**
 * The settings that a generation is laid by, as a text: when they differ from those in force, there must be a new one. The same
 * settings have the very same text, so that comparing it at every close compares no characters.
 */
export function planOf(settings: GridSettings): string {
  const plan = plans.get(settings) ?? written(settings);
  plans.set(settings, plan);
  return plan;
}

const written = (settings: GridSettings): string =>
  JSON.stringify([
    settings.spacing,
    settings.lower,
    settings.upper,
    settings.levels,
    settings.investment,
    settings.amounts,
    settings.stopLoss,
    settings.takeProfit,
    // A trigger that rests at the venue has been told what to do with the position.
    settings.stopLoss.unit === 'price' || settings.takeProfit.unit === 'price' ? settings.stopMode : null,
  ]);

/** What every decision close asks of the settings. */
export interface Outline {
  readonly plan: string;
  /** Nothing but prices is watched: no equity, no time, no indicator. */
  readonly isPlain: boolean;
}

const outlineOf = (settings: GridSettings): Outline => ({
  plan: planOf(settings),
  isPlain:
    !watchesEquity(settings.stopLoss) &&
    !watchesEquity(settings.takeProfit) &&
    settings.idleStopMin === null &&
    settings.spacing !== 'dynamic' &&
    settings.trendFilter === 'off',
});

/** A stop in percent of the investment or as an amount is looked at when a decision candle closes. */
export const watchesEquity = ({ unit }: GridStop): boolean => unit === 'percent' || unit === 'amount';

/** The outline of the settings it was last asked about: they are the same at nearly every close. */
export function outlineReader(): (settings: GridSettings) => Outline {
  let known: GridSettings | null = null;
  let outline: Outline = { plan: '', isPlain: false };
  return (settings) => {
    if (settings !== known) {
      known = settings;
      outline = outlineOf(settings);
    }
    return outline;
  };
}

/**
 * The decision closes at which a range follows the market by one more level: where its next line would be, as far as the
 * limit lets it and a ladder there would not be refused.
 */
export function followEdges(
  settings: GridSettings,
  market: GridMarket,
  shift: number,
): Pick<Course, 'up' | 'down'> {
  const { trailingUp, trailingDown } = settings;
  const up = trailingUp === null ? null : edgeAt(settings, market, shift + 1, 'up');
  const down = trailingDown === null ? null : edgeAt(settings, market, shift - 1, 'down');
  return {
    up: up !== null && compare(market.scale, up, trailingUp!) <= 0 ? up : null,
    down: down !== null && compare(market.scale, down, trailingDown!) >= 0 ? down : null,
  };
}

function edgeAt(
  settings: GridSettings,
  market: GridMarket,
  shift: number,
  side: 'up' | 'down',
): Price | null {
  const plan = planGrid(settings, market, { shift, point: null });
  if (!plan.ok) return null;
  return side === 'up' ? plan.value.lines.at(-1)! : plan.value.lines[0]!;
}

/** The shift at which the middle of the range is nearest to a price, in whole levels. */
export function centredShift(settings: GridSettings, { priceDecimals }: MarketScale, price: Price): number {
  if (!hasRange(settings)) return 0;
  const { spacing, levels } = settings;
  const [lower, upper, at] = [Number(settings.lower), Number(settings.upper), price / 10 ** priceDecimals];
  if (spacing === 'arithmetic') {
    const step = (upper - lower) / (levels - 1);
    return Math.round((at - (lower + upper) / 2) / step);
  }
  const step = Math.log(upper / lower) / (levels - 1);
  return Math.round((Math.log(at) - (Math.log(lower) + Math.log(upper)) / 2) / step);
}

/** What dynamic lines are drawn from at a decision close; null while it is unknown. */
export function pointIn(values: Readonly<Record<string, number | null>>): DynamicPoint | null {
  const [centre, range] = [known(values['dynamic.centre']), known(values['dynamic.range'])];
  return centre === null || range === null ? null : { centre, range };
}

/** A value that is there: not null, and not NaN, which columns of doubles say instead. */
export const known = (value: number | null | undefined): number | null =>
  value === null || value === undefined || Number.isNaN(value) ? null : value;
