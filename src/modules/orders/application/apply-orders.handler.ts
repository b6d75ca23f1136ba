import type { Envelope } from '../../../shared/pure/messages/envelope.js';
import type { Money } from '../../../shared/pure/numbers/money.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { OnRecord, type RecordHandler } from '../../../shared/platform/bus/on-record.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  ApplyOrders,
  type ApplyOrdersData,
  type OrderOperation,
} from '../contracts/commands/apply-orders.command.js';
import { OrderDenied } from '../contracts/events/order-denied.event.js';
import { unitsOfText } from '../domain/exposure.js';
import { afterCancelling, afterPlacing } from '../domain/facts-after.js';
import { approve, type Denial, type RiskFacts } from '../domain/risk/approve.js';
import { marketDay } from '../domain/risk/limits.js';
import { paidIn, reservedFor, type Funds } from '../domain/reservation.js';
import { mayBeAttemptedAgain } from '../domain/status.js';
import { VALID_MS, venueTerms } from '../domain/venue-terms.js';
import { CancelWishes } from './cancel-wishes.js';
import { factsOf } from './order-facts.js';
import { haltAccount } from './halt-account.js';
import { riskFacts } from './risk-facts.js';
import { OrderLives } from './order-lives.js';
import { OrderMetrics } from './order-metrics.js';
import { OrderSender } from './order-sender.js';
import { ClientIds } from './ports/client-ids.port.js';
import type { Intent } from './ports/intent.js';
import { IntentStore, type NewIntent, type WantedIntent } from './ports/intent-store.port.js';
import { RiskStore, type RiskState } from './ports/risk-store.port.js';
import { Succession } from './succession.js';

type Place = Extract<OrderOperation, { op: 'place' }>;

const nameOf = ({ cycle, leg }: { readonly cycle: number | null; readonly leg: string | null }): string =>
  `${cycle} ${leg}`;

/**
 * Takes what one step of an instance wants into intents: judged, stored, to be sent by the sender. The natural key of an
 * order is (instance, cycle, leg): asking again for one that is there changes nothing, for one that never acted makes a
 * further attempt. A command of an epoch that the gate has left does nothing but deny what it wanted to place.
 */
@OnRecord('orders', ApplyOrders)
export class ApplyOrdersHandler implements RecordHandler<ApplyOrders> {
  constructor(
    private readonly intents: IntentStore,
    private readonly risk: RiskStore,
    private readonly clientIds: ClientIds,
    private readonly ids: Ids,
    private readonly metrics: OrderMetrics,
    private readonly sender: OrderSender,
  ) {}

  async handle({ data }: ApplyOrders, envelope: Envelope, tx: Tx): Promise<void> {
    const lane = { accountId: data.accountId, symbol: data.symbol };
    const { markPrice, operations } = data;
    const { firstPlace, position, short, halt } = await this.intents.enterLane(
      tx,
      lane,
      operations.length,
      markPrice,
    );
    const state = await this.risk.enter(tx, data, marketDay(data.decidedAt));
    const known = await this.intents.newest(tx, data.instanceId, namedOrders(data));
    const waiting = await this.intents.waiting(tx, lane);
    const funds = venueTerms(data.venue).reserves
      ? await this.intents.funds(tx, data.accountId, paidIn(data.symbol))
      : null;
    const facts = { ...riskFacts(state, lane.symbol, waiting), position, short, laneHalt: halt };
    const line = await Succession.of(tx, this.intents, data.accountId, known);
    const command = new OrderCommand(data, envelope, state, known, facts, funds);
    const lives = new OrderLives(tx, this.intents, this.metrics);
    const wishes = new CancelWishes(lives);
    const fresh = new Map<string, NewIntent>();
    for (const [index, operation] of data.operations.entries()) {
      const place = firstPlace + index;
      if (operation.op === 'place') {
        const attempt = command.attemptOf(operation, fresh);
        if (attempt === null) continue;
        const wanted = this.wanted(command, operation, place, attempt, { fresh, line });
        fresh.set(nameOf(operation), command.judge(wanted, operation));
      } else if (command.isCurrent) {
        const planned = giveUp(fresh, nameOf(operation));
        const ending =
          planned === null
            ? line.endWith(command.known.get(nameOf(operation)))
            : line.endBefore(planned.replaces);
        for (const intent of ending) {
          command.cancelling(intent);
          wishes.add(intent, place, envelope.step, 'asked');
        }
      }
    }
    const added = [...fresh.values()];
    await this.intents.insert(tx, added, command.facts.waitingExposure);
    for (const intent of added) this.tell(tx, intent);
    await wishes.save(tx, this.intents);
    await lives.save();
    await this.risk.countOrders(tx, data.accountId, command.facts.ordersToday - state.ordersToday);
    if (command.facts.accountHalt !== state.accountHalt)
      await haltAccount(tx, this.risk, data, 'max-orders', command.haltDetails);
    tx.afterCommit(() => this.sender.nudge());
  }

