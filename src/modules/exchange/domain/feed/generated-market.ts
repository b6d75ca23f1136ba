import type { Candle } from '../../../../shared/pure/market/candle.js';
import { formatUnits } from '../../../../shared/pure/numbers/decimal.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../../../shared/pure/time/timeframe.js';
import { SeededRandom, type RandomState } from './random.js';

/** The market's whole memory: JSON, so that it can be kept and gone on from. */
export interface GeneratedMarket {
  readonly row: number;
  readonly random: RandomState;
  readonly regime: number;
  /** Last price in cents of the quote currency. */
  readonly cents: number;
  /** The price that the market drifts back to, in cents; it wanders slowly itself. */
  readonly anchor: number;
}

/** Volatility of one minute as a fraction of the price, and the chance per minute of leaving for another regime. */
const REGIMES = [
  { name: 'calm', sigma: 0.000_35, leave: 1 / 720 },
  { name: 'busy', sigma: 0.000_8, leave: 1 / 240 },
  { name: 'wild', sigma: 0.001_8, leave: 1 / 60 },
] as const;

/** The fraction of the distance to its anchor that the price goes back each minute. */
const REVERSION = 0.000_4;
const ANCHOR_SIGMA = 0.000_12;
/** Steps inside a minute; high and low are the extremes of this walk. */
const INNER_STEPS = 6;
const FIRST_CENTS = 60_000_00;
const LOWEST_CENTS = 1_000_00;

/** Open time of row 0. The simulated market has its own clock. */
export const GENERATED_EPOCH = epochMs(Date.UTC(2025, 0, 1));

/** Rows written as history before the first live candle: thirty days of minutes. */
export const GENERATED_HISTORY_ROWS = 30 * 24 * 60;

export function startGenerated(seed: number): GeneratedMarket {
  return {
    row: 0,
    random: SeededRandom.seeded(seed).state,
    regime: 0,
    cents: FIRST_CENTS,
    anchor: FIRST_CENTS,
  };
}

/**
 * The next one-minute candle of the simulated market: a walk whose volatility switches between calm, busy and wild regimes
 * (a Markov chain) and which is drawn back to a slowly wandering anchor. It never looks at anything but its own state.
 */
export function nextGenerated(market: GeneratedMarket): {
  readonly market: GeneratedMarket;
  readonly candle: Candle;
} {
  const random = new SeededRandom(market.random);
  const regime = nextRegime(market.regime, random);
  const sigma = REGIMES[regime]!.sigma;
  const anchor = Math.max(LOWEST_CENTS, market.anchor * (1 + ANCHOR_SIGMA * random.normal()));
  const open = market.cents;
  const drift = (REVERSION * (anchor - open)) / INNER_STEPS;
  const stepSigma = sigma / Math.sqrt(INNER_STEPS);
  let price = open;
  let high = open;
  let low = open;
  for (let step = 0; step < INNER_STEPS; step += 1) {
    price = Math.max(LOWEST_CENTS, Math.round(price * (1 + stepSigma * random.normal()) + drift));
    if (price > high) high = price;
    if (price < low) low = price;
  }
  // Volume grows with how far the minute went, in hundred-millionths of a coin.
  const travelled = (high - low) / open;
  const volume = Math.round((2 + 40_000 * travelled) * (0.5 + random.next()) * 1_000_000);
  const cents = (value: number): string => formatUnits(BigInt(value), 2);
  return {
    market: { row: market.row + 1, random: random.state, regime, cents: price, anchor },
    candle: {
      openTime: epochMs(GENERATED_EPOCH + market.row * TIMEFRAME_MS['1m']),
      open: cents(open),
      high: cents(high),
      low: cents(low),
      close: cents(price),
      volume: formatUnits(BigInt(volume), 8),
    },
  };
}

function nextRegime(regime: number, random: SeededRandom): number {
  if (random.next() >= REGIMES[regime]!.leave) return regime;
  const others = REGIMES.length - 1;
  const chosen = Math.floor(random.next() * others);
  return chosen >= regime ? chosen + 1 : chosen;
}
