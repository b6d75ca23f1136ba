import type { Price } from '../../shared/pure/market/scale.js';
import type { TradeLedger } from '../trades/trade-ledger.js';

/** How far along a candle's path what has happened lies: trades are told each point when everything before it is booked. */
export class PathWalk {
  private points: readonly number[] = [];
  private from = 0;
  private step = 0;

  constructor(private readonly ledger: TradeLedger) {}

  begin(open: Price, points: readonly Price[]): void {
    this.from = open;
    this.points = points;
    this.step = 0;
  }

  /** Something on stretch `step` (1 to 3) is about to be booked: the points before it have been passed. */
  reach(step: number): void {
    while (this.step < step - 1) this.pass();
  }

  /** The same for something at a price, which lies on the first stretch from here on that has it. */
  reachPrice(price: number): void {
    while (this.step < this.points.length - 1 && !this.isAhead(price)) this.pass();
  }

  /** The close is reached. */
  end(): void {
    while (this.step < this.points.length) this.pass();
    this.points = [];
  }

  private isAhead(price: number): boolean {
    const to = this.points[this.step]!;
    return price >= Math.min(this.from, to) && price <= Math.max(this.from, to);
  }

  private pass(): void {
    const point = this.points[this.step]!;
    this.ledger.seen(point, point);
    this.from = point;
    this.step += 1;
  }
}
