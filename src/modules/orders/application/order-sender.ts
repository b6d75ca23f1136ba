import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { AskTimeout } from '../../../shared/platform/bus/bus.port.js';
import { FenceLost } from '../../../shared/platform/leases/shard-leases.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import {
  SubmitOrders,
  type OperationOutcome,
  type VenueOperation,
} from '../../exchange/contracts/commands/submit-orders.command.js';
import { OrderDenied } from '../contracts/events/order-denied.event.js';
import { readAfterCancelMs } from '../domain/cancelled-sell.js';
import { classify } from '../domain/classify.js';
import { venueTerms } from '../domain/venue-terms.js';
import { endReplaced } from './end-replaced.js';
import { afterLoss } from './lost-orders.js';
import { factsOf } from './order-facts.js';
import { OrderLives } from './order-lives.js';
import { parkAccount, refusesKey } from './park-account.js';
import { OrderLoop } from './order-loop.js';
import type { OrderLoopParts } from './order-loop-parts.js';
import type { Intent } from './ports/intent.js';
import type { ClaimedLane, ClaimedOperation } from './ports/send-store.port.js';

/** Lanes claimed at once. */
const CLAIM_LANES = 64;
/** Lanes that are being sent at the same time: fewer than connections, so that answers can be stored. */
const SEND_TOGETHER = 6;
/** "Not there" on a cancel: what it became is on its way to us already, and is asked for when it does not come. */
const NOT_FOUND_LOOK_MS = 250;

/**
 * Sends what is stored in the shards that this process holds. A claim marks it with its deadline and the fence and commits; then
 * each lane is asked of the exchange once, outside any transaction; then the answers are stored while the fence still stands. Whatever is not a definite answer is unknown, and the resolver's. It runs
 * when nudged after a commit and once a second, because the rows are the truth and a nudge may be lost.
 */
export class OrderSender extends OrderLoop {
  private cancelled: () => void = () => undefined;

  constructor(private readonly parts: OrderLoopParts) {
    super(parts.clock, parts.failed);
  }

  /** Calls `heard` after an order of a person was cancelled: its end may be what another one waits for. */
  onCancelled(heard: () => void): void {
    this.cancelled = heard;
  }

  protected override async run(): Promise<boolean> {
    const { sends, shards, accounts, unitOfWork, clock } = this.parts;
    const held = await shards.held();
    const unreconciled = accounts.stillWaiting;
    if (held.length === 0 || unreconciled === null) return false;
    const claimedAtMs = clock.monotonicMs();
    const { lanes, abandoned } = await unitOfWork.run(async (tx) => {
      const claimed = await sends.claim(tx, CLAIM_LANES, held, unreconciled);
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
    const { clock, shards, failed } = this.parts;
    const terms = venueTerms(lane.venue);
    // Too slow to be sure that it arrives in time, or perhaps not ours any more: it was not sent, as the resolver will find out.
    if (clock.monotonicMs() - claimedAtMs > terms.sendMs / 2 || !shards.holds(lane.lease)) return;
    const outcomes = await this.ask(lane, terms.sendMs + terms.marginMs / 2);
    try {
      await this.parts.unitOfWork.run((tx) => this.store(tx, lane, outcomes, claimedAtMs));
      const { userId } = lane.operations[0]!.intent;
      if (refusesKey(outcomes)) await parkAccount(this.parts, { userId, accountId: lane.accountId });
    } catch (error) {
      // The rows still say "sending"; the resolver, ours or that of the new holder, reads what became of it.
      if (error instanceof FenceLost) shards.lost([lane.lease]);
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

  private async store(
    tx: Tx,
    { venue, operations, lease }: ClaimedLane,
    answers: readonly Answer[],
    claimedAtMs: number,
  ): Promise<void> {
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
    const arrived: Intent[] = [];
    for (const [index, operation] of operations.entries()) {
      const intent = known.get(operation.intent.orderId);
      const answer = answers[index]!;
      if (intent === undefined) continue;
      if (operation.op === 'place') {
        const learnt = learnPlaced(lives, intent, answer, operation.intent.step);
        if (learnt.lost) lost.push(learnt.intent);
        if (learnt.arrived) arrived.push(learnt.intent);
        const { storedForMs } = operation;
        if (answer.outcome !== 'unknown')
          tx.afterCommit(() => metrics.answered((storedForMs + clock.monotonicMs() - claimedAtMs) / 1000));
      } else if (answer.outcome === 'cancelled' && readAfterCancelMs(intent) === null) {
        lives.learn(intent, { kind: 'cancelled', code: 'asked' }, { step: operation.step });
        if (intent.strategy === 'manual') tx.afterCommit(() => this.cancelled());
      } else {
        const gone = answer.outcome === 'not-found' || answer.outcome === 'rejected';
        const unheardMs = gone ? NOT_FOUND_LOOK_MS : closeMs + marginMs;
        const readInMs = answer.outcome === 'cancelled' ? readAfterCancelMs(intent) : null;
        cancels.push({ intentId: intent.orderId, lookInMs: readInMs ?? unheardMs });
      }
    }
    await sends.cancelSent(tx, cancels);
    await lives.save([lease]);
    await afterLoss(tx, lives, this.parts, lost);
    // A venue whose answers do not lag leaves nothing in doubt that another order could have been to replace.
    if (venueTerms(venue).reserves) await endReplaced(tx, this.parts, arrived);
  }
}

type Answer = Pick<OperationOutcome, 'outcome' | 'venueOrderId' | 'code' | 'details'>;

const noAnswer = (code: string): Answer => ({ outcome: 'unknown', venueOrderId: null, code, details: {} });

function learnPlaced(
  lives: OrderLives,
  intent: Intent,
  answer: Answer,
  step: number | null,
): ReturnType<OrderLives['learn']> {
  const evidence = classify(answer);
  const { venueOrderId, code } = answer;
  const details = { ...answer.details, ...(evidence.kind === 'absent' && code !== null && { code }) };
  // A duplicate is there: it is read at once.
  const lookInMs = answer.outcome === 'duplicate' ? 0 : undefined;
  return lives.learn(intent, evidence, { venueOrderId, details, step, lookInMs });
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
