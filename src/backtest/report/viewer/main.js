/* global document, matchMedia, window */
import { makeCharts } from './charts.js';
import { TradeTable } from './trade-table.js';
import { unpack } from './unpack.js';
import { presets, TimeWindow } from './window.js';

/** A trade is shown with at least this much around it, as a share of its own length, and at least so many bars. */
const AROUND = 1;
const FEWEST_BARS = 60;

async function main() {
  const view = await unpack(document.getElementById('data').textContent);
  const { at } = view.equity;
  const barMs = view.price?.barMs ?? 60_000;
  const first = view.price === null ? (at[0] ?? 0) : Math.min(at[0] ?? Infinity, view.price.at[0]);
  const shown = new TimeWindow(first, Math.max(at.at(-1) ?? 0, first + barMs), barMs * 20);
  const charts = makeCharts(view, shown);
  presets(shown);
  const table = new TradeTable(view.trades, view.quote, (index) => {
    if (index !== null) showTrade(view.trades, index, shown, barMs);
    charts.choose(index);
  });
  switchLanguages(() => {
    table.show();
    charts.redraw();
  });
  followColours(charts);
  const log = document.getElementById('log-scale');
  log.addEventListener('click', () => {
    const on = log.getAttribute('aria-pressed') !== 'true';
    log.setAttribute('aria-pressed', String(on));
    charts.useLog(on);
  });
  document.documentElement.dataset.ready = 'true';
}

function showTrade({ openedAt, closedAt }, index, shown, barMs) {
  const length = closedAt[index] - openedAt[index];
  const around = Math.max(length * AROUND, (barMs * FEWEST_BARS - length) / 2);
  shown.show(openedAt[index] - around, closedAt[index] + around);
}

function switchLanguages(onSwitch) {
  const buttons = [...document.querySelectorAll('[data-language]')];
  const mark = () => {
    for (const button of buttons) {
      const pressed = button.dataset.language === document.documentElement.lang;
      button.setAttribute('aria-pressed', String(pressed));
    }
  };
  for (const button of buttons) {
    button.addEventListener('click', () => {
      document.documentElement.lang = button.dataset.language;
      mark();
      onSwitch();
    });
  }
  mark();
}

/** Canvases do not follow the style sheet by themselves: not into the night, and not onto paper. */
function followColours(charts) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.redraw());
  const onPaper = (paper) => () => {
    document.documentElement.classList.toggle('paper', paper);
    charts.redraw();
  };
  window.addEventListener('beforeprint', onPaper(true));
  window.addEventListener('afterprint', onPaper(false));
}

main().catch((error) => {
  document.documentElement.dataset.failed = String(error);
  throw error;
});
