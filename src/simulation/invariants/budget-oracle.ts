import type { RequestLimit, VenueRequest } from '../../modules/exchange/domain/index.js';

/** Of each limit, what the program may use, and what of that is for nothing but cancels and protection. */
const USED = 0.8;
const RESERVED = 0.25;

/** No window is longer. */
const LONGEST_MS = 60_000;

/** What has left together: the operations of one submission, or one question. */
export interface Departure {
  readonly life: string;
  readonly requests: readonly VenueRequest[];
}

interface Underway extends Departure {
  /** Until then it may arrive; infinite while nothing is known. */
  arrivedByMs: number;
}

/** What was counted of one limit for one of its scope; times rise. */
class Counted {
  private readonly atMs: number[] = [];
  private readonly units: number[] = [];
  private readonly plain: number[] = [];
  private head = 0;
  private sum = 0;
  private plainSum = 0;

  constructor(private readonly windowMs: number) {}

  /** Units within the window that ends now, with these: all of them, and those that are not urgent. */
  add(nowMs: number, units: number, plain: number): readonly [number, number] {
    while (this.head < this.atMs.length && this.atMs[this.head]! <= nowMs - this.windowMs) {
      this.sum -= this.units[this.head]!;
      this.plainSum -= this.plain[this.head]!;
      this.head += 1;
    }
    this.atMs.push(nowMs);
    this.units.push(units);
    this.plain.push(plain);
    this.sum += units;
    this.plainSum += plain;
    return [this.sum, this.plainSum];
  }
}

export interface BudgetOracleParts {
  readonly limits: readonly RequestLimit[];
  /** Processes that ask at the same time. */
  readonly processes: number;
  readonly nowMs: () => number;
  readonly breaks: (invariant: string, details: string) => void;
}

/**
 * What both processes ask of the venue (I19). Requests are counted twice, each by itself: when they leave, and when they arrive
 * while whoever has sent them lives: of those of a dead process nobody can know when they arrive. Neither count is ever above 80 % of
 * a limit, nor above 60 % without cancels and protection, nor above its part for one process with all its lives; and cancels and
 * protection never wait while there is something of their share.
 */
export class BudgetOracle {
  private readonly left = new Map<string, Counted>();
  private readonly arrived = new Map<string, Counted>();
  private readonly underway = new Map<string, Set<Underway>>();
  private readonly startedAtMs = new Map<string, number>();

  constructor(private readonly parts: BudgetOracleParts) {}

  began(life: string): void {
    this.startedAtMs.set(life, this.parts.nowMs());
    this.underway.set(life, new Set());
  }

  /** They leave now. Answers how to say that they are over: answered, or given up and still travelling for so long. */
  leave({ life, requests }: Departure): (travelMs: number) => void {
    for (const request of requests) this.count('sent', this.left, request, life);
    const one: Underway = { life, requests, arrivedByMs: Number.POSITIVE_INFINITY };
    this.underway.get(life)?.add(one);
    return (travelMs) => {
      one.arrivedByMs = this.parts.nowMs() + travelMs;
    };
  }

  /** One of them is at the venue. Answers whether the venue still has room for it by its own count. */
  arrive(life: string, request: VenueRequest): boolean {
    return this.count('arrived', this.arrived, request, life);
  }

  /** A cancel or something that protects has to wait, or was not sent at all. */
  holdsBack(life: string, request: VenueRequest): void {
    if (!request.urgent) return;
    const { limits, nowMs, breaks } = this.parts;
    const now = nowMs();
    const isFull = limits.some((limit) => {
      const cost = unitsOf(limit, request);
      if (cost === 0) return false;
      // Nobody knows what the life before has used of a window that began before this one.
      if (now < this.startedAtMs.get(life)! + limit.windowMs + roundingMs(limit)) return true;
      return this.urgentOf(life, limit, request, now) + cost > this.reservedOf(limit);
    });
    if (!isFull)
      breaks(
        'I19 cancels and protection have room',
        `${request.kind} of ${request.accountId} waits in ${life}`,
      );
  }

  private urgentOf(life: string, limit: RequestLimit, request: VenueRequest, nowMs: number): number {
    let units = 0;
    const key = keyOf(limit, request);
    const departures = this.underway.get(life)!;
    for (const departure of departures) {
      if (departure.arrivedByMs + LONGEST_MS < nowMs) departures.delete(departure);
      else if (departure.arrivedByMs + limit.windowMs + roundingMs(limit) > nowMs)
        for (const one of departure.requests)
          if (one.urgent && keyOf(limit, one) === key) units += unitsOf(limit, one);
    }
    return units;
  }

  /** What one process has for cancels and protection. */
  private reservedOf({ most }: RequestLimit): number {
    const share = Math.floor(Math.floor(most * USED) / this.parts.processes);
    return Math.ceil(share * RESERVED);
  }

  private count(
    what: 'sent' | 'arrived',
    counts: Map<string, Counted>,
    request: VenueRequest,
    life: string,
  ): boolean {
    const { limits, processes, breaks } = this.parts;
    const process = life.slice(0, life.lastIndexOf('.'));
    let hasRoom = true;
    for (const limit of limits) {
      const units = unitsOf(limit, request);
      if (units === 0) continue;
      const key = keyOf(limit, request);
      const [all, plain] = this.counted(counts, key, limit, units, request);
      const [own] = this.counted(counts, `${key} by ${process}`, limit, units, request);
      if (all > limit.most) hasRoom = false;
      const where = `${limit.most} in ${limit.windowMs} ms of ${key}`;
      if (all > limit.most * USED) breaks('I19 at most 80 % of a limit', `${all} ${what} of ${where}`);
      if (isReserved(limit) && plain > limit.most * USED * (1 - RESERVED))
        breaks('I19 a share is reserved', `${plain} ${what} that are not urgent, of ${where}`);
      if (own > (limit.most * USED) / processes)
        breaks('I19 a process keeps to its part', `${own} ${what} by ${process} of ${where}`);
    }
    return hasRoom;
  }

  private counted(
    counts: Map<string, Counted>,
    key: string,
    { windowMs }: RequestLimit,
    units: number,
    { urgent }: VenueRequest,
  ): readonly [number, number] {
    const counted = counts.get(key) ?? new Counted(windowMs);
    counts.set(key, counted);
    return counted.add(this.parts.nowMs(), units, urgent ? 0 : units);
  }
}

/** What counts a request as one that may be urgent. */
const isReserved = ({ costs }: RequestLimit): boolean => costs.cancel !== undefined;

/** The program may divide a window into a thousand parts. */
const roundingMs = ({ windowMs }: RequestLimit): number => Math.max(1, windowMs / 1_000);

const unitsOf = ({ costs, scope }: RequestLimit, { kind, times, symbol }: VenueRequest): number =>
  scope === 'instrument' && symbol === null ? 0 : (costs[kind] ?? 0) * times;

const keyOf = ({ name, scope }: RequestLimit, { accountId, symbol }: VenueRequest): string => {
  if (scope === 'address') return name;
  return scope === 'account' ? `${name} ${accountId}` : `${name} ${accountId} ${symbol ?? ''}`;
};
