import type { StrategyInput } from '../../shared/pure/strategy/input.js';
import type { AccountFacts } from '../../shared/pure/strategy/input.js';
import { epochMs, type EpochMs } from '../../shared/pure/time/epoch.js';
import { decideOne, type Outcome } from '../../shared/platform/strategy/decide-one.js';
import type { Wake } from '../../shared/platform/strategy/decision-store.port.js';
import { effectsOf, type Effects } from '../../shared/platform/strategy/effects.js';
import type { Instance, KernelRow, Terms } from '../../shared/platform/strategy/instance.js';
import type { BoundKernel, Strategy } from '../../shared/platform/strategy/strategy.port.js';
import type { TwinMarket } from './twin-market.js';

/** What a bot would have come to at one moment, and until when it was the newest. */
interface Was {
  readonly state: object;
  readonly version: number;
  /** Number of the commit that it was the newest before; infinite for the one that still is. */
  readonly until: number;
}

/** A state that an input leads to, with what is told of it. */
export interface Stepped {
  readonly state: object;
  readonly effects: Effects;
}

/** A close as the twin decides it. */
export interface TwinClose {
  readonly wake: Wake;
  readonly place: number;
  readonly market: TwinMarket;
  readonly instance: Instance;
  readonly halted: boolean;
  readonly account: AccountFacts;
}

/**
 * One bot that never dies: its state is what its kernel has given back, and never what was read from anywhere. It decides
 * nothing by itself; it is told what the run has heard, in the order in which that was committed.
 */
export class TwinBot {
  version = 0;
  /** Nominal end of the last candle that has changed it, or at which it began. */
  lastDecided: EpochMs | null = null;
  /** Number of the commit at which its epoch was raised last: by a start or a stop. */
  epochAt = 0;
  private kernel: BoundKernel | null = null;
  private terms: Terms | null = null;
  /** Of the settings that its kernel goes by. */
  settingsVersion = 0;
  private now: object | null = null;
  private earlier: Was[] = [];

  constructor(private readonly strategy: Strategy) {}

  get isBegun(): boolean {
    return this.kernel !== null;
  }

  get state(): object {
    return this.now!;
  }

  /** A run begins under these settings and terms. */
  begin({ settings, settingsVersion, terms, version, lastDecided }: KernelRow, commit: number): void {
    this.kernel = this.strategy.bind(settings, terms);
    this.terms = terms;
    this.settingsVersion = settingsVersion;
    this.go(this.kernel.start(this.now), version, commit);
    this.lastDecided = lastDecided;
  }

  /** A person has edited it: it goes on from where it is, under these settings. */
  adjust({ settings, settingsVersion, terms }: KernelRow, commit: number): void {
    this.kernel = this.strategy.bind(settings, terms);
    this.settingsVersion = settingsVersion;
    this.epochAt = commit;
    this.go(this.state, this.version + 1, commit);
  }

  /** What an input between two candles leads to; null when that is nothing. */
  step(inputFor: (kernel: BoundKernel) => StrategyInput, at: EpochMs | null): Stepped | null {
    const kernel = this.kernel!;
    const { state, outputs } = kernel.step(this.state, inputFor(kernel), {
      at: at ?? epochMs(0),
      seq: this.version,
    });
    const effects = effectsOf(kernel.scale, outputs);
    return state === this.now && effects.told.length === 0 ? null : { state, effects };
  }

  /** Goes on from a state from this commit on. */
  go(state: object, version: number, commit: number): void {
    if (this.now !== null) this.earlier.push({ state: this.now, version: this.version, until: commit });
    this.now = state;
    this.version = version;
  }

  /** What the close comes to from the newest state. */
  decide(close: TwinClose): Outcome {
    return this.from(close, this.state, this.version);
  }

  /**
   * What the close would have come to from the states that were the newest at some time since a commit: a bot that has nothing
   * to do is passed by, and what it hears before that is committed comes after it.
   */
  *before(close: TwinClose, since: number): Generator<Outcome> {
    for (const { state, version, until } of this.earlier.toReversed())
      if (until > since) yield this.from(close, state, version);
  }

  /** The close is decided: what changes with it has changed. */
  decided({ change, after }: Outcome, candleEnd: EpochMs, commit: number): void {
    if (change !== null && after !== null) {
      if (change.pinned !== null) {
        this.settingsVersion = change.pinned.version;
        this.kernel = this.strategy.bind(change.pinned.settings, this.terms!);
        this.epochAt = commit;
      }
      this.go(after.state, after.version, commit);
      this.lastDecided = candleEnd;
    }
    this.earlier = [];
  }

  private from(
    { wake, place, market, instance, halted, account }: TwinClose,
    state: object,
    version: number,
  ): Outcome {
    const kernel = this.kernel!;
    const row = { instance, state: null, halted, version, pinnedVersion: this.settingsVersion };
    const values = market.valuesAt(place, kernel.indicators);
    return decideOne(this.strategy, wake, { row, state, kernel, terms: this.terms!, account, values });
  }
}
