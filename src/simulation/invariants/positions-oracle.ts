import { formatMoney } from '../../shared/pure/numbers/money.js';
import type { FundingBill } from '../../modules/positions/application/ports/funding-store.port.js';
import {
  differences,
  formatValue,
  quoteOf,
  refold,
  signOf,
  type KeptInput,
} from '../../modules/positions/domain/index.js';
import { FOREIGN } from '../../modules/orders/domain/index.js';
import type { RowChange } from '../store/memory-database.js';
import type { OrdersTables } from '../store/orders/orders-tables.js';
import {
  billKey,
  openKey,
  tradeKeyOf,
  type BillRow,
  type PositionFillRow,
  type PositionTables,
} from '../store/positions/position-tables.js';
import type { VenueTrade } from '../venue/book-order.js';
import type { FundingLedger, VenueBill } from '../venue/funding-ledger.js';
import type { Venue } from '../venue/venue.js';

export interface PositionsOracleParts {
  readonly tables: PositionTables;
  readonly orders: OrdersTables;
  readonly venue: Venue;
  readonly ledger: FundingLedger;
  readonly nowMs: () => number;
  readonly breaks: (invariant: string, details: string) => void;
}

/** What is counted in Positions in 10^-12 and 10^-24, in units of 10^-18 at the venue. */
const SIZE = 10n ** 6n;
const VALUE = 10n ** 6n;
/** A fill that says whose a bill is may be on its way for as long. */
const WAITS_MS = 30_000;

/**
 * What Positions says is held, made, paid and charged, held against the journal of the venue. Which trades are ours, and whose, is
 * for Orders to know, which has an oracle of its own; what they were is the venue's.
 */
export class PositionsOracle {
  constructor(private readonly parts: PositionsOracleParts) {}

  /** A transaction of Positions was committed. */
  committed(changes: readonly RowChange[]): void {
    for (const { table, before, after } of changes) {
      if (table === 'fill') this.isOfTheVenue(after as PositionFillRow);
      if (table === 'bill') this.isPatient(before as BillRow | undefined, after as BillRow);
    }
  }

  /** Bills that were never heard of, or that still wait for their position; null when there are none. */
  unsettled(): string | null {
    const { tables, ledger } = this.parts;
    for (const bill of ledger.bills) {
      // Whoever has never held anything here is not asked about.
      if (tables.reads.get(bill.accountId) === undefined) continue;
      const row = tables.bills.get(billKey(bill));
      if (row === undefined) return `the bill ${bill.billId} of ${bill.accountId} is not known`;
      if (row.state === 'waiting') return `the bill ${bill.billId} of ${bill.accountId} waits`;
    }
    return null;
  }

  /** After everything is quiet. */
  atRest(): void {
    const journal = new Map(
      this.parts.venue.trades.map((trade) => [
        tradeKeyOf(trade.accountId, trade.symbol, trade.tradeId),
        trade,
      ]),
    );
    this.everyFillOnce();
    this.positionsAreFolds(journal);
    this.storedIsFolded();
    this.billsAreBorneOnce();
    this.cashIsBooked();
  }

  private isOfTheVenue({ accountId, symbol, tradeId, fill, position }: PositionFillRow): void {
    // Trades are numbered as they come.
    const trade = this.parts.venue.trades[Number(tradeId.slice(1)) - 1];
    const same =
      trade?.tradeId === tradeId &&
      trade.accountId === accountId &&
      trade.symbol === symbol &&
      trade.side === fill.side &&
      (trade.position ?? 'net') === position &&
      trade.moved === (fill.side === 'buy' ? fill.size : 0n - fill.size) * SIZE &&
      trade.price === fill.price * SIZE &&
      (trade.feeCurrency !== quoteOf(symbol) || trade.fee === fill.fee);
    if (!same) this.parts.breaks('I8 a fill is one of the venue', `${tradeId} of ${accountId} ${symbol}`);
  }

