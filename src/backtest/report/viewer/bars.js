/** Pixels that a bar needs to be told from its neighbour. */
const NARROWEST = 3;

/** Index of the first value that is not below `value`. */
export function firstAtLeast(values, value) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Lengths that traders know, and beyond them powers of two of a day. */
const LENGTHS = [1, 3, 5, 15, 30, 60, 120, 240, 480, 720].map((minutes) => minutes * MINUTE);

/** How many bars go into one that is wide enough to see: as few as make a length that has a name. */
export function groupSize(barMs, shownMs, pixels) {
  const least = Math.max(barMs, (shownMs / Math.max(1, pixels)) * NARROWEST);
  const named = LENGTHS.find((length) => length >= least && length % barMs === 0);
  let length = named ?? (DAY % barMs === 0 ? DAY : barMs);
  while (length < least) length *= 2;
  return length / barMs;
}

/**
 * Bars of `size` given ones each, aligned to the UTC epoch: those that touch `from`..`to`.
 * Calls `visit(at, open, high, low, close)` for each.
 */
export function rollUp({ at, open, high, low, close, barMs }, size, from, to, visit) {
  const length = barMs * size;
  const begin = Math.floor(from / length) * length;
  let index = firstAtLeast(at, begin);
  while (index < at.length && at[index] <= to) {
    const bucket = Math.floor(at[index] / length) * length;
    const first = index;
    let highest = high[index];
    let lowest = low[index];
    while (index < at.length && at[index] < bucket + length) {
      if (high[index] > highest) highest = high[index];
      if (low[index] < lowest) lowest = low[index];
      index += 1;
    }
    visit(bucket, open[first], highest, lowest, close[index - 1]);
  }
}

/** Draws candles on the plot of a price chart; answers how long each is. */
export function drawBars(plot, price, colours) {
  const { ctx, bbox, scales } = plot;
  const { min, max } = scales.x;
  const size = groupSize(price.barMs, max - min, bbox.width / devicePixels());
  const length = price.barMs * size;
  const pixels = (length / (max - min)) * bbox.width;
  const body = Math.max(1, Math.floor(pixels * 0.72));
  const wick = Math.max(1, Math.round(devicePixels()));
  const x = (value) => plot.valToPos(value, 'x', true);
  const y = (value) => plot.valToPos(value, 'y', true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  rollUp(price, size, min - length, max, (at, open, high, low, close) => {
    const centre = Math.round(x(at + length / 2));
    const top = y(Math.max(open, close));
    const bottom = y(Math.min(open, close));
    ctx.fillStyle = close >= open ? colours.gain : colours.loss;
    ctx.fillRect(centre - Math.floor(wick / 2), y(high), wick, Math.max(1, y(low) - y(high)));
    if (body > wick) {
      ctx.fillRect(centre - Math.floor(body / 2), top, body, Math.max(1, bottom - top));
    }
  });
  ctx.restore();
  return length;
}

const devicePixels = () => globalThis.devicePixelRatio ?? 1;
