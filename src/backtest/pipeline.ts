import {
  accept,
  alongPath,
  atClose,
  atOpen,
  pathPoints,
  type BookEvent,
  type PathColumns,
} from '../modules/exchange/domain/index.js';
import type { StrategyInput } from '../shared/pure/strategy/input.js';
import type { StrategyOutput } from '../shared/pure/strategy/output.js';
import type { EpochMs } from '../shared/pure/time/epoch.js';
import { firstDecision } from './fold/decision-columns.js';
import { inputOf } from './fold/event-input.js';
import type { MarketRun } from './fold/market-run.js';

/**
 * The path of the program as one fold over candles: decision candles and indicators, what the price does to the orders, what
 * that means to the strategy, what it decides at a close and wants done. Matching, kernels and indicators are those of paper
 * and live trading; the order of things is that of the backtest rules. No order decided at a close can fill in its candle.
 */
export function foldCandles(run: MarketRun, candles: PathColumns, from: number, to: number): void {
  const { decisions } = run;
  decisions.read(candles, from, to);
  const { count, columns } = decisions;
  let next = from;
  for (let decision = firstDecision(decisions, run.from); decision < count; decision += 1) {
    next = goThrough(run, candles, next, columns.before[decision]!);
    decide(run, decision);
  }
  goThrough(run, candles, next, to);
  run.arrive();
}

/** The price goes through candles up to a decision. Those in which nothing can happen just go by. */
function goThrough(run: MarketRun, candles: PathColumns, from: number, to: number): number {
  const { quiet } = run;
  for (let next = quiet.pass(candles, from, to); next < to; next = quiet.pass(candles, next + 1, to))
    goThroughCandle(run, candles, next);
  run.index = to - 1;
  return to;
}

function goThroughCandle(run: MarketRun, candles: PathColumns, index: number): void {
  run.index = index;
  run.arrive();
  run.candle.fill(candles, index);
  while (happensAtOpen(run));
  goAlongPath(run);
  atClose(run.book, run.candle);
  run.quiet.changed();
}

/** At the open each happening is answered before the next is looked for. False when nothing is left to happen there. */
export function happensAtOpen(run: MarketRun): boolean {
  const { book, candle, stamp } = run;
  stamp.at = candle.openAt;
  const events = atOpen(book, candle);
  if (events.length > 0) react(run, events);
  else run.ledger.seen(candle.open, candle.open);
  return events.length > 0;
}

/** The way to the close is gone as a whole; what it causes acts from the next open on. */
export function goAlongPath(run: MarketRun): void {
  const { book, candle, walk } = run;
  const events = alongPath(book, candle);
  run.stamp.at = book.now;
  walk.begin(candle.open, pathPoints(book, candle));
  if (events.length > 0) react(run, events);
  walk.end();
}

/** The strategy sees a closed candle; its orders wait for the next open. */
export function decide(run: MarketRun, decision: number): void {
  const { closed, stamp, index } = run;
  stamp.at = run.decisions.columns.at[decision] as typeof stamp.at;
  closed.decision = decision;
  run.journal.decided(step(run, closed));
  settle(run);
  run.watch.decided(index, stamp);
}

/** The strategy is told something between two candles. */
export function tell(run: MarketRun, input: StrategyInput, at: EpochMs): void {
  run.stamp.at = at;
  step(run, input);
  settle(run);
}

/** Everything that happened, in order, each with the strategy's answer to it; then what came of the answers. */
function react(run: MarketRun, events: readonly BookEvent[]): void {
  for (const event of events) {
    run.record(event);
    const input = inputOf(event, events);
    if (input !== null) step(run, input);
  }
  settle(run);
}

function settle(run: MarketRun): void {
  const { answers } = run;
  while (answers.length > 0) step(run, answers.shift()!);
}

function step(run: MarketRun, input: StrategyInput): readonly StrategyOutput[] {
  const { bot, stamp } = run;
  stamp.seq += 1;
  const { state, outputs } = bot.kernel.step(run.state, input, stamp, bot.settings);
  if (state !== run.state) run.state = state;
  if (outputs.length > 0 && outputs !== run.silent) carryOut(run, outputs);
  return outputs;
}

/** Outputs take effect in the order in which they are listed; what the venue says to them is told afterwards. */
function carryOut(run: MarketRun, outputs: readonly StrategyOutput[]): void {
  run.arrive();
  run.quiet.changed();
  for (const output of outputs) {
    if (output.kind !== 'place' && output.kind !== 'cancel') continue;
    const taken = accept(run.book, output);
    if (taken.ok) answer(run, taken.value);
    else if (output.kind === 'place') run.answers.push(run.denied(output.order, taken.error));
  }
  run.heard(outputs);
}

/** What an order has ended; nearly always nothing. */
function answer(run: MarketRun, events: readonly BookEvent[]): void {
  if (events.length > 0) for (const event of events) run.answers.push(inputOf(event)!);
}
