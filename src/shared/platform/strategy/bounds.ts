import { refusal, type Refusal } from '../../pure/refusal.js';
import { err, ok, type Result } from '../../pure/result.js';
import type { Bus } from '../bus/bus.port.js';
import type { WorldMessages } from './strategy-world.js';

/** What venue, account and the user's own risk limits leave room for on one instrument. */
export interface Bounds {
  readonly positionMode: 'one-way' | 'hedge';
  /** The smaller of the venue's and the user's. */
  readonly maxLeverage: number;
  /** Most open orders that the venue takes; null where it has no such cap. */
  readonly maxOpenOrders: number | null;
  /** The user's cap on a position with everything that waits to add to it, plain decimal in quote. */
  readonly notionalLimit: string;
}

/** Asks for the bounds of an instrument on an account. Refused with `unknown-account` when the venue knows no such terms. */
export async function boundsOf(
  { world, bus }: { readonly world: WorldMessages; readonly bus: Bus },
  { userId, accountId, symbol }: Readonly<Record<'userId' | 'accountId' | 'symbol', string>>,
): Promise<Result<Bounds, Refusal>> {
  const terms = await bus.ask(new world.terms({ userId, accountId, symbol }));
  if (terms === null)
    return err(refusal('unknown-account', `the account does not trade ${symbol}`, { accountId, symbol }));
  const { maxLeverage, maxPositionNotional } = await bus.ask(new world.limits({ userId }));
  const { positionMode, maxOpenOrders } = terms;
  return ok({
    ...{ positionMode, maxOpenOrders },
    maxLeverage: Math.min(terms.maxLeverage, maxLeverage),
    notionalLimit: maxPositionNotional,
  });
}
