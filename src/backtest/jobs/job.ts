import type { FillRule } from '../../modules/exchange/domain/index.js';
import type { JsonObject } from '../../shared/pure/json.js';
import type { StrategyKind } from '../../shared/pure/strategy/instance.js';
import type { EpochMs } from '../../shared/pure/time/epoch.js';
import type { Timeframe } from '../../shared/pure/time/timeframe.js';
import type { CandleFacts, Summary } from '../result/backtest-result.js';

/** Stored candles of one instrument: the path of a backtest. */
export interface CandleChoice {
  readonly venue: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** First open time; null for the beginning of what is stored. */
  readonly from: EpochMs | null;
  /** Open times before this; fixed when the job is made, so that a run begun anew is the same run. */
  readonly to: EpochMs;
}

/** What somebody wants tested, complete and as plain JSON. */
export interface JobRequest {
  readonly strategy: StrategyKind;
  readonly settings: JsonObject;
  /** An instrument record. */
  readonly instrument: JsonObject;
  /** Overrides the timeframe of the settings. */
  readonly timeframe: Timeframe | null;
  readonly candles: CandleChoice;
  /** Candles before it only warm indicators. */
  readonly from: EpochMs | null;
  readonly cash: string;
  readonly maker: string;
  readonly taker: string;
  readonly slippageBps: string;
  readonly fill: FillRule;
  /** One rate at 00:00, 08:00 and 16:00 UTC; null = no funding. */
  readonly fundingRate: string | null;
}

export type JobStatus = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface JobProgress {
  readonly phase: 'waiting' | 'reading' | 'running' | 'writing' | 'finished';
  /** Candles of the phase that are behind it, and in all; null while that is not known. */
  readonly done: number;
  readonly total: number | null;
}

/** What a backtest came to; its report is a page of its own. */
export interface JobOutcome {
  readonly digest: string;
  readonly summary: Summary;
  readonly candles: CandleFacts;
}

export interface JobError {
  readonly code: string;
  readonly message: string;
}

export interface Job {
  readonly id: string;
  readonly userId: string;
  readonly request: JobRequest;
  readonly status: JobStatus;
  readonly progress: JobProgress;
  readonly error: JobError | null;
  readonly outcome: JobOutcome | null;
  readonly createdAt: EpochMs;
  readonly startedAt: EpochMs | null;
  readonly finishedAt: EpochMs | null;
}
