import type { Candle } from '../../pure/market/candle.js';
import { epochMs, type EpochMs } from '../../pure/time/epoch.js';
import { TIMEFRAME_MS, type Timeframe } from '../../pure/time/timeframe.js';

/** Most candles one question for history may answer. An answer may hold fewer although there are more. */
export const HISTORY_PAGE = 5_000;

/** Asks for the candles of a timeframe that opened before `to`: from `from` on, or the newest `limit`. */
export type AskCandles = (
  timeframe: Timeframe,
  from: EpochMs | null,
  to: EpochMs,
  limit: number,
) => Promise<readonly Candle[]>;

/** The newest `most` candles before `to`, or all there are. */
export async function newestBefore(
  ask: AskCandles,
  timeframe: Timeframe,
  to: EpochMs,
  most: number,
): Promise<readonly Candle[]> {
  let found: readonly Candle[] = [];
  while (found.length < most) {
    const limit = Math.min(HISTORY_PAGE, most - found.length);
    const page = await ask(timeframe, null, found[0]?.openTime ?? to, limit);
    if (page.length === 0) break;
    found = [...page, ...found];
  }
  return found;
}

/** Every candle that opened in `from`..`to` (exclusive), a page at a time: only an empty answer says that there is no more. */
export async function* pagesBetween(
  ask: AskCandles,
  timeframe: Timeframe,
  from: EpochMs,
  to: EpochMs,
): AsyncGenerator<readonly Candle[]> {
  for (let next = from; next < to;) {
    const page = await ask(timeframe, next, to, HISTORY_PAGE);
    const newest = page.at(-1);
    if (newest === undefined) return;
    yield page;
    next = epochMs(newest.openTime + TIMEFRAME_MS[timeframe]);
  }
}
