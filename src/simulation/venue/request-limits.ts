import type { RequestLimit, VenueLimits } from '../../modules/exchange/domain/index.js';
import type { Draws } from '../kernel/draws.js';

/** No request is under way for longer than this after it was given up. */
const LATE_MS = 15_000;

const ORDERS: RequestLimit['costs'] = { place: 1, 'place-conditional': 1, cancel: 1 };

/** The limits of the venue of one world: by address, account and instrument, so small that the bots run into them. */
export function drawnLimits(draws: Draws): VenueLimits {
  const between = (what: string, from: number, to: number): number =>
    draws.whole(`limit of ${what}`, from, to);
  const windowOf = (what: string): number => draws.pick(`window of ${what}`, [1_000, 2_000, 4_000]);
  const limit = (
    scope: RequestLimit['scope'],
    name: string,
    most: readonly [number, number],
    costs: RequestLimit['costs'],
  ): RequestLimit => ({ name, scope, windowMs: windowOf(name), most: between(name, ...most), costs });
  return {
    venue: 'simulated',
    limits: [
      limit('address', 'all', [28, 56], { ...ORDERS, 'account-state': 2, 'look-up': 2 }),
      limit('account', 'orders', [12, 24], ORDERS),
      limit('account', 'reads', [20, 40], { 'account-state': 2, 'look-up': 1, 'look-up-order': 1 }),
      limit('instrument', 'instrument', [8, 16], ORDERS),
    ],
    lateMs: LATE_MS,
  };
}
