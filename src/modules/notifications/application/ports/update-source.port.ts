import type { Texts, Update } from '../../domain/index.js';

/** How long a question for updates is held open when there are none. */
export const POLL_SEC = 25;

/** Where updates come from. Every method rejects when Telegram does not answer or refuses. */
export abstract class UpdateSource {
  /** Tells people's apps which commands there are. */
  abstract introduce(commands: readonly { readonly name: string; readonly about: Texts }[]): Promise<void>;

  /** From now on updates are fetched; what waits is kept. */
  abstract usePolling(): Promise<void>;

  /** From now on updates are brought to `url`, with the secret of this installation. */
  abstract useWebhook(url: string): Promise<void>;

  /**
   * Updates that nobody has confirmed, after a while none. `confirmed` is the newest number that has been kept, null for
   * none: that and all before it are told no more.
   */
  abstract fetch(confirmed: number | null, signal: AbortSignal): Promise<readonly Update[]>;
}

/** The words that prove that an update comes from Telegram; null without a token or where updates are fetched. */
export class WebhookSecret {
  constructor(readonly value: string | null) {}
}
