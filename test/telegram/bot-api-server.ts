import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseHtml } from './parse-html.js';

export interface ShownButton {
  readonly text: string;
  readonly callback_data: string;
}

/** A message as its chat shows it now. */
export interface ShownMessage {
  readonly id: number;
  readonly chatId: number;
  text: string;
  /** Pieces that are set off: `bold:#1`. */
  entities: readonly string[];
  buttons: readonly (readonly ShownButton[])[];
  readonly silent: boolean;
  edits: number;
}

type Payload = Readonly<Record<string, any>>;

/** What goes wrong with a request: an answer instead of the right one, or a broken line. */
export type Fault =
  { readonly status: number; readonly description: string; readonly retryAfter?: number } | 'broken';

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly description: string,
    readonly retryAfter?: number,
  ) {
    super(description);
  }
}

const bad = (description: string): Refused => new Refused(400, `Bad Request: ${description}`);

/**
 * A Bot API server that speaks the protocol of api.telegram.org as far as a text bot sees it: long polls that end with 409
 * when somebody else polls, webhooks with their secret, updates that come until they are confirmed, HTML that is really
 * parsed, limits of length, blocked bots, and whatever a test lets go wrong.
 */
export class BotApiServer {
  readonly messages: ShownMessage[] = [];
  /** Presses that were answered, by their id. */
  readonly answered: string[] = [];
  readonly calls: { readonly method: string; readonly payload: Payload }[] = [];
  readonly commands = new Map<string, readonly { readonly command: string }[]>();
  webhook: { readonly url: string; readonly secret: string } | null = null;
  /** Looked up before each request; null lets it through. */
  fault: (method: string, payload: Payload) => Fault | null = () => null;
  private readonly blocked = new Set<number>();
  private readonly chats = new Set<number>();
  private readonly presses = new Set<string>();
  private pending: { readonly update_id: number }[] = [];
  private nextUpdate = 1_000;
  private nextMessage = 1;
  /** Questions for updates that ended because somebody else asked. */
  conflicts = 0;
  private poll: { readonly end: (error: Refused | null) => void } | null = null;

  private constructor(
    private readonly token: string,
    private readonly server: Server,
  ) {
    server.on('request', (request, response) => void this.serve(request, response));
  }

