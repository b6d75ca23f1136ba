import { runPortfolio } from '../../portfolio/run-portfolio.js';
import type { PortfolioResult } from '../../result/portfolio-result.js';
import type { PortfolioExtras } from '../../result/report-extras.js';
import { prepareMarket } from '../../setup/prepare.js';
import { columnsOf, csvOf } from '../../testing/candle-text.js';
import { requestOf } from '../../testing/requests.js';
import { walk } from '../../testing/walk.js';
import { portfolioExtrasOf } from '../extras-of.js';

const SYMBOLS = ['ETH/USDT:USDT', 'SOL/USDT:USDT', 'XRP/USDT:USDT'] as const;

/** A run of three symbols with one account, with what a report of it draws. */
export function samplePortfolio(language: PortfolioExtras['language'] = 'en'): {
  readonly result: PortfolioResult;
  readonly extras: PortfolioExtras;
} {
  const request = requestOf({ strategy: 'hyper-rsi', funding: { kind: 'constant', rate: '0.0003' } });
  const settings = {
    ...{ timeframe: '15m', useTrend: false, margin: '60', leverage: 5, cooldownSec: 0, oversold: '40' },
    takeProfits: [{ value: '1' }, { value: '1.5' }, { value: '2' }],
  };
  const markets = SYMBOLS.map((instrument, index) =>
    prepareMarket(
      request,
      { instrument, settings },
      columnsOf(csvOf(walk(index + 1, 6_000, { gaps: false }), { lengthMs: 300_000 })),
    ),
  );
  const result = runPortfolio(request, markets);
  return { result, extras: portfolioExtrasOf(markets, result, language) };
}
