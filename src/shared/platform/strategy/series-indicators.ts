import type { Candle } from '../../pure/market/candle.js';
import { epochMs, type EpochMs } from '../../pure/time/epoch.js';
import { TIMEFRAME_MS, type Timeframe } from '../../pure/time/timeframe.js';
import type { Bus } from '../bus/bus.port.js';
import { foldCrossTimeframe, type Begun } from './cross-timeframe.js';
import type { Wake } from './decision-store.port.js';
import {
  folded,
  HISTORY_PAGE,
  missingHistory,
  needKey,
  warmUpCandles,
  type IndicatorSnapshot,
  type Need,
} from './indicator-memory.js';
import type { WorldMessages } from './strategy-world.js';

/** History is read from disk and rolled up: the first question of a long timeframe may take a while. */
const HISTORY_TIMEOUT_MS = 30_000;

/**
 * The indicators of a series after the candle of this wake: continued from what is stored, caught up from history where
 * candles passed while nobody needed them, warmed up from history the first time. Nothing is written here.
 */
export async function foldIndicators(
  bus: Bus,
  { candles: GetCandles }: Pick<WorldMessages, 'candles'>,
  wake: Wake,
  needs: readonly Need[],
  stored: readonly IndicatorSnapshot[],
  begun: Begun,
): Promise<ReadonlyMap<string, IndicatorSnapshot>> {
  const { venue, symbol, timeframe, candle } = wake;
  const known = new Map(stored.map((snapshot) => [needKey(snapshot), snapshot]));
  const results = new Map<string, IndicatorSnapshot>();

  const askCandles = async (
    wanted: Timeframe,
    from: EpochMs | null,
    to: EpochMs,
    limit: number,
  ): Promise<readonly Candle[]> => {
    const question = new GetCandles({
      ...{ venue, symbol, timeframe: wanted, from, to, limit },
      asOf: wake.candleEnd,
    });
    const answer = await bus.ask(question, { timeoutMs: HISTORY_TIMEOUT_MS });
    // Without any history the memory begins with this candle.
    return answer.ok ? answer.value : [];
  };
  const ask = (from: EpochMs | null, limit: number): Promise<readonly Candle[]> =>
    askCandles(timeframe, from, candle.openTime, limit);

  for (const need of needs) {
    let snapshot = known.get(needKey(need));
    if ('fold' in need) {
      results.set(needKey(need), await foldCrossTimeframe(askCandles, wake, need, snapshot, begun));
      continue;
    }
    switch (missingHistory(snapshot, candle.openTime, timeframe)) {
      case 'nothing':
        break;
      case 'warm-up':
        snapshot = folded(need, undefined, await ask(null, warmUpCandles([need])));
        break;
      case 'since':
        for (;;) {
          const from = epochMs(snapshot!.candleOpen + TIMEFRAME_MS[timeframe]);
          const page = await ask(from, HISTORY_PAGE);
          snapshot = folded(need, snapshot, page);
          if (page.length < HISTORY_PAGE) break;
        }
    }
    const after = folded(need, snapshot, [candle]);
    if (after !== undefined) results.set(needKey(need), after);
  }
  return results;
}
