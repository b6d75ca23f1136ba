import type { LimitShare } from './venue-limits.js';

/** Parts into which a window is divided: what is counted leaves it at most so small a part too late, and never too early. */
const PARTS = 1_000;
/** Entries that have left are thrown away when there are so many of them. */
const COMPACT_AT = 64;

/**
 * What one process has used of one limit within the last window. A request counts from when it leaves until a whole window has
 * passed since it was last known to be under way: it may arrive at any time in between, so however the network stretches or
 * bunches requests, no window at the venue has more of them than this one. Times are monotonic milliseconds.
 */
export class RequestWindow {
  private readonly partMs: number;
  /** When each entry stops counting, rising, with its units; those before `head` have stopped. */
  private readonly until: number[] = [];
  private readonly plain: number[] = [];
  private readonly all: number[] = [];
  private head = 0;
  private plainUsed = 0;
  private allUsed = 0;

  constructor(private readonly share: LimitShare) {
    this.partMs = Math.max(1, Math.floor(share.windowMs / PARTS));
  }

  /** Whether `all` units, `plain` of them not urgent, have room now. */
  hasRoom(plain: number, all: number, nowMs: number): boolean {
    this.forget(nowMs);
    return (
      this.allUsed + all <= this.share.most && (plain === 0 || this.plainUsed + plain <= this.share.mostPlain)
    );
  }

  /** Whether they could ever have room. */
  couldHold(plain: number, all: number): boolean {
    return all <= this.share.most && plain <= this.share.mostPlain;
  }

  /** From when on they have room if nothing else is asked; null when something has to be answered first. */
  roomAt(plain: number, all: number, nowMs: number): number | null {
    this.forget(nowMs);
    const { most, mostPlain } = this.share;
    let plainLeft = this.plainUsed;
    let allLeft = this.allUsed;
    let atMs = nowMs;
    for (let index = this.head; ; index += 1) {
      if (allLeft + all <= most && (plain === 0 || plainLeft + plain <= mostPlain)) return atMs;
      if (index === this.until.length) return null;
      plainLeft -= this.plain[index]!;
      allLeft -= this.all[index]!;
      atMs = this.until[index]!;
    }
  }

  /** They leave; until they are settled they count. */
  take(plain: number, all: number): void {
    this.plainUsed += plain;
    this.allUsed += all;
  }

  /** What was taken has arrived by now, or at the latest at `arrivedByMs`: a window after that it does not count any more. */
  settle(plain: number, all: number, arrivedByMs: number): void {
    const untilMs = Math.ceil(arrivedByMs / this.partMs) * this.partMs + this.share.windowMs;
    const { until } = this;
    let index = until.length;
    while (index > this.head && until[index - 1]! > untilMs) index -= 1;
    if (index > this.head && until[index - 1] === untilMs) {
      this.plain[index - 1]! += plain;
      this.all[index - 1]! += all;
      return;
    }
    if (index === until.length) {
      until.push(untilMs);
      this.plain.push(plain);
      this.all.push(all);
      return;
    }
    until.splice(index, 0, untilMs);
    this.plain.splice(index, 0, plain);
    this.all.splice(index, 0, all);
  }

  /** Somebody else has used it up: what is not urgent waits for a whole window. */
  fill(nowMs: number): void {
    this.forget(nowMs);
    const { most, mostPlain } = this.share;
    const missing = Math.min(mostPlain - this.plainUsed, most - this.allUsed);
    if (missing <= 0) return;
    this.take(missing, missing);
    this.settle(missing, missing, nowMs);
  }

  /** All of it may have been used until `atMs`, by somebody of whom nothing is known here. */
  usedUp(atMs: number): void {
    const { most, mostPlain } = this.share;
    this.take(mostPlain, most);
    this.settle(mostPlain, most, atMs);
  }

  /** The part of the share that is used now, 0 to 1. */
  used(nowMs: number): number {
    this.forget(nowMs);
    return this.allUsed / this.share.most;
  }

  private forget(nowMs: number): void {
    const { until } = this;
    while (this.head < until.length && until[this.head]! <= nowMs) {
      this.plainUsed -= this.plain[this.head]!;
      this.allUsed -= this.all[this.head]!;
      this.head += 1;
    }
    if (this.head < COMPACT_AT || this.head * 2 < until.length) return;
    until.splice(0, this.head);
    this.plain.splice(0, this.head);
    this.all.splice(0, this.head);
    this.head = 0;
  }
}
