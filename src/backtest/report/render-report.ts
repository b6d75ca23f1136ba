import { createHash } from 'node:crypto';
import type { BacktestResult } from '../result/backtest-result.js';
import type { ReportExtras } from '../result/report-extras.js';
import { assets } from './assets.js';
import { html, trusted, type Html } from './html.js';
import { assumptions, settings } from './sections/assumptions.js';
import { charts } from './sections/charts.js';
import { checks } from './sections/checks.js';
import { decisions } from './sections/decisions.js';
import { header, titleOf } from './sections/header.js';
import { leftovers } from './sections/leftovers.js';
import { months } from './sections/months.js';
import { summary } from './sections/summary.js';
import { trades } from './sections/trades.js';
import { reportStyles } from './styles.js';
import { packView, viewOf, type View } from './view.js';
import { words } from './words.js';

/**
 * The report of one backtest as one HTML file: everything it needs is inside, and its content policy forbids it to load
 * anything else. The same result gives the same text.
 */
export function renderReport(result: BacktestResult, extras: ReportExtras): string {
  const { library, libraryStyles, licence, viewer } = assets();
  const view = viewOf(result, extras);
  const styles = `${libraryStyles}\n${reportStyles}`;
  const scripts = [`/*! uPlot\n${licence.trim()}\n*/\n${library}`, viewer].map(inScript);
  const page = html`<!doctype html>
    <html lang="${extras.language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(styles, scripts)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${titleOf(result)}</title>
        <link rel="icon" href="data:," />
        ${trusted(`<style>${styles}</style>`)}
      </head>
      <body>
        ${bar()}
        <main>${sections(result, view)}</main>
        <footer>
          ${words(
            'TradingBoost backtest report. Everything it shows is in this file; it loads nothing.',
            'TradingBoost 백테스트 보고서. 모든 내용이 이 파일 안에 있으며 외부에서 아무것도 불러오지 않습니다.',
          )} <small>${words('Charts', '차트')}: uPlot, MIT licence, © Leon Sorokin.</small>
        </footer>
        ${trusted(`<script type="text/plain" id="data">${packView(view)}</script>`)}
        ${scripts.map((script) => trusted(`<script>${script}</script>`))}
      </body>
    </html> `;
  return page.text;
}

const sections = (result: BacktestResult, view: View): readonly Html[] => [
  header(result),
  summary(result),
  charts(result, view),
  months(result),
  trades(result, view),
  decisions(result),
  leftovers(result),
  checks(result),
  assumptions(result),
  settings(result),
];

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

const bar = (): Html =>
  html` <div class="bar">
    <nav aria-label="Sections / 목차">
      ${PLACES.map(({ id, en, ko }) => html`<a href="#${id}">${words(en, ko)}</a>`)}
    </nav>
    <div class="languages" role="group" aria-label="Language / 언어">
      <button type="button" data-language="ko" aria-label="한국어">KO</button
      ><button type="button" data-language="en" aria-label="English">EN</button>
    </div>
  </div>`;

/** A report as somebody who reads the other language wants to open it. */
export const inLanguage = (page: string, language: ReportExtras['language']): string =>
  page.replace(/<html lang="[a-z]+">/, `<html lang="${language}">`);

/** Scripts and styles of this very page, and nothing from anywhere. */
function policy(styles: string, scripts: readonly string[]): string {
  const digest = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `style-src ${digest(styles)}`,
    `script-src ${scripts.map(digest).join(' ')}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Text inside a script element ends at the first end tag, wherever that stands. */
const inScript = (script: string): string => script.replace(/<(?=\/script|!--)/gi, '\\x3c');