  static async listen(token: string): Promise<BotApiServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new BotApiServer(token, server);
  }

  get root(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.poll?.end(null);
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** An update as Telegram numbers it; the same `update` again is a redelivery. */
  tell(content: object): { readonly update_id: number } {
    const update = { update_id: this.nextUpdate, ...content };
    this.nextUpdate += 1;
    this.deliver(update);
    return update;
  }

  deliver(update: { readonly update_id: number }): void {
    this.pending.push(update);
    if (this.webhook === null) this.poll?.end(null);
    else void this.bring(update);
  }

  /** A person opens the private chat, where the bot may write from then on. */
  opens(person: number): void {
    this.chats.add(person);
  }

  blocks(person: number): void {
    this.blocked.add(person);
  }

  unblocks(person: number): void {
    this.blocked.delete(person);
  }

  /** Words in a private chat. */
  says(person: number, text: string, more: object = {}): { readonly update_id: number } {
    this.opens(person);
    return this.tell({ message: { ...this.message(person, person, 'private'), text, ...more } });
  }

  saysInGroup(person: number, group: number, text: string): { readonly update_id: number } {
    this.chats.add(group);
    return this.tell({ message: { ...this.message(person, group, 'supergroup'), text } });
  }

  /** A press of the newest button of that label; `as` is another person who has got hold of it. */
  pressesButton(person: number, label: string, as = person): { readonly update_id: number } {
    const message = this.shown(person).findLast(({ buttons }) =>
      buttons.flat().some(({ text }) => text === label),
    );
    const button = message?.buttons.flat().find(({ text }) => text === label);
    if (message === undefined || button === undefined) throw new Error(`nobody shows a button "${label}"`);
    return this.pressesData(as, message.id, button.callback_data);
  }

  pressesData(person: number, messageId: number, data: string): { readonly update_id: number } {
    const id = `press-${this.nextUpdate}`;
    this.presses.add(id);
    this.opens(person);
    const message = { ...this.message(0, person, 'private'), message_id: messageId };
    return this.tell({ callback_query: { id, from: { id: person, is_bot: false }, message, data } });
  }

  /** Messages of one chat, oldest first. */
  shown(chatId: number): readonly ShownMessage[] {
    return this.messages.filter((message) => message.chatId === chatId);
  }

  /** Updates that nobody has confirmed. */
  get unconfirmed(): number {
    return this.pending.length;
  }

  private message(from: number, chat: number, type: string): object {
    return {
      message_id: 100_000 + this.nextUpdate,
      date: 1_746_144_000,
      ...(from === 0 ? {} : { from: { id: from, is_bot: false, first_name: 'A' } }),
      chat: { id: chat, type },
    };
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, token, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    const payload = JSON.parse(Buffer.concat(pieces).toString() || '{}') as Payload;
    this.calls.push({ method, payload });
    try {
      const fault = this.fault(method, payload);
      if (fault === 'broken') {
        request.socket.destroy();
        return;
      }
      if (fault !== null) throw new Refused(fault.status, fault.description, fault.retryAfter);
      if (token !== this.token) throw new Refused(401, 'Unauthorized');
      const result = await this.answer(method, payload, request);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ ok: true, result }));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { status, description, retryAfter } = error;
      const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: false, error_code: status, description, ...parameters }));
    }
  }

  private async answer(method: string, payload: Payload, request: IncomingMessage): Promise<unknown> {
    switch (method) {
      case 'getMe':
        return { id: 1, is_bot: true, first_name: 'TradingBoost', username: 'tradingboost_bot' };
      case 'setMyCommands':
        this.commands.set(payload['language_code'] ?? '', payload['commands']);
        return true;
      case 'deleteWebhook':
        this.webhook = null;
        return true;
      case 'setWebhook':
        this.webhook = { url: payload['url'], secret: payload['secret_token'] };
        for (const update of this.pending) void this.bring(update);
        return true;
      case 'getUpdates':
        return this.updates(payload, request);
      case 'sendMessage':
        return this.send(payload);
      case 'editMessageText':
        return this.edit(payload);
      case 'answerCallbackQuery':
        if (!this.presses.delete(payload['callback_query_id']))
          throw bad('query is too old and response timeout expired or query ID is invalid');
        this.answered.push(payload['callback_query_id']);
        return true;
      default:
        throw new Refused(404, 'Not Found');
    }
  }

  private async updates({ offset = 0, timeout = 0, limit = 100 }: Payload, request: IncomingMessage) {
    if (this.webhook !== null)
      throw new Refused(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook",
      );
    if (this.poll !== null) this.conflicts += 1;
    this.poll?.end(
      new Refused(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
    this.pending = this.pending.filter(({ update_id }) => update_id >= offset);
    if (this.pending.length === 0 && timeout > 0) await this.untilTold(timeout * 1_000, request);
    return this.pending.filter(({ update_id }) => update_id >= offset).slice(0, limit);
  }

  private async untilTold(ms: number, request: IncomingMessage): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const end = (error: Refused | null): void => {
        clearTimeout(timer);
        request.socket.off('close', gone);
        if (this.poll === mine) this.poll = null;
        if (error === null) resolve();
        else reject(error);
      };
      const mine = { end };
      const gone = (): void => end(null);
      const timer = setTimeout(() => end(null), ms);
      this.poll = mine;
      request.socket.once('close', gone);
    });
  }

  private async bring(update: { readonly update_id: number }): Promise<void> {
    const { webhook } = this;
    if (webhook === null) return;
    const headers = {
      'content-type': 'application/json',
      'x-telegram-bot-api-secret-token': webhook.secret,
    };
    const taken = await fetch(webhook.url, { method: 'POST', headers, body: JSON.stringify(update) })
      .then(({ ok }) => ok)
      .catch(() => false);
    if (taken) this.pending = this.pending.filter((other) => other !== update);
  }

  private send(payload: Payload): object {
    const chatId = this.open(payload);
    const message: ShownMessage = {
      ...{ id: this.nextMessage, chatId, edits: 0, silent: payload['disable_notification'] === true },
      ...read(payload),
    };
    this.nextMessage += 1;
    this.messages.push(message);
    return { message_id: message.id, chat: { id: chatId }, date: 0, text: message.text };
  }

  private edit(payload: Payload): object {
    const chatId = this.open(payload);
    const message = this.messages.find(({ id, chatId: of }) => id === payload['message_id'] && of === chatId);
    if (message === undefined) throw bad('message to edit not found');
    const next = read(payload);
    const same = JSON.stringify(next) === JSON.stringify(pick(message));
    if (same) throw bad('message is not modified: specified new message content is exactly the same');
    Object.assign(message, next, { edits: message.edits + 1 });
    return { message_id: message.id, chat: { id: chatId }, date: 0, text: message.text };
  }

  /** The chat that may be written to. */
  private open({ chat_id: id }: Payload): number {
    const chatId = Number(id);
    if (this.blocked.has(chatId)) throw new Refused(403, 'Forbidden: bot was blocked by the user');
    if (!this.chats.has(chatId)) throw bad('chat not found');
    return chatId;
  }
}

function read(payload: Payload): Pick<ShownMessage, 'text' | 'entities' | 'buttons'> {
  const given: string = payload['text'] ?? '';
  const parsed = payload['parse_mode'] === 'HTML' ? parseHtml(given) : { text: given, entities: [] };
  if (typeof parsed === 'string') throw bad(`can't parse entities: ${parsed}`);
  if (parsed.text.trim() === '') throw bad('message text is empty');
  if (parsed.text.length > 4_096) throw bad('message is too long');
  const buttons: readonly (readonly ShownButton[])[] = payload['reply_markup']?.inline_keyboard ?? [];
  for (const { callback_data } of buttons.flat()) {
    const bytes = Buffer.byteLength(callback_data);
    if (bytes < 1 || bytes > 64) throw bad('BUTTON_DATA_INVALID');
  }
  return { ...parsed, buttons };
}

const pick = ({ text, entities, buttons }: ShownMessage) => ({ text, entities, buttons });
