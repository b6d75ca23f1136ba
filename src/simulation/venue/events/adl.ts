import type { Slot } from '../slots.js';
import { isLookedAt, type Scene, type VenueEvent } from './venue-event.js';

const LOT = 10n ** 15n;

export interface HeldThere {
  readonly accountId: string;
  readonly symbol: string;
  readonly slot: Slot;
  /** Signed. */
  readonly size: bigint;
}

/** Everything that is held at the venue, each position by itself. */
export const holdingsAt = ({ venue, accounts, symbols }: Scene): readonly HeldThere[] =>
  accounts.flatMap((accountId) =>
    symbols.flatMap((symbol) =>
      venue.slotsOf(accountId).flatMap((slot) => {
        const size = venue.held(accountId, symbol, slot);
        return size === 0n ? [] : [{ accountId, symbol, slot, size }];
      }),
    ),
  );

/**
 * Auto-deleveraging: somebody else could not pay, and the venue takes a part of a position that stands against theirs. Nobody here
 * has ordered that, no id is on it, and everything that rests beside it goes on resting.
 */
export const ADL: VenueEvent = {
  kind: 'adl',
  everyMs: [5_000, 15_000],
  happen: (scene: Scene): void => {
    const { draws, venue, say } = scene;
    const held = holdingsAt(scene);
    if (held.length === 0) return;
    const { accountId, symbol, slot, size } = draws.pick('who is deleveraged', held);
    const percent = BigInt(draws.whole('how much is taken', 10, 90));
    const all = size < 0n ? 0n - size : size;
    const part = ((all * percent) / 100n / LOT) * LOT;
    const taken = part === 0n ? all : part;
    say(`${accountId} ${symbol} is deleveraged (${slot}) by ${percent} %`);
    venue.deleverage(accountId, symbol, slot, taken);
    isLookedAt(scene, 'the deleveraging');
  },
};
