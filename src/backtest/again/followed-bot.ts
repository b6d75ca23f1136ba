import { isDeepStrictEqual } from 'node:util';
import { gridMarket, isSettled, latestState, type GridState } from '../../modules/grid/domain/index.js';
import type { GridSettings } from '../../modules/grid/domain/index.js';
import type { HyperRsiState } from '../../modules/hyper-rsi/domain/index.js';
import type { Stamp, Step } from '../../shared/pure/kernel.js';
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

export interface Following {
  readonly strategy: StrategyKind;
  readonly scale: MarketScale;
  readonly fees: { readonly maker: string; readonly taker: string };
  /** State that the run began with. */
  readonly state: object;
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
  private readonly wanted = new Map<string, EpochMs>();
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

  /** Market time of the step that placed an order last; null when none has. */
  wantedAt(cycle: number, leg: string): EpochMs | null {
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
    for (const output of stepped.outputs)
      if (output.kind === 'place') this.wanted.set(`${output.order.cycle} ${output.order.leg}`, stamp.at);
    if (input.kind === 'candle-closed') this.takeEdits(stepped.state, stamp.at);
    return stepped;
  }

  /** The newest of those that are there, as soon as no cycle is under way that it would change. */
  private takeEdits(state: object, at: EpochMs): void {
    const newest = this.waiting.findLast((edit) => edit.at < at);
    if (newest === undefined || !this.mayTake(state)) return;
    this.waiting = this.waiting.slice(this.waiting.indexOf(newest) + 1);
    this.settings = newest.bot.settings;
  }

  private mayTake(state: object): boolean {
    if (this.following.strategy === 'hyper-rsi') return (state as HyperRsiState).open === null;
    const grid = state as GridState;
    return grid.phase === 'waiting' || isSettled(grid);
  }
}
