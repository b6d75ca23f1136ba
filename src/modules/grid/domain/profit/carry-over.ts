import type { Lots, Price } from '../../../../shared/pure/market/scale.js';
import { ZERO_MONEY, type Money } from '../../../../shared/pure/numbers/money.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { GridMarket } from '../market.js';
import type { Ledger, LedgerFrame, Posting } from './book.js';
import { finished, withFill, type OpenPair, type Pair } from './pair.js';
import { splitPair } from './split-pair.js';

/**
 * The book of a new generation. What its cells took over comes from the open pairs of the one before, in cell order, with
 * its entries, fees and funding. What had been answered already is a finished pair; cells of both sides that cancel out are
 * closed against each other at the price of the change. Whatever nobody took over is kept beside the cells, so the total
 * never changes.
 */
export function carryOver(frame: LedgerFrame, before: Ledger): Omit<Posting, 'touched'> {
  const { market, inherited } = frame;
  const open: (OpenPair | null)[] = frame.opening.map(() => null);
  const closed: Pair[] = [];
  const queue = before.open.filter((pair) => pair !== null);
  let ledger: Ledger = { ...before, generation: frame.generation, initialLots: 0, open };
  if (inherited === null) return { ledger: queue.reduce(aside, ledger), closed };
  const { at, price } = inherited;
  const longs = new Holdings(
    market,
    at,
    queue.filter(({ side }) => side === 'long'),
    closed,
  );
  const shorts = new Holdings(
    market,
    at,
    queue.filter(({ side }) => side === 'short'),
    closed,
  );
  const offset = Math.min(longs.lots, shorts.lots);
  for (const side of [longs, shorts])
    for (const part of side.take(offset)) closed.push(closedAt(market, part, at, price));
  for (const [cell, lots] of inherited.held.entries()) {
    if (lots === 0) continue;
    const side = frame.opening[cell] === 'buy' ? longs : shorts;
    open[cell] = merged(cell, side.take(lots));
  }
  ledger = [...longs.take(longs.lots), ...shorts.take(shorts.lots)].reduce(aside, ledger);
  const gridProfit = closed.reduce<bigint>((sum, { gross, fees }) => sum + gross - fees, ledger.gridProfit);
  return {
    ledger: { ...ledger, pairs: ledger.pairs + closed.length, gridProfit: gridProfit as Money },
    closed,
  };
}

/** Open pairs of one side, taken first in first out. What was exited of them is finished when they are put in. */
class Holdings {
  private queue: OpenPair[] = [];

  constructor(
    private readonly market: GridMarket,
    at: EpochMs,
    pairs: readonly OpenPair[],
    closed: Pair[],
  ) {
    for (const pair of pairs) {
      if (pair.exits.length === 0) {
        this.queue.push(pair);
        continue;
      }
      const { first, rest } = splitPair(market, pair, 0);
      closed.push(finished(first, pair.exits.at(-1)?.at ?? at));
      this.queue.push(rest);
    }
  }

  get lots(): number {
    return this.queue.reduce((sum, { held }) => sum + held, 0);
  }

  /** At most so many lots. */
  take(lots: number): readonly OpenPair[] {
    const taken: OpenPair[] = [];
    let wanted = lots;
    while (wanted > 0 && this.queue.length > 0) {
      const pair = this.queue.shift()!;
      if (pair.held <= wanted) taken.push(pair);
      else {
        const { first, rest } = splitPair(this.market, pair, wanted);
        taken.push(first);
        this.queue.unshift(rest);
      }
      wanted -= taken.at(-1)!.held;
    }
    return taken;
  }
}

function merged(cell: number, parts: readonly OpenPair[]): OpenPair | null {
  const [first, ...others] = parts;
  if (first === undefined) return null;
  return others.reduce(
    (all, part) => ({
      ...all,
      openedAt: Math.min(all.openedAt, part.openedAt) as EpochMs,
      entries: [...all.entries, ...part.entries],
      held: (all.held + part.held) as Lots,
      cash: (all.cash + part.cash) as Money,
      fees: (all.fees + part.fees) as Money,
      funding: (all.funding + part.funding) as Money,
    }),
    { ...first, cell },
  );
}

function closedAt(market: GridMarket, pair: OpenPair, at: EpochMs, price: Price): Pair {
  const side = pair.side === 'long' ? 'sell' : 'buy';
  const exit = { at, price, size: pair.held, fee: ZERO_MONEY, reason: 'new-generation' };
  return finished(withFill(market, pair, side, exit), at);
}

/** A position that no cell has any more: it counts in the total and is in no pair. */
function aside(ledger: Ledger, pair: OpenPair): Ledger {
  return {
    ...ledger,
    strayCash: (ledger.strayCash + pair.cash) as Money,
    strayLots: ledger.strayLots + signed(pair.side, pair.held),
    strayFees: (ledger.strayFees + pair.fees) as Money,
  };
}

const signed = (side: PositionSide, lots: number): number => (side === 'long' ? lots : 0 - lots);
