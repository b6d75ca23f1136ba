import { Command } from '../../../../shared/pure/messages/message.js';

export interface PreparedSetUp {
  /** The token, this once; null when it was made before or an admin needs none. */
  readonly token: string | null;
  /** Whether a token waits for the first admin. */
  readonly waiting: boolean;
}

/** Makes the one-time token for the first admin, unless there is one or an admin. */
export class PrepareSetUp extends Command<Record<string, never>, PreparedSetUp> {
  static readonly type = 'users.prepare-set-up.v1';
}
