import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { MarketScale } from '../../../shared/pure/market/scale.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  CloseKeptPosition,
  type CloseKeptPositionData,
  type ClosingOrder,
} from '../contracts/commands/close-kept-position.command.js';
import { closableOf, leftAfter } from '../domain/kept-position.js';
import { closeKept } from './close-kept.js';
import { OrderMetrics } from './order-metrics.js';
import { OrderSender } from './order-sender.js';
import { ClientIds } from './ports/client-ids.port.js';
import { IntentStore } from './ports/intent-store.port.js';
import { KeptStore, type KeptHolding } from './ports/kept-store.port.js';
import { RiskStore } from './ports/risk-store.port.js';
import { takenBy, WholeLots } from './whole-lots.js';

type Answer = Result<readonly ClosingOrder[], Refusal>;

const POSITIONS = ['net', 'long', 'short'] as const;

/**
 * A person wants what a stopped bot has kept to be closed. How much is to be left is stored with the first order for it, in one
 * transaction: whatever becomes of that order, `KeptWatch` goes on until it is so.
 */
@CommandHandler(CloseKeptPosition)
export class CloseKeptPositionHandler implements ICommandHandler<CloseKeptPosition> {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly kept: KeptStore,
    private readonly intents: IntentStore,
    private readonly risk: RiskStore,
    private readonly clientIds: ClientIds,
    private readonly lots: WholeLots,
    private readonly ids: Ids,
    private readonly clock: Clock,
    private readonly metrics: OrderMetrics,
    private readonly sender: OrderSender,
  ) {}

  async execute({ data }: CloseKeptPosition): Promise<Answer> {
    const { before, held } = await this.unitOfWork.run((tx) => this.look(tx, data));
    if (before.length > 0) return ok(before);
    const [seen] = held;
    if (seen === undefined) return err(nothingKept(data));
    const scale = await this.lots.scaleOf(seen);
    const { venue, symbol } = seen;
    return scale === null
      ? err(refusal('unknown-instrument', `${venue} has no ${symbol}`, { venue, symbol }))
      : this.unitOfWork.run((tx) => this.close(tx, data, scale));
  }

  private async close(tx: Tx, data: CloseKeptPositionData, scale: MarketScale): Promise<Answer> {
    const { intents } = this;
    const lane = await intents.enterLane(tx, data, POSITIONS.length);
    const { before, held: holdings } = await this.look(tx, data);
    if (before.length > 0) return ok(before);
    const [first] = holdings;
    if (first === undefined) return err(nothingKept(data));
    if (!first.isOver) return err(ofBot(first));
    const orders: ClosingOrder[] = [];
    for (const [index, holding] of holdings.entries()) {
      const left = leftAfter(holding, data.size);
      const size = takenBy(scale, closableOf(holding, left, lane), holding.markPrice);
      const { underWay } = holding;
      if (size === 0n && underWay.length === 0) continue;
      await this.kept.leave(tx, holding, left);
      // What is on its way is waited for: only then is it known what is left to close.
      if (underWay.length > 0) orders.push(...(await intents.byIds(tx, underWay)).map(closingOrderOf));
      else orders.push(await this.place(tx, data, holding, { size, place: lane.firstPlace + index, lane }));
    }
    tx.afterCommit(() => this.sender.nudge());
    return orders.length > 0 ? ok(orders) : err(nothingToClose(data));
  }

  private async place(
    tx: Tx,
    data: CloseKeptPositionData,
    holding: KeptHolding,
    part: Omit<Parameters<typeof closeKept>[3], 'clientOrderId'>,
  ): Promise<ClosingOrder> {
    const { intents, risk, ids, clientIds, clock, metrics } = this;
    const clientOrderId = this.requestIds({ ...data, position: holding.position })[0]!;
    const parts = { intents, risk, ids, clientIds, clock, metrics };
    const { orderId } = await closeKept(tx, parts, holding, { ...part, clientOrderId });
    return { orderId, clientOrderId, status: 'planned' };
  }

  /** What the same request has made before, and the positions that are meant, locked. */
  private async look(
    tx: Tx,
    data: CloseKeptPositionData,
  ): Promise<{ readonly before: readonly ClosingOrder[]; readonly held: readonly KeptHolding[] }> {
    const { userId, accountId, symbol, instanceId, position } = data;
    const before = await this.intents.byClientIds(tx, accountId, this.requestIds(data));
    const held = (await this.kept.of(tx, [instanceId])).filter(
      (one) =>
        one.userId === userId &&
        one.accountId === accountId &&
        one.symbol === symbol &&
        one.held !== 0n &&
        (position === null || one.position === position),
    );
    return { before: before.map(closingOrderOf), held };
  }

  /** Client ids of the orders that this request makes. */
  private requestIds({ userId, instanceId, position, requestKey }: CloseKeptPositionData): readonly string[] {
    return (position === null ? POSITIONS : [position]).map((one) =>
      this.clientIds.of({
        ...{ owner: instanceId, cycle: 0, attempt: 1 },
        leg: JSON.stringify([userId, requestKey, one]),
      }),
    );
  }
}

const closingOrderOf = ({ orderId, clientOrderId, status }: ClosingOrder): ClosingOrder => ({
  ...{ orderId, clientOrderId, status },
});

const nothingKept = ({ instanceId }: CloseKeptPositionData): Refusal =>
  refusal('position-closed', 'the bot has kept nothing there', { instanceId });

const nothingToClose = ({ position, size }: CloseKeptPositionData): Refusal =>
  refusal('nothing-to-close', 'nothing of it is there that could be closed', {
    ...{ side: position ?? 'net', percent: size === null ? '100' : size },
  });

const ofBot = ({ strategy, instanceId }: KeptHolding): Refusal =>
  refusal('position-of-bot', `the position belongs to a ${strategy} bot that has not stopped`, {
    ...{ strategy, instanceId },
  });
