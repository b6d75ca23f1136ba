import { CandlesReceived } from '../../contracts/events/candles-received.event.js';
import { TimePassed } from '../../contracts/events/time-passed.event.js';
import type { FeedPhase } from '../ports/feed-store.port.js';
import type { Happening } from './accounts.js';
import { endingsOf, executionsOf } from './executions.js';
import type { Ahead, Floor } from './floor.js';
import { recordReport } from './reports.js';

/** A step of the feed that was told and committed. */
export interface ToldStep extends Ahead {
  /** `gap`: the candles before this one are missing, and it is still to be opened. */
  readonly phase: FeedPhase | 'gap';
  readonly happenings: readonly Happening[];
}

/**
 * Tells the next phase in which something happens, as one transaction: books, cash, reports and the position of the feed.
 * Phases in which nothing happens are gone through on the way and cost no database work; the close is always told. At the
 * open each book has at most one happening a step, so that what it causes is there before the next is looked for. Where
 * candles are missing, that time has passed is a step before the next open: what it closes is decided by then.
 * @returns null when the feed is through.
 */
export async function tellPhase(floor: Floor): Promise<ToldStep | null> {
  const ahead = await floor.next();
  if (ahead === null) return null;
  const { accounts } = floor;
  if (ahead.row.candle.openTime > floor.position.marketTime) return tellGap(floor, ahead);
  if (floor.position.phase !== 'path') {
    const opened = accounts.atOpen(ahead.candle);
    if (opened.length > 0) return tellHappenings(floor, ahead, 'open', opened);
    const walked = accounts.alongPath(ahead.candle);
    if (walked.length > 0) return tellHappenings(floor, ahead, 'path', walked);
  }
  return tellClose(floor, ahead);
}

/** The market's clock reaches the next open. */
async function tellGap(floor: Floor, ahead: Ahead): Promise<ToldStep> {
  const { position, parts } = floor;
  const { venue, feed } = parts;
  const { openTime } = ahead.row.candle;
  await floor.commit({
    to: { ...position, step: position.step + 1, marketTime: openTime },
    accounts: [],
    record: (tx) => {
      const symbols = feed.instruments.map(({ symbol }) => symbol);
      const between = { from: position.marketTime, to: openTime };
      tx.record(new TimePassed({ venue, timeframe: feed.timeframe, symbols, ...between }));
    },
  });
  return { ...ahead, phase: 'gap', happenings: [] };
}

async function tellHappenings(
  floor: Floor,
  ahead: Ahead,
  phase: FeedPhase,
  happenings: readonly Happening[],
): Promise<ToldStep> {
  const { position, parts } = floor;
  await floor.commit({
    to: { ...position, phase, step: position.step + 1 },
    accounts: [...new Set(happenings.map(({ account }) => account))],
    ended: happenings.flatMap(({ account, events }) => endingsOf(account.id, events)),
    record: (tx) => {
      for (const { account, book, events } of happenings) {
        const executions = executionsOf(book, events);
        recordReport(tx, parts.venue, { account, symbol: book.symbol, executions, cause: {} });
      }
    },
  });
  return { ...ahead, phase, happenings };
}

async function tellClose(floor: Floor, ahead: Ahead): Promise<ToldStep> {
  const { position, parts, accounts } = floor;
  const { venue, feed } = parts;
  const { row, candle } = ahead;
  accounts.atClose(candle);
  const candles = feed.instruments.map(({ symbol }) => ({ symbol, candle: row.candle }));
  await floor.commit({
    to: {
      ...position,
      ...{ phase: 'close', cursor: row.next, step: position.step + 1, marketTime: candle.endAt },
    },
    accounts: accounts.due(),
    record: (tx) => {
      tx.record(new CandlesReceived({ venue, timeframe: feed.timeframe, candles }));
    },
  });
  return { ...ahead, phase: 'close', happenings: [] };
}
