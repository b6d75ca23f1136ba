/** Something that was said to the bot, as far as it matters: words, or a button that was pressed. */
export interface Said {
  /** Decimal digits, as all numbers of chats and people: they are names, not amounts. */
  readonly chatId: string;
  /** Whether only that person and the bot are there. */
  readonly isPrivate: boolean;
  readonly fromId: string;
  /** What was typed, or what the button stands for. */
  readonly text: string;
  /** The press of a button; null for typed words. */
  readonly press: Press | null;
  /** Words of somebody else, passed on. */
  readonly forwarded: boolean;
}

export interface Press {
  readonly id: string;
  /** The message that the button hangs on; null when it is too old to be changed. */
  readonly messageId: number | null;
}

/** An update of the Bot API: its number, and what was said; null when it is nothing that the bot listens to. */
export interface Update {
  readonly updateId: number;
  readonly said: Said | null;
}

const LONGEST_TEXT = 256;

/** Reads an update; null when it is none. What comes over the wire may be anything. */
export function readUpdate(json: unknown): Update | null {
  const updateId = numberIn(json, 'update_id');
  if (updateId === null || updateId < 0) return null;
  return { updateId, said: typedIn(memberOf(json, 'message')) ?? pressIn(memberOf(json, 'callback_query')) };
}

function typedIn(message: unknown): Said | null {
  const text = textIn(message, 'text');
  const people = peopleIn(memberOf(message, 'from'), memberOf(message, 'chat'));
  if (text === null || people === null) return null;
  const forwarded = ['forward_origin', 'forward_from', 'forward_date'].some(
    (name) => memberOf(message, name) !== undefined,
  );
  return { ...people, text: text.slice(0, LONGEST_TEXT), press: null, forwarded };
}

function pressIn(query: unknown): Said | null {
  const [id, text] = [textIn(query, 'id'), textIn(query, 'data')];
  const message = memberOf(query, 'message');
  const people = peopleIn(memberOf(query, 'from'), memberOf(message, 'chat'));
  if (id === null || text === null || people === null) return null;
  const press = { id, messageId: numberIn(message, 'message_id') };
  return { ...people, text: text.slice(0, LONGEST_TEXT), press, forwarded: false };
}

function peopleIn(from: unknown, chat: unknown): Pick<Said, 'chatId' | 'fromId' | 'isPrivate'> | null {
  const [fromId, chatId] = [numberIn(from, 'id'), numberIn(chat, 'id')];
  if (fromId === null || fromId <= 0 || chatId === null || memberOf(from, 'is_bot') === true) return null;
  // The number of a private chat is that of the person in it.
  const isPrivate = textIn(chat, 'type') === 'private' && chatId === fromId;
  return { fromId: String(fromId), chatId: String(chatId), isPrivate };
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

function numberIn(value: unknown, name: string): number | null {
  const found = memberOf(value, name);
  return typeof found === 'number' && Number.isSafeInteger(found) ? found : null;
}

function textIn(value: unknown, name: string): string | null {
  const found = memberOf(value, name);
  return typeof found === 'string' && found.length > 0 ? found : null;
}

/** A command with the words behind it: `/stop@our_bot ab cd` is `stop` with `ab` and `cd`, a button `stop ab` as well. */
export interface Command {
  readonly name: string;
  readonly words: readonly string[];
}

/** The command that was typed or pressed; words without a slash are no command, but for those of a button. */
export function commandOf({ text, press }: Pick<Said, 'text' | 'press'>): Command | null {
  const [first = '', ...words] = text.trim().split(/\s+/);
  const found = press === null ? /^\/([a-z]{1,32})(?:@\w{1,64})?$/i.exec(first)?.[1] : first;
  return found === undefined || found === '' ? null : { name: found.toLowerCase(), words };
}
