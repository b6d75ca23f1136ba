import type { BacktestResult } from '../result/backtest-result.js';
import type { ReportExtras } from '../result/report-extras.js';
import { renderPage } from './page.js';
import { assumptions, settings } from './sections/assumptions.js';
import { charts } from './sections/charts.js';
import { checks } from './sections/checks.js';
import { decisions } from './sections/decisions.js';
import { header, titleOf } from './sections/header.js';
import { leftovers } from './sections/leftovers.js';
import { months } from './sections/months.js';
import { summary } from './sections/summary.js';
import { trades } from './sections/trades.js';
import { viewOf } from './view.js';

const PLACES = [
  { id: 'summary', en: 'Summary', ko: '요약' },
  { id: 'equity', en: 'Equity', ko: '자산' },
  { id: 'price', en: 'Price', ko: '가격' },
  { id: 'months', en: 'Months', ko: '월별' },
  { id: 'trades', en: 'Trades', ko: '거래' },
  { id: 'decisions', en: 'Decisions', ko: '판단' },
  { id: 'assumptions', en: 'Assumptions', ko: '가정' },
  { id: 'settings', en: 'Settings', ko: '설정' },
] as const;

/** The report of one backtest as one HTML file. The same result gives the same text. */
export function renderReport(result: BacktestResult, extras: ReportExtras): string {
  const view = viewOf(result, extras);
  return renderPage({
    title: titleOf(result),
    language: extras.language,
    places: PLACES,
    sections: [
      header(result),
      summary(result.summary, result.instrument.quote),
      charts(result, view),
      months(result.assumptions.cash, result.equity),
      trades(view),
      decisions(result),
      leftovers(result),
      checks(result),
      assumptions(result),
      settings(result),
    ],
    view,
  });
}
