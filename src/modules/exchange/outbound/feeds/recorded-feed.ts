import { basename } from 'node:path';
import type { Candle } from '../../../../shared/pure/market/candle.js';
import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import type { PaperConditions } from '../../../../shared/pure/market/paper-conditions.js';
import type { RecordedMarket } from '../../../../shared/pure/market/recorded-market.js';
import { marketScale, priceOf } from '../../../../shared/pure/market/scale.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../../../shared/pure/time/timeframe.js';
import { StartupFailure } from '../../../../shared/platform/startup-failure.js';
import { USUAL_CONDITIONS } from '../../domain/index.js';
import { MarketFeed, type FeedCursor, type FeedRow } from '../../application/ports/market-feed.port.js';
import { testInstrument } from '../../domain/instruments.js';
import { BadCandleFile, readCandleFile, type CandleFile } from './candle-file.js';

/** Recorded candles as a feed: their times are the market's clock, and nothing before the first one is invented. */
export class RecordedFeed extends MarketFeed {
  override readonly source = 'recorded';
  override readonly identity: string;
  override readonly timeframe: Timeframe;
  override readonly instruments: readonly Instrument[];
  override readonly candleDecimals: number;
  override readonly conditions: PaperConditions;
  private readonly candles: readonly Candle[];
  private readonly first: number;

  constructor({
    identity,
    timeframe,
    candles,
    first,
    candleDecimals,
    instruments,
    conditions,
  }: RecordedMarket) {
    super();
    this.identity = identity;
    this.timeframe = timeframe;
    this.candles = candles;
    this.first = first;
    this.candleDecimals = candleDecimals;
    this.instruments = instruments;
    this.conditions = conditions;
  }

  /** A candle file, offered as spot and as perpetual. @throws StartupFailure when the file is not a candle file. */
  static async open(path: string): Promise<RecordedFeed> {
    try {
      const file = await readCandleFile(path);
      const name = basename(path);
      const instruments = instrumentsFor(name);
      assertTradable(path, file, instruments);
      return new RecordedFeed({
        identity: `recorded, ${name}, sha256 ${file.digest}`,
        ...{ timeframe: file.timeframe, candles: file.candles, first: 0, candleDecimals: file.priceDecimals },
        ...{ instruments, conditions: USUAL_CONDITIONS },
      });
    } catch (error) {
      if (!(error instanceof BadCandleFile)) throw error;
      throw new StartupFailure('bad-candle-file', `TB_FEED_FILE: ${error.message}.`, { cause: error });
    }
  }

  override async begin(): Promise<FeedCursor> {
    return { row: this.first, memory: {} };
  }

  override async read({ row }: FeedCursor): Promise<FeedRow | null> {
    const candle = this.candles[row];
    return candle === undefined ? null : { candle, next: { row: row + 1, memory: {} } };
  }

  override async history(from: EpochMs | null, before: EpochMs, limit: number): Promise<readonly Candle[]> {
    const first = from === null ? 0 : firstAt(this.candles, from);
    const last = firstAt(this.candles, before);
    return this.candles.slice(first, Math.min(last, first + limit));
  }
}

/**
 * The instrument records that a file is offered under: those of the pair in its name (`…_ETH-USDT_…`), spot and perpetual,
 * else Bitcoin against the dollar coin.
 */
function instrumentsFor(name: string): readonly Instrument[] {
  const [, base, quote] = /_([A-Z0-9]{2,10})-([A-Z]{3,5})_/.exec(name) ?? [undefined, 'BTC', 'USDT'];
  const found = [`${base}/${quote}`, `${base}/${quote}:${quote}`].flatMap(
    (symbol) => testInstrument(symbol) ?? [],
  );
  return found.length > 0 ? found : [testInstrument('BTC/USDT')!, testInstrument('BTC/USDT:USDT')!];
}

/** Index of the first candle that opens at or after `time`. */
function firstAt(candles: readonly Candle[], time: EpochMs): number {
  let low = 0;
  let high = candles.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (candles[middle]!.openTime < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Prices inside are safe integers. @throws BadCandleFile when those of the file do not fit. */
function assertTradable(
  path: string,
  { candles, priceDecimals }: CandleFile,
  instruments: readonly Instrument[],
): void {
  const highest = candles.reduce((found, { high }) => (Number(high) > Number(found) ? high : found), '0');
  for (const instrument of instruments) {
    try {
      priceOf(marketScale(instrument, priceDecimals), highest);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const what = `prices up to ${highest} with ${priceDecimals} decimals`;
      throw new BadCandleFile(
        `${path}: ${what} are more digits than ${instrument.symbol} can be traded at exactly`,
        {
          cause: error,
        },
      );
    }
  }
}
