import { gzipSync } from 'node:zlib';
import { CandleRows, HEADER } from '../candles/candle-rows.js';
import type { CandleColumns } from '../candles/columns.js';
import { extrasOf } from '../report/extras-of.js';
import { renderReport } from '../report/render-report.js';
import { runMarket, writeResult } from '../run-backtest.js';
import { prepareMarket, type PreparedMarket } from '../setup/prepare.js';
import type { TradingRequest } from '../setup/request.js';
import type { Candle } from '../../shared/pure/market/candle.js';
import type { JobOutcome, JobProgress, JobRequest } from './job.js';

const SOURCE = 'stored candles';
const encoder = new TextEncoder();

/** Stored candles as the lines of a candle file: read once, by the reader of files, whose arithmetic is exact. */
export const candleLines = (candles: readonly Candle[]): Uint8Array =>
  encoder.encode(
    candles
      .map(
        ({ openTime, open, high, low, close, volume }) =>
          `${openTime},${open},${high},${low},${close},${volume}\n`,
      )
      .join(''),
  );

/** Puts the pages of stored candles together. */
export class StoredCandles {
  private readonly rows = new CandleRows(SOURCE);

  constructor() {
    this.rows.push(encoder.encode(`${HEADER}\n`));
  }

  add(lines: Uint8Array): void {
    this.rows.push(lines);
  }

  /** @throws BadFile when there is none. */
  finish(): CandleColumns {
    return this.rows.finish();
  }
}

/** The market of a request, checked. @throws BadInput with one line that says what cannot be used. */
export const marketOf = (request: JobRequest, candles: CandleColumns): PreparedMarket =>
  prepareMarket(
    tradingRequest(request),
    { settings: request.settings, instrument: request.instrument },
    candles,
  );

/** A whole backtest, from its candles to its page. @throws BadInput */
export function runJob(
  request: JobRequest,
  candles: CandleColumns,
  tell: (progress: JobProgress) => void,
): { readonly outcome: JobOutcome; readonly page: Uint8Array } {
  const trading = tradingRequest(request);
  const market = marketOf(request, candles);
  const finished = runMarket(trading, market, {
    progress: (done, total) => tell({ phase: 'running', done, total }),
  });
  tell({ phase: 'writing', done: 0, total: null });
  const result = writeResult(finished);
  const page = renderReport(result, extrasOf(market, 'en'));
  const { digest, summary, candles: facts } = result;
  return { outcome: { digest, summary, candles: facts }, page: gzipSync(page) };
}

const tradingRequest = ({ fundingRate, ...request }: JobRequest): TradingRequest => ({
  strategy: request.strategy,
  timeframe: request.timeframe,
  cash: request.cash,
  maker: request.maker,
  taker: request.taker,
  venue: null,
  slippageBps: request.slippageBps,
  funding: fundingRate === null ? { kind: 'none' } : { kind: 'constant', rate: fundingRate },
  fill: request.fill,
  from: request.from,
  to: null,
});
