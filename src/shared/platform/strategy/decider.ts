import type { AccountFacts } from '../../pure/strategy/input.js';
import type { Bus } from '../bus/bus.port.js';
import type { Clock } from '../clock/clock.port.js';
import type { Tx, UnitOfWork } from '../persistence/unit-of-work.port.js';
import { runInScope } from '../telemetry/scope.js';
import type { BoundKernels } from './bound-kernels.js';
import { accountIn, decideOne, failedOutcome, type DecisionResult, type Outcome } from './decide-one.js';
import type { Deciding, DecisionStore, Member, Wake } from './decision-store.port.js';
import { needKey, valuesOf, type IndicatorSnapshot, type Need } from './indicator-memory.js';
import { foldIndicators } from './series-indicators.js';
import { seriesText } from './instance.js';
import type { Lease } from '../leases/shard-leases.port.js';
import type { ShellReporter } from './shell-reporter.js';
import type { Strategy } from './strategy.port.js';
import type { WorldMessages } from './strategy-world.js';

/** Instances decided in one transaction. */
export const SLICE = 500;

/** A decision lost with the database server is made again, the same. */
const DECIDED = { awaitDisk: false } as const;

export interface DeciderParts {
  readonly strategy: Strategy;
  readonly world: Pick<WorldMessages, 'facts' | 'candles'>;
  readonly bus: Bus;
  readonly store: DecisionStore;
  readonly unitOfWork: UnitOfWork;
  readonly kernels: BoundKernels;
  readonly reporter: ShellReporter;
  readonly clock: Clock;
}

/** Everything that was asked before the transaction: inside it nothing waits for anybody. */
interface Known {
  readonly bindings: ReadonlyMap<string, Bound>;
  readonly facts: Readonly<Record<string, AccountFacts>>;
  readonly indicators: ReadonlyMap<string, IndicatorSnapshot>;
}

type Bound = NonNullable<ReturnType<BoundKernels['of']>> | { readonly error: unknown };

/**
 * One closed candle for all running instances of a series in a shard: what it needs is asked first, then states are locked,
 * kernels stepped and everything written in one transaction (per slice). Decided twice changes nothing the second time: the
 * wake is gone, and an instance that this candle has changed knows so.
 */
export class Decider {
  constructor(private readonly parts: DeciderParts) {}

  /** @throws FenceLost when another process has taken the shard. */
  async decide(wake: Wake, lease: Lease): Promise<void> {
    const scope = { correlationId: wake.correlationId, step: wake.step ?? undefined };
    await runInScope(scope, async () => {
      const members = await this.parts.store.members(wake);
      const known = await this.ask(wake, members);
      const ids = members.map(({ id }) => id);
      for (let from = 0; from === 0 || from < ids.length; from += SLICE)
        await this.slice(wake, lease, ids.slice(from, from + SLICE), known, from + SLICE >= ids.length);
      this.parts.reporter.latency(Math.max(0, this.parts.clock.now() - wake.closedAt) / 1000);
    });
  }

  private async ask(wake: Wake, members: readonly Member[]): Promise<Known> {
    const { bus, world, store, reporter } = this.parts;
    const bindings = await this.bind(members);
    const needs = distinctNeeds(bindings);
    const accountIds = [...new Set(members.map(({ accountId }) => accountId))];
    const question = new world.facts({ accountIds, symbol: wake.symbol });
    const facts = accountIds.length === 0 ? {} : await bus.ask(question);
    const stored = needs.length === 0 ? [] : await store.indicators(wake);
    const indicators = await foldIndicators(bus, world, wake, needs, stored, (need, candles) =>
      reporter.begun(seriesText(wake), need.name, candles),
    );
    return { bindings, facts, indicators };
  }

  private async bind(members: readonly Member[]): Promise<Map<string, Bound>> {
    const { kernels, store } = this.parts;
    const bound = new Map<string, Bound>();
    const unbound: string[] = [];
    for (const member of members) {
      const kernel = kernels.of(member);
      if (kernel === null) unbound.push(member.id);
      else bound.set(member.id, kernel);
    }
    for (const binding of unbound.length === 0 ? [] : await store.bindings(unbound)) {
      try {
        bound.set(binding.id, kernels.bind(binding));
      } catch (error) {
        bound.set(binding.id, { error });
      }
    }
    return bound;
  }

  private async slice(
    wake: Wake,
    lease: Lease,
    ids: readonly string[],
    known: Known,
    last: boolean,
  ): Promise<void> {
    const { store, kernels, unitOfWork } = this.parts;
    const outcomes = await unitOfWork.run(async (tx) => {
      const [waiting, rows] = await Promise.all([
        store.begin(tx, wake, lease),
        ids.length === 0 ? [] : store.lock(tx, ids, wake.candleEnd, kernels.versions(ids)),
      ]);
      if (!waiting) return [];
      const decided = rows.map((row) => this.one(wake, row, known));
      await this.write(tx, wake, lease, decided);
      if (last) store.finish(tx, wake, [...known.indicators.values()]);
      return decided;
    }, DECIDED);
    this.afterCommit(outcomes);
  }

  private one(wake: Wake, row: Deciding, { bindings, facts, indicators }: Known): Outcome {
    const { strategy, kernels } = this.parts;
    const kernel = bindings.get(row.instance.id);
    // A kernel that was bound for other settings or another start than those locked now must not step.
    const current = { id: row.instance.id, epoch: row.instance.epoch, settingsVersion: row.pinnedVersion };
    if (kernel === undefined || 'error' in kernel) {
      return failedOutcome(strategy, wake, row, kernel?.error ?? new Error('no kernel is bound'));
    }
    if (kernels.of(current) !== kernel) return untouched(row);
    return decideOne(strategy, wake, {
      row,
      kernel,
      state: row.state ?? kernels.state(row.instance.id, row.version),
      terms: kernels.termsOf(row.instance.id),
      account: accountIn(facts, row.instance),
      values: valuesOf(kernel.indicators, indicators, wake.candle.openTime),
    });
  }

  private async write(tx: Tx, wake: Wake, lease: Lease, outcomes: readonly Outcome[]): Promise<void> {
    const { store } = this.parts;
    const changes = present(outcomes, ({ change }) => change);
    const decisions = present(outcomes, ({ decision }) => decision);
    const names = present(outcomes, ({ name }) => name);
    await Promise.all([
      store.saveStates(tx, lease, wake.candleEnd, changes),
      store.addDecisions(tx, wake, decisions),
      store.nameStates(tx, names),
    ]);
    for (const { instance, messages } of outcomes)
      if (messages.length > 0) runInScope({ userId: instance.userId }, () => tx.record(...messages));
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
}

/** Started anew, or given new settings, while its candle was being prepared: it begins with the next one. */
const untouched = ({ instance }: Deciding): Outcome => ({
  instance,
  result: 'idle',
  after: null,
  ...{ change: null, decision: null, messages: [], notes: [], name: null, error: null },
});

function distinctNeeds(bindings: ReadonlyMap<string, Bound>): readonly Need[] {
  const needs = new Map<string, Need>();
  for (const bound of bindings.values())
    if (!('error' in bound)) for (const need of bound.indicators) needs.set(needKey(need), need);
  return [...needs.values()];
}

function present<From, To>(list: readonly From[], pick: (from: From) => To | null): To[] {
  return list.flatMap((from) => {
    const picked = pick(from);
    return picked === null ? [] : [picked];
  });
}
