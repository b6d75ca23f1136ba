import { formatLots, formatPrice, notional, type Price } from '../../../shared/pure/market/scale.js';
import { divide } from '../../../shared/pure/numbers/decimal.js';
import { formatMoney, money } from '../../../shared/pure/numbers/money.js';
import type { Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import { planGrid, type Ladder, type LadderPlace } from './ladder/ladder.js';
import { liquidationPrice, type Part } from './ladder/liquidation.js';
import { waitingLine } from './ladder/lines.js';
import {
  initialSize,
  showExact,
  startRefusals,
  worstLoss,
  worstParts,
  type StartFacts,
} from './ladder/start-checks.js';
import { feeOf, type GridMarket } from './market.js';
import type { GridSettings } from './settings/grid-settings.js';

/** One cell: what it buys and sells, and what a pair earns after both maker fees. Decimal texts, quote. */
export interface StepPreview {
  readonly cell: number;
  readonly lower: string;
  readonly upper: string;
  readonly size: string;
  readonly amount: string;
  readonly profit: string;
}

/** Margin and liquidation price once so many cells of a side have filled. */
export interface DepthPreview {
  readonly side: PositionSide;
  readonly filled: number;
  readonly price: string;
  readonly margin: string;
  /** Null when this position cannot be liquidated; always null on spot. */
  readonly liquidation: string | null;
}

/** What a person sees before Start. */
export interface GridPreview {
  readonly lines: readonly string[];
  readonly waitingLine: number;
  readonly initialSize: string;
  readonly steps: readonly StepPreview[];
  /** Loss at each edge of the range with all cells of that side open, before fees; 0 where the side opens nothing. */
  readonly worstCase: { readonly lowerEdge: string; readonly upperEdge: string };
  readonly depth: readonly DepthPreview[];
  /** Cross margin: resting orders are not checked again, so a fall may use the whole equity. */
  readonly mayUseWholeEquity: boolean;
  /** Of the candles given, how many left the range; null when none were given. */
  readonly daysOutside: number | null;
  /** What forbids a start right now. */
  readonly refusals: readonly Refusal[];
}

export interface PreviewFacts extends StartFacts {
  /** Extremes of the last days (90 by custom), in price units. */
  /** Where the ladder would stand; missing = where its settings say. */
  readonly place?: LadderPlace;
  readonly days?: readonly { readonly high: Price; readonly low: Price }[];
}

/** The plan of a grid in numbers; settings that give no ladder at all are refused. */
export function previewGrid(
  settings: GridSettings,
  market: GridMarket,
  facts: PreviewFacts,
): Result<GridPreview, readonly Refusal[]> {
  const plan = planGrid(settings, market, facts.place);
  if (!plan.ok) return err(plan.error);
  const ladder = plan.value;
  const { scale } = market;
  return ok({
    lines: ladder.lines.map((line) => formatPrice(scale, line)),
    waitingLine: waitingLine(ladder.lines, facts.price),
    initialSize: formatLots(
      scale,
      settings.initialPosition === 'buy' ? initialSize(settings, ladder, facts.price) : 0,
    ),
    steps: ladder.sizes.map((_, cell) => step(market, ladder, cell)),
    worstCase: {
      lowerEdge: formatMoney(worstLoss(settings, market, ladder, facts.price, 'long')),
      upperEdge: formatMoney(worstLoss(settings, market, ladder, facts.price, 'short')),
    },
    depth: (['long', 'short'] as const).flatMap((side) => depth(settings, market, ladder, facts, side)),
    mayUseWholeEquity: settings.mode !== 'spot' && settings.marginMode === 'cross',
    daysOutside:
      facts.days?.filter(({ high, low }) => low < ladder.lines[0]! || high > ladder.lines.at(-1)!).length ??
      null,
    refusals: startRefusals(settings, market, ladder, facts),
  });
}

function step(market: GridMarket, { lines, sizes }: Ladder, cell: number): StepPreview {
  const { scale, maker } = market;
  const [lower, upper, size] = [lines[cell]!, lines[cell + 1]!, sizes[cell]!];
  const [bought, sold] = [notional(scale, lower, size), notional(scale, upper, size)];
  return {
    cell,
    lower: formatPrice(scale, lower),
    upper: formatPrice(scale, upper),
    size: formatLots(scale, size),
    amount: formatMoney(sold),
    profit: formatMoney(sold - bought - feeOf(market, bought, maker) - feeOf(market, sold, maker)),
  };
}

/** The cells of one side fill one after the other, the nearest to the price first. */
function depth(
  settings: GridSettings,
  { scale }: GridMarket,
  ladder: Ladder,
  { price, cash }: PreviewFacts,
  side: PositionSide,
): readonly DepthPreview[] {
  const parts = worstParts(settings, ladder, price, side);
  return parts.map((last: Part, index) => {
    const filled = parts.slice(0, index + 1);
    const value = filled.reduce<bigint>((sum, part) => sum + notional(scale, part.price, part.size), 0n);
    const liquidation =
      settings.mode === 'spot' ? null : liquidationPrice(side, filled, settings, scale, money(cash));
    return {
      side,
      filled: index + 1,
      price: formatPrice(scale, last.price),
      margin: formatMoney(divide(value, BigInt(settings.leverage), 'ceil')),
      liquidation: liquidation === null ? null : showExact(liquidation, scale),
    };
  });
}
