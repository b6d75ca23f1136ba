import type { FundingLedger, VenueBill } from '../funding-ledger.js';
import type { Slot } from '../slots.js';
import { holdingsAt } from './adl.js';
import type { Scene, VenueEvent } from './venue-event.js';

const UNIT = 10n ** 18n;
/** Venues bill in whole steps of 8 decimals. */
const STEP = 10n ** 10n;
/** Rates in millionths, either way. */
const MOST = 2_000;

/** What has to be charged with. */
export interface FundingParts {
  readonly ledger: FundingLedger;
  /** Tells a bill on the stream of its account. */
  readonly tell: (bill: VenueBill) => void;
}

/**
 * Funding falls due for an instrument: whatever is held of it, by whomever, pays or receives a part of its value. It is a bill, and
 * no order and no trade. In hedge mode each of the two positions has its own.
 */
export const fundingEvent = ({ ledger, tell }: FundingParts): VenueEvent => ({
  kind: 'funding',
  everyMs: [2_000, 8_000],
  happen: (scene: Scene): void => {
    const { kernel, draws, venue, symbols, say } = scene;
    const due = draws.pick('what is funded', symbols);
    const rate = BigInt(draws.whole('funding rate', -MOST, MOST));
    for (const { accountId, symbol, slot, size } of holdingsAt(scene)) {
      if (symbol !== due) continue;
      const amount = chargeOf(size, venue.priceOf(symbol), rate);
      if (amount === 0n) continue;
      const bill = ledger.charge({ accountId, symbol, slot, amount, atMs: kernel.nowMs });
      say(`${accountId} ${symbol} is charged ${bill.billId} (${slot})`);
      tell(bill);
    }
  },
});

/** What a position of a signed size pays (negative) or receives at a rate; longs pay a positive one, rounded up. */
export function chargeOf(size: bigint, price: bigint, rate: bigint): bigint {
  const due = size * price * rate;
  const whole = UNIT * 1_000_000n * STEP;
  const steps = due / whole + (due > 0n && due % whole !== 0n ? 1n : 0n);
  return 0n - steps * STEP;
}

/** Which position a bill names: none where there is one. */
export const namedOf = (slot: Slot): { readonly position?: 'long' | 'short' } =>
  slot === 'net' ? {} : { position: slot };
