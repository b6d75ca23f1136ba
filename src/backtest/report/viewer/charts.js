/* global document, ResizeObserver, uPlot */
import { drawBars, firstAtLeast, rollUp } from './bars.js';
import {
  duration,
  element,
  exact,
  fixed,
  money,
  moneyDecimals,
  say,
  time,
  toneOf,
  withPlus,
} from './format.js';
import { drawMarks, marksOf } from './marks.js';
import { faded, palette, SERIES } from './palette.js';
import { steer } from './window.js';

const AXIS_WIDTH = 72;
/** Half the width of a date. */
const EDGE = 24;
/** Two lines of dates. */
const AXIS_HEIGHT = 40;
const UTC = (at) => uPlot.tzDate(new Date(at), 'Etc/UTC');

/** The charts of the page, drawn with the colours of the moment; `redraw` after those or the language changed. */
export function makeCharts(view, shown) {
  const state = { view, shown, log: false, chosen: null, plots: [], marks: marksOf(view.trades) };
  const redraw = () => {
    for (const plot of state.plots) plot.destroy();
    state.plots = draw(state, palette());
  };
  shown.onChange(() => {
    for (const plot of state.plots) plot.setScale('x', { min: shown.from, max: shown.to });
  });
  const watch = new ResizeObserver(() => {
    for (const plot of state.plots) plot.setSize(sizeOf(plot.root.parentElement));
  });
  for (const id of ['equity-chart', 'drawdown-chart', 'symbols-chart', 'price-chart']) {
    const place = document.getElementById(id);
    if (place === null) continue;
    watch.observe(place);
    steer(place, shown);
  }
  redraw();
  return {
    redraw,
    useLog(log) {
      state.log = log;
      redraw();
    },
    choose(index) {
      state.chosen = index;
      for (const plot of state.plots) plot.redraw();
    },
  };
}

function draw(state, colours) {
  const { view } = state;
  const plots = [equityChart(state, colours), drawdownChart(state, colours)];
  if (view.symbols !== null) plots.push(symbolsChart(state, colours));
  if (view.price !== null) plots.push(priceChart(state, colours));
  return plots;
}

function equityChart(state, colours) {
  const { cash, quote, equity: values } = state.view;
  const data = [values.at, values.equity];
  const series = [line(colours.accent, 1.75)];
  if (values.hold !== null) {
    data.push(values.hold);
    series.push(line(colours.hold, 1.25));
  }
  const logarithmic = state.log && data.slice(1).every((column) => column.every((value) => value > 0));
  const legend = (index) => [
    stamp(values.at[index]),
    key('equity', say('Equity', '자산'), `${money(values.equity[index], quote)} ${quote}`),
    percent(values.equity[index] / cash - 1),
    values.hold === null
      ? null
      : key('hold', say('Buy and hold', '단순 보유'), money(values.hold[index], quote)),
    values.hold === null ? null : percent(values.hold[index] / cash - 1),
  ];
  return plotOf(state, colours, 'equity-chart', data, series, {
    scale: logarithmic ? { distr: 3 } : {},
    label: (value) => compact(value, quote),
    legend,
  });
}

function drawdownChart(state, colours) {
  const { at, drawdown } = state.view.equity;
  const below = drawdown.map((value) => -value);
  const series = [{ ...line(colours.loss, 1.25), fill: faded(colours.loss, 0.16) }];
  return plotOf(state, colours, 'drawdown-chart', [at, below], series, {
    scale: { range: (_plot, low) => [Math.min(low * 1.08, -0.01), 0] },
    label: (value) => `${+value.toFixed(2)}%`,
    legend: (index) => [stamp(at[index]), element('b', {}, `-${fixed(drawdown[index], 2)}%`)],
  });
}

/** A line for each symbol that shares the account; beyond the colours there are, lines are dashed. */
function symbolsChart(state, colours) {
  const { quote, symbols, equity } = state.view;
  const colourOf = (index) => `series-${(index % SERIES) + 1}`;
  const series = symbols.map((_, index) => ({
    ...line(colours[colourOf(index)], 1.5),
    ...(index >= SERIES && { dash: [6, 4] }),
  }));
  const legend = (index) => [
    stamp(equity.at[index]),
    ...symbols.map(({ symbol, profit }, number) =>
      key(colourOf(number), symbol, withPlus(money(profit[index], quote), profit[index])),
    ),
  ];
  const data = [equity.at, ...symbols.map(({ profit }) => profit)];
  return plotOf(state, colours, 'symbols-chart', data, series, {
    label: (value) => compact(value, quote),
    legend,
  });
}

