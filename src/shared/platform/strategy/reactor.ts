import { err, ok, type Result } from '../../pure/result.js';
import { mustKnow, NewerState } from '../../pure/strategy/newer-state.js';
import { epochMs, type EpochMs } from '../../pure/time/epoch.js';
import type { Envelope } from '../../pure/messages/envelope.js';
import type { Ids } from '../clock/ids.port.js';
import type { Tx } from '../persistence/unit-of-work.port.js';
import type { StrategyInput } from '../../pure/strategy/input.js';
import type { JsonObject } from '../../pure/json.js';
import { runInScope } from '../telemetry/scope.js';
import type { BoundKernels } from './bound-kernels.js';
import { consequencesOf, parked, stoppedBy, type Consequences } from './consequences.js';
import { effectsOf, type Effects } from './effects.js';
import type { InstanceStore, LockedInstance } from './instance-store.port.js';
import type { Chapter, Instance, KernelRow } from './instance.js';
import {
  addressee,
  adjustmentOf,
  causeOf,
  happenedAt,
  inputOf,
  priceIn,
  type HeardAdjustment,
  type OrderNews,
} from './order-inputs.js';
import type { NewerStates } from './newer-states.js';
import type { ShellReporter } from './shell-reporter.js';
import type { BoundKernel, Strategy } from './strategy.port.js';

export interface ReactorParts {
  readonly strategy: Strategy;
  readonly store: InstanceStore;
  readonly kernels: BoundKernels;
  readonly reporter: ShellReporter;
  readonly ids: Ids;
  readonly newer: NewerStates;
}

/** What one input between two decisions is told with. */
export interface Occasion {
  readonly cause: JsonObject;
  readonly correlationId: string;
  /** Market time; null = that of the newest candle decided. */
  readonly at: EpochMs | null;
  /** Plain decimal; null = the newest close. */
  readonly price: string | null;
  /** It is written down whether or not anything comes of it; left out where only that is. */
  readonly isKept?: true;
}

/** What came of a step: nothing at all, something that was stored and told, or an instance that is parked. */
export type Stepped = 'nothing' | 'stepped' | 'parked';

/** An instance that has been started at least once. */
export type Started = LockedInstance & { readonly kernel: KernelRow };

/** Steps one instance between its candles: what happened to its orders, or a person's stop. */
export class Reactor {
  constructor(private readonly parts: ReactorParts) {}

  /** Runs in the transaction of the inbox, which has seen to it that the news is heard once. @throws NewerState */
  hear(news: OrderNews, envelope: Envelope, tx: Tx): Promise<void> {
    return this.orLeft(envelope, () => this.heard(news, envelope, tx));
  }

  /** Something of what the instance holds is gone, and no order of its own has done it. @throws NewerState */
  adjusted(adjustment: HeardAdjustment, envelope: Envelope, tx: Tx): Promise<void> {
    return this.orLeft(envelope, () => this.heardAdjustment(adjustment, envelope, tx));
  }

