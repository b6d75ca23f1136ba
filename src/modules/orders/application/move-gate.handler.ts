import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { MoveGate } from '../contracts/commands/move-gate.command.js';
import { OrderMetrics } from './order-metrics.js';
import { OrderSender } from './order-sender.js';
import { IntentStore } from './ports/intent-store.port.js';
import { RiskStore } from './ports/risk-store.port.js';
import { sweepAdding } from './sweep-adding.js';

/**
 * Opens or closes the gate of an instance. What waited behind an older epoch is given up by the next claim. Behind a closed
 * gate nothing that adds may be left, at the venue neither: it is swept until the gate is settled.
 */
@OnRecord('orders', MoveGate)
export class MoveGateHandler implements RecordHandler<MoveGate> {
  constructor(
    private readonly risk: RiskStore,
    private readonly intents: IntentStore,
    private readonly metrics: OrderMetrics,
    private readonly sender: OrderSender,
  ) {}

  async handle({ data }: MoveGate, _envelope: Envelope, tx: Tx): Promise<void> {
    const moved = await this.risk.moveGate(tx, data);
    if (moved && !data.open)
      await sweepAdding(
        tx,
        { intents: this.intents, metrics: this.metrics },
        { instanceId: data.instanceId },
        'gate-closed',
      );
    tx.afterCommit(() => this.sender.nudge());
  }
}
