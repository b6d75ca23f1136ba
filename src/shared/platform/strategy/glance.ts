import type { Price } from '../../pure/market/scale.js';
import type { GatesOutput, StrategyOutput } from '../../pure/strategy/output.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { Member } from './decision-store.port.js';
import { onlyWarmUp } from './effects.js';
import type { Forming } from './forming.js';
import type { Peers } from './peers.js';
import type { Seat, Unbound } from './seat.js';
import type { WatchedAccount } from './watched-account.js';

/** Decisions that were refused: nothing is changed and nothing told, but there is a why. */
export interface RefusedSeats {
  readonly peers: Peers;
  readonly seats: readonly Seat[];
  readonly close: Price;
  readonly outputs: readonly GatesOutput[];
}

/** What the bots of a series make of a close, as far as one can see without their accounts. */
export interface Glance {
  /** May act, change or tell something: decided under their locks, with all facts. */
  readonly stirred: { readonly seat: Seat | Unbound; readonly peers: Peers | null }[];
  readonly refused: RefusedSeats[];
  /** How many had nothing to do. */
  idle: number;
  /** How many were refused before anything that could be told. */
  warmingUp: number;
}

export const emptyGlance = (): Glance => ({ stirred: [], refused: [], idle: 0, warmingUp: 0 });

/** A close as it is glanced at. */
export interface GlanceAt {
  /** Of the decision candle. */
  readonly open: EpochMs;
  /** Nominal end of the candle that has closed. */
  readonly end: EpochMs;
  /** In the scale of the peers that look. */
  close: Price;
  /** Null where the decision candle has closed. */
  readonly forming: Forming | null;
  /** Some of the bots may have decided it before, when something that came after was not written. */
  readonly isAgain: boolean;
}

/**
 * Steps the peers with a close, in memory. Most come to nothing, and they are through with that: a step that gives its state
 * back, says nothing and has not looked at the account is the same under any lock and with any account. The kernel itself is
 * what is asked, so there are no rules here that could differ from it; those that decide alike are asked once for all.
 */
export function glance(peers: Peers, at: GlanceAt, account: WatchedAccount, into: Glance): void {
  const { alike, others } = peers;
  peers.fill(at.open, at.close, at.forming);
  if (alike !== null) {
    const passed =
      !at.isAgain && at.end >= alike.from ? step(peers, alike.state, 0, false, at, account) : null;
    if (passed === null) glanceAtEach(peers, alike.seats, at, account, into);
    else passBy(peers, alike.seats, at.close, passed, into);
  }
  if (others.length > 0) glanceAtEach(peers, others, at, account, into);
}

function glanceAtEach(
  peers: Peers,
  seats: readonly Seat[],
  at: GlanceAt,
  account: WatchedAccount,
  into: Glance,
): void {
  for (const seat of seats) {
    if (at.isAgain && isDecided(seat.member, at.end)) continue;
    const { state, version, isHalted } = seat;
    const passed = seat.hasNewSettings ? null : step(peers, state, version, isHalted, at, account);
    if (passed === null) into.stirred.push({ seat, peers });
    else passBy(peers, [seat], at.close, passed, into);
  }
}

/** Changed by this candle or a later one. */
export const isDecided = ({ decidedAt }: Member, end: EpochMs): boolean =>
  decidedAt !== null && decidedAt >= end;

/** What a step comes to that may be passed by; null where it may not. */
function step(
  { kernel, input }: Peers,
  state: object,
  seq: number,
  isHalted: boolean,
  at: GlanceAt,
  account: WatchedAccount,
): readonly GatesOutput[] | null {
  account.forget();
  try {
    const { state: after, outputs } = kernel.step(state, input.of(isHalted), { at: at.end, seq });
    if (account.looked || after !== state) return null;
    if (kernel.isIdle(outputs)) return NOTHING;
    return isVerdicts(outputs) ? outputs : null;
  } catch {
    // It is parked where it is decided.
    return null;
  }
}

function passBy(
  peers: Peers,
  seats: readonly Seat[],
  close: Price,
  outputs: readonly GatesOutput[],
  into: Glance,
): void {
  if (outputs.length === 0) into.idle += seats.length;
  else if (onlyWarmUp(outputs)) into.warmingUp += seats.length;
  else into.refused.push({ peers, seats, close, outputs });
}

const NOTHING: readonly GatesOutput[] = [];

function isVerdicts(outputs: readonly StrategyOutput[]): outputs is readonly GatesOutput[] {
  for (const { kind } of outputs) if (kind !== 'gates') return false;
  return true;
}
