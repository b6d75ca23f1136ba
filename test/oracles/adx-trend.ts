import { adx } from './adx.js';
import { at, NONE, upTo } from './numbers.js';
import type { HighLowClose } from './wilder.js';

const LENGTH = 28;
const THRESHOLD = 20;
const EXTREMES = 50;

/**
 * The trend state of the grid's ADX filter at each candle, as the grid page writes it; NONE until there is an ADX. The rules
 * are taken in the order of the page, each seeing what the one before it left. Crosses before the first ADX are not counted.
 */
export function adxTrend(candles: readonly HighLowClose[]): readonly number[] {
  const movement = adx(candles, LENGTH);
  const strength = movement.map((each) => each.adx);
  const plus = movement.map(({ plusDi }) => plusDi);
  const minus = movement.map(({ minusDi }) => minusDi);
  const highs = candles.map(({ high }) => high);
  const lows = candles.map(({ low }) => low);
  let state = 0;
  return candles.map(({ close }, t) => {
    if (Number.isNaN(at(strength, t))) return NONE;
    const [now, one, two, three] = [0, 1, 2, 3].map((k) => at(strength, t - k)) as [
      number,
      number,
      number,
      number,
    ];
    const crossedUp = at(plus, t - 1) <= at(minus, t - 1) && at(plus, t) > at(minus, t);
    const crossedDown = at(plus, t - 1) >= at(minus, t - 1) && at(plus, t) < at(minus, t);
    if (state === 0 && crossedUp) state = 1;
    else if (state === 0 && crossedDown) state = -1;
    if (Math.abs(state) === 1 && now > one && one > two) state *= 2;
    const highest = Math.max(...(upTo(highs, t, EXTREMES) ?? highs.slice(0, t + 1)));
    const lowest = Math.min(...(upTo(lows, t, EXTREMES) ?? lows.slice(0, t + 1)));
    if (state === 2 && close <= 0.9 * highest) state = 0;
    if (state === -2 && close >= 1.1 * lowest) state = 0;
    if (one >= THRESHOLD && now < THRESHOLD) state = 0;
    if (now < one && one < two && two < three && now > THRESHOLD) state = 0;
    return state;
  });
}
