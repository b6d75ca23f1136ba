import { mustKnow } from '../../pure/strategy/newer-state.js';
import type { Clock } from '../clock/clock.port.js';
import type { Lease } from '../leases/shard-leases.port.js';
import type { Tx, UnitOfWork } from '../persistence/unit-of-work.port.js';
import { runInScope } from '../telemetry/scope.js';
import { inScopeOf, refusedOf, stirredOf, type Close, type Refused, type Stirred } from './close.js';
import { accountIn, decideOne, failedOutcome, type DecisionResult, type Outcome } from './decide-one.js';
import type { BoundKernels } from './bound-kernels.js';
import type { DecidedSeries, Deciding, DecisionStore, NewDecision } from './decision-store.port.js';
import { explained } from './explained.js';
import { decisionOpen, formingOf } from './forming.js';
import type { ShellReporter } from './shell-reporter.js';
import type { Strategy } from './strategy.port.js';

/** Bots decided, or explained, in one transaction. */
export const SLICE = 500;

/** So many refusals go with what acts; more of them wait until everything that acts is committed. */
const FEW = 50;

/** A decision lost with the database server is made again, the same. */
const DECIDED = { awaitDisk: false } as const;

export interface WriterParts {
  readonly strategy: Strategy;
  readonly store: DecisionStore;
  readonly unitOfWork: UnitOfWork;
  readonly kernels: BoundKernels;
  readonly reporter: ShellReporter;
  readonly clock: Clock;
}

/** What one transaction writes. */
interface Part {
  readonly stirred: readonly Stirred[];
  readonly decisions: readonly NewDecision[];
  /** Of the last one only. */
  readonly finished: readonly DecidedSeries[] | null;
}

/**
 * Decides for good what was glanced at. What stirs comes first: its bots are locked, stepped with the facts of their accounts
 * and committed with their orders. Then it is written down why the others were refused. The wakes go with the last commit, so
 * what a crash leaves unwritten is decided again, and comes to the same.
 */
export class DecisionWriter {
  constructor(private readonly parts: WriterParts) {}

  /**
   * @returns false when not all of it waited any more, and nothing further was decided.
   * @throws FenceLost when another process has taken the shard.
   * @throws NewerState when a newer version of the program has written a state since it was glanced at.
   */
  async write(closes: readonly Close[], lease: Lease): Promise<boolean> {
    const { clock } = this.parts;
    const stirred = closes.flatMap(stirredOf);
    const refused = closes.flatMap(refusedOf);
    let isActing = true;
    for (let isLast = false; !isLast;) {
      if (isActing && stirred.length === 0) {
        isActing = this.told(closes);
        // What other shards have to do comes before what is only to be told here.
        await new Promise<void>((resolve) => void clock.schedule(0, resolve));
      }
      const part = this.next(closes, stirred, refused);
      if (!(await this.commit(closes, part, lease))) return false;
      isLast = part.finished !== null;
    }
    if (isActing) this.told(closes);
    this.count(closes);
    return true;
  }

  /** Takes what is written next off the lists. */
  private next(closes: readonly Close[], stirred: Stirred[], refused: Refused[]): Part {
    const now = stirred.splice(0, SLICE);
    const isExplaining = now.length === 0 || (stirred.length === 0 && refused.length <= FEW);
    const decisions = isExplaining ? this.explain(refused.splice(0, SLICE), stirred) : [];
    const isLast = stirred.length === 0 && refused.length === 0;
    return { stirred: now, decisions, finished: isLast ? closes.map(finishedOf) : null };
  }

  /** The refusals with their gates; a bot whose kernel cannot tell them is decided, and parked, with those that stir. */
  private explain(refused: readonly Refused[], stirred: Stirred[]): readonly NewDecision[] {
    return refused.flatMap((one) => {
      try {
        return [explained(one)];
      } catch {
        stirred.push(one);
        return [];
      }
    });
  }

