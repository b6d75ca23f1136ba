import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';

export interface SetPositionModeData {
  readonly userId: string;
  readonly accountId: string;
  readonly positionMode: 'one-way' | 'hedge';
}

/**
 * Sets the position mode of all perpetuals of an account and reads back what is in force. Refused with `unknown-account`, or
 * with `position-mode-in-use` while the venue has positions or orders there (details: positions, openOrders).
 */
export class SetPositionMode extends Command<
  SetPositionModeData,
  Result<Pick<SetPositionModeData, 'positionMode'>, Refusal>
> {
  static readonly type = 'exchange.set-position-mode.v1';
}
