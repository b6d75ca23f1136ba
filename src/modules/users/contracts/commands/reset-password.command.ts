import { Command } from '../../../../shared/pure/messages/message.js';

export interface ResetPasswordData {
  readonly email: string;
}

export interface ResetPasswordAnswer {
  readonly userId: string;
  /** Shown this once. */
  readonly madePassword: string;
}

/** Gives the user of that address a new random password and ends all their sessions; null when there is nobody. */
export class ResetPassword extends Command<ResetPasswordData, ResetPasswordAnswer | null> {
  static readonly type = 'users.reset-password.v1';
}
