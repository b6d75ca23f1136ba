import { notional, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { money, ZERO_MONEY, type Money } from '../../../../shared/pure/numbers/money.js';
import type { Fill, PositionSide, Side } from '../../../../shared/pure/strategy/order.js';
import { cellOf, type GridState } from '../kernel/state.js';
import type { Ladder } from '../ladder/ladder.js';
import { cellSide, nearestFirst, needyCells, openingSide } from '../ladder/sides.js';
import { arrived, type GridMarket } from '../market.js';
import type { GridMode } from '../settings/grid-settings.js';
import { divideCharge } from './divide-share.js';

/** The generation whose fills are read: where its cells are and which of them the initial order opened. */
export interface LedgerFrame {
  readonly market: GridMarket;
  readonly mode: GridMode;
  readonly ladder: Ladder;
  /** The line that waited at the start. */
  readonly waiting: number;
}

/** The frame of a started generation. */
export const ledgerFrame = (
  market: GridMarket,
  mode: GridMode,
  { ladder, waiting }: GridState,
): LedgerFrame => ({
  market,
  mode,
  ladder,
  waiting,
});

/** One execution's part in one cell. */
export interface PairFill {
  readonly at: EpochMs;
  readonly price: Price;
  readonly size: Lots;
  readonly fee: Money;
  readonly reason: string;
}

/** A cell's position: open until its exits have taken everything that came in. */
export interface OpenPair {
  readonly cell: number;
  readonly side: PositionSide;
  readonly openedAt: EpochMs;
  readonly entries: readonly PairFill[];
  readonly exits: readonly PairFill[];
  /** Lots held. */
  readonly held: Lots;
  /** Sells minus buys so far, before fees. */
  readonly cash: Money;
  readonly fees: Money;
  /** Funding received so far, negative when paid. */
  readonly funding: Money;
}

/** One finished trade of a cell. gross = sells - buys; net = gross - fees + funding received. */
export interface Pair extends OpenPair {
  readonly closedAt: EpochMs;
  readonly gross: Money;
  readonly net: Money;
}

/** What the ledger reads, in order of time. Funding is the amount received, negative when paid. */
export type LedgerEntry =
  | { readonly kind: 'fill'; readonly fill: Fill }
  | { readonly kind: 'funding'; readonly at: EpochMs; readonly amount: Money }
  /** Cells of both sides that cancel out were closed at this price, without an order. */
  | { readonly kind: 'offset'; readonly at: EpochMs; readonly price: Price; readonly reason: string };

/** The book of one generation after some entries. All sums are exact; nothing that came in is ever dropped. */
export interface Ledger {
  readonly open: readonly (OpenPair | null)[];
  /** Sum of the pairs' gross less their fees: the grid profit. */
  readonly gridProfit: Money;
  readonly pairs: number;
  /** Received over all, in pairs or not. */
  readonly funding: Money;
  /** Fills that belong to no cell (an order of a person, say): they count, but are in no pair. */
  readonly strayCash: Money;
  readonly strayLots: number;
  readonly strayFees: Money;
}

export interface Posting {
  readonly ledger: Ledger;
  /** Pairs this entry has finished, in cell order. */
  readonly closed: readonly Pair[];
}

export const emptyLedger = ({ ladder }: LedgerFrame): Ledger => ({
  open: ladder.sizes.map(() => null),
  gridProfit: ZERO_MONEY,
  pairs: 0,
  funding: ZERO_MONEY,
  strayCash: ZERO_MONEY,
  strayLots: 0,
  strayFees: ZERO_MONEY,
});

/** Adds one entry to the book. Duplicate fill reports must have been removed before (they are, by trade id, in the store). */
export function post(frame: LedgerFrame, ledger: Ledger, entry: LedgerEntry): Posting {
  switch (entry.kind) {
    case 'funding':
      return { ledger: postFunding(frame, ledger, entry.amount), closed: [] };
    case 'offset':
      return postOffset(frame, ledger, entry);
    case 'fill':
      return postFill(frame, ledger, entry.fill);
  }
}

/** All finished pairs of some entries, in order of closing, and the book after them. */
export function pairs(
  frame: LedgerFrame,
  entries: Iterable<LedgerEntry>,
): { readonly ledger: Ledger; readonly pairs: readonly Pair[] } {
  const closed: Pair[] = [];
  let ledger = emptyLedger(frame);
  for (const entry of entries) {
    const posting = post(frame, ledger, entry);
    ledger = posting.ledger;
    closed.push(...posting.closed);
  }
  return { ledger, pairs: closed };
}

/** Lots of one fill that fall to one cell. */
interface Share {
  readonly cell: number;
  readonly size: number;
}

function postFill(frame: LedgerFrame, ledger: Ledger, fill: Fill): Posting {
  const cell = cellOf(fill.leg);
  if (cell >= frame.ladder.sizes.length) return take(frame, ledger, fill, []);
  if (cell >= 0) {
    const opening = openingSide(frame.mode, frame.waiting, cell) === fill.side;
    const size = opening ? fill.size : Math.min(fill.size, ledger.open[cell]?.held ?? 0);
    return take(frame, ledger, fill, size === 0 ? [] : [{ cell, size }]);
  }
  return take(
    frame,
    ledger,
    fill,
    fill.leg === 'initial' ? initialShares(frame, ledger, fill) : closingShares(ledger, fill),
  );
}

/** The initial order fills its cells up, the nearest to the price first. */
function initialShares(
  { mode, waiting, ladder }: LedgerFrame,
  { open }: Ledger,
  fill: Fill,
): readonly Share[] {
  const shares: Share[] = [];
  let left: number = fill.size;
  for (const cell of nearestFirst(mode, needyCells(mode, waiting, ladder.sizes.length))) {
    const entered = open[cell]?.entries.reduce((sum, { size }) => sum + size, 0) ?? 0;
    const size = Math.min(left, ladder.sizes[cell]! - entered);
    if (size > 0) shares.push({ cell, size });
    left -= size;
  }
  return shares.sort((a, b) => a.cell - b.cell);
}

/**
 * A fill that closes the whole position closes the cells it is against, the lowest first, and with them those that cancel
 * out: cells of the other side together with as many lots of its own.
 */
function closingShares({ open }: Ledger, fill: Fill): readonly Share[] {
  const held = open.filter((pair) => pair !== null);
  const isAgainst = ({ side }: OpenPair): boolean => (side === 'long') === (fill.side === 'sell');
  const others = held.filter((pair) => !isAgainst(pair)).reduce((sum, pair) => sum + pair.held, 0);
  const against = held.filter(isAgainst).reduce((sum, pair) => sum + pair.held, 0);
  // Never more cancels out than there is: a fill larger than the position stays stray.
  if (others > against) return [];
  let left = fill.size + others;
  return held.flatMap((pair): Share[] => {
    const size = isAgainst(pair) ? Math.min(left, pair.held) : pair.held;
    if (isAgainst(pair)) left -= size;
    return size > 0 ? [{ cell: pair.cell, size }] : [];
  });
}

function take(frame: LedgerFrame, ledger: Ledger, fill: Fill, shares: readonly Share[]): Posting {
  const fee = paidInBase(frame, fill) ? 0n : money(fill.fee);
  const { scale } = frame.market;
  const fees = divideCharge(
    fee,
    shares.map(({ size }) => size),
    scale.instrument.quoteScale,
  );
  const open = ledger.open.slice();
  const closed: Pair[] = [];
  let stray = fill.side === 'buy' ? fill.size : 0 - fill.size;
  for (const [index, { cell, size }] of shares.entries()) {
    const side = sideOf(frame, fill, cell);
    const part: PairFill = {
      at: fill.at,
      price: fill.price,
      size: size as Lots,
      fee: fees[index]! as Money,
      reason: fill.reason,
    };
    const pair = withFill(frame, open[cell] ?? newPair(frame, cell, fill.at), side, part);
    stray += side === 'buy' ? -size : size;
    open[cell] = pair.held > 0 ? pair : null;
    if (pair.held === 0) closed.push(finish(pair, fill.at));
  }
  return {
    ledger: strayed(frame, add(ledger, open, closed), fill, stray, shares.length === 0 ? fee : 0n),
    closed,
  };
}

/** What of a fill fell to no cell keeps its cash and lots in the book. */
function strayed(frame: LedgerFrame, ledger: Ledger, { price }: Fill, lots: number, fee: bigint): Ledger {
  if (lots === 0 && fee === 0n) return ledger;
  return {
    ...ledger,
    strayCash: (ledger.strayCash - notional(frame.market.scale, price, lots)) as Money,
    strayLots: ledger.strayLots + lots,
    strayFees: (ledger.strayFees + fee) as Money,
  };
}

/** Side on which a fill acts in one cell: a closing fill acts in each cell against what that cell holds. */
function sideOf({ mode, waiting }: LedgerFrame, { leg, side }: Fill, cell: number): Side {
  if (leg === 'initial' || cellOf(leg) >= 0) return side;
  return openingSide(mode, waiting, cell) === 'buy' ? 'sell' : 'buy';
}

/** A fee taken in coins is in the lots that arrived, not in the cash. */
const paidInBase = ({ market }: LedgerFrame, { side }: Fill): boolean =>
  market.buyFeeInBase && side === 'buy';

const newPair = ({ mode, waiting }: LedgerFrame, cell: number, at: EpochMs): OpenPair => ({
  cell,
  side: cellSide(mode, waiting, cell),
  openedAt: at,
  entries: [],
  exits: [],
  held: 0 as Lots,
  cash: ZERO_MONEY,
  fees: ZERO_MONEY,
  funding: ZERO_MONEY,
});

function withFill({ market }: LedgerFrame, pair: OpenPair, side: Side, part: PairFill): OpenPair {
  const isEntry = (side === 'buy') === (pair.side === 'long');
  const value = notional(market.scale, part.price, part.size);
  const entries = isEntry ? [...pair.entries, part] : pair.entries;
  const exits = isEntry ? pair.exits : [...pair.exits, part];
  const sum = (parts: readonly PairFill[]): number => parts.reduce((total, { size }) => total + size, 0);
  const came = isEntry
    ? arrived(market, side, sum(entries)) - arrived(market, side, sum(pair.entries))
    : 0 - part.size;
  return {
    ...pair,
    entries,
    exits,
    held: (pair.held + came) as Lots,
    cash: (side === 'buy' ? pair.cash - value : pair.cash + value) as Money,
    fees: (pair.fees + part.fee) as Money,
  };
}

const finish = (pair: OpenPair, at: EpochMs): Pair => ({
  ...pair,
  closedAt: at,
  gross: pair.cash,
  net: (pair.cash - pair.fees + pair.funding) as Money,
});

const add = (ledger: Ledger, open: Ledger['open'], closed: readonly Pair[]): Ledger => ({
  ...ledger,
  open,
  pairs: ledger.pairs + closed.length,
  gridProfit: closed.reduce<bigint>((sum, { gross, fees }) => sum + gross - fees, ledger.gridProfit) as Money,
});

/** Funding is charged on the net position and divided over the open cells by signed size. */
function postFunding(frame: LedgerFrame, ledger: Ledger, amount: Money): Ledger {
  const held = ledger.open.filter((pair) => pair !== null);
  const weights = held.map(({ side, held: lots }) => (side === 'long' ? lots : 0 - lots));
  const funding = (ledger.funding + amount) as Money;
  if (weights.reduce<number>((sum, weight) => sum + weight, 0) === 0) return { ...ledger, funding };
  const shares = divideCharge(amount, weights, frame.market.scale.instrument.quoteScale);
  const open = ledger.open.slice();
  for (const [index, pair] of held.entries())
    open[pair.cell] = { ...pair, funding: (pair.funding + shares[index]!) as Money };
  return { ...ledger, open, funding };
}

function postOffset(
  frame: LedgerFrame,
  ledger: Ledger,
  { at, price, reason }: LedgerEntry & { kind: 'offset' },
): Posting {
  const held = ledger.open.filter((pair) => pair !== null);
  const net = held.reduce((sum, { side, held: lots }) => (side === 'long' ? sum + lots : sum - lots), 0);
  if (net !== 0) return { ledger, closed: [] };
  const closed = held.map((pair) => {
    const side = pair.side === 'long' ? 'sell' : 'buy';
    return finish(withFill(frame, pair, side, { at, price, size: pair.held, fee: ZERO_MONEY, reason }), at);
  });
  return {
    ledger: add(
      ledger,
      ledger.open.map(() => null),
      closed,
    ),
    closed,
  };
}
