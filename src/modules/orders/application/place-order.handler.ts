import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { currentScope, runInScope } from '../../../shared/platform/telemetry/scope.js';
import { PlaceOrder, type PlaceOrderData } from '../contracts/commands/place-order.command.js';
import type { OrderView } from '../contracts/queries/list-orders.query.js';
import { unitsOfText } from '../domain/exposure.js';
import { manualOrder } from '../domain/manual-order.js';
import { ManualMarkets, type ManualMarket } from './manual-markets.js';
import { deniedTo, MANUAL, ManualPlacing } from './manual-placing.js';
import { OrderSender } from './order-sender.js';
import { ClientIds } from './ports/client-ids.port.js';
import type { Intent } from './ports/intent.js';
import { IntentStore, type WantedIntent } from './ports/intent-store.port.js';
import { OrderReads } from './ports/order-reads.port.js';

/** An order that a person makes: checked against its instrument, judged like that of any bot, stored, then sent. */
@CommandHandler(PlaceOrder)
export class PlaceOrderHandler implements ICommandHandler<PlaceOrder> {
  constructor(
    private readonly markets: ManualMarkets,
    private readonly placing: ManualPlacing,
    private readonly unitOfWork: UnitOfWork,
    private readonly intents: IntentStore,
    private readonly reads: OrderReads,
    private readonly clientIds: ClientIds,
    private readonly ids: Ids,
    private readonly sender: OrderSender,
  ) {}

  async execute({ data }: PlaceOrder): Promise<Result<OrderView, Refusal>> {
    const market = await this.markets.of(data);
    if (!market.ok) return market;
    const { instrument, markPrice, positionMode } = market.value;
    const order = manualOrder(data, instrument, markPrice, positionMode);
    if (!order.ok) return order;
    const wanted = this.wanted(data, order.value, market.value);
    const stored = await runInScope({ correlationId: wanted.correlationId, userId: data.userId }, () =>
      this.unitOfWork.run((tx) => this.store(tx, data, wanted, order.value, market.value)),
    );
    if (!stored.ok) return stored;
    return ok((await this.reads.get(data.userId, stored.value))!);
  }

  private wanted(
    data: PlaceOrderData,
    wire: WireOrder,
    { venue, at }: ManualMarket,
  ): Omit<WantedIntent, 'place'> {
    const { userId, accountId, symbol, side, type, price, size, reduceOnly, requestKey } = data;
    const name = { owner: accountId, cycle: 0, leg: JSON.stringify([userId, requestKey]), attempt: 1 };
    return {
      orderId: this.ids.next(),
      clientOrderId: this.clientIds.of(name),
      ...{ userId, accountId, venue, symbol, side, type, price, size, reduceOnly, wire },
      correlationId: currentScope().correlationId ?? this.ids.next(),
      decidedAt: at,
      ...MANUAL,
    };
  }

  private async store(
    tx: Tx,
    data: PlaceOrderData,
    nameless: Omit<WantedIntent, 'place'>,
    order: WireOrder,
    market: ManualMarket,
  ): Promise<Result<string, Refusal>> {
    const { symbol, accountId } = data;
    // Also when nothing new is stored: whoever wanted to send in this lane just now has found it taken.
    tx.afterCommit(() => this.sender.nudge());
    const lane = await this.intents.enterLane(tx, { accountId, symbol }, 1, market.markPrice);
    const wanted: WantedIntent = { ...nameless, place: lane.firstPlace };
    const [[there], stands] = await Promise.all([
      this.intents.byClientIds(tx, accountId, [wanted.clientOrderId]),
      this.placing.read(tx, data, market),
    ]);
    if (there !== undefined) return again(there, data);
    const placed = await this.placing.place(tx, wanted, order, market, lane, stands);
    return placed.ok
      ? ok(wanted.orderId)
      : err(deniedTo(placed.error.code, wanted.orderId, placed.error.details));
  }
}

/** The same request once more: the same answer, and no second order. */
function again(there: Intent, data: PlaceOrderData): Result<string, Refusal> {
  const same =
    there.side === data.side &&
    there.type === data.type &&
    there.symbol === data.symbol &&
    there.reduceOnly === data.reduceOnly &&
    there.price === plain(data.price) &&
    mannerOf(there.wire?.type === 'limit' ? there.wire : {}) === mannerOf(data) &&
    there.size === plain(data.size);
  if (!same)
    return err(
      refusal('request-key-used', 'this key was used for another order', { orderId: there.orderId }),
    );
  return there.status === 'denied'
    ? err(deniedTo(there.code ?? 'denied', there.orderId, {}))
    : ok(there.orderId);
}

/** What tells orders apart that are alike otherwise. */
const mannerOf = ({
  timeInForce = 'gtc',
  postOnly = false,
}: Pick<PlaceOrderData, 'timeInForce' | 'postOnly'>): string => `${timeInForce} ${postOnly}`;

const plain = (text: string | null): string | null => (text === null ? null : formatMoney(unitsOfText(text)));
