import type { Lots } from '../../../../../shared/pure/market/scale.js';
import type { Fill } from '../../../../../shared/pure/strategy/order.js';
import { newEntry, withFill } from '../../new-cycle.js';
import { increased, reduced } from '../../position.js';
import { hedgeLegOf, type HedgeExit, type HedgeLeg } from '../../state.js';
import { closeAtMarket, endInstance } from '../close.js';
import { entrySide, note, type Turn } from '../turn.js';
import { newHedge } from './after-add.js';
import { closeHedge, endHedge } from './close-hedge.js';
import { inLine } from '../line.js';
import { closedBeyond, withoutTaken } from '../taken.js';
import { hedgeOrderEnded } from './hedge-order-ended.js';
import { changeHedge, hedgeOf, setHedge } from './leg.js';
import { protectHedge } from './protect-hedge.js';

/** Folds one execution into the hedge. An exit may close what its entries have filled and nobody has heard of yet. */
export function hedgeFilled(turn: Turn, reported: Fill): void {
  const fill = isEntry(reported) ? leftOf(turn, reported) : reported;
  if (fill === null || (hedgeLegOf(turn.state) === null && !adopt(turn, fill))) return;
  const leg = hedgeLegOf(turn.state)!;
  if (fill.side === entrySide(leg.side)) {
    increase(turn, leg, fill);
    return;
  }
  closedBeyond(turn, fill, fill.size - leg.size);
  if (leg.size > 0) reduce(turn, leg, fill);
}

const isEntry = ({ leg }: Fill): boolean => leg.startsWith('hedge-entry-');

/** The fill of an entry without what was closed of it before anybody heard of it. */
function leftOf(turn: Turn, fill: Fill): Fill | null {
  const { closed, rest } = withoutTaken(turn, fill);
  if (closed === 0) return rest;
  const { leg, cycle } = fill;
  const hedge = hedgeLegOf(turn.state);
  if (hedge !== null)
    changeHedge(turn, {
      entries: hedge.entries.map((entry) => (entry.leg === leg ? withFill(entry, closed) : entry)),
    });
  if (rest === null) {
    hedgeOrderEnded(turn, { kind: 'order-cancelled', leg, cycle, code: 'liquidation' });
    note(turn, 'late-fill', { leg, cycle });
  }
  return rest;
}

/** An entry that fills after its hedge was given up: the position is real and must be protected. */
function adopt(turn: Turn, fill: Fill): boolean {
  if (!isEntry(fill)) return false;
  const leg = newHedge(fill.side === 'buy' ? 'long' : 'short', fill.cycle);
  const { entered } = hedgeOf(turn.state);
  setHedge(turn, { entered: entered + 1, leg: { ...leg, entries: [newEntry(fill.leg, fill.size)] } });
  note(turn, 'late-fill', { leg: fill.leg, cycle: fill.cycle });
  return true;
}

function increase(turn: Turn, leg: HedgeLeg, fill: Fill): void {
  const entries = leg.entries.map((entry) => (entry.leg === fill.leg ? withFill(entry, fill.size) : entry));
  changeHedge(turn, { ...increased(turn.plan.market, leg, fill), entries });
  if (turn.state.stopping === 'keep') endInstance(turn);
  else if (turn.state.stopping === 'close') closeHedge(turn, 'manual');
  else protectHedge(turn);
}

function reduce(turn: Turn, before: HedgeLeg, fill: Fill): void {
  const { target, closing } = before;
  const tookProfit = names(target, fill.leg) || (closing?.leg === fill.leg && closing.takesProfit);
  const leg = changeHedge(turn, {
    ...reduced(before, Math.min(fill.size, before.size)),
    target: afterFill(target, fill),
    stop: afterFill(before.stop, fill),
  });
  if (leg.size === 0) {
    endHedge(turn, fill.leg);
    if (tookProfit) closeMain(turn);
    endInstance(turn);
  } else if (closing?.leg === fill.leg) closingFilled(turn, closing, fill);
  else if (before.stop?.leg === fill.leg && leg.stop === null) closeHedge(turn, 'hedge');
  else protectHedge(turn);
}

const names = (exit: HedgeExit | null, leg: string): boolean => inLine(exit, leg) !== null;

/** What is left of a resting exit; null when it has filled whole. */
function afterFill(exit: HedgeExit | null, fill: Fill): HedgeExit | null {
  if (exit?.leg !== fill.leg) return exit;
  const filled = (exit.filled + fill.size) as Lots;
  return filled >= exit.size ? null : { ...exit, filled };
}

/** A close that left something (an entry that filled beside it) closes again. */
function closingFilled(turn: Turn, closing: NonNullable<HedgeLeg['closing']>, fill: Fill): void {
  const filled = (closing.filled + fill.size) as Lots;
  if (filled < closing.size) {
    changeHedge(turn, { closing: { ...closing, filled } });
    return;
  }
  changeHedge(turn, { closing: null });
  closeHedge(turn, closing.reason, closing.takesProfit);
}

/** The hedge has taken its profit; where asked for, the main side goes with it. */
function closeMain(turn: Turn): void {
  const { open } = turn.state;
  if (turn.plan.hedge?.closesMain !== true || open === null || open.size === 0) return;
  if (open.closing === null) closeAtMarket(turn, 'hedge');
}
