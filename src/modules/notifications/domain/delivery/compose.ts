import type { Texts } from '../telling.js';
import { kindTexts } from '../words.js';
import { plainText, type Span } from './body.js';
import { RANKS } from './preferences.js';

/** A piece of news that waits for one chat. */
export interface WaitingNews {
  readonly number: number;
  readonly kind: string;
  readonly rank: number;
  readonly text: Texts;
}

/** One message made of the first `taken` of what waits. */
export interface Composed {
  readonly spans: readonly Span[];
  readonly taken: number;
}

/** Up to here each piece of news is a message of its own. */
export const SINGLE_UP_TO = 3;
/** From here on the less urgent ones are counted instead of read out: nobody reads a hundred lines. */
export const COUNTED_FROM = 60;
/** What Telegram takes is 4,096 units of UTF-16. */
export const LONGEST_TEXT = 4_096;
/** Room for the lines of a digest. */
const DIGEST_TEXT = 3_800;

/**
 * The next message for a chat, from the news that waits there, the most urgent first. Few are told one by one; many are told
 * together, urgent ones always in full and apart from the rest. Each carries its number, so that a person sees that none
 * is missing and recognises one that came twice. @param waiting at least one
 */
export function compose(waiting: readonly WaitingNews[], language: keyof Texts): Composed {
  const urgent = waiting.filter(({ rank }) => rank <= RANKS.critical);
  const group = urgent.length > 0 ? urgent : waiting;
  if (group.length <= SINGLE_UP_TO)
    return { spans: cut(line(group[0]!, language, LONGEST_TEXT), LONGEST_TEXT), taken: 1 };
  return urgent.length === 0 && group.length >= COUNTED_FROM
    ? counted(group, language)
    : readOut(group, language);
}

/** As many lines as fit into one message. */
function readOut(group: readonly WaitingNews[], language: keyof Texts): Composed {
  const spans: Span[] = [];
  let room = DIGEST_TEXT;
  let taken = 0;
  for (const news of group) {
    const next = [...(taken === 0 ? [] : [{ text: '\n' }]), ...line(news, language, DIGEST_TEXT)];
    const length = plainText(next).length;
    if (taken > 0 && length > room) break;
    spans.push(...next);
    room -= length;
    taken += 1;
  }
  return { spans: cut(spans, LONGEST_TEXT), taken };
}

/** How many there are of each kind, and where they can be read. */
function counted(group: readonly WaitingNews[], language: keyof Texts): Composed {
  const counts = new Map<string, number>();
  for (const { kind } of group) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const numbers = group.map(({ number }) => number);
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const head =
    language === 'ko'
      ? `알림 ${group.length}건 (#${first}~#${last})`
      : `${group.length} messages (#${first}-#${last})`;
  const lines = [...counts]
    .sort(([, left], [, right]) => right - left)
    .map(([kind, count]) => `\n· ${kindTexts(kind)[language]}: ${count}`);
  const tail =
    language === 'ko'
      ? '\n하나하나는 알림 목록에 있습니다.'
      : '\nEach of them is in the list of notifications.';
  return { spans: [{ text: head, style: 'bold' }, { text: lines.join('') + tail }], taken: group.length };
}

function line({ number, text }: WaitingNews, language: keyof Texts, longest: number): readonly Span[] {
  return cut([{ text: `#${number}`, style: 'bold' }, { text: ` ${text[language]}` }], longest);
}

/** The spans up to `longest` units of text, never through the middle of a character. */
export function cut(spans: readonly Span[], longest: number): readonly Span[] {
  if (plainText(spans).length <= longest) return spans;
  const kept: Span[] = [];
  let room = longest - 1;
  for (const span of spans) {
    if (room <= 0) break;
    const text = span.text.slice(0, room).replace(/[\uD800-\uDBFF]$/, '');
    kept.push({ ...span, text });
    room -= span.text.length;
  }
  return [...kept, { text: '…' }];
}
