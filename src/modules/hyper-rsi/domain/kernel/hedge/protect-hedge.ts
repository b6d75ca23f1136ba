import { formatLots, type Price } from '../../../../../shared/pure/market/scale.js';
import type { WantedOrder } from '../../../../../shared/pure/strategy/order.js';
import { hedgeExitPrices } from '../../hedge/hedge-exits.js';
import { hedgeLegOf, type HedgeExit, type HedgeLeg } from '../../state.js';
import { exitSide, note, type Turn } from '../turn.js';
import { cancelHedgeOrder, changeHedge, nextHedgeName } from './leg.js';

/**
 * Brings the hedge's take-profit and stop to what its own entry and the main side ask for, by difference, as those of the
 * main side are. Both are reduce-only for the full size: whichever fills, the other finds nothing to reduce.
 */
export function protectHedge(turn: Turn): void {
  const { plan, state } = turn;
  const leg = hedgeLegOf(state);
  if (plan.hedge === null || leg === null || leg.size === 0) return;
  if (leg.closing !== null || state.stopping !== null) return;
  if (leg.repair) changeHedge(turn, { repair: false });
  const main = state.open !== null && state.open.size > 0 ? state.open : null;
  const wanted = hedgeExitPrices(plan, plan.hedge, leg, main);
  bring(turn, 'stop', wanted.stop, plan.hedge.stop !== null);
  bring(turn, 'target', wanted.target, plan.hedge.profit !== null);
}

function bring(turn: Turn, which: 'target' | 'stop', wanted: Price | null | 'keep', asked: boolean): void {
  const leg = hedgeLegOf(turn.state)!;
  const old = leg[which];
  const price = wanted === 'keep' ? (old?.price ?? null) : wanted;
  if (price === null) {
    if (asked) notPositive(turn, leg);
    if (old === null) return;
    cancelHedgeOrder(turn, old.leg);
    changeHedge(turn, { [which]: null });
    return;
  }
  // Reduce-only orders shrink with the position, so only growth asks for another one.
  if (old !== null && old.price === price && old.size - old.filled >= leg.size) return;
  const name = nextHedgeName(turn, which);
  turn.outputs.push({
    kind: 'place',
    order: order(leg, name, which, price),
    replaces: old?.leg ?? null,
  });
  changeHedge(turn, { [which]: resting(leg, name, price, old) });
}

function order(leg: HedgeLeg, name: string, which: 'target' | 'stop', price: Price): WantedOrder {
  const { cycle, side, size } = leg;
  const base = { leg: name, cycle, side: exitSide(side), reason: 'hedge', reduceOnly: true, price, size };
  return which === 'target' ? { type: 'limit', ...base } : { type: 'stop-market', ...base, trail: null };
}

function resting({ size }: HedgeLeg, leg: string, price: Price, old: HedgeExit | null): HedgeExit {
  const filled = 0 as typeof size;
  return { leg, price, size, filled, previous: old };
}

const notPositive = (turn: Turn, { size }: HedgeLeg): void => {
  note(turn, 'price-not-positive', { which: 'hedge', size: formatLots(turn.plan.market.scale, size) });
};
