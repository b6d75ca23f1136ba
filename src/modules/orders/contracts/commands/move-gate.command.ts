import { RecordCommand } from '../../../../shared/pure/messages/message.js';

export interface MoveGateData {
  readonly instanceId: string;
  readonly userId: string;
  readonly accountId: string;
  readonly epoch: number;
  readonly open: boolean;
  /**
   * The instance keeps a stop at the venue for whatever it holds, so a stop that is missing is an alarm. Left out: as it was. False with a
   * closed gate: what it holds is kept as it is; where it holds nothing, whatever still comes is watched as before.
   */
  readonly protects?: boolean;
  /** The same of a hedge, whose stop is a setting of its own. */
  readonly protectsHedge?: boolean;
  /** With a closed gate: its strategy has ended. What it still holds once the gate is settled is kept, as its owner asked. */
  readonly ended?: true;
}

/** Opens or closes the gate of an instance for orders of `epoch`; older epochs are never sent again. */
export class MoveGate extends RecordCommand<MoveGateData> {
  static readonly type = 'orders.move-gate.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