function priceChart(state, colours) {
  const { price, quote } = state.view;
  const invisible = { paths: () => null, points: { show: false } };
  let length = price.barMs;
  const legend = (_index, at) => {
    const bar = barAt(price, length, at);
    if (bar === null) return [];
    const [open, high, low, close] = bar.slice(1);
    const part = (name, value) => element('span', {}, `${name} `, element('b', {}, exact(value)));
    return [
      stamp(bar[0]),
      element('span', {}, say(`bars of ${duration(length)}`, `${duration(length)} 봉`)),
      ...[part('O', open), part('H', high), part('L', low), part('C', close)],
      percent(close / open - 1),
    ];
  };
  return plotOf(state, colours, 'price-chart', [price.at, price.high, price.low], [invisible, invisible], {
    label: (value) => compact(value, quote),
    legend,
    draw: (plot) => {
      length = drawBars(plot, price, colours);
      drawMarks(plot, state.marks, colours, state.chosen);
    },
  });
}

/** One chart in its place, moving with the others. */
function plotOf(state, colours, id, data, series, { scale = {}, label, legend, draw: more }) {
  const place = document.getElementById(id);
  const words = document.getElementById(`${id}-legend`);
  const { shown } = state;
  const tell = (plot) => {
    const pointed = plot.cursor.idx ?? null;
    const index = pointed ?? lastShown(data[0], shown.to);
    const at = pointed === null ? data[0][index] : plot.posToVal(plot.cursor.left, 'x');
    words.replaceChildren(...legend(index, at).filter((part) => part !== null));
  };
  const grid = { stroke: colours.line, width: 1 };
  const axis = { stroke: colours.muted, font: colours.font, grid, ticks: { ...grid, size: 5 } };
  return new uPlot(
    {
      ...sizeOf(place),
      ms: 1,
      tzDate: UTC,
      padding: [8, 6, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: 'report' }, drag: { x: true, y: false, setScale: false }, points: { size: 7 } },
      scales: { x: { time: true, range: () => [shown.from, shown.to] }, y: scale },
      axes: [
        { ...axis, size: AXIS_HEIGHT, values: dates, space: 80 },
        {
          ...axis,
          side: 1,
          size: AXIS_WIDTH,
          space: 36,
          values: (_plot, splits) => splits.map((value) => (value === null ? '' : label(value))),
        },
      ],
      series: [{}, ...series],
      hooks: {
        ready: [tell],
        setCursor: [tell],
        setScale: [(plot, name) => name === 'x' && plot.cursor.idx === null && tell(plot)],
        setSelect: [(plot) => zoomInto(plot, shown)],
        draw:
          more === undefined
            ? []
            : [
                (plot) => {
                  more(plot);
                  tell(plot);
                },
              ],
      },
    },
    data,
    (plot, begin) => {
      place.append(plot.root);
      plot.over.addEventListener('dblclick', () => shown.all());
      begin();
    },
  );
}

function zoomInto(plot, shown) {
  const { left, width } = plot.select;
  if (width < 6) return;
  const [from, to] = [plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x')];
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  shown.show(from, to);
}

const line = (stroke, width) => ({ stroke, width, points: { show: false } });

const sizeOf = (place) => ({
  width: Math.max(place.clientWidth, 60),
  height: Math.max(place.clientHeight, 60),
});

const lastShown = (times, to) => Math.max(0, firstAtLeast(times, to + 1) - 1);

const stamp = (at) => element('span', {}, `${time(at)} UTC`);

const key = (kind, name, value) =>
  element('span', { class: `key ${kind}` }, `${name} `, element('b', {}, value));

const percent = (share) =>
  element('b', { class: toneOf(share) }, withPlus(`${fixed(share * 100, 2)}%`, share));

/** The bar that is drawn at a time, or null between bars. */
function barAt(price, length, at) {
  let found = null;
  const size = Math.round(length / price.barMs);
  rollUp(price, size, at, at, (...bar) => (found = bar));
  return found;
}

/** A figure for an axis: as many digits as its size needs. */
function compact(value, quote) {
  const size = Math.abs(value);
  if (size >= 1e9) return `${+(value / 1e9).toFixed(2)}B`;
  if (size >= 1e6) return `${+(value / 1e6).toFixed(2)}M`;
  if (size >= 1_000) return fixed(value, size < 10_000 && value % 1 !== 0 ? 1 : 0);
  if (size === 0) return '0';
  return `${+value.toFixed(Math.max(moneyDecimals(quote), Math.min(8, 3 - Math.floor(Math.log10(size)))))}`;
}

/** Dates of an axis, as fine as the distance of its lines; the day or year is told where it changes. */
function dates(plot, splits, _axis, _space, step) {
  let last = '';
  return splits.map((at) => {
    // A text is centred below its line; near the edge it would be cut off.
    if (plot.valToPos(at, 'x') < EDGE) return '';
    const iso = new Date(at).toISOString();
    const [small, large] =
      step < 86_400_000
        ? [iso.slice(11, 16), iso.slice(5, 10)]
        : step < 28 * 86_400_000
          ? [iso.slice(5, 10), iso.slice(0, 4)]
          : [iso.slice(0, 7), ''];
    const text = large === last || large === '' ? small : `${small}\n${large}`;
    last = large;
    return text;
  });
}
