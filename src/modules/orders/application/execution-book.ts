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
import { readAfterCancelMs } from '../domain/cancelled-sell.js';
import { unitsOfText } from '../domain/exposure.js';
import { isLate } from '../domain/order-life.js';
import { movedBy, movedByOthers } from '../domain/received.js';
import { factsOf, lifeOf } from './order-facts.js';
import { haltLiquidated } from './halt-liquidated.js';
import { childOf, isOfChild, ofParents } from './of-parents.js';
import { OrderLives } from './order-lives.js';
import type { OrderMetrics } from './order-metrics.js';
import type { ClientIds } from './ports/client-ids.port.js';
import type { Intent, LaneName } from './ports/intent.js';
import type {
  ForeignExecution,
  HeldChange,
  Holder,
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
 * though what they filled is part of the position of a perpetual. What is held of a coin is what has arrived of it, fees that were
 * taken in it taken off. What the child of a stop has done counts as done by the stop; where that is learnt later, what was kept
 * as somebody else's is taken back. Whatever moves what an instance holds renews, in the same
 * transaction, the obligation to protect it. What a venue has taken from a bot halts the bot; what it has taken where nobody
 * here can have held anything is as foreign as what it was taken from.
 */
export class ExecutionBook {
  constructor(private readonly parts: ExecutionBookParts) {}

  async book(tx: Tx, told: ExecutionsReportedData, occasion: Occasion): Promise<void> {
    const { intents, metrics } = this.parts;
    const lane: LaneName = { accountId: told.accountId, symbol: told.symbol };
    // Funding is no business of orders; most messages of a quiet market have nothing else.
    if (told.executions.every(({ kind }) => kind === 'funding')) return;
    const before = await intents.enterLane(tx, lane, 0);
    const fresh = await this.withoutBooked(tx, told);
    const data = fresh.executions.some(isOfChild) ? await ofParents(tx, intents, fresh) : fresh;
    const ofOrders = data.executions.filter(isOfOrder);
    const clientIds = [...new Set(ofOrders.map(({ clientOrderId }) => clientOrderId))];
    const ours = await intents.byClientIds(tx, data.accountId, clientIds);
    const venueOrders = await this.venueOrders(tx, data, occasion);
    const intentOf = new Map([...ours, ...venueOrders].map((intent) => [intent.clientOrderId, intent]));
    const fills = this.fillsOf(data, intentOf);
    const added = new Set(await intents.addFills(tx, lane, [...fills.values()]));
    const foreign = new Set(await this.keepForeign(tx, data, intentOf));
    const moved = data.executions.some(isOfChild) ? await this.takeBack(tx, data, added) : NONE;
    const booking = new Booking(tx, data.symbol, new OrderLives(tx, intents, metrics), before, moved);
    const taken: Intent[] = [];
    for (const execution of data.executions) {
      if (execution.kind === 'funding') continue;
      const intent = intentOf.get(clientIdOf(execution, this.parts.clientIds, data));
      if (intent === undefined) booking.foreign(execution, foreign);
      else if (execution.kind === 'filled' || execution.kind === 'liquidated') {
        // A venue may repeat itself within one message, too.
        if (!added.delete(execution.tradeId)) continue;
        // Only what is the last word on the position says that nothing is left of an order.
        const isLast = booking.leavesCut(intent, execution)
          ? !(await intents.hasLaterFill(tx, lane, execution.at))
          : true;
        booking.fill(intent, execution, fills.get(execution.tradeId)!, isLast);
        if (execution.kind === 'liquidated') taken.push(intent);
      } else booking.report(intent, execution);
    }
    await booking.save();
    if (booking.moves) await intents.movePosition(tx, lane, booking);
    for (const order of taken) await haltLiquidated(tx, this.parts, order);
  }

  /**
   * What a venue has taken is told under no id, and the one that we give it is of our installation: told again after that was renewed,
   * it would be another order; and what the child of a stop has done would be a stranger's where nobody knows that child any more.
   * Their trades are the same.
   */
  private async withoutBooked(tx: Tx, data: ExecutionsReportedData): Promise<ExecutionsReportedData> {
    const trades = data.executions.flatMap((one) => tradeOfNobody(one) ?? []);
    if (trades.length === 0) return data;
    const booked = await this.parts.intents.bookedAmong(tx, data, trades);
    if (booked.size === 0) return data;
    const isNew = (one: Execution): boolean => !booked.has(tradeOfNobody(one) ?? '');
    return { ...data, executions: data.executions.filter(isNew) };
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
          : TAKEN;
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

  /**
   * A liquidation is an order of the venue's own: it gets a row like any other, for whoever held the position. Where nobody here
   * can have held it has none, also when it is told again later on.
   */
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
    const lane = { accountId, symbol };
    const foreign = await this.parts.intents.foreignAmong(tx, lane, liquidations.map(foreignKey));
    const orders: Intent[] = [];
    for (const [index, execution] of liquidations.entries()) {
      const there = known.get(ids[index]!);
      if (there !== undefined) {
        orders.push(there);
        continue;
      }
      if (foreign.has(foreignKey(execution))) continue;
      const { side, position = 'net' } = execution;
      const holder = await this.parts.intents.holderOf(tx, lane, { side, position });
      if (holder === null) continue;
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
    { strategy, instanceId, cycle }: Holder,
    { correlationId, step }: Occasion,
  ): Intent {
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

  /** Keys of what is ours now and has moved the position as somebody else's before. */
  private async takeBack(
    tx: Tx,
    { accountId, symbol, executions }: ExecutionsReportedData,
    added: ReadonlySet<string>,
  ): Promise<ReadonlySet<string>> {
    const keys = executions.flatMap((one) =>
      one.kind === 'filled' && isOfChild(one) && added.has(one.tradeId) ? [foreignKey(one)] : [],
    );
    return keys.length === 0 ? NONE : this.parts.intents.takeBack(tx, { accountId, symbol }, keys);
  }

  private async keepForeign(
    tx: Tx,
    data: ExecutionsReportedData,
    intentOf: ReadonlyMap<string, Intent>,
  ): Promise<ReadonlySet<string>> {
    const { userId, accountId, symbol, venue, executions } = data;
    const rows = executions.flatMap((execution): ForeignExecution[] => {
      if (execution.kind === 'funding') return [];
      const clientOrderId = clientIdOf(execution, this.parts.clientIds, data);
      if (intentOf.has(clientOrderId)) return [];
      const kept = execution.kind === 'liquidated' ? takenFill(execution, clientOrderId) : execution;
      return [{ key: foreignKey(execution), userId, clientOrderId, execution: kept }];
    });
    const added = await this.parts.intents.keepForeign(tx, { accountId, symbol }, rows);
    if (added.size > 0) tx.afterCommit(() => this.parts.metrics.notOurs(venue, symbol, added.size));
    return added;
  }
}

/** Trade of what is told under no id of ours; null for anything else. */
const tradeOfNobody = (one: Execution): string | null =>
  one.kind === 'liquidated' || (one.kind === 'filled' && isOfChild(one)) ? one.tradeId : null;

/** How a venue fills what it takes by itself. */
const TAKEN = { liquidity: 'taker', reason: 'liquidation', phase: 'path' } as const;

const NONE: ReadonlySet<string> = new Set();

/** How soon a stop that has triggered is looked for: another order acts for it, of which nobody may tell. */
const CHILD_LOOK_MS = 5_000;

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
    private readonly symbol: string,
    private readonly lives: OrderLives,
    private readonly before: Pick<Lane, 'position' | 'short'>,
    /** Keys of what has moved the position already. */
    private readonly moved: ReadonlySet<string>,
  ) {}

  /** Whether a fill would leave nothing of the position and something of its order, which could only reduce it. */
  leavesCut(intent: Intent, { side, size, position }: Filled | Liquidated): boolean {
    const units = unitsOfText(size);
    const { filled, size: wanted } = lifeOf(this.lives.now(intent));
    return (
      intent.reduceOnly &&
      this.sizeOf(position) + (side === 'buy' ? units : 0n - units) === 0n &&
      (wanted === null || filled + units < wanted)
    );
  }

  /** @param isLast nothing that is booked has happened after it */
  fill(intent: Intent, execution: Filled | Liquidated, fill: NewFill, isLast: boolean): void {
    const { side, position, price, size } = execution;
    const moved = movedBy(this.symbol, execution);
    const wasMoved = this.moved.has(foreignKey(execution))
      ? movedByOthers(this.symbol, execution)
      : ZERO_MONEY;
    this.move(execution, (moved - wasMoved) as Money);
    this.hold(intent, moved, position);
    this.added = (this.added + shareOf(intent, size)) as Money;
    // A reduce-only order is cut to the position: once that is gone there is nothing left of the order either. A fill that is told
    // late says nothing of that: whatever has closed the position since was another order, and this one may rest.
    const flat = intent.reduceOnly && isLast && this.sizeOf(position) === 0n;
    const evidence = { kind: 'filled', size: unitsOfText(size), flat } as const;
    const late = isLate(lifeOf(this.lives.now(intent)));
    const { intent: after } = this.lives.learn(intent, evidence, {
      price,
      childOrderId: childOf(execution),
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
      const kind = isOfChild(execution) ? 'cancelled' : execution.kind;
      // Its cancel is looked after until the venue was read.
      if (kind === 'cancelled' && intent.cancelWanted && readAfterCancelMs(intent) !== null) return;
      this.lives.learn(intent, { kind, code: execution.code }, { childOrderId: childOf(execution) });
      return;
    }
    const { price, at, child } = execution;
    if (child !== undefined) {
      const lookInMs = isLate(lifeOf(this.lives.now(intent))) ? undefined : CHILD_LOOK_MS;
      this.lives.learn(intent, { kind: 'accepted' }, { childOrderId: child, lookInMs });
      return;
    }
    const { intent: after, moved } = this.lives.learn(intent, { kind: 'triggered' }, { details: { price } });
    if (!moved) return;
    this.lives.inScopeOf(after, undefined, () =>
      this.tx.record(new OrderTriggered({ order: factsOf(after), price, at })),
    );
  }

  /** Not ours, but it moves what is held. */
  foreign(execution: OfOrder | Liquidated, added: Set<string>): void {
    const fills = execution.kind === 'filled' || execution.kind === 'liquidated';
    if (!fills || !added.delete(foreignKey(execution))) return;
    this.move(execution, movedByOthers(this.symbol, execution));
  }

  async save(): Promise<void> {
    await this.lives.save();
  }

  /** Whether anything has moved. A long and a short position that grow alike leave their sum as it was. */
  get moves(): boolean {
    return this.change !== 0n || this.short !== 0n || this.holders.size > 0;
  }

  /** What the instances of this message hold more or less than before. */
  get held(): readonly HeldChange[] {
    return [...this.holders.values()];
  }

  private move({ price, position }: Filled | Liquidated, moved: Money): void {
    this.price = price;
    this.change = (this.change + moved) as Money;
    if (position === 'short') this.short = (this.short - moved) as Money;
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

const foreignKey = (execution: OfOrder | Liquidated): string =>
  execution.kind === 'filled' || execution.kind === 'liquidated'
    ? `trade ${execution.tradeId}`
    : `${execution.kind} ${childOf(execution) ?? execution.clientOrderId}`;

/** A liquidation of what is nobody's here, as the trade that it is: whoever adds up trades by hand counts it among them. */
const takenFill = (
  { tradeId, side, position, price, size, fee, feeCurrency, at }: Liquidated,
  clientOrderId: string,
): Filled => ({
  ...{ kind: 'filled', clientOrderId, tradeId, side, price, size, fee, feeCurrency, at, ...TAKEN },
  ...(position !== undefined && { position }),
});

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