  /** @returns false when a wake was decided meanwhile, or has come too late. */
  private async commit(
    closes: readonly Close[],
    { stirred, decisions, finished }: Part,
    lease: Lease,
  ): Promise<boolean> {
    const { strategy, store, kernels, unitOfWork } = this.parts;
    const wakes = closes.map(({ wake }) => wake);
    const byId = new Map(stirred.map((one) => [one.seat.member.id, one]));
    const ids = [...byId.keys()];
    const outcomes = await unitOfWork.run(async (tx) => {
      const [isWaiting, rows] = await Promise.all([
        store.begin(tx, wakes, lease),
        ids.length === 0 ? [] : store.lock(tx, ids, wakes[0]!.candleEnd, kernels.versions(ids)),
      ]);
      if (!isWaiting) return null;
      for (const { instance, state } of rows)
        if (state !== null) mustKnow(strategy.stateFormat, state, instance.id);
      const decided = rows.map((row) => this.one(byId.get(row.instance.id)!, row));
      await this.save(tx, lease, decided, decisions);
      if (finished !== null) store.finish(tx, finished);
      return decided;
    }, DECIDED);
    if (outcomes !== null) this.afterCommit(outcomes.map(({ outcome }) => outcome));
    return outcomes !== null;
  }

  private one({ close: { wake, facts }, seat, peers }: Stirred, row: Deciding): Decided {
    const { strategy, kernels } = this.parts;
    if ('error' in seat) return { wake, outcome: failedOutcome(strategy, wake, row, seat.error) };
    // A kernel that was bound for other settings or another start than those locked now must not step.
    const { epoch, settingsVersion } = seat.member;
    if (epoch !== row.instance.epoch || settingsVersion !== row.pinnedVersion)
      return { wake, outcome: untouched(row) };
    const outcome = decideOne(strategy, wake, {
      row,
      kernel: peers!.kernel,
      state: row.state ?? kernels.state(row.instance.id, row.version),
      terms: seat.terms,
      account: accountIn(facts, row.instance),
      values: peers!.valuesAt(decisionOpen(wake), formingOf(wake)),
    });
    return { wake, outcome };
  }

  private async save(
    tx: Tx,
    lease: Lease,
    decided: readonly Decided[],
    decisions: readonly NewDecision[],
  ): Promise<void> {
    const { store } = this.parts;
    const changes = present(decided, ({ outcome }) => outcome.change);
    const names = present(decided, ({ outcome }) => outcome.name);
    const made = present(decided, ({ outcome }) => outcome.decision);
    const chapters = present(decided, ({ outcome }) => outcome.chapter);
    await Promise.all([
      changes.length === 0 ? null : store.saveStates(tx, lease, decided[0]!.wake.candleEnd, changes),
      store.addDecisions(tx, [...made, ...decisions]),
      store.nameStates(tx, names),
      chapters.length === 0 ? null : store.addChapters(tx, chapters),
    ]);
    for (const { wake, outcome } of decided) {
      const { userId } = outcome.instance;
      if (outcome.messages.length > 0)
        inScopeOf(wake, () => runInScope({ userId }, () => tx.record(...outcome.messages)));
    }
  }

  private afterCommit(outcomes: readonly Outcome[]): void {
    const { kernels, reporter } = this.parts;
    const counts = new Map<DecisionResult, number>();
    for (const { instance, result, after, notes, error } of outcomes) {
      counts.set(result, (counts.get(result) ?? 0) + 1);
      if (after !== null) kernels.remember(instance.id, after.version, after.state);
      for (const note of notes) reporter.noted(instance.id, note);
      if (result === 'failed') reporter.failed(instance.id, error);
    }
    for (const [result, count] of counts) reporter.decided(result, count);
  }

  /** Everything that acts is committed. */
  private told(closes: readonly Close[]): false {
    const { clock, reporter } = this.parts;
    const now = clock.now();
    for (const { wake } of closes) reporter.latency(Math.max(0, now - wake.closedAt) / 1000, wake);
    return false;
  }

  private count(closes: readonly Close[]): void {
    const { reporter } = this.parts;
    let idle = 0;
    let refused = 0;
    for (const { glance } of closes) {
      idle += glance.idle;
      refused += glance.warmingUp;
      for (const { seats } of glance.refused) refused += seats.length;
    }
    if (idle > 0) reporter.decided('idle', idle);
    if (refused > 0) reporter.decided('refused', refused);
  }
}

interface Decided {
  readonly wake: Close['wake'];
  readonly outcome: Outcome;
}

const finishedOf = ({ wake, series }: Close): DecidedSeries => ({ wake, snapshots: series.snapshots() });

/** Started anew, or given new settings, while its candle was being prepared: it begins with the next one. */
const untouched = ({ instance }: Deciding): Outcome => ({
  instance,
  result: 'idle',
  after: null,
  ...{ change: null, decision: null, chapter: null, messages: [], notes: [], name: null, error: null },
});

function present<From, To>(list: readonly From[], pick: (from: From) => To | null): To[] {
  return list.flatMap((from) => {
    const picked = pick(from);
    return picked === null ? [] : [picked];
  });
}
