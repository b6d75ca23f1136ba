import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { MoveGate } from '../contracts/commands/move-gate.command.js';
import { OrderSender } from './order-sender.js';
import { RiskStore } from './ports/risk-store.port.js';

/** Opens or closes the gate of an instance. What waited behind an older epoch is given up by the next claim. */
@OnRecord('orders', MoveGate)
export class MoveGateHandler implements RecordHandler<MoveGate> {
  constructor(
    private readonly risk: RiskStore,
    private readonly sender: OrderSender,
  ) {}

  async handle({ data }: MoveGate, _envelope: Envelope, tx: Tx): Promise<void> {
    await this.risk.moveGate(tx, data);
    tx.afterCommit(() => this.sender.nudge());
  }
}
