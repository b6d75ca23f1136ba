import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { InstanceView } from '../../../../shared/pure/strategy/instance.js';

export interface StartHyperRsiInstanceData {
  readonly userId: string;
  readonly instanceId: string;
}

/** Starts the bot; one that runs already stays as it is. Refused with `not-found`, or with what the venue refuses. */
export class StartHyperRsiInstance extends Command<StartHyperRsiInstanceData, Result<InstanceView, Refusal>> {
  static readonly type = 'hyper-rsi.start-hyper-rsi-instance.v1';
}
