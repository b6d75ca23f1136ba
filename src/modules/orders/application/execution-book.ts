import { ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import type { Ids } from '../../../shared/platform/clock/ids.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type {
  Execution,
  ExecutionsReportedData,
} from '../../exchange/contracts/events/executions-reported.event.js';
import { OrderFilled, type FillFacts } from '../contracts/events/order-filled.event.js';
import { OrderTriggered } from '../contracts/events/order-triggered.event.js';
import { unitsOfText } from '../domain/exposure.js';
import { isLate } from '../domain/order-life.js';
import { factsOf, lifeOf } from './order-facts.js';
import { haltLiquidated } from './halt-liquidated.js';
import { OrderLives } from './order-lives.js';
import type { OrderMetrics } from './order-metrics.js';
import type { ClientIds } from './ports/client-ids.port.js';
import type { Intent, LaneName } from './ports/intent.js';
import type {
  ForeignExecution,
  HeldChange,
  IntentStore,
  Lane,
  NewFill,
  PositionMove,
  PositionName,
} from './ports/intent-store.port.js';
import type { RiskStore } from './ports/risk-store.port.js';

type Filled = Extract<Execution, { kind: 'filled' }>;
type Liquidated = Extract<Execution, { kind: 'liquidated' }>;
type OfOrder = Exclude<Execution, { kind: 'liquidated' | 'funding' }>;

/** What led to executions being known: the message of the venue, or a look of ours. */
export interface Occasion {
  readonly correlationId: string;
  readonly step: number | null;
}

export interface ExecutionBookParts {
  readonly intents: IntentStore;
  readonly risk: RiskStore;
  readonly clientIds: ClientIds;
  readonly ids: Ids;
  readonly metrics: OrderMetrics;
}

/**
 * Books what a venue has told, in the venue's order: fills once by their trade id, statuses forward, and an event for each
 * under the correlation id of the order it belongs to. Orders that are not ours are kept to be shown and never touched,
 * though what they filled is part of what the account holds. Whatever moves what an instance holds renews, in the same
 * transaction, the obligation to protect it. What a venue has taken from a bot halts the bot.
 */
export class ExecutionBook {
  constructor(private readonly parts: ExecutionBookParts) {}

  async book(tx: Tx, data: ExecutionsReportedData, occasion: Occasion): Promise<void> {
    const { intents, metrics } = this.parts;
    const lane: LaneName = { accountId: data.accountId, symbol: data.symbol };
    const ofOrders = data.executions.filter(isOfOrder);
    const liquidations = data.executions.filter(({ kind }) => kind === 'liquidated');
    // Funding is no business of orders; most messages of a quiet market have nothing else.
    if (ofOrders.length === 0 && liquidations.length === 0) return;
    const before = await intents.enterLane(tx, lane, 0);
    const clientIds = [...new Set(ofOrders.map(({ clientOrderId }) => clientOrderId))];
    const ours = await intents.byClientIds(tx, data.accountId, clientIds);
    const venueOrders = await this.venueOrders(tx, data, occasion);
    const intentOf = new Map([...ours, ...venueOrders].map((intent) => [intent.clientOrderId, intent]));
    const fills = this.fillsOf(data, intentOf);
    const added = new Set(await intents.addFills(tx, lane, [...fills.values()]));
    const foreign = new Set(await this.keepForeign(tx, data, intentOf));
    const booking = new Booking(tx, new OrderLives(tx, intents, metrics), before);
    const taken: Intent[] = [];
    for (const execution of data.executions) {
      if (execution.kind === 'funding') continue;
      const intent = intentOf.get(clientIdOf(execution, this.parts.clientIds, data));
      if (intent === undefined) booking.foreign(execution, foreign);
      else if (execution.kind === 'filled' || execution.kind === 'liquidated') {
        // A venue may repeat itself within one message, too.
        if (!added.delete(execution.tradeId)) continue;
        booking.fill(intent, execution, fills.get(execution.tradeId)!);
        if (execution.kind === 'liquidated') taken.push(intent);
      } else booking.report(intent, execution);
    }
    await booking.save();
    if (booking.change !== 0n || booking.held.length > 0) await intents.movePosition(tx, lane, booking);
    for (const order of taken) await haltLiquidated(tx, this.parts, order);
  }

