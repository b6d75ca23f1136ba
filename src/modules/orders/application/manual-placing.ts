import { Injectable } from '@nestjs/common';
import type { Money } from '../../../shared/pure/numbers/money.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import type { WireOrder } from '../../../shared/pure/strategy/wire-order.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { OrderDenied } from '../contracts/events/order-denied.event.js';
import { unitsOfText } from '../domain/exposure.js';
import { paidIn, reservedFor, type Reservation } from '../domain/reservation.js';
import { approve, type ApprovedOrder, type Denial } from '../domain/risk/approve.js';
import { marketDay } from '../domain/risk/limits.js';
import { VALID_MS, venueTerms } from '../domain/venue-terms.js';
import { haltAccount } from './halt-account.js';
import type { ManualMarket } from './manual-markets.js';
import { factsOf } from './order-facts.js';
import { OrderMetrics } from './order-metrics.js';
import type { Intent } from './ports/intent.js';
import { IntentStore, type Lane, type Waiting, type WantedIntent } from './ports/intent-store.port.js';
import { RiskStore, type RiskState } from './ports/risk-store.port.js';
import { riskFacts } from './risk-facts.js';

/** What an order of a person has none of, or one and the same. */
export const MANUAL = {
  strategy: 'manual',
  instanceId: null,
  cycle: null,
  leg: null,
  attempt: 1,
  reason: 'manual',
  replaces: null,
  epoch: null,
  step: null,
} as const;

/** Whose order it is, and where. */
type Owner = Pick<WantedIntent, 'userId' | 'accountId' | 'symbol'>;

/** What an order is judged by, but for what its lane holds. */
export interface AsItStands {
  readonly state: RiskState;
  readonly waiting: Waiting;
}

type Verdict = Result<{ readonly approved: ApprovedOrder; readonly reservation: Reservation | null }, Denial>;

/** Judges orders of people and stores them, inside the transaction of a use case that has entered their lane. */
@Injectable()
export class ManualPlacing {
  constructor(
    private readonly intents: IntentStore,
    private readonly risk: RiskStore,
    private readonly metrics: OrderMetrics,
  ) {}

  /** In one flight: none of what is read needs the answer to another. */
  async read(tx: Tx, { accountId, userId, symbol }: Owner, { at }: ManualMarket): Promise<AsItStands> {
    const [state, waiting] = await Promise.all([
      this.risk.enter(tx, { accountId, userId, instanceId: null }, marketDay(at)),
      this.intents.waiting(tx, { accountId, symbol }),
    ]);
    return { state, waiting };
  }

  /** Stores the order to be sent, or as denied: then with what there is to tell. */
  async place(
    tx: Tx,
    wanted: WantedIntent,
    order: WireOrder,
    market: ManualMarket,
    lane: Lane,
    stands: AsItStands,
  ): Promise<Result<void, Denial>> {
    const { accountId, userId } = wanted;
    const { state, waiting } = stands;
    const verdict = await this.judge(tx, wanted, order, market, lane, stands);
    if (!verdict.ok) {
      const denial = verdict.error;
      await this.intents.insert(tx, [{ wanted, denial }], waiting.exposure);
      tx.record(new OrderDenied({ order: factsOf(wanted), ...denial }));
      tx.afterCommit(() => this.metrics.reached({ ...wanted, status: 'denied' }));
      const { code, details } = denial;
      if (code === 'max-orders' && state.accountHalt === null)
        await haltAccount(tx, this.risk, { accountId, userId }, code, details);
      return err(denial);
    }
    const { approved, reservation } = verdict.value;
    const waits = (waiting.exposure + approved.exposure) as Money;
    await Promise.all([
      this.intents.insert(tx, [{ wanted, approved, validMs: VALID_MS, reservation }], waits),
      this.risk.countOrders(tx, accountId, approved.exposure > 0n ? 1 : 0),
    ]);
    tx.afterCommit(() => this.metrics.reached({ ...wanted, status: 'planned' }));
    return ok(undefined);
  }

  /**
   * Why an order that is to take the place of `old` would be denied, as if that were gone; null when it would not. What `old`
   * has reserved is not asked for: the venue still holds it.
   */
  async denialInPlaceOf(
    tx: Tx,
    old: Intent,
    order: WireOrder,
    market: ManualMarket,
    lane: Lane,
  ): Promise<Denial | null> {
    const { state, waiting } = await this.read(tx, old, market);
    const stands = { state, waiting: withoutOrder(waiting, old) };
    const verdict = await this.judge(tx, old, order, market, lane, stands, false);
    return verdict.ok ? null : verdict.error;
  }

  private async judge(
    tx: Tx,
    { accountId, symbol }: Owner,
    order: WireOrder,
    { venue, markPrice, at }: ManualMarket,
    { position, short, halt }: Lane,
    { state, waiting }: AsItStands,
    takesFunds = true,
  ): Promise<Verdict> {
    const facts = { ...riskFacts(state, symbol, waiting), position, short, laneHalt: halt };
    const approved = approve({ symbol, order, markPrice, leverage: null, gate: null, at }, facts);
    if (!approved.ok) return approved;
    const reserves = venueTerms(venue).reserves && takesFunds;
    const funds = reserves ? await this.intents.funds(tx, accountId, paidIn(symbol)) : null;
    const { maxLeverage } = facts.limits;
    const reserved = reservedFor(funds, symbol, approved.value, { leverage: null, maxLeverage });
    return reserved.ok ? ok({ approved: approved.value, reservation: reserved.value.reservation }) : reserved;
  }
}

/** What waits once this order is gone. */
function withoutOrder(waiting: Waiting, old: Intent): Waiting {
  if (old.reduceOnly || old.size === null) return waiting;
  const size = unitsOfText(old.size);
  const left = size - unitsOfText(old.filledSize);
  const share = size === 0n ? 0n : (unitsOfText(old.exposure) * left) / size;
  const resting = { ...waiting.resting, [old.side]: atLeastNothing(waiting.resting[old.side] - left) };
  return { ...waiting, resting, exposure: atLeastNothing(waiting.exposure - share) };
}

const atLeastNothing = (units: bigint): Money => (units < 0n ? 0n : units) as Money;

/** The answer to a person whose order was denied. */
export const deniedTo = (code: string, orderId: string, details: Readonly<Record<string, string>>): Refusal =>
  refusal(code, 'The order was denied by a limit of yours. The details hold its numbers.', {
    orderId,
    ...details,
  });
