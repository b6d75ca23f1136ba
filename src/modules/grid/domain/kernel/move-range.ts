import { formatPrice, type Price } from '../../../../shared/pure/market/scale.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { planGrid, type Ladder } from '../ladder/ladder.js';
import { cellSize } from '../ladder/sizes.js';
import { lineOf, type Slot } from '../ladder/slots.js';
import type { DynamicPoint } from '../dynamic/dynamic-lines.js';
import type { GridMarket } from '../market.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { arrivedAt, bare, cancel } from './arm.js';
import { withIdleEdges } from './idle.js';
import { note } from './outputs.js';
import { followEdges } from './plan.js';
import { cellLeg, isLive, withCell, type GridState } from './state.js';

/** True when a decision close has gone a whole level beyond an edge that follows the market. */
export const passesEdge = ({ course: { up, down } }: GridState, close: number): boolean =>
  (up !== null && close >= up) || (down !== null && close <= down);

/**
 * The range follows the market by whole levels. The farthest cell goes to the other end as it is: with its amount and with
 * what it holds, so its order there is on the same side as before; every other order stays. Its order is cancelled and
 * placed anew once that is confirmed.
 */
export function followMarket(
  market: GridMarket,
  settings: GridSettings,
  state: GridState,
  close: Price,
  outputs: StrategyOutput[],
): GridState {
  let { lines, course } = state;
  const targets = (state.targets ?? state.slots).slice();
  const moved = new Set<number>();
  while (passesEdge({ ...state, course }, close)) {
    const up = course.up !== null && close >= course.up;
    const shift = course.shift + (up ? 1 : -1);
    const edge = up ? course.up! : course.down!;
    const place: [Price, Price] = up ? [lines.at(-1)!, edge] : [edge, lines[0]!];
    const cell = farthest(targets, up ? 'lowest' : 'highest');
    const size = cellSize(settings, targets.length, cell, place, market.scale);
    targets[cell] = { lower: place[0], upper: place[1], size, opens: targets[cell]!.opens };
    moved.add(cell);
    lines = up ? [...lines.slice(1), edge] : [edge, ...lines.slice(0, -1)];
    course = { ...course, shift, ...followEdges(settings, market, shift) };
  }
  outputs.push(
    note('range-moved', {
      lower: formatPrice(market.scale, lines[0]!),
      upper: formatPrice(market.scale, lines.at(-1)!),
      price: formatPrice(market.scale, close),
    }),
  );
  return retarget({ ...state, lines, course }, targets, (cell) => moved.has(cell), outputs);
}

function farthest(slots: readonly Slot[], which: 'lowest' | 'highest'): number {
  let found = 0;
  for (const [index, { lower }] of slots.entries())
    if (which === 'lowest' ? lower < slots[found]!.lower : lower > slots[found]!.lower) found = index;
  return found;
}

/**
 * Dynamic lines have moved: orders are changed by difference. An order whose line is where it was stays; one that would open
 * a cell elsewhere is cancelled and placed there once that is confirmed; what closes a cell is never touched, the cell takes
 * its new lines when it has closed. Lines that would be refused leave everything as it is.
 */
export function followLines(
  market: GridMarket,
  settings: GridSettings,
  before: GridState,
  point: DynamicPoint,
  outputs: StrategyOutput[],
): GridState {
  const state: GridState = { ...before, course: { ...before.course, point } };
  const plan = planGrid(settings, market, { shift: 0, point });
  if (!plan.ok) {
    const [first] = plan.error;
    outputs.push(note('lines-kept', { cause: first!.code }));
    return state;
  }
  const { lines } = plan.value;
  if (lines.every((line, index) => line === state.lines[index])) return state;
  const targets = slotsLike(state.slots, plan.value);
  return retarget({ ...state, lines }, targets, () => false, outputs);
}

/** A cell keeps the side it opens with when its lines move. */
const slotsLike = (slots: readonly Slot[], { lines, sizes }: Ladder): readonly Slot[] =>
  slots.map(({ opens }, index) => ({
    lower: lines[index]!,
    upper: lines[index + 1]!,
    size: sizes[index]!,
    opens,
  }));

/** Sends cells to where they are to work; `always` names those that go although they hold something. */
function retarget(
  before: GridState,
  targets: readonly Slot[],
  always: (cell: number) => boolean,
  outputs: StrategyOutput[],
): GridState {
  let state: GridState = { ...before, targets };
  const moving = state.moving.slice();
  for (const [index, cell] of before.cells.entries()) {
    const [slot, target] = [before.slots[index]!, targets[index]!];
    if (cell.held > 0 && !always(index)) continue;
    if (!isLive(cell)) {
      state = arrivedAt(state, index);
      // Elsewhere it may be allowed to work: its order is looked at anew with the cells that miss theirs.
      if (cell.order === 'barred') state = withCell(state, index, bare(cell, 'missing'));
    } else if (cell.filled > 0 || moving.includes(index)) {
      continue;
    } else {
      const side = cell.order === 'buy' ? 'buy' : 'sell';
      if (lineOf(slot, side) === lineOf(target, side)) state = arrivedAt(state, index);
      else {
        moving.push(index);
        outputs.push(cancel(state, cellLeg(index, cell.orders)));
      }
    }
  }
  return withIdleEdges({ ...state, moving });
}
