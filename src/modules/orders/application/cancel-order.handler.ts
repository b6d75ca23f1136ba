import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { CancelOrder } from '../contracts/commands/cancel-order.command.js';
import type { OrderView } from '../contracts/queries/list-orders.query.js';
import { isEnded } from '../domain/status.js';
import { endAmendment } from './amendment-ends.js';
import { CancelWishes } from './cancel-wishes.js';
import { OrderLives } from './order-lives.js';
import { OrderMetrics } from './order-metrics.js';
import { OrderSender } from './order-sender.js';
import { AmendmentStore, type AmendmentEnd } from './ports/amendment-store.port.js';
import { IntentStore } from './ports/intent-store.port.js';
import { OrderReads } from './ports/order-reads.port.js';

const WITHDRAWN: AmendmentEnd = { state: 'ended', code: 'withdrawn', details: {}, successorId: null };

/** A person wants an order to end, one of a bot's or their own. */
@CommandHandler(CancelOrder)
export class CancelOrderHandler implements ICommandHandler<CancelOrder> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly intents: IntentStore,
    private readonly amendments: AmendmentStore,
    private readonly reads: OrderReads,
    private readonly metrics: OrderMetrics,
    private readonly sender: OrderSender,
  ) {}

  async execute({ data }: CancelOrder): Promise<Result<OrderView, Refusal>> {
    const order = await this.reads.get(data.userId, data.orderId);
    if (order === null) return err(refusal('not-found', 'no such order', { orderId: data.orderId }));
    // Who wants it gone does not want another in its place either.
    if (!isEnded(order.status) || order.amendment?.state === 'pending')
      await this.unitOfWork.run((tx) => this.cancel(tx, order));
    return ok((await this.reads.get(data.userId, data.orderId))!);
  }

  private async cancel(tx: Tx, { orderId, accountId, symbol }: OrderView): Promise<void> {
    const { firstPlace } = await this.intents.enterLane(tx, { accountId, symbol }, 1);
    const lives = new OrderLives(tx, this.intents, this.metrics);
    const wishes = new CancelWishes(lives);
    for (const intent of await this.intents.byIds(tx, [orderId])) {
      if (!isEnded(intent.status)) wishes.add(intent, firstPlace, null, 'asked');
      if (intent.strategy === 'manual') await endAmendment(tx, this.amendments, intent, WITHDRAWN);
    }
    await wishes.save(tx, this.intents);
    await lives.save();
    tx.afterCommit(() => this.sender.nudge());
  }
}
