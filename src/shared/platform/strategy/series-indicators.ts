import { epochMs } from '../../pure/time/epoch.js';
import { bucketEnd, TIMEFRAME_MS } from '../../pure/time/timeframe.js';
import type { Bus } from '../bus/bus.port.js';
import { foldCrossTimeframe, type Begun } from './cross-timeframe.js';
import type { Wake } from './decision-store.port.js';
import { decisionOpen, isForming } from './forming.js';
import { newestBefore, pagesBetween, type AskCandles } from './history-pages.js';
import {
  folded,
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
 * candles passed while nobody needed them, warmed up from history the first time. Where the decision candle goes on they are
 * those after the one before it. Nothing is written here.
 */
export async function foldIndicators(
  bus: Bus,
  { candles: GetCandles }: Pick<WorldMessages, 'candles'>,
  wake: Wake,
  needs: readonly Need[],
  stored: readonly IndicatorSnapshot[],
  begun: Begun,
): Promise<ReadonlyMap<string, IndicatorSnapshot>> {
  const { venue, symbol } = wake;
  const known = new Map(stored.map((snapshot) => [needKey(snapshot), snapshot]));
  const results = new Map<string, IndicatorSnapshot>();

  const ask: AskCandles = async (wanted, from, to, limit) => {
    const question = new GetCandles({
      ...{ venue, symbol, timeframe: wanted, from, to, limit },
      asOf: wake.candleEnd,
    });
    const answer = await bus.ask(question, { timeoutMs: HISTORY_TIMEOUT_MS });
    // Without any history the memory begins with this candle.
    return answer.ok ? answer.value : [];
  };

  const closed = isForming(wake) ? await closedBefore(ask, wake) : wake;
  if (closed === null) return results;
  const { timeframe, candle } = closed;
  for (const need of needs) {
    let snapshot = known.get(needKey(need));
    if ('fold' in need) {
      results.set(needKey(need), await foldCrossTimeframe(ask, closed, need, snapshot, begun));
      continue;
    }
    switch (missingHistory(snapshot, candle.openTime, timeframe)) {
      case 'nothing':
        break;
      case 'warm-up': {
        const history = await newestBefore(ask, timeframe, candle.openTime, warmUpCandles([need]));
        snapshot = folded(need, undefined, history);
        break;
      }
      case 'since': {
        const from = epochMs(snapshot!.candleOpen + TIMEFRAME_MS[timeframe]);
        for await (const page of pagesBetween(ask, timeframe, from, candle.openTime))
          snapshot = folded(need, snapshot, page);
      }
    }
    const after = folded(need, snapshot, [candle]);
    if (after !== undefined) results.set(needKey(need), after);
  }
  return results;
}

/**
 * The wake of the decision candle before the one that is forming at `wake`, as it was or would have been: what has no memory yet
 * is folded as of then. Null where there is no such candle.
 */
async function closedBefore(ask: AskCandles, wake: Wake): Promise<Wake | null> {
  const { timeframe } = wake;
  const [candle] = await ask(timeframe, null, decisionOpen(wake), 1);
  return candle === undefined ? null : { ...wake, candle, candleEnd: bucketEnd(candle.openTime, timeframe) };
}
