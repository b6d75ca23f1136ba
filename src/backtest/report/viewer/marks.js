import { firstAtLeast } from './bars.js';
import { faded } from './palette.js';

/** Where a mark has less room than this, single marks would hide the prices. */
const ROOM_PX = 2;
/** Up to this many a line joins each entry with its exit. */
const MOST_LINES = 60;

/** Where the trades went in and out, by time: what a price chart marks. */
export function marksOf(trades) {
  const count = trades.sides.length;
  const order = (times) =>
    Uint32Array.from({ length: count }, (_, index) => index).sort((a, b) => times[a] - times[b]);
  const byOpening = order(trades.openedAt);
  const byClosing = order(trades.closedAt);
  return {
    trades,
    byOpening,
    byClosing,
    opened: Float64Array.from(byOpening, (index) => trades.openedAt[index]),
    closed: Float64Array.from(byClosing, (index) => trades.closedAt[index]),
    entry: Float64Array.from(trades.entry, Number),
    exit: Float64Array.from(trades.exit, Number),
  };
}

/** Draws the marks in view, or their number over time where they are too many; answers what was drawn. */
export function drawMarks(plot, marks, colours, chosen) {
  const { ctx, bbox, scales } = plot;
  const { min, max } = scales.x;
  const openings = [firstAtLeast(marks.opened, min), firstAtLeast(marks.opened, max)];
  const closings = [firstAtLeast(marks.closed, min), firstAtLeast(marks.closed, max)];
  const count = openings[1] - openings[0] + closings[1] - closings[0];
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const crowded = count * ROOM_PX > bbox.width / (globalThis.devicePixelRatio ?? 1);
  if (crowded) drawDensity(plot, marks, closings, colours);
  else drawEach(plot, marks, openings, closings, colours);
  if (chosen !== null) drawTrade(plot, marks, chosen, colours, true);
  ctx.restore();
  return crowded ? 'density' : 'marks';
}

function drawEach(plot, marks, [firstOpen, lastOpen], [firstClose, lastClose], colours) {
  const inView = new Set();
  for (let at = firstOpen; at < lastOpen; at += 1) inView.add(marks.byOpening[at]);
  for (let at = firstClose; at < lastClose; at += 1) inView.add(marks.byClosing[at]);
  const lines = inView.size <= MOST_LINES;
  for (const index of inView) drawTrade(plot, marks, index, colours, lines);
}

function drawTrade(plot, marks, index, colours, line) {
  const { ctx } = plot;
  const ratio = globalThis.devicePixelRatio ?? 1;
  const { trades } = marks;
  const long = trades.sides[index] === 'L';
  const won = !trades.netPnl[index].startsWith('-');
  const place = (time, price) => [plot.valToPos(time, 'x', true), plot.valToPos(price, 'y', true)];
  const [x1, y1] = place(trades.openedAt[index], marks.entry[index]);
  const [x2, y2] = place(trades.closedAt[index], marks.exit[index]);
  const outcome = won ? colours.gain : colours.loss;
  if (line) {
    ctx.strokeStyle = faded(outcome, 0.75);
    ctx.lineWidth = ratio;
    ctx.setLineDash([4 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  triangle(ctx, x1, y1, (long ? 1 : -1) * 6 * ratio, colours, colours.accent);
  disc(ctx, x2, y2, 4 * ratio, colours, outcome);
}

/** An entry: points up for a long, down for a short. */
function triangle(ctx, x, y, size, colours, fill) {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - Math.abs(size) * 0.85, y + size * 1.5);
  ctx.lineTo(x + Math.abs(size) * 0.85, y + size * 1.5);
  ctx.closePath();
  outlined(ctx, colours, fill);
}

function disc(ctx, x, y, radius, colours, fill) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  outlined(ctx, colours, fill);
}

function outlined(ctx, colours, fill) {
  ctx.fillStyle = fill;
  ctx.strokeStyle = colours.surface;
  ctx.lineWidth = 1.5 * (globalThis.devicePixelRatio ?? 1);
  ctx.stroke();
  ctx.fill();
}

/** Closed trades over time along the lower edge: won above lost. */
function drawDensity(plot, marks, [first, last], colours) {
  const { ctx, bbox } = plot;
  const width = Math.max(4, Math.round(6 * (globalThis.devicePixelRatio ?? 1)));
  const columns = Math.ceil(bbox.width / width);
  const won = new Uint32Array(columns);
  const lost = new Uint32Array(columns);
  for (let at = first; at < last; at += 1) {
    const column = Math.floor((plot.valToPos(marks.closed[at], 'x', true) - bbox.left) / width);
    if (column < 0 || column >= columns) continue;
    const loses = marks.trades.netPnl[marks.byClosing[at]].startsWith('-');
    (loses ? lost : won)[column] += 1;
  }
  const most = won.reduce((largest, value, column) => Math.max(largest, value + lost[column]), 1);
  const unit = (bbox.height * 0.15) / most;
  const base = bbox.top + bbox.height;
  for (let column = 0; column < columns; column += 1) {
    const x = bbox.left + column * width;
    ctx.fillStyle = colours.loss;
    ctx.fillRect(x, base - lost[column] * unit, width - 1, lost[column] * unit);
    ctx.fillStyle = colours.gain;
    ctx.fillRect(x, base - (lost[column] + won[column]) * unit, width - 1, won[column] * unit);
  }
}
