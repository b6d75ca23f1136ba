import { createHmac } from 'node:crypto';
import { POLL_SEC, UpdateSource } from '../../application/ports/update-source.port.js';
import { readUpdate, type Texts, type Update } from '../../domain/index.js';
import { ANSWER_WITHIN_MS, type TelegramClient } from './telegram-client.js';

/** All that the bot listens to; anything else Telegram need not send. */
const ALLOWED = ['message', 'callback_query'];

/** Updates of the Bot API, fetched or brought. */
export class TelegramUpdates extends UpdateSource {
  constructor(
    private readonly client: TelegramClient,
    private readonly secret: string | null,
  ) {
    super();
  }

  override async introduce(
    commands: readonly { readonly name: string; readonly about: Texts }[],
  ): Promise<void> {
    for (const [language, code] of [
      ['en', undefined],
      ['ko', 'ko'],
    ] as const) {
      const listed = commands.map(({ name, about }) => ({ command: name, description: about[language] }));
      const scope = { type: 'all_private_chats' };
      await this.client.call('setMyCommands', { commands: listed, scope, language_code: code });
    }
  }

  override async usePolling(): Promise<void> {
    await this.client.call('deleteWebhook', { drop_pending_updates: false });
  }

  override async useWebhook(url: string): Promise<void> {
    await this.client.call('setWebhook', { url, secret_token: this.secret, allowed_updates: ALLOWED });
  }

  override async fetch(confirmed: number | null, signal: AbortSignal): Promise<readonly Update[]> {
    const question = {
      offset: confirmed === null ? 0 : confirmed + 1,
      timeout: POLL_SEC,
      allowed_updates: ALLOWED,
    };
    const withinMs = POLL_SEC * 1_000 + ANSWER_WITHIN_MS;
    const answer = await this.client.call<readonly unknown[]>('getUpdates', question, withinMs, signal);
    return answer.map(readUpdate).filter((update) => update !== null);
  }
}

/** Follows from the token, so that every process of an installation has the same and nobody has to keep another secret. */
export const webhookSecret = (token: string): string =>
  createHmac('sha256', token).update('tradingboost telegram webhook').digest('hex');
