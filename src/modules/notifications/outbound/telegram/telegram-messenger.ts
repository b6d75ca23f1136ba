import { Messenger, type Sent } from '../../application/ports/messenger.port.js';
import { plainText, type Body } from '../../domain/index.js';
import { htmlOf } from './html.js';
import { TelegramFailure, type TelegramClient } from './telegram-client.js';

const GONE = /chat not found|user is deactivated|bot can't initiate|PEER_ID_INVALID/i;
const UNREADABLE = /can't parse entities/i;
const UNCHANGED = /message is not modified/i;
const DEFAULT_PAUSE_MS = 1_000;

/** Sends messages through the Bot API. */
export class TelegramMessenger extends Messenger {
  constructor(private readonly client: TelegramClient) {
    super();
  }

  override async send(address: string, body: Body, { silent }: { readonly silent: boolean }): Promise<Sent> {
    try {
      if (body.pressed !== null) await this.stopTurning(body.pressed);
      await this.show(address, body, silent);
      return { kind: 'sent' };
    } catch (error) {
      return outcomeOf(error);
    }
  }

  /** The button has done its work whether or not it still turns. */
  private async stopTurning(pressed: string): Promise<void> {
    try {
      await this.client.call('answerCallbackQuery', { callback_query_id: pressed });
    } catch (error) {
      if (!(error instanceof TelegramFailure) || error.status !== 400) throw error;
    }
  }

  private async show(address: string, body: Body, silent: boolean): Promise<void> {
    const { replaces } = body;
    if (replaces === null)
      return this.write('sendMessage', { chat_id: address, disable_notification: silent }, body);
    try {
      await this.write('editMessageText', { chat_id: address, message_id: replaces }, body);
    } catch (error) {
      if (!(error instanceof TelegramFailure) || error.status !== 400) throw error;
      if (UNCHANGED.test(error.description)) return;
      await this.write('sendMessage', { chat_id: address }, body);
    }
  }

  private async write(method: string, to: object, { spans, buttons }: Body): Promise<void> {
    const rows = buttons.map((row) => row.map(({ label, data }) => ({ text: label, callback_data: data })));
    const rest = {
      ...{ ...to, link_preview_options: { is_disabled: true } },
      reply_markup: { inline_keyboard: rows },
    };
    try {
      await this.client.call(method, { ...rest, text: htmlOf(spans), parse_mode: 'HTML' });
    } catch (error) {
      if (!(error instanceof TelegramFailure) || !UNREADABLE.test(error.description)) throw error;
      // Better without bold letters than not at all.
      await this.client.call(method, { ...rest, text: plainText(spans) });
    }
  }
}

function outcomeOf(error: unknown): Sent {
  if (!(error instanceof TelegramFailure)) throw error;
  const { status, description, retryAfterMs, message } = error;
  if (status === 429) return { kind: 'throttled', retryAfterMs: retryAfterMs ?? DEFAULT_PAUSE_MS };
  if (status === 403 || (status === 400 && GONE.test(description)))
    return { kind: 'blocked', error: message };
  if (status === 400 || status === 413) return { kind: 'refused', error: message };
  return { kind: 'unreachable', error: message };
}
