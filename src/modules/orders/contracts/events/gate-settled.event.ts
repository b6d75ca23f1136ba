import { RecordEvent } from '../../../../shared/pure/messages/message.js';

export interface GateSettledData {
  readonly instanceId: string;
  readonly userId: string;
  readonly accountId: string;
  /** Of the gate that was closed. */
  readonly epoch: number;
}

/** The gate of an instance is closed and nothing that could add is left of it: neither here, nor at the venue, nor on its way. */
export class GateSettled extends RecordEvent<GateSettledData> {
  static readonly type = 'orders.gate-settled.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
