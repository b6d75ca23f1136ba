import { html, type Content, type Html } from './html.js';

/** A text, or a piece of a page, in both languages. */
export interface Words {
  readonly en: Content;
  readonly ko: Content;
}

/** Both languages stand in the page; the style sheet shows the one that `<html lang>` names. */
export const both = ({ en, ko }: Words): Html =>
  html`<span lang="en">${en}</span><span lang="ko">${ko}</span>`;

export const words = (en: Content, ko: Content): Html => both({ en, ko });