  private wanted(
    { data, envelope, known }: OrderCommand,
    { leg, cycle, order, reason, replaces }: Place,
    place: number,
    attempt: number,
    { fresh, line }: { readonly fresh: ReadonlyMap<string, NewIntent>; readonly line: Succession },
  ): WantedIntent {
    const { instanceId, userId, accountId, venue, symbol, strategy, epoch, decidedAt, settingsVersion } =
      data;
    const replaced = replaces === null ? null : nameOf({ cycle, leg: replaces });
    const resting = replaced === null ? undefined : known.get(replaced);
    const planned = replaced === null ? undefined : fresh.get(replaced);
    const replacesId =
      planned !== undefined && 'approved' in planned ? planned.wanted.clientOrderId : line.standing(resting);
    return {
      orderId: this.ids.next(),
      clientOrderId: this.clientIds.of({ owner: instanceId, cycle, leg, attempt }),
      ...{
        userId,
        accountId,
        venue,
        symbol,
        strategy,
        instanceId,
        cycle,
        leg,
        attempt,
        reason,
        epoch,
        place,
        decidedAt,
      },
      settingsVersion,
      side: order.side,
      type: order.type,
      price: 'price' in order ? order.price : null,
      size: 'size' in order ? order.size : null,
      reduceOnly: order.reduceOnly,
      wire: order,
      replaces: replacesId,
      correlationId: envelope.correlationId,
      step: envelope.step,
    };
  }

  private tell(tx: Tx, intent: NewIntent): void {
    const { wanted } = intent;
    const status = 'denial' in intent ? 'denied' : 'planned';
    tx.afterCommit(() => this.metrics.reached({ ...wanted, status }));
    if ('denial' in intent) tx.record(new OrderDenied({ order: factsOf(wanted), ...intent.denial }));
  }
}

/** One command while it is being judged: each order is judged by the facts that those before it have left. */
class OrderCommand {
  readonly known: ReadonlyMap<string, Intent>;
  haltDetails: Readonly<Record<string, string>> = {};

  constructor(
    readonly data: ApplyOrdersData,
    readonly envelope: Envelope,
    private readonly state: RiskState,
    known: readonly Intent[],
    public facts: RiskFacts,
    /** What is left of what the account has; null where nothing is reserved. */
    private funds: Funds | null,
  ) {
    this.known = new Map(known.map((intent) => [nameOf(intent), intent]));
  }

  /** Cancels of an epoch that is over are not carried out: they may be about orders that have a new life. */
  get isCurrent(): boolean {
    return this.state.gate?.epoch === this.data.epoch;
  }

  /** Number of the attempt to make, or null when the order is there already. */
  attemptOf(operation: Place, fresh: ReadonlyMap<string, NewIntent>): number | null {
    if (fresh.has(nameOf(operation))) return null;
    const last = this.known.get(nameOf(operation));
    if (last === undefined) return 1;
    return mayBeAttemptedAgain(last.status) ? last.attempt + 1 : null;
  }

  judge(wanted: WantedIntent, { order }: Place): NewIntent {
    const { symbol, markPrice, leverage, epoch, decidedAt: at } = this.data;
    const gate = { wanted: epoch, is: this.state.gate };
    const verdict = approve({ symbol, order, markPrice, leverage, gate, at }, this.facts);
    if (!verdict.ok) return { wanted, denial: this.noted(verdict.error) };
    const reserved = reservedFor(this.funds, symbol, verdict.value, {
      ...{ leverage, maxLeverage: this.facts.limits.maxLeverage },
    });
    if (!reserved.ok) return { wanted, denial: reserved.error };
    const { reservation, left } = reserved.value;
    this.funds = left;
    this.facts = afterPlacing(this.facts, verdict.value);
    // A stepped market waits for its orders, however long that takes; any other goes on.
    const validMs = wanted.step === null ? VALID_MS : null;
    return { wanted, approved: verdict.value, validMs, reservation };
  }

  cancelling({ side, size, filledSize, reduceOnly }: Intent): void {
    if (reduceOnly || size === null) return;
    const left = (unitsOfText(size) - unitsOfText(filledSize)) as Money;
    this.facts = afterCancelling(this.facts, side, left);
  }

  /** An account that has used up its orders of the day is halted, so that whoever runs wild is noticed. */
  private noted(denial: Denial): Denial {
    if (denial.code === 'max-orders' && this.facts.accountHalt === null) {
      this.facts = { ...this.facts, accountHalt: 'max-orders' };
      this.haltDetails = denial.details;
    }
    return denial;
  }
}

/**
 * What was wanted and is given up within one command was never sent, so both go, and what it was to replace as well. Answers the
 * first of these; null when the order is older than the command.
 */
function giveUp(fresh: Map<string, NewIntent>, name: string): WantedIntent | null {
  const given = fresh.get(name)?.wanted;
  if (given === undefined) return null;
  fresh.delete(name);
  for (const [other, { wanted }] of fresh)
    if (wanted.clientOrderId === given.replaces) return giveUp(fresh, other);
  return given;
}

function namedOrders({ operations }: ApplyOrdersData): readonly { cycle: number; leg: string }[] {
  const names = new Map<string, { cycle: number; leg: string }>();
  for (const operation of operations) {
    const { cycle, leg } = operation;
    names.set(nameOf({ cycle, leg }), { cycle, leg });
    if (operation.op === 'place' && operation.replaces !== null)
      names.set(nameOf({ cycle, leg: operation.replaces }), { cycle, leg: operation.replaces });
  }
  return [...names.values()];
}
