import type { JsonObject } from '../../../../shared/pure/json.js';
import { Command } from '../../../../shared/pure/messages/message.js';
import type { Refusal } from '../../../../shared/pure/refusal.js';
import type { Result } from '../../../../shared/pure/result.js';
import type { InstanceView } from '../../../../shared/pure/strategy/instance.js';

export interface CreateHyperRsiInstanceData {
  readonly userId: string;
  readonly accountId: string;
  /** Unique per user; asking again with the same name and settings answers the same instance. */
  readonly name: string;
  /** The settings document; what it leaves out takes its default. */
  readonly settings: JsonObject;
}

/**
 * Makes a HyperRSI bot, not yet running. Refused with `settings-refused` (details.fields: field, value, allowed),
 * `unknown-account`, `unknown-instrument`, `name-taken` or `slot-taken` (another bot holds that account and symbol).
 */
export class CreateHyperRsiInstance extends Command<
  CreateHyperRsiInstanceData,
  Result<InstanceView, Refusal>
> {
  static readonly type = 'hyper-rsi.create-hyper-rsi-instance.v1';
}
