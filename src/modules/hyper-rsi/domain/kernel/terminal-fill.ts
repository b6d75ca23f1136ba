import type { Lots } from '../../../../shared/pure/market/scale.js';
import type { Fill } from '../../../../shared/pure/strategy/order.js';
import { closeAtMarket } from './close.js';
import { mainStopped } from './hedge/close-hedge.js';
import { change, type Turn } from './turn.js';

/**
 * The stop has filled. When it is done and something is left (an add that filled beside it), the rest is closed at market:
 * terminal exits end flat. False when the fill is not the stop's.
 */
export function stopFilled(turn: Turn, fill: Fill): boolean {
  const { stop, size, closing } = turn.state.open!;
  if (stop?.leg !== fill.leg) return false;
  const filled = (stop.filled + fill.size) as Lots;
  if (filled < stop.size) {
    change(turn, { stop: { ...stop, filled } });
    return true;
  }
  change(turn, { stop: null });
  mainStopped(turn);
  if (size > 0 && closing === null) closeAtMarket(turn, fill.reason);
  return true;
}

/** The market close has filled; the same holds for what it leaves. */
export function closingFilled(turn: Turn, fill: Fill): boolean {
  const { closing, size } = turn.state.open!;
  if (closing === null || closing.leg !== fill.leg) return false;
  const filled = (closing.filled + fill.size) as Lots;
  change(turn, { closing: { ...closing, filled } });
  if (filled >= closing.size && size > 0) closeAtMarket(turn, closing.reason);
  return true;
}
