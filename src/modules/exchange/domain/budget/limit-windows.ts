import { RequestWindow } from './request-window.js';
import { shareOf, type LimitShare, type RequestLimit } from './venue-limits.js';

/** Stands for all of them. */
const ANY = '';

/** The windows of one limit, one for each of its scope that was ever asked about. */
export class LimitWindows {
  private readonly share: LimitShare;
  private readonly byAccount = new Map<string, Map<string, RequestWindow>>();

  /**
   * With `unknownAtStart` they count as used up when this process starts: one before it may have done that.
   * @throws RangeError when the limit is too small for so many processes
   */
  constructor(
    readonly limit: RequestLimit,
    processes: number,
    private readonly startedAtMs: number,
    private readonly unknownAtStart: boolean,
  ) {
    this.share = shareOf(limit, processes);
  }

  /** Null when the limit counts by instrument, and there is none. */
  of(accountId: string, symbol: string | null): RequestWindow | null {
    switch (this.limit.scope) {
      case 'address':
        return this.find(ANY, ANY);
      case 'account':
        return this.find(accountId, ANY);
      case 'instrument':
        return symbol === null ? null : this.find(accountId, symbol);
    }
  }

  /** The used part of the fullest of them, 0 to 1. */
  used(nowMs: number): number {
    let most = 0;
    for (const windows of this.byAccount.values())
      for (const window of windows.values()) most = Math.max(most, window.used(nowMs));
    return most;
  }

  private find(accountId: string, symbol: string): RequestWindow {
    let ofAccount = this.byAccount.get(accountId);
    if (ofAccount === undefined) {
      ofAccount = new Map();
      this.byAccount.set(accountId, ofAccount);
    }
    const there = ofAccount.get(symbol);
    if (there !== undefined) return there;
    const window = new RequestWindow(this.share);
    if (this.unknownAtStart) window.usedUp(this.startedAtMs);
    ofAccount.set(symbol, window);
    return window;
  }
}
