import {
  frameReader,
  gridKernel,
  gridMarket,
  planGrid,
  readGridSettings,
  requiredIndicators,
  type GridState,
} from '../../modules/grid/domain/index.js';
import { TIMEFRAME_MS } from '../../shared/pure/time/timeframe.js';
import { BadInput } from '../bad-input.js';
import { asBot, type Bot } from './bot.js';
import { refusedFields, type BotTerms } from './bot-terms.js';

/** A grid bot on a market. @throws BadInput when settings or the ladder they make are refused. */
export function gridBot(document: unknown, { scale, fees, candleMs }: BotTerms): Bot {
  const read = readGridSettings(document, { kind: scale.instrument.kind });
  if (!read.ok) throw refusedFields(read.error);
  const settings = read.value;
  const market = gridMarket(scale, fees);
  const plan = planGrid(settings, market);
  if (!plan.ok) throw new BadInput(`settings: ${plan.error.map(({ message }) => message).join('; ')}`);
  const { rsiLength, folds } = requiredIndicators(settings);
  for (const { name, timeframe } of folds) checkTimeframe(name, TIMEFRAME_MS[timeframe], candleMs);
  const frameOf = frameReader(market);
  return asBot({
    kernel: gridKernel(market),
    settings,
    decisionMs: settings.timeframe === null ? candleMs : TIMEFRAME_MS[settings.timeframe],
    intrabar: false,
    needs: { rsiLength, folds, atrLength: null, trend: null },
    trades: {
      kind: 'cells',
      frameOf: (state) => frameOf(state as GridState),
    },
  });
}

/** Candles of an indicator are built from those of the file, so they must be whole multiples of them. */
function checkTimeframe(name: string, lengthMs: number, candleMs: number): void {
  if (lengthMs % candleMs === 0) return;
  throw new BadInput(
    `settings: ${name} needs candles of ${lengthMs / 60_000} minutes, which cannot be built from candles of ` +
      `${candleMs / 60_000} minutes; give finer candles`,
  );
}
