import { isDeepStrictEqual } from 'node:util';
import { gridMarket, isSettled, latestState, type GridState } from '../../modules/grid/domain/index.js';
import type { GridSettings } from '../../modules/grid/domain/index.js';
import { isBetweenCycles, type HyperRsiState } from '../../modules/hyper-rsi/domain/index.js';
import { NO_OUTPUTS, type Stamp, type Step } from '../../shared/pure/kernel.js';
import type { MarketScale } from '../../shared/pure/market/scale.js';
import type { StrategyInput } from '../../shared/pure/strategy/input.js';
import type { StrategyKind } from '../../shared/pure/strategy/instance.js';
import type { StrategyOutput } from '../../shared/pure/strategy/output.js';
import type { EpochMs } from '../../shared/pure/time/epoch.js';
import type { Bot } from '../strategies/bot.js';

/** Settings that are in force between two cycles, for the decisions after `at`. */
export interface Edit {
  readonly at: EpochMs;
  /** The bot that these settings make. */
  readonly bot: Bot;
}

/** The step that an order came of. */
export interface Wanted {
  /** Market time. */
  readonly at: EpochMs;
  readonly cause: StrategyInput['kind'];
}

export interface Following {
  readonly strategy: StrategyKind;
  readonly scale: MarketScale;
  readonly fees: { readonly maker: string; readonly taker: string };
  /** State that the run began with. */
  readonly state: object;
  /** Nominal end of the first candle that was decided, as far as that is known. */
  readonly firstDecided: EpochMs | null;
  /** Oldest first. */
  readonly edits: readonly Edit[];
}

/** What indicators are folded for stays the same: they are not warmed anew in the middle of a run. */
export const sameNeeds = (one: Bot, other: Bot): boolean =>
  one.decisionMs === other.decisionMs && isDeepStrictEqual(one.needs, other.needs);

/**
 * A bot that goes through one of its runs again: it begins in the state in which the run began, takes edits as the running
 * program does, and notes when each order was wanted. It decides at closes, as bots of the program do.
 */
export class FollowedBot {
  readonly bot: Bot;
  private readonly wanted = new Map<string, Wanted>();
  private waiting: readonly Edit[];
  private settings: object;

  constructor(
    private readonly first: Bot,
    private readonly following: Following,
  ) {
    this.settings = first.settings;
    this.waiting = following.edits;
    const kernel: Bot['kernel'] = {
      start: () => this.begin(),
      step: (state, input, stamp) => this.step(state, input, stamp),
    };
    this.bot = { ...first, kernel, intrabar: false };
  }

  /** Which step placed an order last; null when none has. */
  wantedBy(cycle: number, leg: string): Wanted | null {
    return this.wanted.get(`${cycle} ${leg}`) ?? null;
  }

  /** From now on, whatever is under way. */
  adjust({ settings }: Bot): void {
    this.settings = settings;
  }

  private begin(): object {
    const { strategy, scale, fees, state } = this.following;
    return strategy === 'grid'
      ? latestState(gridMarket(scale, fees), this.settings as GridSettings, state as GridState)
      : state;
  }

  private step(state: object, input: StrategyInput, stamp: Stamp): Step<object, StrategyOutput> {
    const stepped = this.first.kernel.step(state, input, stamp, this.settings);
    const placed = stepped.outputs.filter((output) => output.kind === 'place');
    if (placed.length > 0 && this.isTooEarly(input, stamp)) return { state, outputs: NO_OUTPUTS };
    const { kind: cause } = input;
    for (const { order } of placed) this.wanted.set(`${order.cycle} ${order.leg}`, { at: stamp.at, cause });
    if (input.kind === 'candle-closed') this.takeEdits(stepped.state, stamp.at);
    return stepped;
  }

  /**
   * A start is committed while the market goes on, so the next close may not be decided yet. An order wanted there would have
   * been written down with its decision.
   */
  private isTooEarly({ kind }: StrategyInput, { at }: Stamp): boolean {
    const { firstDecided } = this.following;
    return kind === 'candle-closed' && firstDecided !== null && at < firstDecided;
  }

  /** The newest of those that are there, as soon as no cycle is under way that it would change. */
  private takeEdits(state: object, at: EpochMs): void {
    const newest = this.waiting.findLast((edit) => edit.at < at);
    if (newest === undefined || !this.mayTake(state)) return;
    this.waiting = this.waiting.slice(this.waiting.indexOf(newest) + 1);
    this.settings = newest.bot.settings;
  }

  private mayTake(state: object): boolean {
    if (this.following.strategy === 'hyper-rsi') return isBetweenCycles(state as HyperRsiState);
    const grid = state as GridState;
    return grid.phase === 'waiting' || isSettled(grid);
  }
}
