import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { formatMoney, type Money } from '../../../shared/pure/numbers/money.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { UnitOfWork, type Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { currentScope, runInScope } from '../../../shared/platform/telemetry/scope.js';
import { GetCandleHistory } from '../../exchange/contracts/queries/get-candle-history.query.js';
import { GetInstrumentTerms } from '../../exchange/contracts/queries/get-instrument-terms.query.js';
import { GetFeedStatus } from '../../exchange/contracts/queries/get-feed-status.query.js';
import { ListAccounts } from '../../exchange/contracts/queries/list-accounts.query.js';
import { ListInstruments } from '../../exchange/contracts/queries/list-instruments.query.js';
import { PlaceOrder, type PlaceOrderData } from '../contracts/commands/place-order.command.js';
import { OrderDenied } from '../contracts/events/order-denied.event.js';
import type { OrderView } from '../contracts/queries/list-orders.query.js';
import { unitsOfText } from '../domain/exposure.js';
import { manualOrder } from '../domain/manual-order.js';
import { paidIn, reservedFor } from '../domain/reservation.js';
import { approve, type Denial } from '../domain/risk/approve.js';
import { marketDay } from '../domain/risk/limits.js';
import { VALID_MS, venueTerms } from '../domain/venue-terms.js';
import { haltAccount } from './halt-account.js';
import { riskFacts } from './risk-facts.js';
import { factsOf } from './order-facts.js';
import { OrderMetrics } from './order-metrics.js';
import { OrderSender } from './order-sender.js';
import { ClientIds } from './ports/client-ids.port.js';
import type { Intent } from './ports/intent.js';
import { IntentStore, type WantedIntent } from './ports/intent-store.port.js';
import { OrderReads } from './ports/order-reads.port.js';
import { RiskStore } from './ports/risk-store.port.js';

const LAST_CANDLES = 5;
const MINUTE_MS = 60_000;

/** The market that an order is judged in. */
interface Market {
  readonly venue: string;
  readonly at: EpochMs;
  readonly markPrice: string;
  readonly order: WireOrder;
}

/** An order that a person makes: checked against its instrument, judged like that of any bot, stored, then sent. */
@CommandHandler(PlaceOrder)
export class PlaceOrderHandler implements ICommandHandler<PlaceOrder> {
  constructor(
    private readonly bus: Bus,
    private readonly unitOfWork: UnitOfWork,
    private readonly intents: IntentStore,
    private readonly risk: RiskStore,
    private readonly reads: OrderReads,
    private readonly clientIds: ClientIds,
    private readonly ids: Ids,
    private readonly metrics: OrderMetrics,
    private readonly sender: OrderSender,
  ) {}

  async execute({ data }: PlaceOrder): Promise<Result<OrderView, Refusal>> {
    const market = await this.marketOf(data);
    if (!market.ok) return market;
    const wanted = this.wanted(data, market.value);
    const stored = await runInScope({ correlationId: wanted.correlationId, userId: data.userId }, () =>
      this.unitOfWork.run((tx) => this.store(tx, data, wanted, market.value)),
    );
    if (!stored.ok) return stored;
    return ok((await this.reads.get(data.userId, stored.value))!);
  }

  private async marketOf(data: PlaceOrderData): Promise<Result<Market, Refusal>> {
    const { userId, accountId, symbol } = data;
    const account = (await this.bus.ask(new ListAccounts({ userId }))).find(({ id }) => id === accountId);
    if (account === undefined) return err(refusal('unknown-account', 'no such account', { accountId }));
    const { venue } = account;
    const known = await this.bus.ask(new ListInstruments({ venue }));
    const instrument = known.find((one) => one.instrument.symbol === symbol)?.instrument;
    if (instrument === undefined)
      return err(refusal('unknown-instrument', `${venue} has no ${symbol}`, { venue, symbol }));
    const { marketTime } = await this.bus.ask(new GetFeedStatus({}));
    const from = epochMs(marketTime - LAST_CANDLES * MINUTE_MS);
    const candles = await this.bus.ask(new GetCandleHistory({ venue, symbol, from, limit: LAST_CANDLES }));
    const markPrice = candles.at(-1)?.close;
    if (markPrice === undefined)
      return err(refusal('no-price', `there is no price of ${symbol} yet`, { symbol }));
    const terms = await this.bus.ask(new GetInstrumentTerms({ userId, accountId, symbol }));
    const order = manualOrder(data, instrument, markPrice, terms?.positionMode ?? 'one-way');
    return order.ok ? ok({ venue, at: marketTime, markPrice, order: order.value }) : order;
  }

