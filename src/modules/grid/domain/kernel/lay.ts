import { formatLots, isLegal, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import type { MarketOrder, Side, TriggerOrder } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import type { CellShare } from '../ladder/cell-share.js';
import { isReduceOnly, nearestFirst, needyCells } from '../ladder/sides.js';
import { stopPrice, type StopName } from '../ladder/stop-prices.js';
import { afterFee, type GridMarket } from '../market.js';
import type { GridMode, GridSettings } from '../settings/grid-settings.js';
import { arm } from './arm.js';
import { barredSide } from './barred.js';
import { withIdleEdges } from './idle.js';
import { note, type GridStep } from './outputs.js';
import {
  changed,
  changedCell,
  changedCourse,
  newCell,
  NO_TRADES,
  type Cell,
  type GridState,
} from './state.js';

/** Legs of the orders that are not a cell's. */
export const INITIAL = 'initial';
export const TRIGGER_LEGS: Readonly<Record<StopName, string>> = {
  stopLoss: 'stop-loss',
  takeProfit: 'take-profit',
};

/**
 * Lays a generation whose lines, slots and course stand already: the triggers, one order for what its cells lack, and the
 * first order of every other cell, from the lowest up. `held` are the lots each cell begins with.
 */
export function lay(
  market: GridMarket,
  settings: GridSettings,
  before: GridState,
  price: Price,
  held: readonly Lots[],
): GridStep {
  const triggers = triggerOrders(market, settings, before);
  const outputs: StrategyOutput[] = triggers.map((order) => ({ kind: 'place', order, replaces: null }));
  // An extreme trend keeps the cells that it would open as idle as without an initial position.
  const buys = settings.initialPosition === 'buy' && barredSide(before.trend) !== ownSide(settings.mode);
  const lacking = buys ? lackingShares(market, settings, before, held) : [];
  const size = lacking.reduce((sum, [, lots]) => sum + lots, 0) as Lots;
  const isPlaced = size > 0 && isLegal(market.scale, price, size);
  const initial = isPlaced ? lacking : [];
  const cells = before.slots.map((_, index) => newCell(held[index]));
  let state = changed(before, {
    cells,
    unsettled: 0,
    targets: null,
    course: changedCourse(before.course, { initial, triggers: triggers.map(({ leg }) => leg) }),
    initial: isPlaced ? { leg: INITIAL, size, filled: 0 as Lots, trades: NO_TRADES } : null,
  });
  if (isPlaced)
    outputs.push({ kind: 'place', order: initialOrder(settings.mode, state, size), replaces: null });
  else if (size > 0) outputs.push(note('size', { which: INITIAL, size: formatLots(market.scale, size) }));
  const waits = new Set(initial.map(([cell]) => cell));
  const needy = needyCells(settings.mode, state.waiting, cells.length);
  for (const [index, cell] of cells.entries()) {
    const isNeedy = index >= needy.from && index < needy.to;
    if (waits.has(index)) state = replaced(state, index, changedCell(cell, { order: 'initial' }));
    else if (!isNeedy || cell.held >= wholeOf(market, state, index)) {
      const armed = arm(market, settings, state, index, cell, isNeedy || cell.held > 0 ? 'close' : 'open');
      state = armed.state;
      if (armed.output !== null) outputs.push(armed.output);
    }
  }
  return { state: withIdleEdges(state), outputs };
}

/** The side that opens the initial position. */
const ownSide = (mode: GridMode): Side => (mode === 'short' ? 'sell' : 'buy');

function replaced(state: GridState, index: number, cell: Cell): GridState {
  const cells = state.cells.slice();
  cells[index] = cell;
  return changed(state, { cells });
}

/** What a cell holds when it is full: a buyer whose fees are taken in coins holds less than was bought. */
export function wholeOf(market: GridMarket, { slots, dust }: GridState, index: number): Lots {
  const { opens, size } = slots[index]!;
  return dust === null || opens === 'sell' ? size : afterFee(market, size);
}

/** What the cells that start with what closes them lack, the nearest to the price first. */
export function lackingShares(
  market: GridMarket,
  { mode }: Pick<GridSettings, 'mode'>,
  state: GridState,
  held: readonly Lots[],
): readonly CellShare[] {
  const needy = needyCells(mode, state.waiting, state.slots.length);
  return nearestFirst(mode, needy).flatMap((index): CellShare[] => {
    const lacks = held[index]! < wholeOf(market, state, index) ? state.slots[index]!.size - held[index]! : 0;
    return lacks > 0 ? [[index, lacks as Lots]] : [];
  });
}

export function initialOrder(mode: GridMode, { generation }: GridState, size: Lots): MarketOrder {
  return {
    type: 'market',
    leg: INITIAL,
    cycle: generation,
    side: ownSide(mode),
    size,
    reason: 'initial',
    reduceOnly: false,
  };
}

/** The whole-bot triggers that rest at the venue as long as the generation lives. */
export function triggerOrders(
  { scale }: GridMarket,
  settings: GridSettings,
  { lines, generation }: GridState,
): readonly TriggerOrder[] {
  return (['stopLoss', 'takeProfit'] as const).flatMap((name): TriggerOrder[] => {
    const at = stopPrice(settings[name], lines, scale);
    if (at === null) return [];
    const side = settings.mode === 'short' ? 'buy' : 'sell';
    return [
      {
        type: 'trigger',
        leg: TRIGGER_LEGS[name],
        cycle: generation,
        side,
        reason: TRIGGER_LEGS[name],
        reduceOnly: isReduceOnly(settings, side),
        price: at.price,
        direction: at.direction,
        action: settings.stopMode === 'close' ? 'close' : 'cancel',
      },
    ];
  });
}
