import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { InstanceView } from '../../../../shared/pure/strategy/instance.js';

export interface StartGridInstanceData {
  readonly userId: string;
  readonly instanceId: string;
}

/** Starts the bot; one that runs already stays as it is. Refused with `not-found`, or with what the venue refuses. */
export class StartGridInstance extends Command<StartGridInstanceData, Result<InstanceView, Refusal>> {
  static readonly type = 'grid.start-grid-instance.v1';
}