  private fillsOf(
    data: ExecutionsReportedData,
    intentOf: ReadonlyMap<string, Intent>,
  ): ReadonlyMap<string, NewFill> {
    const fills = new Map<string, NewFill>();
    for (const execution of data.executions) {
      if (execution.kind !== 'filled' && execution.kind !== 'liquidated') continue;
      const intent = intentOf.get(clientIdOf(execution, this.parts.clientIds, data));
      if (intent === undefined || fills.has(execution.tradeId)) continue;
      const { tradeId, side, position, price, size, fee, feeCurrency, at } = execution;
      const how =
        execution.kind === 'filled'
          ? { liquidity: execution.liquidity, reason: execution.reason, phase: execution.phase }
          : { liquidity: 'taker' as const, reason: 'liquidation', phase: 'path' as const };
      const facts: FillFacts = {
        fillId: this.parts.ids.next(),
        tradeId,
        price,
        size,
        fee,
        feeCurrency,
        ...how,
        ...(position !== undefined && { position }),
        at,
      };
      fills.set(tradeId, { ...facts, side, intentId: intent.orderId, userId: intent.userId });
    }
    return fills;
  }

  /** A liquidation is an order of the venue's own: it gets a row like any other, for the instance that held the position. */
  private async venueOrders(
    tx: Tx,
    data: ExecutionsReportedData,
    occasion: Occasion,
  ): Promise<readonly Intent[]> {
    const liquidations = data.executions.filter((one): one is Liquidated => one.kind === 'liquidated');
    if (liquidations.length === 0) return [];
    const { accountId, symbol } = data;
    const ids = liquidations.map((one) => clientIdOf(one, this.parts.clientIds, data));
    const known = new Map(
      (await this.parts.intents.byClientIds(tx, accountId, ids)).map((intent) => [
        intent.clientOrderId,
        intent,
      ]),
    );
    const holder = await this.parts.intents.lastHolder(tx, { accountId, symbol });
    const orders: Intent[] = [];
    for (const [index, execution] of liquidations.entries()) {
      const there = known.get(ids[index]!);
      if (there !== undefined) {
        orders.push(there);
        continue;
      }
      const made = this.liquidationOrder(data, execution, ids[index]!, holder, occasion);
      const order = { ...made, attempt: await this.nextAttempt(tx, made) };
      await this.parts.intents.insertVenueOrder(tx, order);
      orders.push(order);
    }
    return orders;
  }

  /** A position may be liquidated more than once in one cycle; each has its own name. */
  private async nextAttempt(tx: Tx, { instanceId, cycle, leg }: Intent): Promise<number> {
    if (instanceId === null || cycle === null || leg === null) return 1;
    const [last] = await this.parts.intents.newest(tx, instanceId, [{ cycle, leg }]);
    return (last?.attempt ?? 0) + 1;
  }

  private liquidationOrder(
    { userId, accountId, venue, symbol }: ExecutionsReportedData,
    { side, size, at, position }: Liquidated,
    clientOrderId: string,
    holder: Pick<Intent, 'strategy' | 'instanceId' | 'cycle'> | null,
    { correlationId, step }: Occasion,
  ): Intent {
    const { strategy, instanceId, cycle } = holder ?? { strategy: 'manual', instanceId: null, cycle: null };
    return {
      orderId: this.parts.ids.next(),
      ...{
        clientOrderId,
        userId,
        accountId,
        venue,
        symbol,
        strategy,
        instanceId,
        cycle,
        side,
        size,
        correlationId,
        step,
      },
      leg: position === undefined ? 'liquidation' : `liquidation-${position}`,
      attempt: 1,
      type: 'liquidation',
      price: null,
      reduceOnly: true,
      reason: 'liquidation',
      wire: null,
      replaces: null,
      epoch: null,
      exposure: '0',
      place: 0,
      status: 'acked',
      code: null,
      filledSize: '0',
      filledValue: '0',
      venueOrderId: null,
      announced: true,
      decidedAt: at,
      looks: 0,
      fence: null,
      createdAt: at,
      cancelWanted: false,
    };
  }

  private async keepForeign(
    tx: Tx,
    { userId, accountId, symbol, venue, executions }: ExecutionsReportedData,
    intentOf: ReadonlyMap<string, Intent>,
  ): Promise<ReadonlySet<string>> {
    const foreign = executions.filter(isOfOrder).filter(({ clientOrderId }) => !intentOf.has(clientOrderId));
    const rows = foreign.map((execution): ForeignExecution => ({
      key: foreignKey(execution),
      userId,
      clientOrderId: execution.clientOrderId,
      execution,
    }));
    const added = await this.parts.intents.keepForeign(tx, { accountId, symbol }, rows);
    if (added.size > 0) tx.afterCommit(() => this.parts.metrics.notOurs(venue, symbol, added.size));
    return added;
  }
}

/** Reason of an order that opens a hedge. */
const HEDGE = 'hedge';

/** One message while it is being booked. */
class Booking implements PositionMove {
  change: Money = ZERO_MONEY;
  short: Money = ZERO_MONEY;
  price = '0';
  added: Money = ZERO_MONEY;
  private readonly holders = new Map<string, HeldChange>();

