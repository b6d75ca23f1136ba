import type { JsonObject } from '../../../../shared/pure/json.js';
import type { Candle } from '../../../../shared/pure/market/candle.js';
import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../../../shared/pure/time/timeframe.js';
import {
  GENERATED_EPOCH,
  GENERATED_HISTORY_ROWS,
  nextGenerated,
  startGenerated,
  type GeneratedMarket,
} from '../../domain/feed/generated-market.js';
import { testInstrument } from '../../domain/instruments.js';
import { USUAL_CONDITIONS } from '../../domain/index.js';
import { MarketFeed, type FeedCursor, type FeedRow } from '../../application/ports/market-feed.port.js';

const CHECKPOINT_ROWS = 5_000;
/** Between two of those places that were walked by last. */
const NEAR_ROWS = 50;
/** Two of the checkpoints' distances; old ones are forgotten. */
const MOST_NEAR = 200;

/** The simulated market as a feed. */
export class GeneratedFeed extends MarketFeed {
  override readonly source = 'generated';
  override readonly timeframe = '1m';
  /** Its prices are whole cents. */
  override readonly candleDecimals = 2;
  override readonly conditions = USUAL_CONDITIONS;
  override readonly identity: string;
  override readonly instruments: readonly Instrument[] = [
    testInstrument('BTC/USDT')!,
    testInstrument('BTC/USDT:USDT')!,
  ];
  /** The market before every 5,000th row, so that history is read without starting over. */
  private readonly checkpoints: GeneratedMarket[];
  /** The same before every 50th row of what was walked last, because most questions are about the newest candles. */
  private readonly near = new Map<number, GeneratedMarket>();

  constructor(seed: number) {
    super();
    this.identity = `generated, seed ${seed}`;
    this.checkpoints = [startGenerated(seed)];
  }

  override async begin(): Promise<FeedCursor> {
    return cursorOf(this.before(GENERATED_HISTORY_ROWS));
  }

  override async read(cursor: FeedCursor): Promise<FeedRow> {
    const { market, candle } = nextGenerated(cursor.memory as unknown as GeneratedMarket);
    return { candle, next: cursorOf(market) };
  }

  override async history(from: EpochMs | null, before: EpochMs, limit: number): Promise<readonly Candle[]> {
    const firstRow =
      from === null ? 0 : Math.max(0, Math.ceil((from - GENERATED_EPOCH) / TIMEFRAME_MS['1m']));
    const candles: Candle[] = [];
    let market = this.before(firstRow);
    while (candles.length < limit) {
      const next = nextGenerated(market);
      if (next.candle.openTime >= before) break;
      candles.push(next.candle);
      market = next.market;
    }
    return candles;
  }

  /** The market just before `row`. */
  private before(row: number): GeneratedMarket {
    let market = this.nearest(row);
    while (market.row < row) {
      market = nextGenerated(market).market;
      if (market.row % NEAR_ROWS === 0) this.remember(market);
    }
    return market;
  }

  /** The last place before `row` that is known. */
  private nearest(row: number): GeneratedMarket {
    const index = Math.min(Math.floor(row / CHECKPOINT_ROWS), this.checkpoints.length - 1);
    const checkpoint = this.checkpoints[index]!;
    for (let place = row - (row % NEAR_ROWS); place > checkpoint.row; place -= NEAR_ROWS) {
      const market = this.near.get(place);
      if (market !== undefined) return market;
    }
    return checkpoint;
  }

  private remember(market: GeneratedMarket): void {
    const { row } = market;
    if (row === this.checkpoints.length * CHECKPOINT_ROWS) this.checkpoints.push(market);
    this.near.set(row, market);
    for (const oldest of this.near.keys()) {
      if (this.near.size <= MOST_NEAR) break;
      this.near.delete(oldest);
    }
  }
}

const cursorOf = (market: GeneratedMarket): FeedCursor => ({
  row: market.row,
  memory: market as unknown as JsonObject,
});
