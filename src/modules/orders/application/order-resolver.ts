import { FenceLost, type Lease } from '../../../shared/platform/leases/shard-leases.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { LookUpOrders, type OrdersLookedUp } from '../../exchange/contracts/queries/look-up-orders.query.js';
import { absenceWithin, type AgeWhenAsked } from '../domain/absence.js';
import type { Evidence } from '../domain/order-life.js';
import { conclude } from '../domain/sighting.js';
import { isEnded, isUnresolved } from '../domain/status.js';
import { UNDECIDED_MS, venueTerms } from '../domain/venue-terms.js';
import type { ExecutionBook } from './execution-book.js';
import { endReplaced } from './end-replaced.js';
import { afterLoss } from './lost-orders.js';
import { OrderLives } from './order-lives.js';
import { OrderLoop } from './order-loop.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import type { OrderSender } from './order-sender.js';
import type { Intent } from './ports/intent.js';
import type { DueLook } from './ports/send-store.port.js';
import { sightingsOf, type Shown } from './sightings.js';

export interface OrderResolverParts extends OrderLoopParts {
  readonly book: ExecutionBook;
  readonly sender: OrderSender;
}

/** By the clock that never goes back, in milliseconds. */
interface WhenRead {
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

const LOOKS_AT_ONCE = 200;
/** A venue that could not be asked is asked again after this. */
const ASK_AGAIN_MS = 1_000;
/** One that refuses our key, after this. */
const PARKED_AGAIN_MS = 5_000;
/** The venue has filled it and the fill is on its way to us: looked for again when it does not come. */
const FILL_MS = 5_000;
/** What the venue has forgotten it will not remember; but somebody may tell of it yet. */
const FORGOTTEN_MS = 30_000;
/** Trades are read from this long before the oldest order was stored. */
const READ_BACK_MS = 5_000;

/**
 * Finds out what became of orders that were sent and not answered, of cancels that were not confirmed, and of orders that the
 * venue does not show any more. It is asked for each by its client id, wherever it may have put it. Nothing is believed before
 * the venue can no longer accept the request: only then does "nowhere" mean "never was", and only as long as the venue would still
 * remember whatever else may have become of it. What is forgotten is left to a comparison of what is held. A question that failed is
 * no answer.
 */
export class OrderResolver extends OrderLoop {
  constructor(private readonly parts: OrderResolverParts) {
    super(parts.clock, parts.failed);
  }

  protected override async run(): Promise<boolean> {
    const { sends, shards, sender, clock } = this.parts;
    const held = await shards.held();
    const askedMs = clock.monotonicMs();
    const looks = await sends.dueLooks(LOOKS_AT_ONCE, held);
    // The ages of these orders are of a moment between the two.
    const read = { notBeforeMs: askedMs, notAfterMs: clock.monotonicMs() };
    for (const ofAccount of byAccount(looks)) await this.look(ofAccount, read);
    if (looks.length > 0) sender.nudge();
    return looks.length === LOOKS_AT_ONCE;
  }

  /** @param read when the ages of these orders were read */
  private async look(looks: readonly DueLook[], read: WhenRead): Promise<void> {
    const { unitOfWork, shards, sends, clock } = this.parts;
    const known = await this.lookUp(looks);
    // A process may have slept before it asked, while the venue went on forgetting.
    const nowMs = clock.monotonicMs();
    const waited = { atLeastMs: nowMs - read.notAfterMs, atMostMs: nowMs - read.notBeforeMs };
    if (known === null) {
      await this.couldNotLook(looks);
      return;
    }
    const under = leasesOf(looks);
    try {
      const later = await unitOfWork.run(async (tx) => {
        // Fills first: a status never moves an amount, and an order that has filled has not vanished.
        await this.bookExecutions(tx, looks, known);
        return this.conclude(tx, looks, known, waited, under);
      });
      // A statement of its own, so not inside: there it would wait for rows, or for a connection, that the transaction has.
      if (later.length > 0) await sends.postpone(later, ASK_AGAIN_MS);
    } catch (error) {
      if (error instanceof FenceLost) shards.lost(under);
      throw error;
    }
  }

  /** What the venue says of these orders of one account; null when it could not be asked. */
  private async lookUp(looks: readonly DueLook[]): Promise<OrdersLookedUp | null> {
    const { userId, accountId } = looks[0]!.intent;
    const oldest = Math.min(...looks.map(({ intent }) => intent.createdAt));
    const since = epochMs(oldest - READ_BACK_MS);
    const clientOrderIds = [...new Set(looks.map(({ intent }) => intent.clientOrderId))];
    try {
      return await this.parts.bus.ask(new LookUpOrders({ userId, accountId, clientOrderIds, since }));
    } catch (error) {
      this.parts.failed(error);
      return null;
    }
  }

  private async bookExecutions(
    tx: Tx,
    looks: readonly DueLook[],
    { executions }: OrdersLookedUp,
  ): Promise<void> {
    const { userId, accountId, venue, correlationId } = looks[0]!.intent;
    for (const symbol of new Set(executions.map((one) => one.symbol))) {
      const ofSymbol = executions.filter((one) => one.symbol === symbol).map(({ execution }) => execution);
      const told = { accountId, userId, venue, symbol, executions: ofSymbol };
      await this.parts.book.book(tx, told, { correlationId, step: null });
    }
  }