  constructor(
    private readonly tx: Tx,
    private readonly lives: OrderLives,
    private readonly before: Pick<Lane, 'position' | 'short'>,
  ) {}

  fill(intent: Intent, execution: Filled | Liquidated, fill: NewFill): void {
    const { side, position, price, size } = execution;
    const moved = this.move(execution);
    this.hold(intent, moved, position);
    this.added = (this.added + shareOf(intent, size)) as Money;
    // A reduce-only order is cut to the position: once that is gone there is nothing left of the order either.
    const flat = intent.reduceOnly && this.sizeOf(position) === 0n;
    const evidence = { kind: 'filled', size: unitsOfText(size), flat } as const;
    const late = isLate(lifeOf(this.lives.now(intent)));
    const { intent: after } = this.lives.learn(intent, evidence, {
      price,
      details: { tradeId: fill.tradeId, price, size, ...(late && { late: 'true' }) },
    });
    const { intentId: _, userId: __, side: ___, ...facts } = fill;
    this.lives.inScopeOf(after, undefined, () =>
      this.tx.record(
        new OrderFilled({
          // A whole-bot trigger trades on the side that closes what is held, whatever side it was written with.
          order: { ...factsOf(after), side },
          fill: facts,
          cumulativeSize: after.filledSize,
          complete: after.status === 'filled',
        }),
      ),
    );
  }

  report(intent: Intent, execution: Exclude<OfOrder, Filled>): void {
    if (execution.kind !== 'triggered') {
      this.lives.learn(intent, { kind: execution.kind, code: execution.code });
      return;
    }
    const { price, at } = execution;
    const { intent: after, moved } = this.lives.learn(intent, { kind: 'triggered' }, { details: { price } });
    if (!moved) return;
    this.lives.inScopeOf(after, undefined, () =>
      this.tx.record(new OrderTriggered({ order: factsOf(after), price, at })),
    );
  }

  /** Not ours, but it moves what is held. */
  foreign(execution: OfOrder | Liquidated, added: Set<string>): void {
    if (execution.kind === 'filled' && added.delete(foreignKey(execution))) this.move(execution);
  }

  async save(): Promise<void> {
    await this.lives.save();
  }

  /** What the instances of this message hold more or less than before. */
  get held(): readonly HeldChange[] {
    return [...this.holders.values()];
  }

  private move({ side, size, price, position }: Filled | Liquidated): Money {
    this.price = price;
    const units = unitsOfText(size);
    const moved = (side === 'buy' ? units : 0n - units) as Money;
    this.change = (this.change + moved) as Money;
    if (position === 'short') this.short = (this.short - moved) as Money;
    return moved;
  }

  /** Signed size of a position as it is now. */
  private sizeOf(position: PositionSide | undefined): bigint {
    const short = this.before.short + this.short;
    if (position === 'short') return 0n - short;
    const net = this.before.position + this.change;
    return position === 'long' ? net + short : net;
  }

  private hold(
    { instanceId, userId, venue, strategy, reason }: Intent,
    moved: Money,
    side?: PositionSide,
  ): void {
    if (instanceId === null) return;
    const position: PositionName = side ?? 'net';
    const key = `${instanceId} ${position}`;
    const before = this.holders.get(key);
    const change = ((before?.change ?? ZERO_MONEY) + moved) as Money;
    const hedges = before?.hedges ?? reason === HEDGE;
    this.holders.set(key, { instanceId, userId, venue, strategy, position, hedges, change });
  }
}

/** The part of an order's exposure that a fill of this size stands for. */
function shareOf({ exposure, size: whole }: Intent, filled: string): bigint {
  const size = whole === null ? 0n : unitsOfText(whole);
  return size === 0n ? 0n : (unitsOfText(exposure) * unitsOfText(filled)) / size;
}

const isOfOrder = (execution: Execution): execution is OfOrder =>
  execution.kind !== 'liquidated' && execution.kind !== 'funding';

const foreignKey = (execution: OfOrder): string =>
  execution.kind === 'filled' ? `trade ${execution.tradeId}` : `${execution.kind} ${execution.clientOrderId}`;

/** A liquidation has no client id of anybody; it gets one of ours, made of its trade. */
const clientIdOf = (
  execution: OfOrder | Liquidated,
  clientIds: ClientIds,
  { accountId, symbol }: ExecutionsReportedData,
): string =>
  execution.kind === 'liquidated'
    ? clientIds.of({
        owner: accountId,
        cycle: 0,
        leg: `liquidation ${symbol} ${execution.tradeId}`,
        attempt: 1,
      })
    : execution.clientOrderId;
