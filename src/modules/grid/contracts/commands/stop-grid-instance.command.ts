import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { InstanceView } from '../../../../shared/pure/strategy/instance.js';

export interface StopGridInstanceData {
  readonly userId: string;
  readonly instanceId: string;
  /** `close`: cancel orders and close the position; `keep`: cancel orders and keep the position. */
  readonly mode: 'close' | 'keep';
}

/** Stops the bot; one that does not run stays as it is. Refused with `not-found`. */
export class StopGridInstance extends Command<StopGridInstanceData, Result<InstanceView, Refusal>> {
  static readonly type = 'grid.stop-grid-instance.v1';
}
