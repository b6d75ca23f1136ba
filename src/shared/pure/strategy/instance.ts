import type { JsonObject } from '../json.js';
import type { EpochMs } from '../time/epoch.js';
import type { Timeframe } from '../time/timeframe.js';
import type { GateRecord } from './output.js';

export type StrategyKind = 'hyper-rsi' | 'grid';

/**
 * Where the instance is between what its owner wants and what has happened. `stopping` until nothing that adds is left of it, at
 * the venue neither.
 */
export type InstanceState = 'created' | 'running' | 'stopping' | 'stopped' | 'failed';

/** One bot as people see it. Settings are complete: every default is filled in. */
export interface InstanceView {
  readonly id: string;
  readonly userId: string;
  readonly strategy: StrategyKind;
  readonly name: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly state: InstanceState;
  /** Why it failed or stopped by itself; null otherwise. */
  readonly stateReason: string | null;
  readonly settings: JsonObject;
  readonly settingsVersion: number;
  /** Rises at each start, stop and edit; orders of older epochs are never sent. */
  readonly epoch: number;
  /** Nominal end of the last candle decided; null before the first. */
  readonly lastDecidedAt: EpochMs | null;
  readonly createdAt: EpochMs;
}

/** One evaluation: its gates in order, up to the first that refused. */
export interface EvaluationView {
  readonly subject: string;
  readonly outcome: string;
  readonly gates: readonly GateRecord[];
}

/** One decision with the gates it went through: why it traded, why it did not. */
export interface DecisionView {
  readonly instanceId: string;
  readonly timeframe: Timeframe;
  readonly candleOpen: EpochMs;
  readonly decidedAt: EpochMs;
  readonly correlationId: string;
  readonly evaluations: readonly EvaluationView[];
  /** Legs placed and cancelled, and notes, in order. */
  readonly effects: readonly JsonObject[];
}