  private async couldNotLook(looks: readonly DueLook[]): Promise<void> {
    const { sends, unitOfWork, intents, metrics, accounts } = this.parts;
    const isParked = accounts.isParked(looks[0]!.intent.accountId);
    await sends.postpone(looks, isParked ? PARKED_AGAIN_MS : ASK_AGAIN_MS);
    const old = looks.filter(({ about, storedForMs }) => about === 'order' && storedForMs > UNDECIDED_MS);
    if (old.length === 0) return;
    await unitOfWork.run(async (tx) => {
      const lives = new OrderLives(tx, intents, metrics);
      for (const intent of await intents.byIds(tx, idsOf(old)))
        if (isUnresolved(intent.status)) lives.learn(intent, { kind: 'undecided' }, { step: intent.step });
      await lives.save(leasesOf(old));
    });
  }

  /** Answers the looks at cancellations that nothing has come of yet. */
  private async conclude(
    tx: Tx,
    looks: readonly DueLook[],
    known: OrdersLookedUp,
    waited: AgeWhenAsked,
    under: readonly Lease[],
  ): Promise<readonly DueLook[]> {
    const { intents, sends, metrics, repairs } = this.parts;
    const lookAt = new Map(looks.map((look) => [look.intent.orderId, look]));
    const shownOf = sightingsOf(known);
    const lives = new OrderLives(tx, intents, metrics);
    const cancelAgain: string[] = [];
    const later: DueLook[] = [];
    const lost: Intent[] = [];
    const arrived: Intent[] = [];
    const gone: Intent[] = [];
    for (const intent of await intents.byIds(tx, idsOf(looks))) {
      const look = lookAt.get(intent.orderId)!;
      if (isEnded(intent.status) || (look.about === 'order' && !isUnresolved(intent.status))) continue;
      const { looks: looksNeeded, marginMs, children } = venueTerms(intent.venue);
      const believable = look.believableInMs <= 0;
      const actsByChild = children && intent.type !== 'market' && intent.type !== 'limit';
      const shown = shownOf(intent.clientOrderId);
      const storedForMs = look.storedForMs + marginMs;
      const absence = absenceWithin(known.remembers, {
        atLeastMs: storedForMs + waited.atLeastMs,
        atMostMs: storedForMs + waited.atMostMs,
      });
      const {
        evidence,
        again,
        cancelAgain: stillThere,
      } = conclude({ ...intent, believable, looksNeeded, actsByChild, absence }, shown.sighting);
      if (shown.childOrderId !== null) lives.isNow(intent, shown.childOrderId);
      if (evidence !== null) {
        const learnt = lives.learn(intent, evidence, { step: intent.step });
        if (learnt.lost) lost.push(intent);
        if (learnt.arrived) arrived.push(intent);
      }
      if (isGone(look, intent, evidence)) gone.push(intent);
      if (stillThere) cancelAgain.push(intent.orderId);
      if (again === null) {
        lives.seen(intent);
        continue;
      }
      if (look.about === 'cancellation') later.push(look);
      if (look.about !== 'cancellation' || again === 'counted')
        lives.lookAgain(intent, againInMs(look, shown, evidence), again === 'counted');
    }
    await sends.cancelAgain(tx, cancelAgain);
    await lives.save(under);
    await repairs.countOrders(tx, gone, 'order-gone');
    await afterLoss(tx, lives, this.parts, lost);
    await endReplaced(tx, this.parts, arrived);
    return later;
  }
}

/** It should rest at the venue, nobody here wanted its end, and it has ended: whoever wanted it will want it again. */
const isGone = ({ about }: DueLook, { cancelWanted }: Intent, evidence: Evidence | null): boolean =>
  about === 'presence' && !cancelWanted && (evidence?.kind === 'cancelled' || evidence?.kind === 'rejected');

const againInMs = (
  { believableInMs, intent }: DueLook,
  { sighting: { seen } }: Shown,
  evidence: Evidence | null,
): number => {
  if (evidence?.kind === 'forgotten') return FORGOTTEN_MS;
  if (seen === 'filled' || seen === 'triggered' || seen === 'child') return FILL_MS;
  const gapMs = seen === 'nowhere' ? venueTerms(intent.venue).lookGapMs : ASK_AGAIN_MS;
  return Math.max(Math.ceil(believableInMs), gapMs);
};

function leasesOf(looks: readonly DueLook[]): readonly Lease[] {
  return [...new Map(looks.map(({ lease }) => [lease.shard, lease])).values()];
}

const idsOf = (looks: readonly DueLook[]): readonly string[] => looks.map(({ intent }) => intent.orderId);

function byAccount(looks: readonly DueLook[]): readonly (readonly DueLook[])[] {
  const groups = new Map<string, DueLook[]>();
  for (const look of looks) {
    const { accountId } = look.intent;
    groups.set(accountId, [...(groups.get(accountId) ?? []), look]);
  }
  return [...groups.values()];
}
