import { createHash } from 'node:crypto';
import type { ReportExtras } from '../result/report-extras.js';
import { assets } from './assets.js';
import { html, trusted, type Content, type Html } from './html.js';
import { reportStyles } from './styles.js';
import { packView, type View } from './view.js';
import { words } from './words.js';

/** A heading that the bar at the top leads to. */
export interface Place {
  readonly id: string;
  readonly en: string;
  readonly ko: string;
}

export interface Page {
  readonly title: string;
  readonly language: ReportExtras['language'];
  readonly places: readonly Place[];
  readonly sections: readonly Content[];
  /** What the page's script draws and lists. */
  readonly view: View;
}

/**
 * A report as one HTML file: everything it needs is inside, and its content policy forbids it to load anything else. The same
 * page gives the same text.
 */
export function renderPage({ title, language, places, sections, view }: Page): string {
  const { library, libraryStyles, licence, viewer } = assets();
  const styles = `${libraryStyles}\n${reportStyles}`;
  const scripts = [`/*! uPlot\n${licence.trim()}\n*/\n${library}`, viewer].map(inScript);
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(styles, scripts)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${trusted(`<style>${styles}</style>`)}
      </head>
      <body>
        ${bar(places)}
        <main>${sections}</main>
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

const bar = (places: readonly Place[]): Html =>
  html` <div class="bar">
    <nav aria-label="Sections / 목차">
      ${places.map(({ id, en, ko }) => html`<a href="#${id}">${words(en, ko)}</a>`)}
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