  /** Nobody says that a bill is nobody's before a fill could have come. */
  private isPatient(before: BillRow | undefined, after: BillRow | undefined): void {
    if (before?.state !== 'waiting' || after?.state !== 'unclaimed') return;
    const waitedMs = this.parts.nowMs() - after.seenAtMs;
    if (waitedMs < WAITS_MS)
      this.parts.breaks('I17 a bill waits for its position', `${after.billId} waited ${waitedMs} ms`);
  }

  /** What Orders has booked is here, once, and nothing else is. */
  private everyFillOnce(): void {
    const { tables, orders, breaks } = this.parts;
    for (const { accountId, symbol, tradeId } of orders.fills.all())
      if (
        tables.fills.by('fill_account_id_symbol_trade_id_key', tradeKeyOf(accountId, symbol, tradeId)) ===
        undefined
      )
        breaks('I8 a fill counts once', `${tradeId} of ${accountId} ${symbol} is not in Positions`);
    if (tables.fills.size !== orders.fills.size)
      breaks('I8 a fill counts once', `${tables.fills.size} in Positions, ${orders.fills.size} in Orders`);
  }

  /** Each open position is what the venue traded for its holder there, less what was adjusted. */
  private positionsAreFolds(journal: ReadonlyMap<string, VenueTrade>): void {
    const { tables, orders, breaks } = this.parts;
    const sizes = new Map<string, bigint>();
    const add = (key: string, change: bigint): void => void sizes.set(key, (sizes.get(key) ?? 0n) + change);
    for (const { intentId, accountId, symbol, tradeId } of orders.fills.all()) {
      const trade = journal.get(tradeKeyOf(accountId, symbol, tradeId));
      if (trade === undefined) continue;
      const { instanceId } = orders.intents.get(intentId)!;
      const { moved, position = 'net' } = trade;
      add(openKey({ accountId, symbol, instanceId, position }), moved);
    }
    for (const { accountId, symbol, holder, position, change } of orders.adjustments.all()) {
      if (holder === FOREIGN) continue;
      // Where a venue shows nothing of hedge mode any more, only the fills say which position it was.
      const keys = (position === 'net' ? (['net', 'long', 'short'] as const) : [position]).map((one) =>
        openKey({ accountId, symbol, instanceId: holder, position: one }),
      );
      add(keys.find((key) => (sizes.get(key) ?? 0n) !== 0n) ?? keys[0]!, change);
    }
    for (const row of tables.positions.all()) if (row.closedAt === null) add(openKey(row), 0n);
    for (const [key, size] of sizes) {
      const row = tables.positions.by('position_open', key);
      const held = row === undefined ? 0n : signOf(row.life.side) * row.life.size * SIZE;
      if (held !== size)
        breaks(
          'I1 a position is the fold of its fills',
          `${key} is ${formatMoney(held)} in Positions and ${formatMoney(size)} by the journal`,
        );
    }
  }

  /** What is stored is what its inputs give when they are folded again. */
  private storedIsFolded(): void {
    const { tables, breaks } = this.parts;
    const stored = new Map([...tables.positions.all()].map(({ id, life }) => [id, life]));
    const moves = [...tables.fills.all(), ...tables.adjustments.all()]
      .sort((left, right) => left.ordinal - right.ordinal)
      .map((row): KeptInput => {
        const { positionId } = row;
        if (!('fill' in row)) return { kind: 'adjustment', positionId, size: row.size };
        return { kind: 'fill', positionId, nextPositionId: row.nextPositionId, fill: row.fill };
      });
    const charges = [...tables.shares.all()].map(({ positionId, amount }): KeptInput => ({
      kind: 'funding',
      positionId,
      amount,
    }));
    for (const one of differences(stored, refold([...moves, ...charges])))
      breaks(
        'I17 what is stored is folded',
        `${one.field} of ${one.positionId}: ${one.stored}, ${one.folded}`,
      );
  }

