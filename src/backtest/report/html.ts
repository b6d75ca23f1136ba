/** Text that is HTML already. Made by `html` and `trusted` only, so whatever else meets a page is escaped. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a page: text and numbers are escaped, nothing is left out for null, lists are put together. */
export type Content = Html | string | number | null | readonly Content[];

/** HTML as tagged text: `html\`<td>${value}</td>\``. Values are safe inside elements and inside quoted attributes. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(strings.reduce((text, piece, index) => text + render(values[index - 1] ?? null) + piece));
}

/** Takes text for HTML as it is: for what this program itself wrote. */
export const trusted = (text: string): Html => new Html(text);

function render(content: Content): string {
  if (content === null) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'string' || typeof content === 'number') return escapeHtml(String(content));
  return content.map(render).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
