import type { Price } from '../../pure/market/scale.js';
import type { GatesOutput, StrategyOutput } from '../../pure/strategy/output.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import { onlyWarmUp } from './effects.js';
import type { Reading } from './reading.js';
import type { Seat, Unbound } from './seat.js';
import type { Member } from './decision-store.port.js';
import type { WatchedAccount } from './watched-account.js';

/** A decision that was refused: nothing is changed and nothing told, but there is a why. */
export interface RefusedSeat {
  readonly seat: Seat;
  readonly reading: Reading;
  readonly outputs: readonly GatesOutput[];
}

/** What the bots of a series make of a close, as far as one can see without their accounts. */
export interface Glance {
  /** May act, change or tell something: decided under their locks, with all facts. */
  readonly stirred: { readonly seat: Seat | Unbound; readonly reading: Reading | null }[];
  readonly refused: RefusedSeat[];
  /** Had nothing to do. */
  idle: number;
  /** Refused before anything that could be told. */
  warmingUp: number;
}

export const emptyGlance = (): Glance => ({ stirred: [], refused: [], idle: 0, warmingUp: 0 });

/** A close as it is glanced at. */
export interface GlanceAt {
  readonly open: EpochMs;
  /** Nominal end of the candle. */
  readonly end: EpochMs;
  readonly close: Price;
  /** Some of the bots may have decided it before, when something that came after was not written. */
  readonly isAgain: boolean;
}

/**
 * Steps each bot of a reading once with the close, in memory. Most come to nothing, and they are through with that: a step that
 * gives its state back, says nothing and has not looked at the account is the same under any lock and with any account. The
 * kernel itself is what is asked, so there are no rules here that could differ from it.
 */
export function glance(reading: Reading, at: GlanceAt, account: WatchedAccount, into: Glance): void {
  const { seats, input } = reading;
  const stamp = { at: at.end, seq: 0 };
  reading.fill(at.open, at.close);
  for (const seat of seats) {
    const { kernel, state } = seat;
    if (at.isAgain && isDecided(seat.member, at.end)) continue;
    if (seat.hasNewSettings) {
      into.stirred.push({ seat, reading });
      continue;
    }
    account.looked = false;
    stamp.seq = seat.version;
    try {
      const step = kernel.step(state, input.of(seat.isHalted), stamp);
      if (account.looked || step.state !== state) into.stirred.push({ seat, reading });
      else sort(seat, reading, step.outputs, into);
    } catch {
      // It is parked where it is decided.
      into.stirred.push({ seat, reading });
    }
  }
}

/** Changed by this candle or a later one. */
export const isDecided = ({ decidedAt }: Member, end: EpochMs): boolean =>
  decidedAt !== null && decidedAt >= end;

function sort(seat: Seat, reading: Reading, outputs: readonly StrategyOutput[], into: Glance): void {
  if (outputs.length === 0 || seat.kernel.isIdle(outputs)) into.idle += 1;
  else if (!outputs.every(isVerdict)) into.stirred.push({ seat, reading });
  else if (onlyWarmUp(outputs)) into.warmingUp += 1;
  else into.refused.push({ seat, reading, outputs });
}

const isVerdict = (output: StrategyOutput): output is GatesOutput => output.kind === 'gates';
