import { notional, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { money, ZERO_MONEY, type Money } from '../../../../shared/pure/numbers/money.js';
import { opposite, type Fill, type Side } from '../../../../shared/pure/strategy/order.js';
import { INITIAL } from '../kernel/lay.js';
import { cellOf, type GridState } from '../kernel/state.js';
import type { GridMarket } from '../market.js';
import { received, spread } from '../received.js';
import type { Ledger, LedgerFrame, Posting } from './book.js';
import { carryOver } from './carry-over.js';
import { divideCharge } from './divide-share.js';
import { sharesOf, type Share } from './fill-shares.js';
import { appended, finished, newPair, withFill, type Pair, type PairFill } from './pair.js';

/** The frame of a generation that has been laid; any state of it gives the same one. */
export const ledgerFrame = (
  market: GridMarket,
  { generation, slots, course: { initial, inherited } }: GridState,
): LedgerFrame => ({ market, generation, opening: slots.map(({ opens }) => opens), initial, inherited });

/** `ledgerFrame` for the states of one bot, made once for each generation: it is asked at every fill. */
export function frameReader(market: GridMarket): (state: GridState) => LedgerFrame {
  let known: LedgerFrame | null = null;
  return (state) => {
    if (known?.generation !== state.generation || known.initial !== state.course.initial)
      known = ledgerFrame(market, state);
    return known;
  };
}

/** What the ledger reads, in order of time. Funding is the amount received, negative when paid. */
export type LedgerEntry =
  | { readonly kind: 'fill'; readonly fill: Fill }
  | { readonly kind: 'funding'; readonly at: EpochMs; readonly amount: Money }
  /** A generation has been laid: it takes over what is open before anything of it fills. */
  | { readonly kind: 'generation' }
  /** Cells of both sides that cancel out were closed at this price, without an order. */
  | { readonly kind: 'offset'; readonly at: EpochMs; readonly price: Price; readonly reason: string };

export const emptyLedger = ({ generation, opening }: LedgerFrame): Ledger => ({
  generation,
  open: opening.map(() => null),
  initialLots: 0,
  gridProfit: ZERO_MONEY,
  pairs: 0,
  funding: ZERO_MONEY,
  strayCash: ZERO_MONEY,
  strayLots: 0,
  strayFees: ZERO_MONEY,
  dust: ZERO_MONEY,
});

/**
 * Adds one entry to the book; `frame` is that of the generation that trades now. A later one than the book's takes its open
 * pairs over first. Duplicate fill reports must have been removed before (they are, by trade id, in the store).
 */
export function post(frame: LedgerFrame, before: Ledger, entry: LedgerEntry): Posting {
  if (before.generation === frame.generation) return postEntry(frame, before, entry);
  const carried = carryOver(frame, before);
  const { ledger, closed, touched } = postEntry(frame, carried.ledger, entry);
  return { ledger, closed: [...carried.closed, ...closed], touched };
}

function postEntry(frame: LedgerFrame, ledger: Ledger, entry: LedgerEntry): Posting {
  switch (entry.kind) {
    case 'generation':
      return { ledger, closed: NO_PAIRS, touched: [] };
    case 'funding':
      return postFunding(frame, ledger, entry.amount);
    case 'offset':
      return postOffset(frame, ledger, entry);
    case 'fill':
      return postFill(frame, ledger, entry.fill);
  }
}

/** All finished pairs of some entries of one generation, in order of closing, and the book after them. */
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

function postFill(frame: LedgerFrame, ledger: Ledger, fill: Fill): Posting {
  const shares = sharesOf(frame, ledger, fill);
  const posting = take(frame, ledger, fill, shares);
  if (fill.leg !== INITIAL || shares.length === 0) return posting;
  const initialLots = ledger.initialLots + fill.size;
  return { ...posting, ledger: { ...posting.ledger, initialLots } };
}

function take(frame: LedgerFrame, ledger: Ledger, fill: Fill, shares: readonly Share[]): Posting {
  const fee = paidInQuote(fill) ? money(fill.fee) : 0n;
  const { market } = frame;
  const { lots, dust } = received(market.scale, ledger.dust, fill);
  const came = lots === fill.size ? null : cameIn(fill, shares, lots);
  const fees = feesOf(fee, shares, market);
  const open = ledger.open.slice();
  let closed: readonly Pair[] = NO_PAIRS;
  let traded = fill.side === 'buy' ? fill.size : 0 - fill.size;
  let arrived = fill.side === 'buy' ? lots : 0 - lots;
  for (let index = 0; index < shares.length; index += 1) {
    const { cell, size } = shares[index]!;
    const side = sideOf(frame, fill, cell);
    const part: PairFill = {
      at: fill.at,
      price: fill.price,
      size: size as Lots,
      fee: fees[index]! as Money,
      reason: fill.reason,
    };
    const before = open[cell] ?? newPair(cell, frame.opening[cell] === 'buy' ? 'long' : 'short', fill.at);
    const moved = came === null ? size : came[index]!;
    const pair = withFill(market, before, side, part, moved);
    traded += side === 'buy' ? -size : size;
    arrived += side === 'buy' ? -moved : moved;
    open[cell] = pair.held > 0 ? pair : null;
    if (pair.held === 0) closed = appended(closed, finished(pair, fill.at));
  }
  return {
    ledger: strayed(
      frame,
      add(dust === ledger.dust ? ledger : { ...ledger, dust }, open, closed),
      fill,
      { traded, arrived },
      shares.length === 0 ? fee : 0n,
    ),
    closed,
    touched: shares,
  };
}

/** Not frozen: the engine takes the fast way through a loop over plain lists only, and this one is looked through at every fill. */
const NO_PAIRS: readonly Pair[] = [];

/** The fee of a fill over its shares. */
const feesOf = (fee: bigint, shares: readonly Share[], { scale }: GridMarket): readonly bigint[] =>
  shares.length === 1
    ? [fee]
    : divideCharge(
        fee,
        shares.map(({ size }) => size),
        scale.instrument.quoteScale,
      );

/** What of a fill fell to no cell keeps its cash and lots in the book. */
function strayed(
  frame: LedgerFrame,
  ledger: Ledger,
  { price }: Fill,
  { traded, arrived }: { readonly traded: number; readonly arrived: number },
  fee: bigint,
): Ledger {
  if (traded === 0 && arrived === 0 && fee === 0n) return ledger;
  return {
    ...ledger,
    strayCash: (ledger.strayCash - notional(frame.market.scale, price, traded)) as Money,
    strayLots: ledger.strayLots + arrived,
    strayFees: (ledger.strayFees + fee) as Money,
  };
}

/** Side on which a fill acts in one cell: a closing fill acts in each cell against what that cell holds. */
function sideOf({ opening }: LedgerFrame, { leg, side }: Fill, cell: number): Side {
  return leg === INITIAL || cellOf(leg) >= 0 ? side : opposite(opening[cell]!);
}

/** A fee taken in coins is in the lots that arrived, not in the cash; one in a third coin has no price here. */
const paidInQuote = ({ feeIn }: Fill): boolean => feeIn === undefined;

/** What has arrived of each share of a buy whose fee was taken in coins; what fell to no cell bears its part. */
const cameIn = ({ size }: Fill, shares: readonly Share[], arrived: number): readonly number[] => {
  const traded = shares.map((share) => share.size);
  const stray = size - traded.reduce((sum, lots) => sum + lots, 0);
  return spread([...traded, stray], arrived);
};

/** Written out member by member because it runs at every fill. */
function add(ledger: Ledger, open: Ledger['open'], closed: readonly Pair[]): Ledger {
  let gridProfit: bigint = ledger.gridProfit;
  for (const { gross, fees } of closed) gridProfit += gross - fees;
  return {
    generation: ledger.generation,
    open,
    initialLots: ledger.initialLots,
    gridProfit: gridProfit as Money,
    pairs: ledger.pairs + closed.length,
    funding: ledger.funding,
    strayCash: ledger.strayCash,
    strayLots: ledger.strayLots,
    strayFees: ledger.strayFees,
    dust: ledger.dust,
  };
}

/** Funding is charged on the net position and divided over the open cells by signed size. */
function postFunding(frame: LedgerFrame, ledger: Ledger, amount: Money): Posting {
  const held = ledger.open.filter((pair) => pair !== null);
  const weights = held.map(({ side, held: lots }) => (side === 'long' ? lots : 0 - lots));
  const funding = (ledger.funding + amount) as Money;
  if (weights.reduce<number>((sum, weight) => sum + weight, 0) === 0)
    return { ledger: { ...ledger, funding }, closed: NO_PAIRS, touched: [] };
  const shares = divideCharge(amount, weights, frame.market.scale.instrument.quoteScale);
  const open = ledger.open.slice();
  for (const [index, pair] of held.entries())
    open[pair.cell] = { ...pair, funding: (pair.funding + shares[index]!) as Money };
  return { ledger: { ...ledger, open, funding }, closed: NO_PAIRS, touched: held };
}

function postOffset(
  { market }: LedgerFrame,
  ledger: Ledger,
  { at, price, reason }: LedgerEntry & { kind: 'offset' },
): Posting {
  const held = ledger.open.filter((pair) => pair !== null);
  const net = held.reduce((sum, { side, held: lots }) => (side === 'long' ? sum + lots : sum - lots), 0);
  if (net !== 0) return { ledger, closed: NO_PAIRS, touched: [] };
  const closed = held.map((pair) => {
    const side = pair.side === 'long' ? 'sell' : 'buy';
    const exit = { at, price, size: pair.held, fee: ZERO_MONEY, reason };
    return finished(withFill(market, pair, side, exit), at);
  });
  return {
    ledger: add(
      ledger,
      ledger.open.map(() => null),
      closed,
    ),
    closed,
    touched: held,
  };
}
