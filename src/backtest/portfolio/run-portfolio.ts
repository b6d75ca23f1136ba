import { accountEquity, netLots, openAccount, type Account } from '../../modules/exchange/domain/index.js';
import { formatMoney, money } from '../../shared/pure/numbers/money.js';
import { BadInput } from '../bad-input.js';
import { pathColumns } from '../candles/columns.js';
import { sizeText } from '../decimal-text.js';
import { RunDigest } from '../fold/digest.js';
import { MarketRun, type Witness } from '../fold/market-run.js';
import { NumberColumn } from '../kept/number-column.js';
import type { NoteLine, OpenOrderLine, Trade } from '../result/backtest-result.js';
import type { PortfolioResult, PortfolioSymbol } from '../result/portfolio-result.js';
import { writeOpenOrders, writeOpenPosition, writeTrade } from '../result/write-parts.js';
import { buyAndHoldPct, writeDecisions, writeSummary } from '../result/write-summary.js';
import { assumptionsOf, candleFacts } from '../run-backtest.js';
import { openBookFor, type PreparedMarket } from '../setup/prepare.js';
import { instrumentRecord } from '../setup/read-instrument.js';
import type { TradingRequest } from '../setup/request.js';
import { TradeTotals } from '../statistics/trade-totals.js';
import { settingsJson } from '../strategies/bot.js';
import type { TradeSink } from '../trades/trade.js';
import { Lane } from './lane.js';
import { PortfolioWatch, type BookWatch } from './portfolio-watch.js';

interface Member {
  readonly market: PreparedMarket;
  readonly lane: Lane;
  readonly watch: BookWatch;
}

export interface PortfolioHooks {
  /** Told how many candles have been run. */
  readonly progress?: (done: number, total: number) => void;
  /** Hears everything that happens to a symbol; `index` counts its own candles. */
  readonly witness?: (symbol: string, ...said: Parameters<Witness>) => void;
}

/** What the trades of all symbols come to, and whose they are, in order of closing. */
class AllTrades {
  readonly totals = new TradeTotals();
  readonly members = new NumberColumn();

  sinkOf(member: number): TradeSink {
    return {
      trade: (trade) => {
        this.totals.add(trade);
        this.members.push(member);
      },
    };
  }
}

/**
 * Several symbols with one account, candle by candle in order of time. Symbols are gone through by name, as on the paper
 * venue: at an open each has at most one happening a round, then all go their paths, then all have closed, then they decide.
 * @throws BadInput when their candles are of different timeframes.
 */
export function runPortfolio(
  request: TradingRequest,
  prepared: readonly PreparedMarket[],
  { progress, witness }: PortfolioHooks = {},
): PortfolioResult {
  const markets = [...prepared].sort((a, b) => (a.instrument.symbol < b.instrument.symbol ? -1 : 1));
  const candleMs = sameTimeframe(markets);
  const account = openAccount(money(request.cash));
  const books = markets.map((market) => openBookFor(request, market, account));
  const watch = new PortfolioWatch(account, candleMs);
  const trades = new AllTrades();
  const members = markets.map((market, member): Member => {
    const book = books[member]!;
    const own = watch.of(book);
    const run = new MarketRun(book, market.bot, own, {
      from: request.from ?? -Infinity,
      keeping: 'everything',
      onTrade: trades.sinkOf(member),
      ...(witness !== undefined && {
        witness: (at, line, index) => {
          witness(market.instrument.symbol, at, line, index);
        },
      }),
    });
    return { market, lane: new Lane(run, pathColumns(market.candles, candleMs), market.first), watch: own };
  });
  fold(members, watch, progress);
  return writePortfolio(request, account, members, watch, trades);
}

function fold(
  members: readonly Member[],
  watch: PortfolioWatch,
  progress?: (done: number, total: number) => void,
): void {
  const lanes = members.map(({ lane }) => lane);
  const total = members.reduce((sum, { market }) => sum + market.candles.length - market.first, 0);
  let done = 0;
  for (;;) {
    const openAt = Math.min(...lanes.map((lane) => lane.nextOpen));
    // Whatever was overdue at its nominal end is decided before the candle that shows it.
    for (const lane of lanes) {
      lane.readOn();
      lane.decideBy(openAt);
    }
    if (openAt === Infinity) return;
    const here = lanes.filter((lane) => lane.nextOpen === openAt);
    for (const lane of here) lane.begin();
    for (let open = here; open.length > 0;) open = open.filter((lane) => lane.open());
    for (const lane of here) lane.close();
    watch.close(openAt);
    for (const lane of here) lane.decideBy(openAt + watch.candleMs);
    done += here.length;
    if (done % 10_000 < here.length) progress?.(done, total);
  }
}

