import { formatPrice, type MarketScale } from '../../../../shared/pure/market/scale.js';
import type { JsonObject } from '../../../../shared/pure/json.js';
import type { Step } from '../../../../shared/pure/kernel.js';
import { NO_OUTPUTS } from '../../../../shared/pure/kernel.js';
import type {
  GateRecord,
  GatesOutput,
  NoteOutput,
  StrategyOutput,
} from '../../../../shared/pure/strategy/output.js';
import type { GridState } from './state.js';

export type GridStep = Step<GridState, StrategyOutput>;

/** Codes of the gates of a grid's decision. `started` and `running` are what `passed` is for it. */
export type GridGate =
  'trading' | 'trigger' | 'warm-up' | 'trend' | 'account' | 'risk' | 'started' | 'running' | 'paused';

const RUNNING_GATES: GatesOutput = Object.freeze({
  kind: 'gates',
  subject: 'grid',
  gates: Object.freeze<GateRecord[]>([
    Object.freeze<GateRecord>({ gate: 'running', value: '', threshold: '', verdict: 'passed' }),
  ]),
  outcome: 'running',
});

/**
 * The outputs of a decision close at which a running grid had nothing to do: one shared list, so that it costs nothing and
 * a shell can tell by identity that there is nothing to store, while a backtest still counts the decision.
 */
export const RUNNING: readonly StrategyOutput[] = Object.freeze([RUNNING_GATES]);

/** The same of a grid that a person has paused. */
export const PAUSED: readonly StrategyOutput[] = Object.freeze([
  Object.freeze({ ...RUNNING_GATES, gates: Object.freeze([paused()]), outcome: 'paused' }),
]);

function paused(): GateRecord {
  return Object.freeze({ gate: 'paused', value: '', threshold: '', verdict: 'refused' });
}

let calm: GridStep | null = null;

/** The step of a close at which nothing was to be done. They come in long runs of the same: the last is handed out again. */
export function stillRunning(state: GridState): GridStep {
  if (calm?.state !== state) calm = { state, outputs: RUNNING };
  return calm;
}

export const unchanged = (state: GridState): GridStep => ({ state, outputs: NO_OUTPUTS });

export function gate(name: GridGate, value = '', threshold = ''): GatesOutput {
  const verdict = name === 'started' || name === 'running' ? 'passed' : 'refused';
  return {
    kind: 'gates',
    subject: 'grid',
    gates: [{ gate: name, value, threshold, verdict }],
    outcome: name,
  };
}

export const note = (code: string, details: JsonObject): NoteOutput => ({ kind: 'note', code, details });

export const priced = (scale: MarketScale, price: number): JsonObject => ({
  price: formatPrice(scale, price),
});
