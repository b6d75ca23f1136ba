import { createHash } from 'node:crypto';
import { priceText } from '../../../backtest/decimal-text.js';
import { BadInput, type PreparedMarket, type TradingRequest } from '../../../backtest/index.js';
import type { Candle } from '../../../shared/pure/market/candle.js';
import type { PaperConditions } from '../../../shared/pure/market/paper-conditions.js';
import type { RecordedMarket } from '../../../shared/pure/market/recorded-market.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { TIMEFRAME_MS, TIMEFRAMES, type Timeframe } from '../../../shared/pure/time/timeframe.js';

/**
 * The market of a prepared backtest as the paper venue takes it: the same candles, in the same integers, under the same
 * conditions. @throws BadInput when the candles are no timeframe of the program.
 */
export function recordedMarket(request: TradingRequest, prepared: PreparedMarket): RecordedMarket {
  const { instrument, scale, first } = prepared;
  const content = {
    timeframe: timeframeOf(prepared.candleMs),
    candles: candlesOf(prepared),
    first,
    candleDecimals: scale.priceDecimals,
    instruments: [instrument],
    conditions: conditionsOf(request, prepared),
  };
  const digest = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return { ...content, identity: `replay, sha256 ${digest}` };
}

export function timeframeOf(ms: number): Timeframe {
  const timeframe = TIMEFRAMES.find((one) => TIMEFRAME_MS[one] === ms);
  if (timeframe !== undefined) return timeframe;
  throw new BadInput(
    `candles: rows ${ms / 60_000} minutes apart cannot be replayed; the program knows ${TIMEFRAMES.join(', ')}`,
  );
}

/** Volume decides nothing here and is not read from the files. */
function candlesOf({ candles, scale }: PreparedMarket): readonly Candle[] {
  const { time, open, high, low, close } = candles;
  return Array.from({ length: candles.length }, (_, index) => ({
    openTime: epochMs(time[index]!),
    open: priceText(scale, open[index]!),
    high: priceText(scale, high[index]!),
    low: priceText(scale, low[index]!),
    close: priceText(scale, close[index]!),
    volume: '0',
  }));
}

function conditionsOf(
  { maker, taker, slippageBps, fill }: TradingRequest,
  { funding, bot }: PreparedMarket,
): PaperConditions {
  const { hedge } = bot.settings as { readonly hedge?: { readonly enabled: boolean } };
  return {
    fees: { maker, taker },
    slippageBps,
    fillRule: fill,
    funding: funding.kind === 'none' ? null : funding.kind === 'constant' ? funding.rate : funding.charges,
    positionMode: hedge?.enabled === true ? 'hedge' : 'one-way',
  };
}
