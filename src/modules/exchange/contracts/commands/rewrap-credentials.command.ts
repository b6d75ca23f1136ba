import { Command } from '../../../../shared/pure/messages/message.js';

export interface Rewrapped {
  /** Secrets that were sealed anew. */
  readonly rewrapped: number;
  /** Id of the master key that seals now. */
  readonly keyId: string;
}

/**
 * Seals every stored secret anew by the present master key; the secrets themselves are not looked at. Broken off, it goes
 * on where it was.
 */
export class RewrapCredentials extends Command<Record<string, never>, Rewrapped> {
  static readonly type = 'exchange.rewrap-credentials.v1';
}