  private wanted(data: PlaceOrderData, { venue, at, order }: Market): Omit<WantedIntent, 'place'> {
    const { userId, accountId, symbol, side, type, price, size, reduceOnly, requestKey } = data;
    const name = { owner: accountId, cycle: 0, leg: JSON.stringify([userId, requestKey]), attempt: 1 };
    return {
      orderId: this.ids.next(),
      clientOrderId: this.clientIds.of(name),
      ...{ userId, accountId, venue, symbol, side, type, price, size, reduceOnly },
      strategy: 'manual',
      instanceId: null,
      cycle: null,
      leg: null,
      attempt: 1,
      reason: 'manual',
      wire: order,
      replaces: null,
      epoch: null,
      correlationId: currentScope().correlationId ?? this.ids.next(),
      step: null,
      decidedAt: at,
    };
  }

  private async store(
    tx: Tx,
    data: PlaceOrderData,
    nameless: Omit<WantedIntent, 'place'>,
    { markPrice, order, at }: Market,
  ): Promise<Result<string, Refusal>> {
    const { symbol, accountId } = data;
    const lane = { accountId, symbol };
    // Also when nothing new is stored: whoever wanted to send in this lane just now has found it taken.
    tx.afterCommit(() => this.sender.nudge());
    const { firstPlace, position, short, halt } = await this.intents.enterLane(tx, lane, 1, markPrice);
    const wanted: WantedIntent = { ...nameless, place: firstPlace };
    const [there] = await this.intents.byClientIds(tx, accountId, [wanted.clientOrderId]);
    if (there !== undefined) return again(there, data);
    const state = await this.risk.enter(tx, { ...data, instanceId: null }, marketDay(at));
    const waiting = await this.intents.waiting(tx, lane);
    const facts = { ...riskFacts(state, symbol, waiting), position, short, laneHalt: halt };
    const verdict = approve({ symbol, order, markPrice, leverage: null, gate: null, at }, facts);
    const funds = venueTerms(wanted.venue).reserves
      ? await this.intents.funds(tx, accountId, paidIn(symbol))
      : null;
    const reserved = verdict.ok
      ? reservedFor(funds, symbol, verdict.value, { leverage: null, maxLeverage: facts.limits.maxLeverage })
      : verdict;
    if (!verdict.ok || !reserved.ok) {
      const denial = verdict.ok ? (reserved as { readonly error: Denial }).error : verdict.error;
      await this.intents.insert(tx, [{ wanted, denial }], waiting.exposure);
      tx.record(new OrderDenied({ order: factsOf(wanted), ...denial }));
      tx.afterCommit(() => this.metrics.reached({ ...wanted, status: 'denied' }));
      const { code, details } = denial;
      if (code === 'max-orders' && state.accountHalt === null)
        await haltAccount(tx, this.risk, data, code, details);
      return err(denied(code, wanted.orderId, details));
    }
    const waits = (waiting.exposure + verdict.value.exposure) as Money;
    const { reservation } = reserved.value;
    const fresh = { wanted, approved: verdict.value, validMs: VALID_MS, reservation };
    await this.intents.insert(tx, [fresh], waits);
    await this.risk.countOrders(tx, accountId, verdict.value.exposure > 0n ? 1 : 0);
    tx.afterCommit(() => this.metrics.reached({ ...wanted, status: 'planned' }));
    return ok(wanted.orderId);
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
    ? err(denied(there.code ?? 'denied', there.orderId, {}))
    : ok(there.orderId);
}

const mannerOf = ({
  timeInForce = 'gtc',
  postOnly = false,
}: Pick<PlaceOrderData, 'timeInForce' | 'postOnly'>): string => `${timeInForce} ${postOnly}`;

const plain = (text: string | null): string | null => (text === null ? null : formatMoney(unitsOfText(text)));

const denied = (code: string, orderId: string, details: Readonly<Record<string, string>>): Refusal =>
  refusal(code, 'The order was denied by a limit of yours. The details hold its numbers.', {
    orderId,
    ...details,
  });
