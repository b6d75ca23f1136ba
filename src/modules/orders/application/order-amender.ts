import { formatMoney } from '../../../shared/pure/numbers/money.js';
import type { Refusal } from '../../../shared/pure/refusal.js';
import type { Result } from '../../../shared/pure/result.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { LookUpOrders, type OrdersLookedUp } from '../../exchange/contracts/queries/look-up-orders.query.js';
import { fateOf } from '../domain/amendment.js';
import { unitsOfText } from '../domain/exposure.js';
import { manualOrder } from '../domain/manual-order.js';
import { venueTerms } from '../domain/venue-terms.js';
import { endAmendment } from './amendment-ends.js';
import { changedOrder } from './changed-order.js';
import type { ExecutionBook } from './execution-book.js';
import type { ManualMarket, ManualMarkets } from './manual-markets.js';
import { MANUAL, type ManualPlacing } from './manual-placing.js';
import { OrderLoop } from './order-loop.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import type { OrderSender } from './order-sender.js';
import type { Amendment, AmendmentStore } from './ports/amendment-store.port.js';
import type { Intent } from './ports/intent.js';
import type { Lane, WantedIntent } from './ports/intent-store.port.js';

export interface OrderAmenderParts extends OrderLoopParts {
  readonly amendments: AmendmentStore;
  readonly markets: ManualMarkets;
  readonly placing: ManualPlacing;
  readonly book: ExecutionBook;
  readonly sender: OrderSender;
}

const AT_ONCE = 100;
/** Trades are read from this long before the order was stored. */
const READ_BACK_MS = 5_000;

/**
 * Carries out what people have wished to change, once the order that it is about has ended. The venue is asked first what it
 * has of that order: what it filled on its way out is booked, and only what is left then takes the place. The end of the wish
 * and the order that fulfils it are one transaction, so a crash leaves either the wish as it was or all of it.
 */
export class OrderAmender extends OrderLoop {
  constructor(private readonly parts: OrderAmenderParts) {
    super(parts.clock, parts.failed);
  }

  protected override async run(): Promise<boolean> {
    const { amendments, failed } = this.parts;
    for (const { intent, endedForMs } of await amendments.due(AT_ONCE)) {
      if (endedForMs < venueTerms(intent.venue).fillsShownMs) continue;
      try {
        await this.finish(intent);
      } catch (error) {
        // Not asked is not answered: this wish waits, those of others do not.
        failed(error);
      }
    }
    return false;
  }

  private async finish(intent: Intent): Promise<void> {
    const { bus, markets, unitOfWork } = this.parts;
    const { userId, accountId, clientOrderId, createdAt } = intent;
    const since = epochMs(createdAt - READ_BACK_MS);
    const known = await bus.ask(
      new LookUpOrders({ userId, accountId, clientOrderIds: [clientOrderId], since }),
    );
    if (known === null) throw new Error(`the venue does not show the account ${accountId}`);
    const market = await markets.of(intent);
    await unitOfWork.run(async (tx) => {
      // What it filled counts first, so that both orders together are never more than was wanted.
      await this.bookExecutions(tx, intent, known);
      await this.conclude(tx, intent, market, isGone(known, clientOrderId));
    });
  }

  private async bookExecutions(tx: Tx, intent: Intent, { executions }: OrdersLookedUp): Promise<void> {
    const { userId, accountId, venue, symbol, correlationId } = intent;
    const ofLane = executions.filter((one) => one.symbol === symbol).map(({ execution }) => execution);
    if (ofLane.length === 0) return;
    const told = { accountId, userId, venue, symbol, executions: ofLane };
    await this.parts.book.book(tx, told, { correlationId, step: null });
  }

  private async conclude(
    tx: Tx,
    { orderId, accountId, symbol }: Intent,
    market: Result<ManualMarket, Refusal>,
    gone: boolean,
  ): Promise<void> {
    const { intents, amendments, sender } = this.parts;
    // Also when nothing comes of it: whoever wanted to send in this lane just now has found it taken.
    tx.afterCommit(() => sender.nudge());
    const markPrice = market.ok ? market.value.markPrice : undefined;
    const lane = await intents.enterLane(tx, { accountId, symbol }, 1, markPrice);
    const [old] = await intents.byIds(tx, [orderId]);
    const wish = await amendments.of(tx, orderId);
    // Another process was faster.
    if (old === undefined || wish?.state !== 'pending') return;
    const rest = { size: unitsOfText(wish.size), filledBefore: unitsOfText(wish.filledBefore) };
    const fate = fateOf(rest, { ...old, filled: unitsOfText(old.filledSize) });
    const none = { code: null, details: {}, successorId: null };
    if (fate.fate === 'wait' || (fate.fate === 'replace' && !gone)) return;
    if (fate.fate === 'filled') await endAmendment(tx, amendments, old, { ...none, state: 'filled' });
    else if (fate.fate === 'ended')
      await endAmendment(tx, amendments, old, { ...none, state: 'ended', code: fate.code });
    else await this.replace(tx, old, wish, formatMoney(fate.size), market, lane);
  }

  private async replace(
    tx: Tx,
    old: Intent,
    { price, correlationId }: Amendment,
    size: string,
    market: Result<ManualMarket, Refusal>,
    lane: Lane,
  ): Promise<void> {
    const { amendments, placing } = this.parts;
    const wanted = changedOrder(old, price, size);
    const order = market.ok
      ? manualOrder(wanted, market.value.instrument, market.value.markPrice, market.value.positionMode)
      : market;
    if (!market.ok || !order.ok) {
      const { code, details } = (order as { readonly error: Refusal }).error;
      const end = { state: 'ended', code, details: textsOf(details), successorId: null } as const;
      await endAmendment(tx, amendments, old, end);
      return;
    }
    const successor: WantedIntent = {
      ...this.named(old),
      ...{ price, size, wire: order.value, place: lane.firstPlace, decidedAt: market.value.at },
      correlationId,
    };
    const { userId } = old;
    const stands = await placing.read(tx, old, market.value);
    const placed = await runInScope({ correlationId, userId }, () =>
      placing.place(tx, successor, order.value, market.value, lane, stands),
    );
    const { code, details } = placed.ok ? { code: null, details: {} } : placed.error;
    const state = placed.ok ? 'replaced' : 'denied';
    await endAmendment(tx, amendments, old, { state, code, details, successorId: successor.orderId });
  }

  /** Its name follows from the order whose place it takes, so that there can be one only. */
  private named(
    old: Intent,
  ): Omit<WantedIntent, 'price' | 'size' | 'wire' | 'place' | 'decidedAt' | 'correlationId'> {
    const { userId, accountId, venue, symbol, side, type, reduceOnly, orderId } = old;
    const leg = JSON.stringify([userId, 'in the place of', orderId]);
    return {
      orderId: this.parts.ids.next(),
      clientOrderId: this.parts.clientIds.of({ owner: accountId, cycle: 0, leg, attempt: 1 }),
      ...{ userId, accountId, venue, symbol, side, type, reduceOnly },
      ...MANUAL,
    };
  }
}

/** The venue says so itself: it is cancelled there, or nowhere to be found. */
const isGone = ({ found, nowhere }: OrdersLookedUp, clientOrderId: string): boolean =>
  nowhere.includes(clientOrderId) ||
  found.some((order) => order.clientOrderId === clientOrderId && order.status === 'cancelled');

const textsOf = (details: Refusal['details']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
