import {
  BadInput,
  prepareMarket,
  type CandleColumns,
  type PreparedMarket,
  type TradingRequest,
} from '../../../backtest/index.js';
import { settingsJson } from '../../../backtest/strategies/bot.js';
import type { RecordedMarket } from '../../../shared/pure/market/recorded-market.js';
import type { OrderedSymbol } from '../backtest/order.js';
import type { ReplayBot } from './furnish.js';
import { recordedMarket } from './recorded-market.js';

/** The same request for both: as the backtest takes it and as the program does. */
export interface ReplayPlan {
  readonly prepared: PreparedMarket;
  readonly market: RecordedMarket;
  readonly bot: ReplayBot;
}

/** @throws BadInput for what the backtest refuses, and for what no bot of the program does. */
export function planReplay(request: TradingRequest, ordered: OrderedSymbol, file: CandleColumns): ReplayPlan {
  const prepared = prepareMarket(request, ordered, file);
  const { bot, instrument, candles, first } = prepared;
  const begin = candles.time[first]!;
  if (first > 0 && begin % bot.decisionMs !== 0)
    throw new BadInput(
      `--from: ${new Date(begin).toISOString()} lies inside a decision candle; a replay begins with a whole one`,
    );
  const market = recordedMarket(request, prepared);
  const settings = settingsJson(bot);
  return {
    prepared,
    market,
    bot: {
      strategy: request.strategy,
      // A grid without a timeframe decides by the candles of the file.
      settings: {
        ...settings,
        symbol: instrument.symbol,
        timeframe: settings['timeframe'] ?? market.timeframe,
      },
      currency: instrument.quote,
      cash: request.cash,
    },
  };
}
