import {
  formatPrice,
  notional,
  type Lots,
  type MarketScale,
  type Price,
} from '../../../../shared/pure/market/scale.js';
import { divide, formatUnits } from '../../../../shared/pure/numbers/decimal.js';
import { formatMoney, money, type Money } from '../../../../shared/pure/numbers/money.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import { feeOf, type GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import type { Ladder } from './ladder.js';
import { waitingLine } from './lines.js';
import { compareExact, liquidationPrice, tierOf, type ExactPrice, type Part } from './liquidation.js';
import { needyCells, openingSide } from './sides.js';

/** What is known at the moment a grid would start. Money as text in quote. */
export interface StartFacts {
  readonly price: Price;
  /** Free balance: cash (spot) or the cash behind the position (perpetual). */
  readonly cash: string;
  /** Largest loss the account's risk limits allow this bot; null or missing = no limit. */
  readonly maxLoss?: string | null;
  /** Largest value of a position that they allow, waiting orders included; null or missing = no limit. */
  readonly maxNotional?: string | null;
}

/**
 * What forbids a start at this price with this balance, with numbers; empty when nothing does. A preview asks before, the
 * kernel asks again at the decision close at which it starts.
 */
export function startRefusals(
  settings: GridSettings,
  market: GridMarket,
  ladder: Ladder,
  facts: StartFacts,
): readonly Refusal[] {
  return [
    ...balanceRefusals(settings, facts),
    ...purchaseRefusals(settings, market, ladder, facts),
    ...tierRefusals(settings, market, ladder, facts),
    ...liquidationRefusals(settings, market, ladder, facts),
    ...lossRefusals(settings, market, ladder, facts),
    ...notionalRefusals(settings, facts),
  ];
}

/** The investment must not exceed what is free. */
export function balanceRefusals(
  { investment }: GridSettings,
  { cash }: Pick<StartFacts, 'cash'>,
): readonly Refusal[] {
  if (money(investment) <= money(cash)) return [];
  return [
    refusal(
      'investment-above-balance',
      `investment ${investment} is above the free balance of ${cash}; invest less or deposit`,
      { field: 'investment', value: investment, allowed: `<= ${cash}`, investment, cash },
    ),
  ];
}

/** The initial order at the decision close: its cost (its margin on a perpetual) and taker fee within the cash. */
function purchaseRefusals(
  settings: GridSettings,
  market: GridMarket,
  ladder: Ladder,
  { price, cash }: StartFacts,
): readonly Refusal[] {
  if (settings.initialPosition !== 'buy') return [];
  const size = initialSize(settings, ladder, price);
  const cost = notional(market.scale, price, size);
  const fee = feeOf(market, cost, market.taker);
  const leverage = BigInt(settings.leverage);
  if (size === 0 || cost + fee * leverage <= money(cash) * leverage) return [];
  const needed = formatMoney(divide(cost, leverage, 'ceil') + fee);
  return [initialAboveBalance(needed, cash, settings.investment)];
}

export const initialAboveBalance = (needed: string, cash: string, investment: string): Refusal =>
  refusal('initial-above-balance', `the initial order needs ${needed}, ${cash} is free`, {
    field: 'investment',
    value: investment,
    allowed: `as much as ${cash} can open at once, with its fee`,
    needed,
    cash,
  });

/** Lots of the initial order: all cells that start with what closes them. */
export function initialSize(settings: GridSettings, ladder: Ladder, price: number): Lots {
  const { from, to } = needyCells(settings.mode, waitingLine(ladder.lines, price), ladder.sizes.length);
  return ladder.sizes.slice(from, to).reduce<number>((sum, size) => sum + size, 0) as Lots;
}

/**
 * Everything one side can come to hold, each cell at the price it opens at: its opening line, or the start price where the
 * initial order opens it. Nearest cell to the price first.
 */
export function worstParts(
  settings: GridSettings,
  { lines, sizes }: Ladder,
  price: Price,
  side: PositionSide,
): readonly Part[] {
  const waiting = waitingLine(lines, price);
  const needy = needyCells(settings.mode, waiting, sizes.length);
  const parts: Part[] = [];
  for (const [cell, size] of sizes.entries()) {
    const opens = openingSide(settings.mode, waiting, cell);
    if ((opens === 'buy') !== (side === 'long')) continue;
    const initial = settings.initialPosition !== 'none' && cell >= needy.from && cell < needy.to;
    parts.push({ price: initial ? price : lines[opens === 'buy' ? cell : cell + 1]!, size });
  }
  return side === 'long' ? parts.reverse() : parts;
}

/** Liquidation prices of the two sides, all their cells filled; null where there is none. */
export function worstLiquidation(
  settings: GridSettings,
  market: GridMarket,
  ladder: Ladder,
  { price, cash }: StartFacts,
): Readonly<Record<PositionSide, ExactPrice | null>> {
  const of = (side: PositionSide): ExactPrice | null =>
    settings.mode === 'spot'
      ? null
      : liquidationPrice(
          side,
          worstParts(settings, ladder, price, side),
          settings,
          market.scale,
          money(cash),
        );
  return { long: of('long'), short: of('short') };
}

