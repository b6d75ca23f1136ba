import type { AgainFill, BacktestResult } from '../../../../backtest/index.js';
import { digestOf } from '../../../../backtest/fold/digest.js';
import type { InstanceFill } from '../../../../modules/orders/contracts/queries/list-instance-fills.query.js';
import type { InstanceView } from '../../../../shared/pure/strategy/instance.js';
import type { OwnerAct } from '../../../../shared/pure/strategy/journal.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Cause, FillDifference } from './causes.js';
import { candlesOf, type BotRecord, type RunOfDay } from './compare-day.js';
import { fillLine } from './compare-fills.js';
import type { Day } from './day.js';

type FillTold = Pick<AgainFill, 'at' | 'side' | 'price' | 'size' | 'fee' | 'reason'> & {
  readonly cycle: number | null;
  readonly leg: string | null;
};

/** A differing fill, each side as it has it. */
export interface DifferenceTold {
  readonly at: EpochMs;
  readonly backtest: FillTold | null;
  readonly program: FillTold | null;
  readonly cause: Cause;
}

/** A bot's day held against its backtest, as JSON. */
export interface DayResult {
  /** Version of this shape. */
  readonly version: 1;
  readonly instance: Pick<InstanceView, 'id' | 'name' | 'strategy' | 'accountId' | 'venue' | 'symbol'>;
  readonly day: string;
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** The runs that reach into the day; the backtest goes through each from its start. */
  readonly runs: readonly {
    readonly run: number;
    readonly startedAt: EpochMs;
    readonly settingsVersion: number;
    /** What the owner did since, which the backtest does too. */
    readonly acts: readonly { readonly at: EpochMs; readonly kind: OwnerAct['kind'] }[];
  }[];
  /** Of the day. */
  readonly candles: Pick<BacktestResult['candles'], 'count' | 'gaps'>;
  readonly fills: { readonly backtest: number; readonly program: number };
  /** Over the fills of the day. */
  readonly digest: { readonly backtest: string; readonly program: string };
  readonly same: boolean;
  readonly differences: readonly DifferenceTold[];
  /** Differences of the same runs before the day: what follows from them may show in it. */
  readonly earlier: { readonly count: number; readonly first: DifferenceTold | null };
}

export function dayResult(
  { journal, candles }: BotRecord,
  { name: day, from, to }: Day,
  runs: readonly RunOfDay[],
): DayResult {
  const { id, name, strategy, accountId, venue, symbol } = journal.instance;
  const backtest = runs.flatMap((run) => run.backtest);
  const program = runs.flatMap((run) => run.program);
  const differences = runs.flatMap((run) => run.differences).map(differenceTold);
  const earlier = runs.flatMap((run) => run.earlier).map(differenceTold);
  return {
    version: 1,
    instance: { id, name, strategy, accountId, venue, symbol },
    ...{ day, from, to },
    runs: runs.map(({ run: { start, acts } }) => ({
      ...{ run: start.run, startedAt: start.at, settingsVersion: start.settingsVersion },
      acts: acts.map(({ at, kind }) => ({ at, kind })),
    })),
    candles: candlesOf(candles, { from, to }),
    fills: { backtest: backtest.length, program: program.length },
    digest: { backtest: digestOf(backtest.map(fillLine)), program: digestOf(program.map(fillLine)) },
    same: differences.length === 0,
    differences,
    earlier: { count: earlier.length, first: earlier[0] ?? null },
  };
}

const differenceTold = ({ at, backtest, program, cause }: FillDifference): DifferenceTold => ({
  at,
  backtest: told(backtest),
  program: told(program),
  cause,
});

function told(fill: AgainFill | InstanceFill | null): FillTold | null {
  if (fill === null) return null;
  const { at, cycle, leg, side, price, size, fee, reason } = fill;
  return { at, cycle, leg, side, price, size, fee, reason };
}
