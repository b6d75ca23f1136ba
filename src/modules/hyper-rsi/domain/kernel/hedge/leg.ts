import type { Leg } from '../../../../../shared/pure/strategy/order.js';
import { hedgeLegOf, type HedgeLeg, type HedgeState, type HyperRsiState } from '../../state.js';
import type { Turn } from '../turn.js';

const NO_HEDGE: HedgeState = Object.freeze({ revision: 0, entered: 0, leg: null });

export const hedgeOf = ({ hedge }: HyperRsiState): HedgeState => hedge ?? NO_HEDGE;

/** Whether an order or fill is about the hedge: by its name, or a liquidation of that side. */
export const isAboutHedge = (state: HyperRsiState, leg: Leg): boolean =>
  leg.startsWith('hedge-') ||
  (leg.startsWith('liquidation-') && leg === `liquidation-${hedgeLegOf(state)?.side}`);

/** A name that no hedge order of this bot has had. */
export function nextHedgeName(turn: Turn, kind: 'entry' | 'target' | 'stop' | 'close' | 'manual'): Leg {
  const hedge = hedgeOf(turn.state);
  const revision = hedge.revision + 1;
  turn.state = { ...turn.state, hedge: { ...hedge, revision } };
  return `hedge-${kind}-${revision}`;
}

export function setHedge(turn: Turn, changes: Partial<HedgeState>): void {
  turn.state = { ...turn.state, hedge: { ...hedgeOf(turn.state), ...changes } };
}

/** Changes the hedge leg, which must be there. */
export function changeHedge(turn: Turn, changes: Partial<HedgeLeg>): HedgeLeg {
  const leg = { ...hedgeLegOf(turn.state)!, ...changes };
  setHedge(turn, { leg });
  return leg;
}

export function cancelHedgeOrder(turn: Turn, leg: Leg): void {
  turn.outputs.push({ kind: 'cancel', leg, cycle: hedgeLegOf(turn.state)!.cycle });
}

/** Every order of the hedge that may still act. */
export function hedgeOrders({ entries, target, stop, closing }: HedgeLeg): Leg[] {
  const legs = entries.filter(({ unresolved }) => unresolved).map(({ leg }) => leg);
  for (const order of [closing, target, stop]) if (order !== null && order.leg !== null) legs.push(order.leg);
  return legs;
}
