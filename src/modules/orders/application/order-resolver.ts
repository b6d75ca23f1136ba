import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import type { Clock } from '../../../shared/platform/clock/clock.port.js';
import type { Tx, UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { GetAccountState } from '../../exchange/contracts/queries/get-account-state.query.js';
import { isUnresolved } from '../domain/status.js';
import { UNDECIDED_MS, venueTerms } from '../domain/venue-terms.js';
import { afterLoss, type LostOrdersParts } from './lost-orders.js';
import { OrderLives } from './order-lives.js';
import { OrderLoop } from './order-loop.js';
import type { OrderMetrics } from './order-metrics.js';
import type { OrderSender } from './order-sender.js';
import type { Intent } from './ports/intent.js';
import type { DueLook, SendStore } from './ports/send-store.port.js';

export interface OrderResolverParts extends LostOrdersParts {
  readonly sends: SendStore;
  readonly unitOfWork: UnitOfWork;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly metrics: OrderMetrics;
  readonly sender: OrderSender;
  readonly failed: (error: unknown) => void;
}

const LOOKS_AT_ONCE = 200;
/** A venue that could not be asked is asked again after this. */
const ASK_AGAIN_MS = 1_000;

/**
 * Finds out what became of orders that were sent and not answered, and of cancels that were not confirmed. Nothing is
 * believed before the venue can no longer accept the request: only then does "not there" mean "never was". A question that
 * failed is no answer.
 */
export class OrderResolver extends OrderLoop {
  constructor(private readonly parts: OrderResolverParts) {
    super(parts.clock, parts.failed);
  }

  protected override async run(): Promise<boolean> {
    const looks = await this.parts.sends.dueLooks(LOOKS_AT_ONCE);
    for (const ofAccount of byAccount(looks)) await this.look(ofAccount);
    if (looks.length > 0) this.parts.sender.nudge();
    return looks.length === LOOKS_AT_ONCE;
  }

  private async look(looks: readonly DueLook[]): Promise<void> {
    const { userId, accountId } = looks[0]!.intent;
    const open = await this.openOrders(userId, accountId);
    if (open === null) {
      await this.couldNotLook(looks);
      return;
    }
    await this.parts.unitOfWork.run((tx) => this.conclude(tx, looks, open));
  }

  /** Client ids of the account's open orders; null when the venue did not say. */
  private async openOrders(userId: string, accountId: string): Promise<ReadonlySet<string> | null> {
    try {
      const state = await this.parts.bus.ask(new GetAccountState({ userId, accountId }));
      return state === null ? null : new Set(state.openOrders.map(({ clientOrderId }) => clientOrderId));
    } catch (error) {
      this.parts.failed(error);
      return null;
    }
  }

  private async couldNotLook(looks: readonly DueLook[]): Promise<void> {
    const { sends, unitOfWork, intents, metrics, clock } = this.parts;
    await sends.postpone(looks, ASK_AGAIN_MS);
    const old = looks.filter(
      ({ about, intent }) => about === 'order' && clock.now() - intent.createdAt > UNDECIDED_MS,
    );
    if (old.length === 0) return;
    await unitOfWork.run(async (tx) => {
      const lives = new OrderLives(tx, intents, metrics);
      for (const intent of await intents.byIds(tx, idsOf(old)))
        if (isUnresolved(intent.status)) lives.learn(intent, { kind: 'undecided' }, { step: intent.step });
      await lives.save();
    });
  }

  private async conclude(tx: Tx, looks: readonly DueLook[], open: ReadonlySet<string>): Promise<void> {
    const { intents, sends, metrics } = this.parts;
    const about = new Map(looks.map((look) => [look.intent.orderId, look.about]));
    const lives = new OrderLives(tx, intents, metrics);
    const cancelAgain: string[] = [];
    const lost: Intent[] = [];
    for (const intent of await intents.byIds(tx, idsOf(looks))) {
      const there = open.has(intent.clientOrderId);
      if (about.get(intent.orderId) === 'cancellation') {
        if (!intent.cancelWanted) continue;
        if (there) cancelAgain.push(intent.orderId);
        else lives.learn(intent, { kind: 'cancelled', code: 'asked' }, { step: intent.step });
      } else if (isUnresolved(intent.status)) {
        if (there) lives.learn(intent, { kind: 'accepted' }, { step: intent.step });
        else if (this.notThere(lives, intent)) lost.push(intent);
      }
    }
    await sends.cancelAgain(tx, cancelAgain);
    await lives.save();
    await afterLoss(tx, lives, this.parts, lost);
  }

  /** Counts a look that found nothing; answers true when there have been enough of them to believe it. */
  private notThere(lives: OrderLives, intent: Intent): boolean {
    const { looks, lookGapMs } = venueTerms(intent.venue);
    lives.looked(intent, lookGapMs);
    if (intent.looks + 1 < looks) return false;
    return lives.learn(intent, { kind: 'absent' }, { step: intent.step }).lost;
  }
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
