import type { Candle } from '../../src/shared/pure/market/candle.js';
import { formatLots, formatPrice, marketScale, priceOf } from '../../src/shared/pure/market/scale.js';
import { money } from '../../src/shared/pure/numbers/money.js';
import type { Fill } from '../../src/shared/pure/strategy/order.js';
import { fromWire } from '../../src/shared/pure/strategy/wire-order.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { testInstrument } from '../../src/modules/exchange/domain/instruments.js';
import {
  accept,
  alongPath,
  atClose,
  atOpen,
  openAccount,
  openBook,
  type Account,
  type Book,
  type BookEvent,
  type PathCandle,
} from '../../src/modules/exchange/domain/index.js';
import { gamble } from './gambler.js';

export interface Seat {
  readonly accountId: string;
  readonly symbol: string;
  readonly leverage: number;
  readonly marginMode: 'cross' | 'isolated';
}

interface Taken extends Seat {
  readonly book: Book;
  /** Owner, cycle and everything else of orders, by their ids. */
  readonly orders: Map<string, { readonly owner: string; readonly cycle: number }>;
}

/** A fill as both sides of the comparison write it. */
export const lineOf = (
  accountId: string,
  symbol: string,
  fill: Pick<Fill, 'tradeId' | 'side' | 'fee' | 'liquidity' | 'reason' | 'phase' | 'at'>,
  id: string,
  price: string,
  size: string,
): string =>
  [
    ...[accountId, symbol, fill.tradeId, id, fill.side, price, size],
    ...[fill.fee, fill.liquidity, fill.reason, fill.phase, fill.at],
  ].join(' ');

/** The gambler's whole game as a loop over the pure functions: no store, no bus, no steps. */
export function foldDirectly(
  seed: number,
  seats: readonly Seat[],
  cash: string,
  candles: readonly Candle[],
): { readonly fills: readonly string[]; readonly cash: Readonly<Record<string, string>> } {
  const accounts = new Map<string, Account>();
  const taken = [...seats]
    .sort((a, b) => (a.accountId + a.symbol < b.accountId + b.symbol ? -1 : 1))
    .map((seat): Taken => ({ ...seat, book: sit(seat, accounts, cash), orders: new Map() }));
  const fills: string[] = [];
  const act = (seat: Taken, name: string, price: string, tradeId: string | null): void => {
    const { accountId, symbol, book } = seat;
    for (const operation of gamble(seed, { accountId, symbol, name, price, tradeId }))
      carry(seat, book, operation);
  };
  const answer = (happened: readonly { seat: Taken; events: readonly BookEvent[] }[]): void => {
    for (const { seat, events } of happened) {
      const { accountId, symbol, book } = seat;
      for (const event of events) {
        if (event.kind !== 'filled') continue;
        const { fill } = event;
        if (fill.leg === 'liquidation') continue;
        const price = formatPrice(book.rules.scale, fill.price);
        fills.push(lineOf(accountId, symbol, fill, fill.leg, price, formatLots(book.rules.scale, fill.size)));
        act(seat, `trade ${fill.tradeId.split('/').at(-1)!}`, price, fill.tradeId);
      }
    }
  };
  const pass = (tell: (book: Book, candle: PathCandle) => readonly BookEvent[], candle: Candle) =>
    taken
      .map((seat) => ({ seat, events: tell(seat.book, pathCandle(seat.book, candle)) }))
      .filter(({ events }) => events.length > 0);
  candles.forEach((candle, index) => {
    for (let happened = pass(atOpen, candle); happened.length > 0; happened = pass(atOpen, candle))
      answer(happened);
    answer(pass(alongPath, candle));
    for (const { book } of taken) atClose(book, pathCandle(book, candle));
    for (const seat of taken) act(seat, `close ${index}`, candle.close, null);
  });
  return {
    fills,
    cash: Object.fromEntries([...accounts].map(([id, account]) => [id, account.cash.toString()])),
  };
}

function sit(seat: Seat, accounts: Map<string, Account>, cash: string): Book {
  const account = accounts.get(seat.accountId) ?? openAccount(money(cash));
  accounts.set(seat.accountId, account);
  const opened = openBook(
    {
      scale: marketScale(testInstrument(seat.symbol)!, 2),
      leverage: seat.leverage,
      marginMode: seat.marginMode,
      fees: { maker: '0.0002', taker: '0.0005' },
      slippageBps: '2',
      fillRule: 'touch',
      funding: { kind: 'constant', rate: '0.0001' },
      tradePrefix: `${seat.accountId}/${seat.symbol}/`,
    },
    account,
  );
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

function carry({ orders }: Taken, book: Book, operation: ReturnType<typeof gamble>[number]): void {
  const { clientOrderId } = operation;
  const known = orders.get(clientOrderId);
  if (operation.op === 'cancel') {
    if (known !== undefined) accept(book, { kind: 'cancel', leg: clientOrderId, ...known });
    return;
  }
  const { cycle, owner = '', reason, replaces } = operation;
  orders.set(clientOrderId, { owner, cycle });
  const order = fromWire(book.rules.scale, operation.order, { leg: clientOrderId, cycle, reason });
  accept(book, { kind: 'place', order, owner, replaces });
}

function pathCandle({ rules: { scale } }: Book, candle: Candle): PathCandle {
  const { openTime, open, high, low, close } = candle;
  return {
    openAt: openTime,
    endAt: epochMs(openTime + 60_000),
    open: priceOf(scale, open),
    high: priceOf(scale, high),
    low: priceOf(scale, low),
    close: priceOf(scale, close),
  };
}
