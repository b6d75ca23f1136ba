import { GetCandles } from '../../modules/market-data/contracts/queries/get-candles.query.js';
import type { Bus } from '../../shared/platform/bus/bus.port.js';
import type { Candle } from '../../shared/pure/market/candle.js';
import type { Refusal } from '../../shared/pure/refusal.js';
import type { Result } from '../../shared/pure/result.js';
import { epochMs, type EpochMs } from '../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS } from '../../shared/pure/time/timeframe.js';
import type { CandleChoice } from './job.js';

/** The most that one question answers. */
const PAGE = 5_000;

/** Some stored candles: the first of the choice, or with `last` the newest. */
export const peekCandles = (
  bus: Bus,
  { venue, symbol, timeframe, from, to }: Omit<CandleChoice, 'to'> & { readonly to: EpochMs | null },
  { limit, last }: { readonly limit: number; readonly last: boolean },
): Promise<Result<readonly Candle[], Refusal>> => {
  const first = last ? null : (from ?? epochMs(0));
  return bus.ask(new GetCandles({ venue, symbol, timeframe, from: first, to, limit }));
};

/** Candles that a choice can have at most, from its first one on. */
export const countCandles = ({ timeframe, to }: CandleChoice, first: EpochMs): number =>
  Math.ceil((to - first) / TIMEFRAME_MS[timeframe]);

/** All candles of a choice, page by page. @throws Error when the market data refuse, which they did not when it was made. */
export async function* readCandlePages(
  bus: Bus,
  { venue, symbol, timeframe, from, to }: CandleChoice,
): AsyncGenerator<readonly Candle[]> {
  let next = from ?? epochMs(0);
  for (;;) {
    const answer = await bus.ask(new GetCandles({ venue, symbol, timeframe, from: next, to, limit: PAGE }));
    if (!answer.ok) throw new Error(answer.error.message);
    const last = answer.value.at(-1);
    if (last === undefined) return;
    yield answer.value;
    next = epochMs(last.openTime + 1);
  }
}
