import { formatMoney } from '../../../shared/pure/numbers/money.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope, type Scope } from '../../../shared/platform/telemetry/scope.js';
import type { Lease } from '../../../shared/platform/leases/shard-leases.port.js';
import { OrderCancelled } from '../contracts/events/order-cancelled.event.js';
import { OrderExpired } from '../contracts/events/order-expired.event.js';
import { OrderNeedsHuman } from '../contracts/events/order-needs-human.event.js';
import { OrderPlaced } from '../contracts/events/order-placed.event.js';
import { OrderRejected } from '../contracts/events/order-rejected.event.js';
import { FORGOTTEN } from '../domain/absence.js';
import { unitsOfText, valueOf } from '../domain/exposure.js';
import { learn, type Evidence } from '../domain/order-life.js';
import { factsOf, lifeOf } from './order-facts.js';
import type { OrderMetrics } from './order-metrics.js';
import type { Intent } from './ports/intent.js';
import type { HistoryEntry, IntentChange, IntentStore } from './ports/intent-store.port.js';

/** What comes along with a piece of evidence. */
export interface Circumstances {
  /** Its id, as its venue has answered. An answer may come late: where the order has an id already, that one stays. */
  readonly venueOrderId?: string | null;
  /** Id of the order that acts for it now. */
  readonly childOrderId?: string | null;
  /** Numbers for the history and for the event. */
  readonly details?: Readonly<Record<string, string>>;
  /** Price of a fill. */
  readonly price?: string;
  /** When the venue is to be asked about it. */
  readonly lookInMs?: number;
  /** Step that waits for the events; left out where the current one is right. */
  readonly step?: number | null;
}

interface Change {
  intent: Intent;
  readonly history: HistoryEntry[];
  lookInMs: number | undefined;
}

/**
 * The lives of the orders that one transaction touches. Each piece of evidence moves its order and records what there is to
 * tell, under the correlation id of the order itself; `save` writes everything at once.
 */
export class OrderLives {
  private readonly changes = new Map<string, Change>();

  constructor(
    private readonly tx: Tx,
    private readonly store: IntentStore,
    private readonly metrics: OrderMetrics,
  ) {}

  /** The order as it is after what has been learnt here. */
  now(intent: Intent): Intent {
    return this.changes.get(intent.orderId)?.intent ?? intent;
  }

  /** Answers the order as it is then, whether its status moved, and whether it is lost or has turned out to have arrived by this. */
  learn(
    known: Intent,
    evidence: Evidence,
    circumstances: Circumstances = {},
  ): { intent: Intent; moved: boolean; lost: boolean; arrived: boolean } {
    const change = this.changeOf(known);
    const before = change.intent;
    const { life, tell } = learn(lifeOf(before), evidence);
    const value =
      evidence.kind === 'filled' && circumstances.price !== undefined
        ? unitsOfText(before.filledValue) + valueOf(evidence.size, unitsOfText(circumstances.price))
        : unitsOfText(before.filledValue);
    const after: Intent = {
      ...before,
      status: life.status,
      code: life.code,
      announced: life.announced,
      filledSize: formatMoney(life.filled),
      filledValue: formatMoney(value),
      venueOrderId: circumstances.childOrderId ?? before.venueOrderId ?? circumstances.venueOrderId ?? null,
    };
    const moved = after.status !== before.status;
    change.intent = after;
    if (circumstances.lookInMs !== undefined) change.lookInMs = circumstances.lookInMs;
    if (moved || evidence.kind === 'filled') {
      change.history.push({ status: after.status, code: after.code, details: circumstances.details ?? {} });
    }
    if (moved) this.tx.afterCommit(() => this.metrics.reached(after));
    this.inScopeOf(after, circumstances.step, () => {
      if (tell.includes('placed'))
        this.tx.record(new OrderPlaced({ order: factsOf(after), venueOrderId: after.venueOrderId }));
      if (tell.includes('undecided'))
        this.tx.record(
          new OrderNeedsHuman({
            ...{ order: factsOf(after), since: after.createdAt },
            ...(after.code === FORGOTTEN && { forgotten: true }),
          }),
        );
      if (tell.includes('rejected')) {
        const details = circumstances.details ?? {};
        this.tx.record(new OrderRejected({ order: factsOf(after), code: after.code ?? 'rejected', details }));
      }
      const { filledSize } = after;
      if (tell.includes('cancelled'))
        this.tx.record(
          new OrderCancelled({ order: factsOf(after), code: after.code ?? 'cancelled', filledSize }),
        );
      if (tell.includes('expired'))
        this.tx.record(
          new OrderExpired({ order: factsOf(after), code: after.code ?? 'expired', filledSize }),
        );
    });
    return { intent: after, moved, lost: tell.includes('lost'), arrived: tell.includes('placed') };
  }

  /** Another order acts for it at its venue, under an id of its own. */
  isNow(known: Intent, venueOrderId: string): void {
    const change = this.changeOf(known);
    change.intent = { ...change.intent, venueOrderId };
  }

  /** It is where it should be: nothing has to be looked for any more. */
  seen(known: Intent): void {
    const change = this.changeOf(known);
    change.intent = { ...change.intent, looks: 0 };
  }

  /** Says when to look again; `counted`: this look has found nothing where something would have been found. */
  lookAgain(known: Intent, lookInMs: number, counted: boolean): void {
    const change = this.changeOf(known);
    if (counted) change.intent = { ...change.intent, looks: change.intent.looks + 1 };
    change.lookInMs = lookInMs;
  }

  /** Runs `work` so that what it records belongs to the order: its correlation id and its user, and the step given. */
  inScopeOf<T>(intent: Intent, step: number | null | undefined, work: () => T): T {
    const scope: Scope = { correlationId: intent.correlationId, userId: intent.userId };
    return runInScope(step === undefined ? scope : { ...scope, step: step ?? undefined }, work);
  }

  /**
   * Writes all changes. Called once, at the end.
   * @param under leases under which this was found out outside the transaction; left out by what is one transaction.
   * @throws FenceLost when one of them is somebody else's by now.
   */
  async save(under?: readonly Lease[]): Promise<void> {
    const changes: IntentChange[] = [...this.changes.values()];
    await this.store.save(this.tx, changes, under);
  }

  private changeOf(known: Intent): Change {
    const there = this.changes.get(known.orderId);
    if (there !== undefined) return there;
    const change: Change = { intent: known, history: [], lookInMs: undefined };
    this.changes.set(known.orderId, change);
    return change;
  }
}
