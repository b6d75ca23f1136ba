import { laneKey } from '../store/orders/orders-tables.js';
import type { Venue } from '../venue/venue.js';

export interface Sizes {
  /** Signed, both positions of hedge mode together. */
  readonly position: bigint;
  readonly short: bigint;
}

export const NOTHING_HELD: Sizes = { position: 0n, short: 0n };

/**
 * What the venue held of a lane when it held `ours`, if that was after `sinceMs`; otherwise what it held then. Whoever has asked may have
 * slept since.
 */
export function wasHeld(
  venue: Venue,
  lane: { readonly accountId: string; readonly symbol: string },
  ours: Sizes,
  sinceMs: number,
): Sizes {
  let position = venue.position(lane.accountId, lane.symbol);
  let short = venue.short(lane.accountId, lane.symbol);
  for (const trade of venue.trades.toReversed()) {
    if ((position === ours.position && short === ours.short) || trade.atMs < sinceMs) break;
    if (laneKey(trade) !== laneKey(lane)) continue;
    const moved = trade.side === 'buy' ? trade.size : 0n - trade.size;
    position -= moved;
    if (trade.position === 'short') short += moved;
  }
  return { position, short };
}
