import { RecordEvent } from '../../../../shared/pure/messages/message.js';

export interface RefreshTokenReusedData {
  readonly userId: string;
  /** The session, which is over. */
  readonly sessionId: string;
  /** Network address the session was opened from; null when not known. */
  readonly address: string | null;
}

/** A refresh token came a second time: somebody has a copy of it. Its session was ended. */
export class RefreshTokenReused extends RecordEvent<RefreshTokenReusedData> {
  static readonly type = 'users.refresh-token-reused.v1';

  override get key(): string {
    return this.data.userId;
  }
}
