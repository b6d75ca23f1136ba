import { pairOf } from '../venue/spot/spot-accounts.js';
import type { Venue } from '../venue/venue.js';
import { SYMBOLS, type Stage } from '../world/cast.js';

const UNIT = 10n ** 18n;
const QUOTE = 10_000n * UNIT;
/** Enough for some dozens of fees at most: in some worlds it runs out on the way. */
const THIRD_STEP = UNIT / 10_000n;
const THIRD_STEPS = 30;

/** Whether an account of this world is of spot; if so it is opened. */
export function opensSpot({ ground: { faults, draws }, venue }: Stage, accountId: string): boolean {
  if (!faults.strikes('spot-account', accountId)) return false;
  const third = faults.strikes('third-coin', accountId)
    ? BigInt(draws.whole(`third coin of ${accountId}`, 1, THIRD_STEPS)) * THIRD_STEP
    : 0n;
  venue.spot.open(accountId, { quote: QUOTE, third });
  return true;
}

/** What can be traded in this world: the pairs of spot as well, where an account is of spot. */
export const tradedOn = ({ spot }: Venue): readonly string[] =>
  spot.any ? [...SYMBOLS, ...SYMBOLS.map(pairOf)] : SYMBOLS;
