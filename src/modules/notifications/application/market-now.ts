import { Injectable } from '@nestjs/common';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';

/** Market time as the newest price tells it, for events that carry no time of their own. */
@Injectable()
export class MarketNow {
  private newest: EpochMs | null = null;

  accept(at: EpochMs): void {
    this.newest = epochMs(Math.max(this.newest ?? 0, at));
  }

  /** Null before the first price. */
  get at(): EpochMs | null {
    return this.newest;
  }
}
