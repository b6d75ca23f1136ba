import { BadInput } from '../bad-input.js';

interface Fees {
  readonly maker: string;
  readonly taker: string;
}

/**
 * Fees of the venues' lowest tier as they publish them, spot and perpetual. They change and differ by account: whoever knows
 * better gives `--maker` and `--taker`. Null = the venue has no such markets here.
 */
const BASE_FEES: Readonly<Record<string, { readonly spot: Fees | null; readonly perpetual: Fees | null }>> = {
  okx: { spot: { maker: '0.0008', taker: '0.001' }, perpetual: { maker: '0.0002', taker: '0.0005' } },
  binance: { spot: { maker: '0.001', taker: '0.001' }, perpetual: null },
  binanceusdm: { spot: null, perpetual: { maker: '0.0002', taker: '0.0005' } },
  bybit: { spot: { maker: '0.001', taker: '0.001' }, perpetual: { maker: '0.0002', taker: '0.00055' } },
  bitget: { spot: { maker: '0.001', taker: '0.001' }, perpetual: { maker: '0.0002', taker: '0.0006' } },
  upbit: { spot: { maker: '0.0005', taker: '0.0005' }, perpetual: null },
};

export const VENUES = Object.keys(BASE_FEES);

/** @throws BadInput for a venue that is not known or has no such markets. */
export function venueFees(venue: string, kind: 'spot' | 'perpetual'): Fees {
  const known = Object.hasOwn(BASE_FEES, venue) ? BASE_FEES[venue] : undefined;
  if (known === undefined) throw new BadInput(`venue: ${venue} is not one of ${VENUES.join(', ')}`);
  const fees = known[kind];
  if (fees === null) throw new BadInput(`venue: ${venue} has no ${kind} markets`);
  return fees;
}
