import { Logger } from '@nestjs/common';
import type { NoteOutput } from '../../pure/strategy/output.js';
import type { NewerState } from '../../pure/strategy/newer-state.js';
import type { StrategyKind } from '../../pure/strategy/instance.js';
import type { Meter } from '../telemetry/meter.port.js';
import type { DecisionResult } from './decide-one.js';
import type { SeriesKey } from './instance.js';

const CLOSE_TO_COMMIT = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

/** What the shell tells the operator: counts, the latency of decisions, notes and failures as log lines. */
export interface ShellReporter {
  decided(result: DecisionResult, count: number): void;
  /** From the close of a series being told to everything that its bots do about it being committed, wall time. */
  latency(seconds: number, series: SeriesKey): void;
  /** An indicator over several timeframes begins, with so many candles of each. */
  begun(series: string, indicator: string, candles: Readonly<Record<string, number>>): void;
  noted(instanceId: string, note: NoteOutput): void;
  failed(instanceId: string, error: unknown): void;
  /** The state of a bot was written by a newer version of the program: it is left to a process of that. */
  newer(instanceId: string, error: NewerState): void;
  /** A shard could not be worked on: the database or another module is away, most likely. */
  stalled(what: string, error: unknown): void;
}

export function meteredReporter(meter: Meter, strategy: StrategyKind): ShellReporter {
  const logger = new Logger(`Strategy ${strategy}`);
  const decisions = meter.counter('strategy_decisions_total', 'Decisions of bots by what they came to', [
    'strategy',
    'result',
  ]);
  const latency = meter.histogram(
    'strategy_decision_seconds',
    'From a closed candle being told to everything that bots do about it being committed',
    ['strategy'],
    CLOSE_TO_COMMIT,
  );
  const notes = meter.counter('strategy_notes_total', 'Notes of bots by code', ['strategy', 'code']);
  return {
    decided: (result, count) => decisions.add({ strategy, result }, count),
    latency: (seconds) => latency.observe({ strategy }, seconds),
    begun: (series, indicator, candles) => {
      const counts = Object.entries(candles).map(([timeframe, count]) => `${count} of ${timeframe}`);
      logger.log(`${series}: ${indicator} begins with candles: ${counts.join(', ')}`);
    },
    noted: (instanceId, { code, details }) => {
      notes.add({ strategy, code });
      logger.log(`${instanceId}: ${code} ${JSON.stringify(details)}`);
    },
    failed: (instanceId, error) =>
      logger.error(
        `${instanceId} cannot go on and is parked`,
        error instanceof Error ? error.stack : String(error),
      ),
    newer: (instanceId, { message }) =>
      logger.warn(`${instanceId} is left to a newer version of the program: ${message}`),
    stalled: (what, error) =>
      logger.warn(`${what}: ${error instanceof Error ? error.message : String(error)}`),
  };
}
