import { resolve } from 'node:path';
import prettier from 'prettier';

const BEGIN = '<!-- generated from tools/architecture/map.mjs: node tools/architecture/write.mjs -->';
const END = '<!-- end of the generated part -->';

/** `page` with `body` between its markers; null when the markers are not there. */
export function withSection(page, body) {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) return null;
  return `${page.slice(0, begin + BEGIN.length)}\n\n${body.trim()}\n\n${page.slice(end)}`;
}

/** Markers around `body`, for a page that is begun. */
export const section = (body) => `${BEGIN}\n\n${body.trim()}\n\n${END}\n`;

const known = new Map();

/** Markdown as the formatter of the project leaves it, so that a generated part is never reformatted. */
export async function formatted(markdown) {
  if (!known.has(markdown)) {
    const options = await prettier.resolveConfig(resolve(import.meta.dirname, '../../../docs/page.md'));
    known.set(markdown, await prettier.format(markdown, { ...options, parser: 'markdown' }));
  }
  return known.get(markdown);
}
