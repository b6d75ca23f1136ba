import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { formatMoney, type Money } from '../../../shared/pure/numbers/money.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { currentScope, runInScope } from '../../../shared/platform/telemetry/scope.js';
import { AmendOrder, type AmendOrderData } from '../contracts/commands/amend-order.command.js';
import type { OrderView } from '../contracts/queries/list-orders.query.js';
import { unitsOfText } from '../domain/exposure.js';
import { manualOrder } from '../domain/manual-order.js';
import { isEnded } from '../domain/status.js';
import { CancelWishes } from './cancel-wishes.js';
import { changedOrder } from './changed-order.js';
import { ManualMarkets, type ManualMarket } from './manual-markets.js';
import { deniedTo, ManualPlacing } from './manual-placing.js';
import { OrderAmender } from './order-amender.js';
import { OrderLives } from './order-lives.js';
import { OrderMetrics } from './order-metrics.js';
import { OrderSender } from './order-sender.js';
import { AmendmentStore, type Amendment } from './ports/amendment-store.port.js';
import type { Intent } from './ports/intent.js';
import { IntentStore } from './ports/intent-store.port.js';
import { OrderReads } from './ports/order-reads.port.js';

/**
 * A person wants a resting order of theirs to stand otherwise. No venue is asked to change it: a lost answer would leave two
 * orders that could both be right. The wish is stored together with the wish for the old order's end, and `OrderAmender`
 * carries it out once that end is certain. What would be refused anyway is refused here, while the old order still stands.
 */
@CommandHandler(AmendOrder)
export class AmendOrderHandler implements ICommandHandler<AmendOrder> {
  constructor(
    private readonly markets: ManualMarkets,
    private readonly placing: ManualPlacing,
    private readonly unitOfWork: UnitOfWork,
    private readonly intents: IntentStore,
    private readonly amendments: AmendmentStore,
    private readonly reads: OrderReads,
    private readonly ids: Ids,
    private readonly metrics: OrderMetrics,
    private readonly sender: OrderSender,
    private readonly amender: OrderAmender,
  ) {}

  async execute({ data }: AmendOrder): Promise<Result<OrderView, Refusal>> {
    const { userId, orderId } = data;
    const order = await this.reads.get(userId, orderId);
    if (order === null) return err(refusal('not-found', 'no such order', { orderId }));
    const fixed = whyFixed(order);
    if (fixed !== null) return err(fixed);
    const market = await this.markets.of(order);
    if (!market.ok) return market;
    const correlationId = currentScope().correlationId ?? this.ids.next();
    const wished = await runInScope({ correlationId, userId }, () =>
      this.unitOfWork.run((tx) => this.wish(tx, data, order, market.value, correlationId)),
    );
    return wished.ok ? ok((await this.reads.get(userId, orderId))!) : wished;
  }

  private async wish(
    tx: Tx,
    data: AmendOrderData,
    { accountId, symbol }: OrderView,
    market: ManualMarket,
    correlationId: string,
  ): Promise<Result<void, Refusal>> {
    const { orderId, userId, requestKey, ifVersion } = data;
    // Also when nothing new is stored: whoever wanted to send in this lane just now has found it taken.
    tx.afterCommit(() => {
      this.sender.nudge();
      this.amender.nudge();
    });
    const lane = await this.intents.enterLane(tx, { accountId, symbol }, 1, market.markPrice);
    const [intent] = await this.intents.byIds(tx, [orderId]);
    const before = await this.amendments.of(tx, orderId);
    if (before?.requestKey === requestKey) return again(before, data);
    const late = whyLate(intent!, before);
    if (late !== null) return err(late);
    const version = await this.amendments.versionOf(tx, orderId);
    if (ifVersion !== null && ifVersion !== version)
      return err(refusal('precondition-failed', 'the order has gone on meanwhile', { version }));
    const left = (unitsOfText(intent!.size!) - unitsOfText(intent!.filledSize)) as Money;
    const price = formatMoney(unitsOfText(data.price ?? intent!.price!));
    const size = data.size === null ? formatMoney(left) : formatMoney(unitsOfText(data.size));
    const { instrument, markPrice, positionMode } = market;
    const order = manualOrder(changedOrder(intent!, price, size), instrument, markPrice, positionMode);
    if (!order.ok) return order;
    if (price === intent!.price && unitsOfText(size) === left) return ok(undefined);
    const denial = await this.placing.denialInPlaceOf(tx, intent!, order.value, market, lane);
    if (denial !== null) return err(deniedTo(denial.code, orderId, denial.details));
    await this.amendments.add(tx, {
      ...{ orderId, userId, requestKey, price, size, correlationId },
      filledBefore: intent!.filledSize,
      state: 'pending',
    });
    await this.cancel(tx, intent!, lane.firstPlace);
    return ok(undefined);
  }

  private async cancel(tx: Tx, intent: Intent, place: number): Promise<void> {
    const lives = new OrderLives(tx, this.intents, this.metrics);
    const wishes = new CancelWishes(lives);
    wishes.add(intent, place, null, 'asked');
    await wishes.save(tx, this.intents);
    await lives.save();
  }
}

/** What can never be changed, whatever its state. */
function whyFixed({ orderId, strategy, instanceId, type, timeInForce }: OrderView): Refusal | null {
  if (strategy !== 'manual')
    return refusal('order-of-bot', 'the order belongs to a bot', { orderId, strategy, instanceId });
  const rests = type === 'stop-market' || (type === 'limit' && timeInForce === 'gtc');
  return rests ? null : refusal('order-does-not-rest', 'the order does not rest', { orderId, type });
}

/** It is over, or somebody wants it to be. */
function whyLate({ orderId, status, cancelWanted }: Intent, before: Amendment | null): Refusal | null {
  if (!isEnded(status) && before?.state === 'pending')
    return refusal('order-being-changed', 'another change is under way', { orderId });
  return isEnded(status) || cancelWanted
    ? refusal('order-ended', 'the order has ended, or is about to', { orderId, status })
    : null;
}

/** The same request once more: nothing else is wished for. */
function again(before: Amendment, { price, size, orderId }: AmendOrderData): Result<void, Refusal> {
  const same =
    (price === null || unitsOfText(price) === unitsOfText(before.price)) &&
    (size === null || unitsOfText(size) === unitsOfText(before.size));
  return same
    ? ok(undefined)
    : err(refusal('request-key-used', 'this key was used for another change', { orderId }));
}
