import type { Price } from '../../../../../shared/pure/market/scale.js';
import { hedgeOrderSize } from '../../hedge/hedge-size.js';
import type { HedgePlan } from '../../hedge/hedge-plan.js';
import { newAnchor, newEntry } from '../../new-cycle.js';
import { filledEntries, hedgeLegOf, unresolvedLots, type Cycle, type HedgeLeg } from '../../state.js';
import { entrySide, type Turn } from '../turn.js';
import { closeHedge } from './close-hedge.js';
import { changeHedge, hedgeOf, nextHedgeName, setHedge } from './leg.js';
import { protectHedge } from './protect-hedge.js';

/**
 * The hedge is evaluated after each confirmed add of the main side, and only then: an add counts once, when all of it that
 * will fill has filled. So the first entry never opens a hedge, whatever the trigger.
 */
export function hedgeAfterAdd(turn: Turn, price: Price): void {
  const { plan, state } = turn;
  const { hedge } = plan;
  const main = state.open!;
  if (hedge === null || state.stopping !== null || main.closing !== null) return;
  const entries = filledEntries(main);
  if (hedge.takeProfit === 'last-add' && entries >= plan.settings.pyramidingLimit) {
    closeHedge(turn, 'hedge', true);
    return;
  }
  if (entries >= hedge.trigger) enlarge(turn, hedge, main, price);
  protectHedge(turn);
}

/** Orders what is missing of the target, while hedge entries are left. */
function enlarge(turn: Turn, hedge: HedgePlan, main: Cycle, price: Price): void {
  const { entered } = hedgeOf(turn.state);
  const leg = hedgeLegOf(turn.state);
  if (entered >= hedge.limit || (leg !== null && (leg.closing !== null || leg.side === main.side))) return;
  const existing = leg === null ? 0 : leg.size + unresolvedLots(leg);
  const size = hedgeOrderSize(hedge, turn.plan.market, main.size, existing, price);
  if (size === 0) return;
  const name = nextHedgeName(turn, 'entry');
  const entry = newEntry(name, size);
  const side = main.side === 'long' ? 'short' : 'long';
  if (leg === null) setHedge(turn, { leg: newHedge(side, turn.state.cycle) });
  const { cycle, entries } = hedgeLegOf(turn.state)!;
  changeHedge(turn, { entries: [...entries, entry] });
  setHedge(turn, { entered: entered + 1 });
  turn.outputs.push({
    kind: 'place',
    order: {
      type: 'market',
      leg: name,
      cycle,
      side: entrySide(side),
      reason: 'hedge',
      reduceOnly: false,
      size,
    },
    replaces: null,
  });
}

/** A hedge that holds nothing yet. */
export const newHedge = (side: HedgeLeg['side'], cycle: number): HedgeLeg => ({
  side,
  cycle,
  entries: [],
  size: 0 as HedgeLeg['size'],
  average: '0',
  anchor: newAnchor(),
  target: null,
  stop: null,
  closing: null,
  repair: false,
});