function sameTimeframe(markets: readonly PreparedMarket[]): number {
  const [first, ...others] = markets;
  const symbols = new Set(markets.map(({ instrument }) => instrument.symbol));
  if (symbols.size < markets.length) throw new BadInput('candles: a symbol is named twice');
  for (const { candleMs, instrument } of others)
    if (candleMs !== first!.candleMs)
      throw new BadInput(
        `candles: ${instrument.symbol} has candles of ${candleMs / 60_000} minutes, ${first!.instrument.symbol} of ` +
          `${first!.candleMs / 60_000}; symbols that share an account need the same`,
      );
  return first!.candleMs;
}

function writePortfolio(
  request: TradingRequest,
  account: Account,
  members: readonly Member[],
  watch: PortfolioWatch,
  trades: AllTrades,
): PortfolioResult {
  const symbols = members.map((member): PortfolioSymbol => writeSymbol(request, member));
  const finalEquity = accountEquity(account);
  const gates = new Map<string, number>();
  for (const { lane } of members)
    for (const [gate, count] of lane.run.journal.byGate()) gates.set(gate, (gates.get(gate) ?? 0) + count);
  return {
    version: 1,
    strategy: request.strategy,
    symbols,
    summary: writeSummary({
      totals: trades.totals,
      marks: watch.marks.facts(),
      exposurePct: (watch.exposed / watch.candles) * 100,
      cash: money(request.cash),
      finalEquity,
      buyAndHoldPct: average(members.map((member) => holdPct(request, member))),
      liquidations: members.reduce((sum, { lane }) => sum + lane.run.journal.liquidations, 0),
      quoteScale: Math.max(...members.map(({ market }) => market.instrument.quoteScale)),
    }),
    trades: writeTrades(members, trades),
    openOrders: members.flatMap(({ market, lane }) =>
      writeOpenOrders(lane.run.book).map((order): OpenOrderLine => ({
        symbol: market.instrument.symbol,
        ...order,
      })),
    ),
    notes: members
      .flatMap(({ market, lane }) =>
        lane.run.journal.notes.map(([at, what, which]): NoteLine => [
          at,
          what,
          `${market.instrument.symbol} ${which}`,
        ]),
      )
      .sort(([a], [b]) => a - b),
    equity: watch.curve.points(members[0]!.market.scale),
    decisions: writeDecisions(gates),
    digest: digestOf(account, members),
  };
}

/** Each symbol keeps its own, so that the order in which they closed says which is next. */
function writeTrades(members: readonly Member[], { members: order }: AllTrades): readonly Trade[] {
  const written = members.map(() => 0);
  return Array.from({ length: order.length }, (_, index): Trade => {
    const member = order.at(index);
    const { market, lane } = members[member]!;
    const trade = lane.run.journal.trades.at(written[member]!);
    written[member]! += 1;
    return { ...writeTrade(market.scale, trade, index + 1), symbol: market.instrument.symbol };
  });
}

function writeSymbol(request: TradingRequest, member: Member): PortfolioSymbol {
  const { market, lane, watch } = member;
  const { book, bot, journal, ledger } = lane.run;
  return {
    symbol: market.instrument.symbol,
    settings: settingsJson(bot),
    instrument: instrumentRecord(market.instrument),
    assumptions: assumptionsOf(request, market),
    candles: candleFacts(market),
    openPosition: writeOpenPosition(book, ledger, market.candles.close[market.candles.length - 1]!),
    decisions: writeDecisions(journal.byGate()),
    trades: journal.totals.trades,
    netProfit: formatMoney(journal.totals.net),
    buyAndHoldPct: holdPct(request, member),
    profits: watch.profits(market.scale),
  };
}

/** Each symbol by itself, then one line for each position with the cash and equity of the account. */
function digestOf(account: Account, members: readonly Member[]): string {
  const digest = new RunDigest(members[0]!.market.scale);
  for (const { market, lane } of members) {
    digest.line(`S|${market.instrument.symbol}`);
    digest.line(lane.run.digest.hex());
    for (const { side, kind, price, size, reason } of writeOpenOrders(lane.run.book))
      digest.line(`O|${side}|${kind}|${price}|${size}|${reason}`);
  }
  const [cash, equity] = [formatMoney(account.cash), formatMoney(accountEquity(account))];
  for (const { lane } of members) {
    const { book } = lane.run;
    digest.line(`E|${cash}|${sizeText(book.rules.scale, netLots(book))}|${equity}`);
  }
  return digest.hex();
}

/** The cash in equal parts. */
const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function holdPct({ taker }: TradingRequest, { market: { candles, first } }: Pick<Member, 'market'>): number {
  return buyAndHoldPct(candles.open[first]!, candles.close[candles.length - 1]!, taker);
}
