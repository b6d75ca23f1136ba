import {
  accountEquity,
  netLots,
  openAccount,
  type Account,
  type PathColumns,
} from '../modules/exchange/domain/index.js';
import { formatMoney, money } from '../shared/pure/numbers/money.js';
import type { Fill } from '../shared/pure/strategy/order.js';
import { pathColumns } from './candles/columns.js';
import { gapsOf } from './candles/timeline.js';
import { sizeText } from './decimal-text.js';
import { AccountWatch } from './fold/account-watch.js';
import { PIECE } from './fold/piece.js';
import type { Keeping } from './fold/journal.js';
import { MarketRun, type Witness } from './fold/market-run.js';
import { foldCandles } from './pipeline.js';
import type { Assumptions, BacktestResult, CandleFacts } from './result/backtest-result.js';
import { writeOpenOrders, writeOpenPosition, writeTrade } from './result/write-parts.js';
import { buyAndHoldPct, writeDecisions, writeSummary } from './result/write-summary.js';
import { openBookFor, type PreparedMarket } from './setup/prepare.js';
import { instrumentRecord } from './setup/read-instrument.js';
import type { TradingRequest } from './setup/request.js';
import { settingsJson } from './strategies/bot.js';

export interface RunHooks {
  readonly keeping?: Keeping;
  readonly witness?: Witness;
  /** Told of each fill as it happens. */
  readonly onFill?: (fill: Fill) => void;
  /** Told how many candles of the range have been run. */
  readonly progress?: (done: number, total: number) => void;
}

/** A run: over, it is what a result is written from. */
export interface FinishedRun {
  readonly request: TradingRequest;
  readonly market: PreparedMarket;
  readonly account: Account;
  readonly run: MarketRun;
  readonly watch: AccountWatch;
}

/** An account and a book for one prepared market, before its first candle. */
export function openRun(
  request: TradingRequest,
  market: PreparedMarket,
  { keeping = 'everything', witness, onFill }: RunHooks = {},
): FinishedRun {
  const account = openAccount(money(request.cash));
  const book = openBookFor(request, market, account);
  const watch = new AccountWatch(account, book, keeping);
  const run = new MarketRun(book, market.bot, watch, {
    ...{ from: request.from ?? -Infinity, keeping, witness, onFill },
  });
  return { request, market, account, run, watch };
}

/** Runs candles `from`..`to` (exclusive), piece by piece. Any number of columns may follow each other. */
export function runCandles(
  { run, watch }: Pick<FinishedRun, 'run' | 'watch'>,
  candles: PathColumns,
  from: number,
  to: number,
  progress?: (done: number) => void,
): void {
  for (let at = from; at < to; at += PIECE) {
    const end = Math.min(at + PIECE, to);
    watch.begin(at);
    foldCandles(run, candles, at, end);
    watch.mark(candles, at, end);
    progress?.(end);
  }
}

/** Runs one prepared market from its first candle to its last. */
export function runMarket(
  request: TradingRequest,
  market: PreparedMarket,
  hooks: RunHooks = {},
): FinishedRun {
  const opened = openRun(request, market, hooks);
  const { candles, first, candleMs } = market;
  const columns = pathColumns(candles, candleMs);
  const { decisions } = opened.run;
  for (let at = 0; at < first; at += PIECE) decisions.read(columns, at, Math.min(at + PIECE, first));
  runCandles(opened, columns, first, candles.length, (done) =>
    hooks.progress?.(done - first, candles.length - first),
  );
  return opened;
}

/** The result of a run that kept everything. */
export function writeResult({ request, market, account, run, watch }: FinishedRun): BacktestResult {
  const { book, bot, journal, ledger } = run;
  const { scale, candles, first } = market;
  const lastClose = candles.close[candles.length - 1]!;
  const cash = money(request.cash);
  const finalEquity = accountEquity(account);
  const openLines = writeOpenOrders(book);
  const summary = writeSummary({
    totals: journal.totals,
    marks: watch.marks.facts(),
    exposurePct: (watch.exposed / watch.candles) * 100,
    cash,
    finalEquity,
    buyAndHoldPct: buyAndHoldPct(candles.open[first]!, lastClose, request.taker),
    liquidations: journal.liquidations,
    quoteScale: scale.instrument.quoteScale,
  });
  for (const { side, kind, price, size, reason } of openLines)
    run.digest.line(`O|${side}|${kind}|${price}|${size}|${reason}`);
  const position = sizeText(scale, netLots(book));
  run.digest.line(`E|${formatMoney(account.cash)}|${position}|${formatMoney(finalEquity)}`);
  return {
    version: 1,
    strategy: request.strategy,
    settings: settingsJson(bot),
    instrument: instrumentRecord(market.instrument),
    assumptions: assumptionsOf(request, market),
    candles: candleFacts(market),
    summary,
    trades: Array.from(journal.trades, (trade, index) => writeTrade(scale, trade, index + 1)),
    openPosition: writeOpenPosition(book, ledger, lastClose),
    openOrders: openLines,
    notes: journal.notes,
    equity: watch.points(),
    decisions: writeDecisions(journal.byGate()),
    digest: run.digest.hex(),
  };
}

export function candleFacts({ candles, first, candleMs }: PreparedMarket): CandleFacts {
  return {
    count: candles.length - first,
    from: candles.time[first]!,
    to: candles.time[candles.length - 1]! + candleMs,
    gaps: gapsOf(candles, candleMs),
  };
}

export function assumptionsOf(
  request: TradingRequest,
  { bot, instrument, candleMs, funding }: PreparedMarket,
): Assumptions {
  const { cash, maker, taker, slippageBps, fill, venue, from, to } = request;
  const { leverage, marginMode } = bot.settings as Pick<Assumptions, 'leverage' | 'marginMode'>;
  return {
    ...{ cash, maker, taker, slippageBps, fill },
    funding:
      instrument.kind === 'spot'
        ? { kind: 'none' }
        : funding.kind === 'list'
          ? { kind: 'file', file: funding.file, rates: funding.charges.length }
          : funding,
    ...{ venue, leverage, marginMode, maintenanceRate: instrument.maintenanceRate },
    ...{ pathMs: candleMs, decisionMs: bot.decisionMs, from, to },
  };
}
