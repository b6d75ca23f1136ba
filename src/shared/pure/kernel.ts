import type { EpochMs } from './time/epoch.js';

/** When an input was accepted: market time, and its place in the tape of the instance. */
export interface Stamp {
  readonly at: EpochMs;
  readonly seq: number;
}

/** What a step decided. A step that changes nothing returns the state it was given and `NO_OUTPUTS`. */
export interface Step<State, Output> {
  readonly state: State;
  readonly outputs: readonly Output[];
}

/**
 * A strategy as a pure fold: no clock, no I/O, no randomness, no logging. The same kernel runs live, on paper, in a
 * backtest and in simulation. `State` is versioned JSON.
 */
export interface Kernel<State, Input, Output, Settings> {
  readonly start: (settings: Settings) => State;
  readonly step: (state: State, input: Input, stamp: Stamp, settings: Settings) => Step<State, Output>;
}

/** The one empty output list; shared, so that an idle step allocates nothing. */
export const NO_OUTPUTS: readonly never[] = Object.freeze([]);
