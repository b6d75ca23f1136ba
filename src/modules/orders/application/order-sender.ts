import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { AskTimeout, type Bus } from '../../../shared/platform/bus/bus.port.js';
import type { Clock } from '../../../shared/platform/clock/clock.port.js';
import type { Tx, UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import {
  SubmitOrders,
  type OperationOutcome,
  type VenueOperation,
} from '../../exchange/contracts/commands/submit-orders.command.js';
import { OrderDenied } from '../contracts/events/order-denied.event.js';
import { venueTerms } from '../domain/venue-terms.js';
import { afterLoss, type LostOrdersParts } from './lost-orders.js';
import { factsOf } from './order-facts.js';
import { OrderLives } from './order-lives.js';
import { OrderLoop } from './order-loop.js';
import type { OrderMetrics } from './order-metrics.js';
import type { Intent } from './ports/intent.js';
import type { ClaimedLane, ClaimedOperation, SendStore } from './ports/send-store.port.js';

export interface OrderSenderParts extends LostOrdersParts {
  readonly sends: SendStore;
  readonly unitOfWork: UnitOfWork;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly metrics: OrderMetrics;
  /** The sender could not run at all: the database is away, most likely. */
  readonly failed: (error: unknown) => void;
}

/** Lanes claimed at once. */
const CLAIM_LANES = 64;
/** Lanes that are being sent at the same time: fewer than connections, so that answers can be stored. */
const SEND_TOGETHER = 6;
/** "Not there" on a cancel: what it became is on its way to us already, and is asked for when it does not come. */
const NOT_FOUND_LOOK_MS = 250;

/**
 * Sends what is stored. A claim marks it with its deadline and commits; then each lane is asked of the exchange once, outside
 * any transaction; then the answers are stored. Whatever is not a definite answer is unknown, and the resolver's. It runs
 * when nudged after a commit and once a second, because the rows are the truth and a nudge may be lost.
 */
export class OrderSender extends OrderLoop {
  constructor(private readonly parts: OrderSenderParts) {
    super(parts.clock, parts.failed);
  }

  protected override async run(): Promise<boolean> {
    const { sends, unitOfWork, clock } = this.parts;
    const claimedAtMs = clock.monotonicMs();
    const { lanes, abandoned } = await unitOfWork.run(async (tx) => {
      const claimed = await sends.claim(tx, CLAIM_LANES);
      for (const intent of claimed.abandoned) this.tellAbandoned(tx, intent);
      return claimed;
    });
    const waiting = [...lanes];
    const worker = async (): Promise<void> => {
      for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift())
        await this.send(lane, claimedAtMs);
    };
    await Promise.all(Array.from({ length: Math.min(SEND_TOGETHER, lanes.length) }, worker));
    return lanes.length > 0 || abandoned.length > 0;
  }

  private tellAbandoned(tx: Tx, intent: Intent): void {
    tx.afterCommit(() => this.parts.metrics.reached(intent));
    runInScope(scopeOf(intent, intent.step), () =>
      tx.record(new OrderDenied({ order: factsOf(intent), code: intent.code ?? 'expired', details: {} })),
    );
  }

  private async send(lane: ClaimedLane, claimedAtMs: number): Promise<void> {
    const { clock, failed } = this.parts;
    const terms = venueTerms(lane.venue);
    // Too slow to be sure that it arrives in time: it was not sent, and the resolver will find that out.
    if (clock.monotonicMs() - claimedAtMs > terms.sendMs / 2) return;
    const outcomes = await this.ask(lane, terms.sendMs + terms.marginMs / 2);
    try {
      await this.parts.unitOfWork.run((tx) => this.store(tx, lane, outcomes));
    } catch (error) {
      // The rows still say "sending"; the resolver reads what became of it.
      failed(error);
    }
  }

  private async ask(lane: ClaimedLane, timeoutMs: number): Promise<readonly Answer[]> {
    const { accountId, symbol, operations } = lane;
    const deadline = Math.min(...operations.map((operation) => operation.deadline)) as EpochMs;
    const submit = new SubmitOrders({
      accountId,
      symbol,
      operations: operations.map(venueOperation),
      deadline,
    });
    const first = operations[0]!;
    try {
      const outcomes = await runInScope(scopeOf(first.intent, latestStep(operations)), () =>
        this.parts.bus.ask(submit, { timeoutMs }),
      );
      return operations.map((operation, index) => {
        const outcome = outcomes[index];
        return outcome?.clientOrderId === operation.intent.clientOrderId ? outcome : noAnswer('no-answer');
      });
    } catch (error) {
      const code = error instanceof AskTimeout ? 'timeout' : 'failed';
      if (code === 'failed') this.parts.failed(error);
      return operations.map(() => noAnswer(code));
    }
  }

  private async store(tx: Tx, { venue, operations }: ClaimedLane, answers: readonly Answer[]): Promise<void> {
    const { intents, sends, metrics, clock } = this.parts;
    const { closeMs, marginMs } = venueTerms(venue);
    const known = new Map(
      (await intents.byIds(tx, [...new Set(operations.map(({ intent }) => intent.orderId))])).map(
        (intent) => [intent.orderId, intent],
      ),
    );
    const lives = new OrderLives(tx, intents, metrics);
    const cancels: { intentId: string; lookInMs: number }[] = [];
    const lost: Intent[] = [];
    for (const [index, operation] of operations.entries()) {
      const intent = known.get(operation.intent.orderId);
      const answer = answers[index]!;
      if (intent === undefined) continue;
      if (operation.op === 'place') {
        const learnt = learnPlaced(lives, intent, answer, operation.intent.step);
        if (learnt.lost) lost.push(learnt.intent);
        if (answer.outcome !== 'unknown')
          tx.afterCommit(() => metrics.answered((clock.now() - intent.createdAt) / 1000));
      } else if (answer.outcome === 'cancelled') {
        lives.learn(intent, { kind: 'cancelled', code: 'asked' }, { step: operation.step });
      } else {
        const gone = answer.outcome === 'not-found' || answer.outcome === 'rejected';
        cancels.push({ intentId: intent.orderId, lookInMs: gone ? NOT_FOUND_LOOK_MS : closeMs + marginMs });
      }
    }
    await sends.cancelSent(tx, cancels);
    await lives.save();
    await afterLoss(tx, lives, this.parts, lost);
  }
}

