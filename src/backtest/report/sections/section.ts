import { html, type Content, type Html } from '../html.js';
import { both, words, type Words } from '../words.js';

/** A part of the page under its own heading, which the bar at the top leads to. */
export const section = (id: string, title: Words, body: Content, aside: Content = null): Html =>
  html` <section id="${id}" class="panel" aria-labelledby="${id}-title">
    <div class="panel-head">
      <h2 id="${id}-title">${both(title)}</h2>
      ${aside}
    </div>
    ${body}
  </section>`;

export const note = (text: Words): Html => html`<p class="note">${both(text)}</p>`;

/** One term and what it is. */
export const fact = (term: Words, value: Content, help: Words | null = null): Html =>
  html`<div class="fact">
    <dt>${both(term)}</dt>
    <dd>${value}${help === null ? null : html`<small>${both(help)}</small>`}</dd>
  </div>`;

export interface Column {
  readonly title: Content;
  readonly isNumber?: boolean;
}

export const column = (en: string, ko: string): Column => ({ title: words(en, ko) });

export const numberColumn = (en: string, ko: string): Column => ({ title: words(en, ko), isNumber: true });

/** A table that scrolls by itself where the screen is narrow. */
export const table = (label: Words, columns: readonly Column[], rows: readonly Content[]): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${label.en} / ${label.ko}">
    <table>
      <thead>
        <tr>
          ${columns.map(({ title, isNumber }) => html`<th scope="col" class="${isNumber === true ? 'number' : ''}">${title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
