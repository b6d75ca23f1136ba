import type { PortfolioResult } from '../result/portfolio-result.js';
import type { PortfolioExtras, PriceBar, ReportExtras } from '../result/report-extras.js';
import type { PreparedMarket } from '../setup/prepare.js';
import { lengthOfBars } from './thin.js';

/** More than a report draws; what is beyond would only be rolled up again. */
const MOST_BARS = 20_000;

/** The prices of a market in the range that was tested: its decision candles, or coarser ones where those are too many. */
export function extrasOf(
  { candles, first, bot }: PreparedMarket,
  language: ReportExtras['language'],
): ReportExtras {
  const { length, time, decimals } = candles;
  const spanMs = time[length - 1]! - time[first]! + bot.decisionMs;
  const barMs = lengthOfBars(bot.decisionMs, spanMs / MOST_BARS);
  const unit = 10 ** decimals;
  const prices: PriceBar[] = [];
  let index = first;
  while (index < length) {
    const at = Math.floor(time[index]! / barMs) * barMs;
    const open = candles.open[index]!;
    let high = candles.high[index]!;
    let low = candles.low[index]!;
    while (index < length && time[index]! < at + barMs) {
      high = Math.max(high, candles.high[index]!);
      low = Math.min(low, candles.low[index]!);
      index += 1;
    }
    const close = candles.close[index - 1]!;
    prices.push([at, open / unit, high / unit, low / unit, close / unit]);
  }
  return { language, prices, barMs };
}

/** The same for several markets, in the order in which their result names them. */
export const portfolioExtrasOf = (
  markets: readonly PreparedMarket[],
  { symbols }: Pick<PortfolioResult, 'symbols'>,
  language: ReportExtras['language'],
): PortfolioExtras => ({
  language,
  symbols: symbols.map(({ symbol }) =>
    extrasOf(
      markets.find(({ instrument }) => instrument.symbol === symbol)!,
      language,
    ),
  ),
});
