import type { Span } from '../../domain/index.js';

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const TAGS = { bold: 'b', code: 'code' } as const;

/** Spans in Telegram's HTML, in which three characters have a meaning: nothing that a venue calls a symbol can break it. */
export const htmlOf = (spans: readonly Span[]): string =>
  spans
    .map(({ text, style }) => {
      const escaped = text.replace(/[&<>]/g, (character) => ESCAPES[character]!);
      // An empty entity would be refused.
      return style === undefined || text.trim() === ''
        ? escaped
        : `<${TAGS[style]}>${escaped}</${TAGS[style]}>`;
    })
    .join('');
