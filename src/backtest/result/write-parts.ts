import { formatAverage, netLots, openOrders, type Book } from '../../modules/exchange/domain/index.js';
import type { MarketScale } from '../../shared/pure/market/scale.js';
import { formatMoney } from '../../shared/pure/numbers/money.js';
import { priceText, sizeText } from '../decimal-text.js';
import type { TradeLedger } from '../trades/trade-ledger.js';
import type { ClosedTrade, OpenTrade, Part } from '../trades/trade.js';
import type {
  OpenOrderLine,
  OpenPosition,
  OpenTrade as OpenTradeJson,
  Trade,
  TradeFill,
} from './backtest-result.js';

/** Trades of one market as they stand in a result. */
export function writeTrade(scale: MarketScale, trade: ClosedTrade, id: number): Trade {
  const { cash, fees, funding, closedAt, worst, best } = trade;
  const { side, openedAt, entries, exits } = writeOpen(scale, trade);
  return {
    ...{ id, side, openedAt, closedAt, entries, exits },
    grossPnl: formatMoney(cash),
    fees: formatMoney(fees),
    funding: formatMoney(funding),
    netPnl: formatMoney(cash - fees - funding),
    maxAdverse: formatMoney(worst),
    maxFavourable: formatMoney(best),
  };
}

const writeOpen = (scale: MarketScale, { side, openedAt, entries, exits }: OpenTrade): OpenTradeJson => ({
  side,
  openedAt,
  entries: entries.map((part) => writePart(scale, part)),
  exits: exits.map((part) => writePart(scale, part)),
});

const writePart = (scale: MarketScale, { at, price, size, fee, reason }: Part): TradeFill => ({
  at,
  price: priceText(scale, price),
  size: sizeText(scale, size),
  fee: formatMoney(fee),
  reason,
});

/**
 * What is still open, marked at a price; null when nothing is. Of the two positions of hedge mode it is the net one, with the
 * average of the larger; `trades` has each for itself.
 */
export function writeOpenPosition(book: Book, ledger: TradeLedger, mark: number): OpenPosition | null {
  const trades = ledger.open();
  const left = ledger.leftover();
  if (trades.length === 0 && left.cash === 0n && left.fees === 0n && left.funding === 0n) return null;
  const { scale } = book.rules;
  const lots = netLots(book);
  const larger = book.short !== null && lots < 0 ? book.short : book;
  const sum = (of: (trade: OpenTrade) => bigint): bigint =>
    trades.reduce((total, trade) => total + of(trade), 0n);
  const fees = left.fees + sum((trade) => trade.fees);
  const funding = left.funding + sum((trade) => trade.funding);
  const gross = left.cash + sum((trade) => trade.cash) + BigInt(lots) * BigInt(mark) * scale.valueFactor;
  return {
    side: lots > 0 ? 'long' : lots < 0 ? 'short' : 'flat',
    size: sizeText(scale, Math.abs(lots)),
    average: formatAverage(lots === 0 ? 0n : larger.average),
    mark: priceText(scale, mark),
    grossPnl: formatMoney(gross),
    fees: formatMoney(fees),
    funding: formatMoney(funding),
    netPnl: formatMoney(gross - fees - funding),
    trades: trades.map((trade) => writeOpen(scale, trade)),
  };
}

export function writeOpenOrders(book: Book): readonly OpenOrderLine[] {
  const { scale } = book.rules;
  return openOrders(book).map(({ side, kind, price, size, reason }) => ({
    side,
    kind,
    price: priceText(scale, price),
    size: sizeText(scale, size),
    reason,
  }));
}
