import type { PositionSide } from '../../shared/pure/strategy/order.js';
import type { ClosedTrade, Part } from '../trades/trade.js';
import { MoneyColumn } from './money-column.js';
import { NumberColumn } from './number-column.js';
import { WordColumn } from './word-column.js';

/** The trades of a run in order of closing, as columns; those of their parts are one after the other, entries before exits. */
export class KeptTrades {
  private readonly sides = new WordColumn<PositionSide>();
  private readonly openings = new NumberColumn();
  private readonly closings = new NumberColumn();
  private readonly cash = new MoneyColumn();
  private readonly fees = new MoneyColumn();
  private readonly funding = new MoneyColumn();
  private readonly worst = new MoneyColumn();
  private readonly best = new MoneyColumn();
  /** Where the entries of each trade begin among all parts, and where its exits do. */
  private readonly entries = new NumberColumn();
  private readonly exits = new NumberColumn();
  private readonly all = new KeptParts();

  get length(): number {
    return this.openings.length;
  }

  /** Entries and exits of all trades. */
  get parts(): number {
    return this.all.length;
  }

  add(trade: ClosedTrade): void {
    const { all } = this;
    this.sides.push(trade.side);
    this.openings.push(trade.openedAt);
    this.closings.push(trade.closedAt);
    this.cash.push(trade.cash);
    this.fees.push(trade.fees);
    this.funding.push(trade.funding);
    this.worst.push(trade.worst);
    this.best.push(trade.best);
    this.entries.push(all.length);
    for (const part of trade.entries) all.add(part);
    this.exits.push(all.length);
    for (const part of trade.exits) all.add(part);
  }

  /** @param index below the length. */
  at(index: number): ClosedTrade {
    const { entries, exits, all } = this;
    const end = index + 1 < this.length ? entries.at(index + 1) : all.length;
    return {
      side: this.sides.at(index),
      openedAt: this.openings.at(index) as ClosedTrade['openedAt'],
      entries: all.cut(entries.at(index), exits.at(index)),
      exits: all.cut(exits.at(index), end),
      cash: this.cash.at(index),
      fees: this.fees.at(index),
      funding: this.funding.at(index),
      closedAt: this.closings.at(index) as ClosedTrade['closedAt'],
      worst: this.worst.at(index),
      best: this.best.at(index),
    };
  }

  *[Symbol.iterator](): Generator<ClosedTrade> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }
}

class KeptParts {
  private readonly times = new NumberColumn();
  private readonly prices = new NumberColumn();
  private readonly sizes = new NumberColumn();
  private readonly fees = new MoneyColumn();
  private readonly reasons = new WordColumn();

  get length(): number {
    return this.times.length;
  }

  add({ at, price, size, fee, reason }: Part): void {
    this.times.push(at);
    this.prices.push(price);
    this.sizes.push(size);
    this.fees.push(fee);
    this.reasons.push(reason);
  }

  /** The parts `from`..`to` (exclusive). */
  cut(from: number, to: number): readonly Part[] {
    return Array.from({ length: to - from }, (_, place) => this.at(from + place));
  }

  private at(index: number): Part {
    return {
      at: this.times.at(index) as Part['at'],
      price: this.prices.at(index) as Part['price'],
      size: this.sizes.at(index) as Part['size'],
      fee: this.fees.at(index),
      reason: this.reasons.at(index),
    };
  }
}
