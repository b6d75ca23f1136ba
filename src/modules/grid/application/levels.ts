import { formatPrice } from '../../../shared/pure/market/scale.js';
import type { KernelRow } from '../../../shared/platform/strategy/instance.js';
import { ladderView, latestState, type CellView, type GridPhase, type GridState } from '../domain/index.js';
import { marketOf, settingsOf } from './grid-strategy.js';

/** A ladder as it stands. */
export interface Levels {
  readonly phase: GridPhase;
  readonly generation: number;
  /** Edges of the range as it stands; null while dynamic lines have not been drawn. */
  readonly lower: string | null;
  readonly upper: string | null;
  /** Whole levels that the range has followed the market up (down, when negative). */
  readonly shift: number;
  /** Whether the last decision close was inside. */
  readonly inRange: boolean;
  /** State of the trend filter, -2..2; null without one. */
  readonly trend: number | null;
  readonly items: readonly CellView[];
}

export function levelsOf({ state, settings: document, terms }: KernelRow): Levels {
  const settings = settingsOf(document);
  const market = marketOf(terms);
  const current = latestState(market, settings, state as GridState);
  const { phase, generation, lines, inRange, trend, course } = current;
  const line = (price: number | undefined): string | null =>
    price === undefined ? null : formatPrice(market.scale, price);
  return {
    ...{ phase, generation, inRange },
    lower: line(lines[0]),
    upper: line(lines.at(-1)),
    shift: course.shift,
    trend: settings.trendFilter === 'off' ? null : trend,
    items: ladderView(market.scale, current),
  };
}
