import {
  hyperRsiKernel,
  hyperRsiMarket,
  readHyperRsiSettings,
  requiredIndicators,
  type HyperRsiSettings,
} from '../../modules/hyper-rsi/domain/index.js';
import { TIMEFRAME_MS } from '../../shared/pure/time/timeframe.js';
import { BadInput } from '../bad-input.js';
import { asBot, type Bot } from './bot.js';
import { refusedFields, type BotTerms } from './bot-terms.js';

/** A HyperRSI bot on a market. @throws BadInput when settings are refused. */
export function hyperRsiBot(document: unknown, terms: BotTerms): Bot {
  const { scale, fees, cash } = terms;
  const { kind, symbol, minSize, minNotional } = scale.instrument;
  const read = readHyperRsiSettings(document, {
    ...{ kind, symbol, minSize, minNotional, equity: cash },
    // The book is opened in the mode that the settings need.
    positionMode: 'hedge',
  });
  if (!read.ok) throw refusedFields(read.error);
  const settings = read.value;
  const needs = requiredIndicators(settings);
  checkTrend(settings, needs.trend, terms.candleMs);
  return asBot({
    kernel: hyperRsiKernel(hyperRsiMarket(scale, fees)),
    settings,
    decisionMs: TIMEFRAME_MS[settings.timeframe],
    intrabar: settings.signalTiming === 'intrabar',
    needs,
    trades: { kind: 'cycles' },
  });
}

/** The candles of the trend are built from those of the file, so they must be whole multiples of them. */
function checkTrend(
  { timeframe }: HyperRsiSettings,
  trend: ReturnType<typeof requiredIndicators>['trend'],
  candleMs: number,
): void {
  for (const name of ['cycle', 'band'] as const) {
    if (trend === null || TIMEFRAME_MS[trend[name]] % candleMs === 0) continue;
    throw new BadInput(
      `useTrend: on a ${timeframe} chart the trend needs ${trend[name]} candles, which cannot be built from ` +
        `candles of ${candleMs / 60_000} minutes; give finer candles or switch useTrend off`,
    );
  }
}
