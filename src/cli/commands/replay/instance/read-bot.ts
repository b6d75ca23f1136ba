import { StoredCandles, candleLines } from '../../../../backtest/jobs/run-job.js';
import { readCandlePages } from '../../../../backtest/jobs/stored-candles.js';
import type { CandleColumns } from '../../../../backtest/index.js';
import {
  GetPaperTerms,
  type PaperTermsView,
} from '../../../../modules/exchange/contracts/queries/get-paper-terms.query.js';
import { GetGridJournal } from '../../../../modules/grid/contracts/queries/get-grid-journal.query.js';
import { GetHyperRsiJournal } from '../../../../modules/hyper-rsi/contracts/queries/get-hyper-rsi-journal.query.js';
import { GetCandles } from '../../../../modules/market-data/contracts/queries/get-candles.query.js';
import {
  ListInstanceFills,
  type InstanceFill,
} from '../../../../modules/orders/contracts/queries/list-instance-fills.query.js';
import {
  ListInstanceOrders,
  type InstanceOrder,
} from '../../../../modules/orders/contracts/queries/list-instance-orders.query.js';
import type { Bus } from '../../../../shared/platform/bus/bus.port.js';
import type { InstanceView } from '../../../../shared/pure/strategy/instance.js';
import type { InstanceJournal } from '../../../../shared/pure/strategy/journal.js';
import { epochMs, type EpochMs } from '../../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../../../../shared/pure/time/timeframe.js';

const PAGE = 1_000;
const ASK = { timeoutMs: 60_000 } as const;
/** Candles before a start that warm indicators, at most. */
const HISTORY = 100_000;

export interface Span {
  readonly from: EpochMs;
  readonly to: EpochMs;
}

/** The journal of a bot of either strategy, with the decisions of some candles; null when there is no such bot. */
export async function readJournal(
  bus: Bus,
  instanceId: string,
  candleOpens: readonly EpochMs[] = [],
): Promise<InstanceJournal | null> {
  const choice = { instanceId, candleOpens };
  return (
    (await bus.ask(new GetHyperRsiJournal(choice), ASK)) ?? (await bus.ask(new GetGridJournal(choice), ASK))
  );
}

export const readTerms = (bus: Bus, { accountId, symbol }: InstanceView): Promise<PaperTermsView | null> =>
  bus.ask(new GetPaperTerms({ accountId, symbol }), ASK);

/** Fills of a bot in a span of market time, as they were booked. */
export async function readFills(
  bus: Bus,
  { userId, id: instanceId }: InstanceView,
  { from, to }: Span,
): Promise<readonly InstanceFill[]> {
  const fills: InstanceFill[] = [];
  for (let after: number | null = null; ;) {
    const page: readonly InstanceFill[] = await bus.ask(
      new ListInstanceFills({ userId, instanceId, after, limit: PAGE }),
      ASK,
    );
    fills.push(...page.filter(({ at }) => at >= from && at < to));
    if (page.length < PAGE) return fills;
    after = page.at(-1)!.position;
  }
}

/** Orders that a bot decided on in a span of market time, every attempt. */
export async function readOrders(
  bus: Bus,
  { userId, id: instanceId }: InstanceView,
  span: Span,
): Promise<readonly InstanceOrder[]> {
  const orders: InstanceOrder[] = [];
  for (let after: string | null = null; ;) {
    const page: readonly InstanceOrder[] = await bus.ask(
      new ListInstanceOrders({ userId, instanceId, ...span, after, limit: PAGE }),
      ASK,
    );
    orders.push(...page);
    if (page.length < PAGE) return orders;
    after = page.at(-1)!.orderId;
  }
}

/** The finest candles stored of a bot's market, with enough of them before a start to warm its indicators; null for none. */
export async function readCandles(
  bus: Bus,
  { venue, symbol }: InstanceView,
  { from, to }: Span,
): Promise<CandleColumns | null> {
  const timeframe = await finestStored(bus, venue, symbol);
  if (timeframe === null) return null;
  const candles = new StoredCandles();
  let isEmpty = true;
  const first = epochMs(Math.max(0, from - HISTORY * TIMEFRAME_MS[timeframe]));
  for await (const page of readCandlePages(bus, { venue, symbol, timeframe, from: first, to })) {
    candles.add(candleLines(page));
    isEmpty = false;
  }
  return isEmpty ? null : candles.finish();
}

async function finestStored(bus: Bus, venue: string, symbol: string): Promise<Timeframe | null> {
  const probe = { venue, symbol, timeframe: '1m', from: null, to: null, limit: 1 } as const;
  const answer = await bus.ask(new GetCandles(probe), ASK);
  if (answer.ok) return '1m';
  const { stored } = answer.error.details;
  const known: readonly unknown[] = Array.isArray(stored) ? stored : [];
  return TIMEFRAMES.find((timeframe) => known.includes(timeframe)) ?? null;
}
