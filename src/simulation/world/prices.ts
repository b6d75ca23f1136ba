import { CandlePath } from './candle-path.js';
import { SYMBOLS, type Stage } from './cast.js';
import type { RecordedCandles } from './recorded-bars.js';

const UNIT = 10n ** 18n;
const TICK = UNIT / 100n;
const EVERY_MS = 500;

/**
 * From here on prices move, each along candles or step by step.
 * @param recorded candles that all of them go along; null where each has its own
 */
export function movePrices(stage: Stage, recorded: RecordedCandles | null): void {
  const { ground, venue } = stage;
  for (const symbol of SYMBOLS) {
    venue.setPrice(symbol, 100n * UNIT);
    move(stage, symbol, CandlePath.of(symbol, recorded, ground));
  }
}

function move(stage: Stage, symbol: string, path: CandlePath | null): void {
  const { ground, venue, isOver } = stage;
  ground.kernel.after(EVERY_MS, `${symbol} moves`, () => {
    // A market that goes on would give bots something new to do for ever.
    if (isOver()) return;
    venue.setPrice(symbol, path === null ? nextStep(stage, symbol) : path.next());
    move(stage, symbol, path);
  });
}

/** A step of a walk, now and then a long one. */
function nextStep({ ground: { draws, faults }, venue }: Stage, symbol: string): bigint {
  const jump = faults.strikes('price-jump', symbol) ? 30 : 1;
  const step = BigInt(draws.whole(`price of ${symbol}`, -20, 20) * jump);
  const price = venue.priceOf(symbol);
  const next = ((price + (price * step) / 10_000n) / TICK) * TICK;
  return next < UNIT ? UNIT : next;
}
