import type { Body } from '../../domain/index.js';

/** What became of one message. Unreachable includes "nobody knows": a repeated message is recognised by its number. */
export type Sent =
  | { readonly kind: 'sent' }
  /** The person has shut the door, or is gone. */
  | { readonly kind: 'blocked'; readonly error: string }
  /** This message will never be taken. */
  | { readonly kind: 'refused'; readonly error: string }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number }
  | { readonly kind: 'unreachable'; readonly error: string };

/** Sends one message to a chat, escaped as the channel demands; one it cannot read so goes out plain. Never rejects. */
export abstract class Messenger {
  abstract send(address: string, body: Body, options: { readonly silent: boolean }): Promise<Sent>;
}