  /** A message for a bot of a newer version stays in the inbox. */
  private async orLeft({ id }: Envelope, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof NewerState) this.parts.newer.met(`message ${id}`, error);
      throw error;
    }
  }

  private async heard(news: OrderNews, { correlationId }: Envelope, tx: Tx): Promise<void> {
    const id = addressee(this.parts.strategy.kind, news);
    const locked = id === null ? null : await this.parts.store.lock(tx, id);
    if (locked === null || locked.kernel === null) return;
    const occasion = { cause: causeOf(news), correlationId, at: happenedAt(news), price: priceIn(news) };
    const { kernel } = locked;
    await this.step(tx, { ...locked, kernel }, ({ scale }) => inputOf(scale, news), occasion);
  }

  private async heardAdjustment(
    adjustment: HeardAdjustment,
    { correlationId }: Envelope,
    tx: Tx,
  ): Promise<void> {
    const { strategy, store } = this.parts;
    const { strategy: kind, instanceId, change, size, at } = adjustment;
    const locked = kind === strategy.kind && instanceId !== null ? await store.lock(tx, instanceId) : null;
    if (locked === null || locked.kernel === null) return;
    const cause = { kind: 'adjusted', change, size };
    const price = locked.market?.close ?? '0';
    await this.step(
      tx,
      { ...locked, kernel: locked.kernel },
      ({ scale }) => adjustmentOf(scale, adjustment, price),
      { cause, correlationId, at, price: null },
    );
  }

  /** Nothing that adds is left behind the closed gate of `epoch`: the instance that has ended there has stopped. */
  async settled(instanceId: string, epoch: number, tx: Tx): Promise<void> {
    const { strategy, store } = this.parts;
    const instance = (await store.lock(tx, instanceId))?.instance;
    const stopped = instance === undefined ? null : stoppedBy(strategy, instance, epoch);
    if (instance === undefined || stopped === null) return;
    await store.change(tx, instanceId, { state: 'stopped' });
    runInScope({ userId: instance.userId }, () => tx.record(stopped));
  }

  /** One step with its consequences, all in `tx`. @throws NewerState when a newer version has to do it */
  async step(
    tx: Tx,
    locked: Started,
    inputFor: (kernel: BoundKernel) => StrategyInput,
    occasion: Occasion,
  ): Promise<Stepped> {
    const { strategy, reporter } = this.parts;
    const { instance, kernel: row, market } = locked;
    mustKnow(strategy.stateFormat, row.state, instance.id);
    const at = occasion.at ?? market?.at ?? epochMs(0);
    const stepped = this.tryStep(locked, inputFor, at);
    if (!stepped.ok) {
      const { error } = stepped;
      tx.afterCommit(() => reporter.failed(instance.id, error));
      await this.tell(tx, instance, parked(strategy, instance, error, at));
      return 'parked';
    }
    const { state, effects, chapter } = stepped.value;
    if (state === row.state && effects.told.length === 0) return 'nothing';
    const markPrice = occasion.price ?? market?.close ?? '0';
    const { leverage } = row.terms;
    const grounds = { leverage, settingsVersion: row.settingsVersion, markPrice, at };
    await this.save(tx, locked, state, effects, { ...occasion, at });
    if (chapter !== null) await this.parts.store.addChapter(tx, instance.id, chapter);
    await this.tell(tx, instance, consequencesOf(strategy, instance, effects, grounds));
    return 'stepped';
  }

  private tryStep(
    { instance, kernel: row }: Started,
    inputFor: (kernel: BoundKernel) => StrategyInput,
    at: EpochMs,
  ): Result<
    { readonly state: object; readonly effects: Effects; readonly chapter: Chapter | null },
    unknown
  > {
    try {
      const kernel = this.parts.kernels.within({ id: instance.id, epoch: instance.epoch, ...row });
      const step = kernel.step(row.state, inputFor(kernel), { at, seq: row.version });
      const chapter = kernel.chapterOf(row.state, step.state);
      return ok({ state: step.state, effects: effectsOf(kernel.scale, step.outputs), chapter });
    } catch (error) {
      return err(error);
    }
  }

  private async save(
    tx: Tx,
    { instance: { id, epoch }, kernel: row }: Started,
    state: object,
    { told, notes }: Effects,
    { cause, correlationId, at, isKept }: Occasion & { readonly at: EpochMs },
  ): Promise<void> {
    const { store, kernels, reporter, ids } = this.parts;
    const version = row.version + 1;
    await store.saveKernel(tx, id, { ...row, state, version });
    if (told.length > 0 || isKept === true)
      await store.addReaction(tx, {
        id: ids.next(),
        instanceId: id,
        at,
        cause,
        correlationId,
        effects: told,
      });
    tx.afterCommit(() => {
      kernels.bind({ id, epoch, ...row });
      kernels.remember(id, version, state);
      for (const note of notes) reporter.noted(id, note);
    });
  }

  private async tell(tx: Tx, instance: Instance, { messages, name }: Consequences): Promise<void> {
    if (name !== null)
      await this.parts.store.change(tx, instance.id, {
        ...{ state: name.state, stateReason: name.reason, endedAt: name.endedAt },
      });
    if (messages.length > 0) runInScope({ userId: instance.userId }, () => tx.record(...messages));
  }
}