type Answer = Pick<OperationOutcome, 'outcome' | 'venueOrderId' | 'code' | 'details'>;

const noAnswer = (code: string): Answer => ({ outcome: 'unknown', venueOrderId: null, code, details: {} });

/** A venue that says so has not looked at the order at all, and never will. */
const TOO_LATE = 'deadline-passed';

function learnPlaced(
  lives: OrderLives,
  intent: Intent,
  { outcome, venueOrderId, details, code }: Answer,
  step: number | null,
): ReturnType<OrderLives['learn']> {
  switch (outcome) {
    case 'accepted':
      return lives.learn(intent, { kind: 'accepted' }, { venueOrderId, step });
    case 'rejected':
      return code === TOO_LATE
        ? lives.learn(intent, { kind: 'absent' }, { details: { code }, step })
        : lives.learn(intent, { kind: 'rejected', code: code ?? 'rejected' }, { details, step });
    case 'duplicate':
      // It is there: read it at once.
      return lives.learn(intent, { kind: 'unanswered', code: 'duplicate' }, { step, lookInMs: 0 });
    case 'cancelled':
    case 'not-found':
    case 'unknown':
      return lives.learn(intent, { kind: 'unanswered', code: code ?? outcome }, { details, step });
  }
}

function venueOperation(operation: ClaimedOperation): VenueOperation {
  const { clientOrderId, instanceId, wire, leg, cycle, reason, replaces } = operation.intent;
  if (operation.op === 'cancel') return { op: 'cancel', clientOrderId };
  if (wire === null) throw new Error(`the order ${operation.intent.orderId} is the venue's own`);
  const named = { clientOrderId, leg: leg ?? '', cycle: cycle ?? 0, reason, owner: instanceId ?? undefined };
  return { op: 'place', ...named, order: wire, replaces };
}

const stepOf = (operation: ClaimedOperation): number | null =>
  operation.op === 'place' ? operation.intent.step : operation.step;

function latestStep(operations: readonly ClaimedOperation[]): number | null {
  const steps = operations.map(stepOf).filter((step) => step !== null);
  return steps.length === 0 ? null : Math.max(...steps);
}

const scopeOf = ({ correlationId, userId }: Intent, step: number | null) => ({
  correlationId,
  userId,
  step: step ?? undefined,
});
