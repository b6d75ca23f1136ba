import {
  BadInput,
  CannotFollow,
  gapsOf,
  candleMs,
  firstAt,
  runAgain,
  type AgainFill,
  type CandleColumns,
} from '../../../../backtest/index.js';
import type { PaperTermsView } from '../../../../modules/exchange/contracts/queries/get-paper-terms.query.js';
import type { InstanceFill } from '../../../../modules/orders/contracts/queries/list-instance-fills.query.js';
import type { InstanceOrder } from '../../../../modules/orders/contracts/queries/list-instance-orders.query.js';
import type { InstanceJournal, OwnerAct, RunStart } from '../../../../shared/pure/strategy/journal.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { isTimeframe, TIMEFRAME_MS, type Timeframe } from '../../../../shared/pure/time/timeframe.js';
import { CannotCompare } from './cannot-compare.js';
import { decisionsWanted, withCauses, type FillDifference } from './causes.js';
import { differingFills, type DifferingFill } from './compare-fills.js';
import type { Day } from './day.js';
import type { Span } from './read-bot.js';

/** A run of a bot as far as it is to be gone through again. */
export interface DayRun extends Span {
  readonly start: RunStart;
  readonly acts: readonly OwnerAct[];
}

/** All that is known of a bot and its market. */
export interface BotRecord {
  readonly journal: InstanceJournal;
  readonly terms: PaperTermsView;
  /** From the first run of the day on. */
  readonly fills: readonly InstanceFill[];
  readonly orders: readonly InstanceOrder[];
  readonly candles: CandleColumns;
}

/** A run gone through again, beside what the program did. */
export interface ComparedRun {
  readonly run: DayRun;
  readonly timeframe: Timeframe;
  readonly backtest: readonly AgainFill[];
  readonly program: readonly InstanceFill[];
  readonly found: readonly DifferingFill[];
  /** Candles whose decisions tell causes, by their open. */
  readonly wanted: readonly EpochMs[];
}

/** What one run did on the day, and what its backtest does. */
export interface RunOfDay {
  readonly run: DayRun;
  readonly backtest: readonly AgainFill[];
  readonly program: readonly InstanceFill[];
  readonly differences: readonly FillDifference[];
  /** Differences of the same run before the day. */
  readonly earlier: readonly FillDifference[];
}

/**
 * The runs of a bot that reach into a day. A run begins where its bot was started and is gone through from there, because that
 * is where its state is known; it ends with the next start. @throws CannotCompare
 */
export function runsOf({ acts, instance }: InstanceJournal, day: Day): readonly DayRun[] {
  const starts = acts.filter((act) => act.kind === 'started');
  const [first] = starts;
  if (first === undefined || (first.at > day.from && first.run > 1))
    throw new CannotCompare('start-not-written', { since: first === undefined ? '-' : iso(first.at) });
  return starts.flatMap((start, index): DayRun[] => {
    const next = starts[index + 1]?.at ?? Infinity;
    if (start.at >= day.to || next <= day.from || endedBefore(instance, acts, start, day)) return [];
    const to = Math.min(next, day.to) as DayRun['to'];
    const own = acts.filter(({ at, kind }) => kind !== 'started' && at >= start.at && at < to);
    return [{ start, acts: own, from: start.at, to }];
  });
}

/** True for a run that had been stopped, and whose bot had decided for the last time, when the day began. */
function endedBefore(
  { state, lastDecidedAt }: InstanceJournal['instance'],
  acts: readonly OwnerAct[],
  start: RunStart,
  day: Day,
): boolean {
  const isNewest = acts.every((act) => act.kind !== 'started' || act.at <= start.at);
  return isNewest && state === 'stopped' && (lastDecidedAt === null || lastDecidedAt < day.from);
}

/** Goes through one run again and holds it against what the program did. @throws CannotCompare */
export function compareRun(record: BotRecord, run: DayRun): ComparedRun {
  const timeframe = timeframeOf(record.journal, run);
  const program = record.fills.filter(({ at }) => at >= run.from && at < run.to);
  const backtest = backtestOf(record, run, timeframe);
  const found = differingFills(backtest, program, ordersOf(record, run));
  const wanted = decisionsWanted(found, TIMEFRAME_MS[timeframe]);
  return { run, timeframe, backtest, program, found, wanted };
}

/** The day's part of a compared run, with causes. */
export function runOfDay(record: BotRecord, compared: ComparedRun, day: Day): RunOfDay {
  const { run, timeframe, backtest, program, found } = compared;
  const differences = withCauses(found, {
    ...{ journal: record.journal, acts: run.acts, orders: ordersOf(record, run) },
    decisionMs: TIMEFRAME_MS[timeframe],
  });
  const isOfDay = ({ at }: { readonly at: number }): boolean => at >= day.from && at < day.to;
  return {
    run,
    backtest: backtest.filter(isOfDay),
    program: program.filter(isOfDay),
    differences: differences.filter(isOfDay),
    earlier: differences.filter(({ at }) => at < day.from),
  };
}

const ordersOf = ({ orders }: BotRecord, { from, to }: DayRun): readonly InstanceOrder[] =>
  orders.filter(({ decidedAt }) => decidedAt >= from && decidedAt < to);

function backtestOf(
  { journal, terms, candles }: BotRecord,
  run: DayRun,
  timeframe: Timeframe,
): readonly AgainFill[] {
  const { start, acts, to } = run;
  const { cash, held, at } = start;
  const { instrument, conditions, candleDecimals } = terms;
  if (start.settings['signalTiming'] === 'intrabar') throw new CannotCompare('decides-inside');
  if (cash === null) throw new CannotCompare('cash-unknown', { at: iso(at) });
  if (Number(held) !== 0 && (instrument.kind === 'perpetual' || takesOver(start)))
    throw new CannotCompare('held-at-start', { at: iso(at), held: `${held} ${instrument.base}` });
  assertCandles(candles, run);
  const { strategy } = journal.instance;
  const botRun = { strategy, timeframe, instrument, candleDecimals, conditions, start, cash, acts };
  try {
    return runAgain(botRun, candles, to);
  } catch (error) {
    if (error instanceof CannotFollow)
      throw new CannotCompare('settings-not-followed', { at: iso(error.at) });
    if (error instanceof BadInput) throw new CannotCompare('refused', { reason: error.message });
    throw error;
  }
}

/** Candles may be missing in between, as they were for the bot, but not at the beginning. */
function assertCandles(candles: CandleColumns, { start }: DayRun): void {
  const first = candles.time[0]!;
  const index = firstAt(candles, start.at);
  if (first <= start.at && index < candles.length) return;
  throw new CannotCompare('candles-missing', { at: iso(start.at), first: iso(first) });
}

/** The timeframe that the run decided in; a grid without one decides by the smallest. */
function timeframeOf({ instance }: InstanceJournal, { start }: DayRun): Timeframe {
  const { timeframe } = start.settings;
  return typeof timeframe === 'string' && isTimeframe(timeframe) ? timeframe : instance.timeframe;
}

const takesOver = ({ settings }: RunStart): boolean => settings['initialPosition'] === 'hold';

/** Candles of a day, and where some are missing. */
export function candlesOf(candles: CandleColumns, { from, to }: Span) {
  const length = candleMs(candles);
  const gaps = length === null ? [] : gapsOf(candles, length);
  return {
    count: firstAt(candles, to) - firstAt(candles, from),
    gaps: gaps.filter((gap) => gap.to > from && gap.from < to),
  };
}

const iso = (at: number): string => new Date(at).toISOString();
