import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Telegram } from 'telegraf';

export interface TelegramAddress {
  readonly token: string;
  /** Without a slash at the end. */
  readonly apiRoot: string;
}

/** What the Bot API has answered instead of doing what it was asked; `status` 0 when nobody answered. */
export class TelegramFailure extends Error {
  override readonly name = 'TelegramFailure';

  constructor(
    readonly status: number,
    readonly description: string,
    readonly retryAfterMs: number | null,
  ) {
    super(`${status} ${description}`);
  }
}

/** A question that is not answered by then has been lost on the way. */
export const ANSWER_WITHIN_MS = 10_000;
const LONGEST_WAIT_MS = 86_400_000;

/** The Bot API by telegraf, which is loaded when it is first needed: most starts have no bot. */
export class TelegramClient {
  private loaded: Promise<Telegram> | null = null;
  private readonly agent: HttpAgent | HttpsAgent;

  constructor(private readonly address: TelegramAddress) {
    const options = { keepAlive: true };
    this.agent = address.apiRoot.startsWith('https:') ? new HttpsAgent(options) : new HttpAgent(options);
  }

  /**
   * Asks and waits for the answer, `withinMs` at most or until `signal`.
   * @throws TelegramFailure, whose words hold neither the token nor the address.
   */
  async call<Answer>(
    method: string,
    payload: object,
    withinMs = ANSWER_WITHIN_MS,
    signal?: AbortSignal,
  ): Promise<Answer> {
    const telegram = await (this.loaded ??= this.load());
    const limit = AbortSignal.timeout(withinMs);
    const either = signal === undefined ? limit : AbortSignal.any([limit, signal]);
    try {
      const answer: unknown = await telegram.callApi(method as 'getMe', payload, { signal: either as never });
      return answer as Answer;
    } catch (error) {
      throw failureOf(error);
    }
  }

  /** Ends the connections that are kept open. */
  close(): void {
    this.agent.destroy();
  }

  private async load(): Promise<Telegram> {
    const { Telegram } = await import('telegraf');
    const { token, apiRoot } = this.address;
    return new Telegram(token, { apiRoot, agent: this.agent, webhookReply: false });
  }
}

/** The body of a refusal, as telegraf keeps it. */
interface Refused {
  readonly error_code: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after?: number };
}

function failureOf(error: unknown): TelegramFailure {
  const { response, code, name } = error as { response?: Refused; code?: string; name?: string };
  // What a broken connection says may hold the address, and that the token: only what kind of break it was is kept.
  if (response === undefined) return new TelegramFailure(0, code ?? name ?? 'no answer', null);
  const seconds = response.parameters?.retry_after;
  const retryAfterMs = seconds === undefined ? null : Math.min(seconds * 1_000, LONGEST_WAIT_MS);
  return new TelegramFailure(response.error_code, response.description, retryAfterMs);
}
