import {
  formatLots,
  formatPrice,
  isLegal,
  type Lots,
  type MarketScale,
} from '../../../../shared/pure/market/scale.js';
import { parseDecimal, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import type { Stamp } from '../../../../shared/pure/kernel.js';
import type { CandleClosedInput } from '../../../../shared/pure/strategy/input.js';
import type { MarketOrder, TriggerOrder } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { waitingLine } from '../ladder/lines.js';
import { isReduceOnly, nearestFirst, needyCells, NO_CELLS, type CellRange } from '../ladder/sides.js';
import { initialSize, startRefusals } from '../ladder/start-checks.js';
import { stopPrice, type StopName } from '../ladder/stop-prices.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { arm } from './arm.js';
import { gate, note, type GridStep } from './outputs.js';
import { NO_TRADES, type Cell, type GridState } from './state.js';

/** Legs of the orders that are not a cell's. */
export const INITIAL = 'initial';
export const TRIGGER_LEGS: Readonly<Record<StopName, string>> = {
  stopLoss: 'stop-loss',
  takeProfit: 'take-profit',
};

/** A decision close before the start: starts the bot when its trigger is there and nothing forbids it. */
export function tryStart(
  market: GridMarket,
  settings: GridSettings,
  held: Lots,
  state: GridState,
  input: CandleClosedInput,
  stamp: Stamp,
): GridStep {
  if (!input.tradingAllowed) return { state, outputs: [gate('trading')] };
  const seen = withFirstSide(market, settings, state, input);
  if (!isTriggered(market, settings, seen, input))
    return { state: seen, outputs: [triggerGate(market, settings, input)] };
  const { cash, equity } = input.account;
  if (cash === null || equity === null) return { state: seen, outputs: [gate('account')] };
  const refusals = startRefusals(settings, market, state.ladder, { price: input.close, cash });
  const first = refusals[0];
  if (first !== undefined) {
    return {
      state: { ...seen, phase: 'stopped', stop: { mode: 'keep', reason: first.code } },
      outputs: [
        gate('risk', first.code, cash),
        ...refusals.map(({ code, details }) => note(code, details)),
        { kind: 'ended', reason: first.code },
      ],
    };
  }
  return begin(market, settings, held, { ...seen, startEquity: equity }, input, stamp);
}

function begin(
  market: GridMarket,
  settings: GridSettings,
  carried: Lots,
  before: GridState,
  { close }: CandleClosedInput,
  stamp: Stamp,
): GridStep {
  const { ladder } = before;
  const waiting = waitingLine(ladder.lines, close);
  const needy = needyCells(settings.mode, waiting, ladder.sizes.length);
  const outputs: StrategyOutput[] = [gate('started', formatPrice(market.scale, close))];
  const inRange = close >= ladder.lines[0]! && close <= ladder.lines.at(-1)!;
  let state: GridState = {
    ...before,
    phase: 'running',
    waiting,
    inRange,
    quietSince: settings.idleStopMin !== null && inRange ? stamp.at : null,
  };
  outputs.push(
    ...triggerOrders(market, settings, state).map(
      (order) => ({ kind: 'place', order, replaces: null }) as const,
    ),
  );
  const size = initialSize(settings, ladder, close);
  if (settings.initialPosition === 'buy' && size > 0) {
    if (isLegal(market.scale, close, size)) {
      state = { ...state, initial: { leg: INITIAL, size, filled: 0 as Lots, trades: NO_TRADES } };
      outputs.push({ kind: 'place', order: initialOrder(settings, state, size), replaces: null });
    } else {
      outputs.push(note('size', { which: INITIAL, size: formatLots(market.scale, size) }));
    }
  }
  return lay(
    market,
    settings,
    state,
    needy,
    settings.initialPosition === 'hold' ? carried : (0 as Lots),
    outputs,
  );
}

/** Gives every cell its first order, from the lowest up, or what it waits for. */
function lay(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  needy: CellRange,
  carried: Lots,
  outputs: StrategyOutput[],
): GridStep {
  const held = share(settings, state, needy, carried);
  const cells = state.cells.map((empty, index): Cell => {
    const isNeedy = index >= needy.from && index < needy.to;
    if (isNeedy && state.initial !== null) return { ...empty, order: 'initial' };
    const cell = { ...empty, held: held.get(index) ?? empty.held };
    if (isNeedy && cell.held < state.ladder.sizes[index]!) return cell;
    const armed = arm(market, settings, state, index, cell, isNeedy ? 'close' : 'open');
    outputs.push(armed.output);
    return armed.cell;
  });
  const idle = state.initial !== null ? NO_CELLS : idleCells(cells, needy);
  return { state: { ...state, cells, idle }, outputs };
}

/** Lots shared out to cells in full, the nearest to the price first; the last one gets what is left. */
export function share(
  settings: GridSettings,
  state: GridState,
  range: CellRange,
  lots: number,
): ReadonlyMap<number, Lots> {
  const shares = new Map<number, Lots>();
  let left = lots;
  for (const index of nearestFirst(settings.mode, range)) {
    const part = Math.min(left, state.ladder.sizes[index]!);
    shares.set(index, part as Lots);
    left -= part;
  }
  return shares;
}

/** The idle ones among the cells of a range; they are the farthest from the price, so they form a range themselves. */
export function idleCells(cells: readonly Cell[], { from, to }: CellRange): CellRange {
  const idle = Array.from({ length: to - from }, (_, offset) => from + offset).filter(
    (index) => cells[index]!.order === 'idle',
  );
  return idle.length === 0 ? NO_CELLS : { from: idle[0]!, to: idle.at(-1)! + 1 };
}

export function initialOrder(settings: GridSettings, state: GridState, size: Lots): MarketOrder {
  return {
    type: 'market',
    leg: INITIAL,
    cycle: state.generation,
    side: settings.mode === 'short' ? 'sell' : 'buy',
    size,
    reason: 'initial',
    reduceOnly: false,
  };
}

/** The whole-bot triggers that rest at the venue from the start on. */
export function triggerOrders(
  { scale }: GridMarket,
  settings: GridSettings,
  state: GridState,
): readonly TriggerOrder[] {
  return (['stopLoss', 'takeProfit'] as const).flatMap((name): TriggerOrder[] => {
    const at = stopPrice(settings[name], state.ladder.lines, scale);
    if (at === null) return [];
    const side = settings.mode === 'short' ? 'buy' : 'sell';
    return [
      {
        type: 'trigger',
        leg: TRIGGER_LEGS[name],
        cycle: state.generation,
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

function isTriggered(
  { scale }: GridMarket,
  { startTrigger: { type, value } }: GridSettings,
  { startedFrom }: GridState,
  { close, values }: CandleClosedInput,
): boolean {
  if (type === 'now' || value === null) return true;
  if (type === 'rsi-below' || type === 'rsi-above') {
    const rsi = values['rsi'] ?? null;
    if (rsi === null) return false;
    return type === 'rsi-below' ? rsi <= Number(value) : rsi >= Number(value);
  }
  const order = compare(scale, close, value);
  if (type === 'price-at') return startedFrom === 'below' ? order >= 0 : order <= 0;
  return type === 'price-above' ? order >= 0 : order <= 0;
}

/** `price-at` starts when the price arrives from whichever side it was first seen on. */
function withFirstSide(
  { scale }: GridMarket,
  { startTrigger: { type, value } }: GridSettings,
  state: GridState,
  { close }: CandleClosedInput,
): GridState {
  if (type !== 'price-at' || value === null || state.startedFrom !== null) return state;
  return { ...state, startedFrom: compare(scale, close, value) < 0 ? 'below' : 'above' };
}

/** The price of a trigger may have more decimals than the market's prices. */
function compare({ priceDecimals }: MarketScale, price: number, text: string): number {
  const value = parseDecimal(text)!;
  const left = BigInt(price) * pow10(value.scale);
  const right = value.units * pow10(priceDecimals);
  return left < right ? -1 : left > right ? 1 : 0;
}

function triggerGate(
  { scale }: GridMarket,
  { startTrigger: { type, value } }: GridSettings,
  { close, values }: CandleClosedInput,
): StrategyOutput {
  const seen = type.startsWith('rsi') ? String(values['rsi'] ?? 'unknown') : formatPrice(scale, close);
  return gate('trigger', seen, `${type} ${value ?? ''}`);
}
