import { NO_OUTPUTS, type Kernel, type Stamp, type Step } from '../../../../shared/pure/kernel.js';
import type { CandleClosedInput, StrategyInput } from '../../../../shared/pure/strategy/input.js';
import type { GatesOutput, StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { explainDecision } from '../decision/explain.js';
import type { HyperRsiMarket } from '../market.js';
import { planner, type Plan } from '../plan.js';
import type { HyperRsiSettings } from '../settings/hyper-rsi-settings.js';
import { START, type HyperRsiState } from '../state.js';
import { onPositionChanged, onPriceMoved, onStopAsked } from './on-account.js';
import { onCandle } from './on-candle.js';
import { onCloseAsked } from './on-close-asked.js';
import { onFilled } from './on-filled.js';
import { onOrderEnded } from './on-order-ended.js';
import { turnOf, type Turn } from './turn.js';

/** The HyperRSI strategy on one market. */
export interface HyperRsiKernel extends Kernel<
  HyperRsiState,
  StrategyInput,
  StrategyOutput,
  HyperRsiSettings
> {
  /**
   * The evaluations of the step that this input would make from this state, with the value and threshold of every gate.
   * Call it with the state *before* the step, where records are stored or shown; empty where nothing is evaluated.
   */
  readonly explain: (
    state: HyperRsiState,
    input: CandleClosedInput,
    stamp: Stamp,
    settings: HyperRsiSettings,
  ) => readonly GatesOutput[];
}

/**
 * Makes the kernel for one market. Settings are compiled on first sight and known again by identity, so keep one settings
 * object per version.
 *
 * A decision that is refused returns the state it was given and a frozen list with one `gates` output per evaluation:
 * `outcome` names the gate, `gates` is empty. So counting outcomes allocates nothing, which is what a backtest does with
 * millions of them; the records are written by `explain` from the same gates, when somebody wants to read them. Refused
 * decisions are not remembered: asked again, the same candle gets the same answer. Whoever needs "once per candle" for them
 * too has the unique decision row.
 */
export function hyperRsiKernel(market: HyperRsiMarket): HyperRsiKernel {
  const planOf = planner(market);
  const idle = idleSteps();
  return {
    start: () => START,
    step: (state, input, stamp, settings) => {
      const plan = planOf(settings);
      if (input.kind !== 'candle-closed') return applied(state, turn(plan, state, input, stamp), idle);
      const decided = onCandle(plan, state, input, stamp);
      if (decided === null) return idle(state, NO_OUTPUTS);
      return 'state' in decided ? { state: decided.state, outputs: decided.outputs } : idle(state, decided);
    },
    explain: (state, input, stamp, settings) => {
      return explainDecision(planOf(settings), state, input, stamp);
    },
  };
}

type IdleStep = (
  state: HyperRsiState,
  outputs: readonly StrategyOutput[],
) => Step<HyperRsiState, StrategyOutput>;

/** Steps that change nothing come in long runs of the same: the last one is handed out again. */
function idleSteps(): IdleStep {
  let last: Step<HyperRsiState, StrategyOutput> = { state: START, outputs: NO_OUTPUTS };
  return (state, outputs) => {
    if (last.state !== state || last.outputs !== outputs) last = { state, outputs };
    return last;
  };
}

function turn(
  plan: Plan,
  state: HyperRsiState,
  input: Exclude<StrategyInput, CandleClosedInput>,
  { at }: Stamp,
): Turn {
  const taken = turnOf(plan, state);
  switch (input.kind) {
    case 'order-filled':
      onFilled(taken, input.fill);
      break;
    case 'order-denied':
    case 'order-rejected':
    case 'order-cancelled':
      onOrderEnded(taken, input, at);
      break;
    case 'position-changed':
      onPositionChanged(taken, input);
      break;
    case 'price-moved':
      onPriceMoved(taken, input.price);
      break;
    case 'stop-asked':
      onStopAsked(taken, input);
      break;
    case 'close-asked':
      onCloseAsked(taken, input);
      break;
    case 'pause-asked':
    case 'continue-asked':
      // Only a grid is paused.
      break;
    case 'triggered':
      // HyperRSI places no whole-bot triggers.
      break;
  }
  return taken;
}

function applied(
  state: HyperRsiState,
  { state: next, outputs }: Turn,
  idle: IdleStep,
): Step<HyperRsiState, StrategyOutput> {
  if (next === state && outputs.length === 0) return idle(state, NO_OUTPUTS);
  return { state: next, outputs };
}
