import { LimitWindows } from './limit-windows.js';
import type { RequestWindow } from './request-window.js';
import type { LimitScope, RequestKind, RequestLimit, VenueLimits } from './venue-limits.js';

/** Something that is to be asked of a venue. */
export interface VenueRequest {
  readonly kind: RequestKind;
  /** How often; 1 for nearly all. */
  readonly times: number;
  readonly accountId: string;
  /** Null where it is about no instrument: then only limits of the address and of the account count it. */
  readonly symbol: string | null;
  /** A cancel, or something that can only make a position smaller: it may use what is reserved. */
  readonly urgent: boolean;
}

/** Room that was taken; given back by `settle`, once, when what it was taken for is over. */
export interface TakenRoom {
  readonly uses: readonly Use[];
}

interface Use {
  readonly limit: RequestLimit;
  readonly window: RequestWindow;
  plain: number;
  all: number;
}

/** What has no room. */
export interface Shortage {
  /** Name of the limit; `shut-out` while the venue wants silence. */
  readonly limit: string;
  readonly scope: LimitScope;
  /** Null for silence, which is no matter of counting. */
  readonly window: RequestWindow | null;
  /** Monotonic milliseconds from which on there is room if nothing else is asked; null when something has to be answered first. */
  readonly freeAtMs: number | null;
}

export interface RequestBudgetParts {
  readonly limits: VenueLimits;
  /** Processes that ask this venue from the same address, this one included. */
  readonly processes: number;
  /** Monotonic milliseconds at which this one began. */
  readonly startedAtMs: number;
}

/** Windows no longer than this count as used up at the start, because the process before this one may have used them. */
const UNKNOWN_AT_START_MS = 10_000;
/** Room of what does not travel: there is nothing to give back. */
const AT_ONCE: TakenRoom = { uses: [] };

/**
 * What one process may ask of one venue: 80 % of each limit, divided among the processes, and of that a share that only cancels
 * and protection may use. It counts and never waits. Times are monotonic milliseconds, which never go back.
 */
export class RequestBudget {
  private readonly all: readonly LimitWindows[];
  private readonly counting = new Map<RequestKind, readonly LimitWindows[]>();
  private silentUntilMs = Number.NEGATIVE_INFINITY;
  private readonly lateMs: number | null;

  /** @throws RangeError when a limit is too small for so many processes */
  constructor({ limits: { limits, lateMs }, processes, startedAtMs }: RequestBudgetParts) {
    this.lateMs = lateMs;
    this.all = limits.map((limit) => {
      const unknown = lateMs !== null && limit.windowMs <= UNKNOWN_AT_START_MS;
      return new LimitWindows(limit, processes, startedAtMs, unknown);
    });
  }

  /** Whether what is asked is under way for a time; if not there is nothing to settle. */
  get travels(): boolean {
    return this.lateMs !== null;
  }

  /** Room for all of these or for none: null when they have to wait, or can never be asked together. */
  take(requests: readonly VenueRequest[], nowMs: number): TakenRoom | null {
    if (nowMs < this.silentUntilMs) return null;
    const uses = this.usesOf(requests);
    for (const { window, plain, all } of uses) if (!window.hasRoom(plain, all, nowMs)) return null;
    for (const { window, plain, all } of uses) {
      window.take(plain, all);
      if (this.lateMs === null) window.settle(plain, all, nowMs);
    }
    return this.lateMs === null ? AT_ONCE : { uses };
  }

  /** It is over. What was not answered may go on travelling for a while. */
  settle({ uses }: TakenRoom, nowMs: number, answered: boolean): void {
    const arrivedByMs = answered ? nowMs : nowMs + (this.lateMs ?? 0);
    for (const { window, plain, all } of uses) window.settle(plain, all, arrivedByMs);
  }

  /** What has no room for these now; empty when they have. */
  shortages(requests: readonly VenueRequest[], nowMs: number): readonly Shortage[] {
    const short: Shortage[] = this.usesOf(requests)
      .filter(({ window, plain, all }) => !window.hasRoom(plain, all, nowMs))
      .map(({ limit: { name, scope }, window, plain, all }) => ({
        ...{ limit: name, scope, window },
        freeAtMs: window.roomAt(plain, all, nowMs),
      }));
    const silence = { limit: 'shut-out', scope: 'address', window: null } as const;
    return nowMs < this.silentUntilMs ? [...short, { ...silence, freeAtMs: this.silentUntilMs }] : short;
  }

  /** Whether one of these windows counts any of the requests. */
  touches(requests: readonly VenueRequest[], windows: ReadonlySet<RequestWindow>): boolean {
    return windows.size > 0 && this.usesOf(requests).some(({ window }) => windows.has(window));
  }

  /** Whether they could be asked together at all. */
  couldHold(requests: readonly VenueRequest[]): boolean {
    return this.usesOf(requests).every(({ window, plain, all }) => window.couldHold(plain, all));
  }

  /**
   * The venue has said that these were too many, though by our count they were not: somebody else uses the same key or address.
   * What is not urgent waits for a whole window; when the venue wants silence for so long, everything keeps it.
   */
  refused(requests: readonly VenueRequest[], nowMs: number, silenceMs: number | null): void {
    if (silenceMs !== null) this.silentUntilMs = Math.max(this.silentUntilMs, nowMs + silenceMs);
    for (const { window } of this.usesOf(requests)) window.fill(nowMs);
  }

  /** By scope, the part of its share that the fullest window has used, 0 to 1. */
  used(nowMs: number): ReadonlyMap<LimitScope, number> {
    const most = new Map<LimitScope, number>();
    for (const windows of this.all) {
      const { scope } = windows.limit;
      most.set(scope, Math.max(most.get(scope) ?? 0, windows.used(nowMs)));
    }
    return most;
  }

  /** What the requests count, by window. Nearly always there is one request, and a handful of limits. */
  private usesOf(requests: readonly VenueRequest[]): Use[] {
    const uses: Use[] = [];
    for (const { kind, times, accountId, symbol, urgent } of requests)
      for (const windows of this.countingOf(kind)) {
        const window = windows.of(accountId, symbol);
        const units = windows.limit.costs[kind]! * times;
        if (window === null || units === 0) continue;
        const there = uses.find((use) => use.window === window);
        if (there === undefined)
          uses.push({ limit: windows.limit, window, plain: urgent ? 0 : units, all: units });
        else {
          there.all += units;
          if (!urgent) there.plain += units;
        }
      }
    return uses;
  }

  private countingOf(kind: RequestKind): readonly LimitWindows[] {
    const there = this.counting.get(kind);
    if (there !== undefined) return there;
    const counting = this.all.filter(({ limit }) => limit.costs[kind] !== undefined);
    this.counting.set(kind, counting);
    return counting;
  }
}