/**
 * With every cell of a side filled, the position must be of a tier that allows the leverage: resting orders are not checked
 * again when they fill.
 */
export function tierRefusals(
  settings: GridSettings,
  { scale }: GridMarket,
  ladder: Ladder,
  { price }: Pick<StartFacts, 'price'>,
): readonly Refusal[] {
  const { mode, leverage } = settings;
  if (mode === 'spot') return [];
  return (['long', 'short'] as const).flatMap((side) => {
    const tier = tierOf(worstParts(settings, ladder, price, side), scale);
    if (tier === null || leverage <= tier.maxLeverage) return [];
    const { maxLeverage } = tier;
    const position = formatMoney(tier.cost);
    return [
      refusal(
        'leverage-above-tier',
        `with every ${side} cell filled the position is worth ${position}, which may have a leverage of ${maxLeverage}; yours is ${leverage}`,
        {
          ...{ field: 'leverage', value: String(leverage), allowed: `<= ${maxLeverage}` },
          ...{ side, position, maxLeverage, leverage },
        },
      ),
    ];
  });
}

/** With every cell of a side filled its liquidation price must lie outside the range. */
export function liquidationRefusals(
  settings: GridSettings,
  market: GridMarket,
  ladder: Ladder,
  facts: StartFacts,
): readonly Refusal[] {
  const { long, short } = worstLiquidation(settings, market, ladder, facts);
  const [lowest, highest] = [ladder.lines[0]!, ladder.lines.at(-1)!];
  const refusals: Refusal[] = [];
  if (long !== null && compareExact(long, lowest) >= 0)
    refusals.push(insideRange(settings, 'long', long, lowest, market));
  if (short !== null && compareExact(short, highest) <= 0)
    refusals.push(insideRange(settings, 'short', short, highest, market));
  return refusals;
}

function insideRange(
  { leverage }: GridSettings,
  side: PositionSide,
  exact: ExactPrice,
  edge: Price,
  { scale }: GridMarket,
): Refusal {
  const liquidation = showExact(exact, scale);
  const line = formatPrice(scale, edge);
  return refusal(
    'liquidation-inside-range',
    `with every ${side} cell filled the liquidation price would be ${liquidation}, ${side === 'long' ? 'not below' : 'not above'} the edge of the range at ${line}; use less leverage or investment`,
    {
      field: 'leverage',
      value: String(leverage),
      allowed: `a liquidation price ${side === 'long' ? 'below' : 'above'} ${line}`,
      side,
      liquidation,
      edge: line,
    },
  );
}

/** An exact price as text, rounded half up to the price unit: for people. */
export function showExact({ numerator, denominator }: ExactPrice, { priceDecimals }: MarketScale): string {
  return formatUnits(divide(numerator, denominator, 'half-up'), priceDecimals);
}

/** Loss at an edge of the range: every cell of the side open, marked at the edge line, before fees. */
export function worstLoss(
  settings: GridSettings,
  { scale }: GridMarket,
  ladder: Ladder,
  price: Price,
  side: PositionSide,
): Money {
  const edge = side === 'long' ? ladder.lines[0]! : ladder.lines.at(-1)!;
  return worstParts(settings, ladder, price, side).reduce<bigint>(
    (sum, part) => sum + notional(scale, side === 'long' ? part.price - edge : edge - part.price, part.size),
    0n,
  ) as Money;
}

function lossRefusals(
  settings: GridSettings,
  market: GridMarket,
  ladder: Ladder,
  { price, maxLoss }: StartFacts,
): readonly Refusal[] {
  if (maxLoss === undefined || maxLoss === null) return [];
  const losses = (['long', 'short'] as const).map((side) => worstLoss(settings, market, ladder, price, side));
  const loss = losses.reduce<bigint>((worst, each) => (each > worst ? each : worst), 0n);
  if (loss <= money(maxLoss)) return [];
  const worst = formatMoney(loss);
  return [
    refusal(
      'worst-case-above-limit',
      `the worst case inside the range loses ${worst}, the risk limit is ${maxLoss}`,
      { field: 'investment', value: worst, allowed: `a worst case of at most ${maxLoss}`, worst, maxLoss },
    ),
  ];
}

/** Everything that all cells could come to hold, by their amounts. */
function notionalRefusals(
  { investment, leverage }: GridSettings,
  { maxNotional }: StartFacts,
): readonly Refusal[] {
  if (maxNotional === undefined || maxNotional === null) return [];
  const value = money(investment) * BigInt(leverage);
  if (value <= money(maxNotional)) return [];
  const whole = formatMoney(value);
  return [
    refusal(
      'position-above-limit',
      `all cells together are worth ${whole}, your limit for a position is ${maxNotional}`,
      {
        field: 'investment',
        value: whole,
        allowed: `investment x leverage <= ${maxNotional}`,
        whole,
        maxNotional,
      },
    ),
  ];
}