  /** Each bill of the venue is here once, as it was, and is borne in full by positions that it can be about. */
  private billsAreBorneOnce(): void {
    const { tables, ledger, breaks } = this.parts;
    const shares = new Map<string, bigint>();
    const bills = new Map(ledger.bills.map((bill) => [billKey(bill), bill]));
    for (const share of tables.shares.all()) {
      const key = billKey(share);
      shares.set(key, (shares.get(key) ?? 0n) + share.amount);
      const bill = bills.get(key);
      if (bill !== undefined) this.mayBear(bill, share.positionId);
    }
    for (const key of shares.keys())
      if (tables.bills.get(key)?.state !== 'booked')
        breaks('I17 a bill counts once', `${key} is borne and ${tables.bills.get(key)?.state ?? 'unknown'}`);
    for (const row of tables.bills.all()) {
      const bill = bills.get(billKey(row));
      if (bill === undefined || !isSame(row, bill))
        breaks('I17 a bill is one of the venue', `${row.billId} of ${row.accountId}`);
      else if (row.state === 'booked' && shares.get(billKey(row)) !== bill.amount)
        breaks(
          'I17 a bill counts once',
          `${row.billId} is ${formatMoney(bill.amount)} and ${formatMoney(shares.get(billKey(row)) ?? 0n)} here`,
        );
    }
  }

  private mayBear({ billId, accountId, symbol, slot, atMs }: VenueBill, positionId: string): void {
    const position = this.parts.tables.positions.get(positionId);
    const may =
      position?.accountId === accountId &&
      position.symbol === symbol &&
      position.position === slot &&
      position.openedAt <= atMs;
    if (!may) this.parts.breaks('I17 a bill falls on what was held', `${billId} on ${positionId} (${slot})`);
  }

  /**
   * What each account has gained at the venue is what Positions says it has, and what is not of anybody here. Of spot it is not asked: a
   * fee in coins counts there at the price of its fill, and is no cash.
   */
  private cashIsBooked(): void {
    const { tables, venue, ledger, breaks } = this.parts;
    const accounts = new Map<string, { here: bigint; there: bigint }>();
    const of = (accountId: string): { here: bigint; there: bigint } => {
      const one = accounts.get(accountId) ?? { here: 0n, there: 0n };
      accounts.set(accountId, one);
      return one;
    };
    for (const { accountId, life } of tables.positions.all())
      of(accountId).here += life.flow + (life.funding - life.fees) * VALUE;
    // What was taken out at cost was never paid.
    for (const { accountId, flow } of tables.adjustments.all()) of(accountId).here -= flow;
    for (const { accountId, amount, ...bill } of ledger.bills) {
      const one = of(accountId);
      one.there += amount;
      if (tables.bills.get(billKey({ accountId, ...bill }))?.state !== 'booked') one.here += amount * VALUE;
    }
    for (const { accountId, symbol, tradeId, side, size, price, fee } of venue.trades) {
      const key = tradeKeyOf(accountId, symbol, tradeId);
      if (tables.fills.by('fill_account_id_symbol_trade_id_key', key) !== undefined) continue;
      const paid = ((side === 'buy' ? size : 0n - size) * price) / 10n ** 18n;
      of(accountId).here -= (paid + fee) * VALUE;
    }
    for (const [accountId, { here, there }] of accounts) {
      if (venue.spot.has(accountId)) continue;
      const moved = (venue.cashMoved(accountId) + there) * VALUE;
      if (here !== moved)
        breaks(
          'I17 the ledger balances',
          `${accountId} has moved ${formatValue(here)} in Positions and ${formatValue(moved)} there`,
        );
    }
  }
}

const isSame = (row: FundingBill, { slot, amount, atMs }: VenueBill): boolean =>
  row.position === slot && row.amount === amount && row.at === atMs;
