import { priceOf, type Price } from '../../pure/market/scale.js';
import type { CloseInput } from './close-input.js';
import type { KnownMembers, Member, Moved, Wake } from './decision-store.port.js';
import { decisionOpen, formingOf, isForming } from './forming.js';
import { glance, isDecided, type Glance, type GlanceAt } from './glance.js';
import { needKey, type IndicatorSnapshot, type Need } from './indicator-memory.js';
import type { SeriesKey } from './instance.js';
import { LiveIndicator, type CandlePrices } from './live-indicator.js';
import { Peers } from './peers.js';
import { Seat, type Bound, type Unbound } from './seat.js';
import type { BoundKernel } from './strategy.port.js';
import type { WatchedAccount } from './watched-account.js';

/** What all series of a shard have in common. */
export interface Surroundings {
  readonly account: WatchedAccount;
  /** The one input for all that read values of the same names. */
  readonly inputOf: (needs: readonly Need[]) => CloseInput;
}

interface Place {
  readonly member: Member;
  readonly seat: Seat | Unbound;
  readonly peers: Peers | null;
}

/** What the deciding process has in memory of one series of a shard: its bots, what they read, and the indicators of it. */
export class SeriesMemory {
  known: KnownMembers;
  private readonly places = new Map<string, Place>();
  private readonly indicators = new Map<string, LiveIndicator>();
  private readonly peers = new Map<BoundKernel, Peers>();
  private unbound: readonly Unbound[] = [];
  /** End of the newest candle that has changed one of the bots. */
  private newestDecided = -Infinity;

  constructor(
    readonly key: SeriesKey,
    private readonly around: Surroundings,
  ) {
    this.known = { series: key, ids: [], marks: [] };
  }

  /**
   * Takes over the members that have come or are others now, and parts from those that have left. One for which there is
   * nothing bound is left out, and comes again.
   */
  reseat({ members, left }: Moved, boundOf: (member: Member) => Bound | null): void {
    for (const id of left) this.places.delete(id);
    for (const member of members) {
      const bound = boundOf(member);
      if (bound === null) this.places.delete(member.id);
      else this.places.set(member.id, this.placeOf(member, bound));
    }
    this.arrange();
  }

  /** True while an indicator has to be looked for among what is stored. */
  get isUnread(): boolean {
    for (const indicator of this.indicators.values()) if (indicator.isEmpty) return true;
    return false;
  }

  /** Takes what is stored for indicators that hold nothing yet. */
  restore(snapshots: Iterable<IndicatorSnapshot>): void {
    for (const snapshot of snapshots) {
      const indicator = this.indicators.get(needKey(snapshot));
      if (indicator?.isEmpty === true) indicator.take(snapshot);
    }
  }

  /** Takes what was folded with history. */
  take(snapshots: Iterable<IndicatorSnapshot>): void {
    for (const snapshot of snapshots) this.indicators.get(needKey(snapshot))!.take(snapshot);
  }

  /**
   * Folds the candle where it follows what is known; one that is inside a decision candle is folded nowhere.
   * @returns needs for which history has to be asked.
   */
  fold(wake: Wake): readonly Need[] {
    if (isForming(wake)) return this.behind(wake);
    const { candle, timeframe } = wake;
    const prices: CandlePrices = {
      high: Number(candle.high),
      low: Number(candle.low),
      close: Number(candle.close),
    };
    const missing: Need[] = [];
    for (const indicator of this.indicators.values()) {
      if (indicator.follows(candle.openTime, timeframe)) indicator.next(candle.openTime, prices);
      else missing.push(indicator.need);
    }
    return missing;
  }

  /** Glances at all bots that decide then. @throws RangeError when the close does not lie on the scale of one. */
  glance(wake: Wake, into: Glance): void {
    const { candle, candleEnd, finest } = wake;
    const isAgain = this.newestDecided >= candleEnd;
    const forming = formingOf(wake);
    const at: GlanceAt = { open: decisionOpen(wake), end: candleEnd, close: 0 as Price, forming, isAgain };
    let decimals = -1;
    for (const peers of this.peers.values()) {
      const { scale, decidesInside } = peers.kernel;
      if (decidesInside ? finest === undefined : forming !== null) continue;
      if (scale.priceDecimals !== decimals) at.close = priceOf(scale, candle.close);
      decimals = scale.priceDecimals;
      glance(peers, at, this.around.account, into);
    }
    if (forming !== null) return;
    for (const seat of this.unbound)
      if (!isDecided(seat.member, candleEnd)) into.stirred.push({ seat, peers: null });
  }

  snapshots(): IndicatorSnapshot[] {
    return [...this.indicators.values()].flatMap((indicator) => indicator.snapshot() ?? []);
  }

  /** What has not been told of every candle before the one that is forming. */
  private behind(wake: Wake): readonly Need[] {
    const open = decisionOpen(wake);
    return [...this.indicators.values()].flatMap((indicator) =>
      indicator.isBehind(open, wake.timeframe) ? [indicator.need] : [],
    );
  }

  private placeOf(member: Member, bound: Bound): Place {
    if (bound.kernel === null) return { member, seat: { member, error: bound.error }, peers: null };
    return { member, seat: new Seat(member, bound), peers: this.peersOf(bound.kernel) };
  }

  /** Everything that is made of the places. */
  private arrange(): void {
    const places = [...this.places.values()].sort((a, b) => (a.member.id < b.member.id ? -1 : 1));
    const seats = new Map<Peers, Seat[]>();
    for (const { seat, peers } of places) {
      if (peers === null) continue;
      const together = seats.get(peers);
      if (together === undefined) seats.set(peers, [seat as Seat]);
      else together.push(seat as Seat);
    }
    for (const [kernel, peers] of this.peers) {
      const together = seats.get(peers);
      if (together === undefined) this.peers.delete(kernel);
      else peers.seat(together);
    }
    const read = new Set([...this.peers.values()].flatMap(({ indicators }) => indicators));
    for (const [key, indicator] of this.indicators) if (!read.has(indicator)) this.indicators.delete(key);
    this.unbound = places.flatMap(({ seat }) => ('error' in seat ? [seat] : []));
    this.known = {
      series: this.key,
      ids: places.map(({ member }) => member.id),
      marks: places.map(({ member }) => member.mark),
    };
    this.newestDecided = Math.max(...places.map(({ member }) => member.decidedAt ?? -Infinity));
  }

  private peersOf(kernel: BoundKernel): Peers {
    const known = this.peers.get(kernel);
    if (known !== undefined) return known;
    const { indicators: needs } = kernel;
    const indicators = needs.map((need) => this.indicatorOf(need));
    const made = new Peers(kernel, indicators, this.around.inputOf(needs));
    this.peers.set(kernel, made);
    return made;
  }

  private indicatorOf(need: Need): LiveIndicator {
    const key = needKey(need);
    const known = this.indicators.get(key);
    if (known !== undefined) return known;
    const made = new LiveIndicator(need);
    this.indicators.set(key, made);
    return made;
  }
}
