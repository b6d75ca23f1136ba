import { Injectable } from '@nestjs/common';
import { ListInstruments } from '../../modules/exchange/contracts/queries/list-instruments.query.js';
import { Bus } from '../../shared/platform/bus/bus.port.js';
import { Clock } from '../../shared/platform/clock/clock.port.js';
import { Ids } from '../../shared/platform/clock/ids.port.js';
import { Wakeups } from '../../shared/platform/queue/wakeups.port.js';
import type { JsonObject } from '../../shared/pure/json.js';
import type { Candle } from '../../shared/pure/market/candle.js';
import { refusal, type Refusal } from '../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../shared/pure/result.js';
import { bucketEnd } from '../../shared/pure/time/timeframe.js';
import type { EpochMs } from '../../shared/pure/time/epoch.js';
import { BadInput } from '../bad-input.js';
import { instrumentRecord } from '../setup/read-instrument.js';
import type { CandleChoice, Job, JobRequest } from './job.js';
import { JobStore } from './job-store.port.js';
import { candleLines, marketOf, StoredCandles } from './run-job.js';
import { countCandles, peekCandles } from './stored-candles.js';

/** Backtests of one person that wait or run at the same time. */
const MOST_UNFINISHED = 5;
/** More would not fit into the memory that a thread may take. */
const MOST_CANDLES = 5_000_000;
/** Candles enough to tell their timeframe and to check the settings against. */
const PROBE = 100;

/** What somebody asks for; what is null is found out here. */
export type JobWish = Omit<JobRequest, 'instrument' | 'candles'> & {
  readonly instrument: JsonObject | null;
  readonly candles: Omit<CandleChoice, 'to'> & { readonly to: EpochMs | null };
};

/** Checks a wish against what is stored, before anybody waits for it, and makes a job of it. */
@Injectable()
export class SubmitJob {
  constructor(
    private readonly bus: Bus,
    private readonly store: JobStore,
    private readonly wakeups: Wakeups,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async submit(userId: string, requestKey: string | null, wish: JobWish): Promise<Result<Job, Refusal>> {
    const request = await this.complete(wish);
    if (!request.ok) return request;
    const job = await this.store.add(
      { id: this.ids.next(), userId, requestKey, request: request.value, createdAt: this.clock.now() },
      MOST_UNFINISHED,
    );
    if (job === null) {
      const details = { most: MOST_UNFINISHED };
      return err(
        refusal('too-many-backtests', `at most ${MOST_UNFINISHED} backtests wait or run at once`, details),
      );
    }
    await this.wakeups.wake('backtest', { kind: 'run', id: job.id });
    return ok(job);
  }

  private async complete(wish: JobWish): Promise<Result<JobRequest, Refusal>> {
    const newest = await peekCandles(this.bus, wish.candles, { limit: PROBE, last: true });
    if (!newest.ok) return newest;
    const last = newest.value.at(-1);
    const first = await peekCandles(this.bus, wish.candles, { limit: 1, last: false });
    if (!first.ok) return first;
    const { venue, symbol, timeframe } = wish.candles;
    if (last === undefined || first.value[0] === undefined || first.value[0].openTime > last.openTime) {
      return err(refusal('no-candles', 'no candle is stored in this range', { venue, symbol, timeframe }));
    }
    const instrument = wish.instrument ?? (await this.instrumentOf(venue, symbol));
    if (instrument === null) {
      return err(refusal('unknown-instrument', `${venue} does not list ${symbol}`, { venue, symbol }));
    }
    const to = wish.candles.to ?? bucketEnd(last.openTime, timeframe);
    const request = {
      ...wish,
      instrument,
      candles: { ...wish.candles, to },
      settings: named(wish.settings, symbol),
    };
    const count = countCandles(request.candles, first.value[0].openTime);
    if (count > MOST_CANDLES) {
      const details = { candles: count, most: MOST_CANDLES };
      return err(refusal('too-many-candles', `${count} candles are more than ${MOST_CANDLES}`, details));
    }
    return checked(request, newest.value);
  }

  private async instrumentOf(venue: string, symbol: string): Promise<JsonObject | null> {
    const listed = await this.bus.ask(new ListInstruments({ venue }));
    const found = listed.find(({ instrument }) => instrument.symbol === symbol);
    return found === undefined ? null : { ...instrumentRecord(found.instrument) };
  }
}

/** Settings that name no symbol are about the one whose candles are asked for. */
const named = (settings: JsonObject, symbol: string): JsonObject => ({ symbol, ...settings });

/** Whatever is wrong with settings and instrument is found with a few candles as well as with all of them. */
function checked(request: JobRequest, probe: readonly Candle[]): Result<JobRequest, Refusal> {
  const candles = new StoredCandles();
  candles.add(candleLines(probe));
  try {
    marketOf({ ...request, from: null }, candles.finish());
    return ok(request);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return err(refusal('backtest-refused', error.message, { reason: error.message }));
  }
}
