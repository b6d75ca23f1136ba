import fc from 'fast-check';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { GENERATED_EPOCH, nextGenerated, startGenerated } from '../../domain/feed/generated-market.js';
import { GeneratedFeed } from './generated-feed.js';

const SEED = 7;
const ROWS = 7_000;
const MINUTE_MS = 60_000;
const at = (row: number) => epochMs(GENERATED_EPOCH + row * MINUTE_MS);

function walked() {
  const candles = [];
  let market = startGenerated(SEED);
  for (let row = 0; row < ROWS; row += 1) {
    const next = nextGenerated(market);
    candles.push(next.candle);
    market = next.market;
  }
  return candles;
}

describe('the simulated market as a feed', () => {
  const candles = walked();

  it('has the same candles wherever and in whatever order it is looked into', async () => {
    const row = fc.integer({ min: 0, max: ROWS - 1 });
    const look = fc.tuple(row, fc.integer({ min: 1, max: 40 }));
    await fc.assert(
      fc.asyncProperty(fc.array(look, { minLength: 1, maxLength: 12 }), async (looks) => {
        const feed = new GeneratedFeed(SEED);
        for (const [from, limit] of looks)
          expect(await feed.history(at(from), at(ROWS), limit)).toEqual(candles.slice(from, from + limit));
      }),
      { numRuns: 15 },
    );
  });
});
