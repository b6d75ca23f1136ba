import type { BacktestResult } from '../../result/backtest-result.js';
import { showCount, showTime } from '../figures.js';
import { html, type Html } from '../html.js';
import { words } from '../words.js';
import { showLength, STRATEGY_TITLES } from './terms.js';

export const titleOf = ({ strategy, instrument, candles }: BacktestResult): string =>
  `${STRATEGY_TITLES[strategy]} · ${instrument.symbol} · ${showTime(candles.from)} – ${showTime(candles.to)} UTC`;

/** What was tested, over which time, and the digest that says whether another run was the same. */
export function header(result: BacktestResult): Html {
  const { strategy, instrument, candles, assumptions, digest } = result;
  const path = showLength(assumptions.pathMs);
  const decision = showLength(assumptions.decisionMs);
  return html` <header class="masthead">
    <p class="eyebrow">${words('Backtest', '백테스트')}</p>
    <h1>${STRATEGY_TITLES[strategy]} <span class="symbol">${instrument.symbol}</span></h1>
    <ul class="subject">
      <li>
        <time datetime="${new Date(candles.from).toISOString()}">${showTime(candles.from)}</time> →
        <time datetime="${new Date(candles.to).toISOString()}">${showTime(candles.to)}</time> UTC
      </li>
      <li>${words(`decides every ${decision}`, `${decision} 봉마다 판단`)}</li>
      <li>
        ${words(
          html`<data value="${candles.count}">${showCount(candles.count)}</data> candles of ${path}`,
          html`${path} 캔들 <data value="${candles.count}">${showCount(candles.count)}</data>개`,
        )}
      </li>
      <li>
        ${instrument.kind === 'spot' ? words('spot', '현물') : words(`perpetual, ${assumptions.leverage}x ${assumptions.marginMode}`, `무기한 선물, ${assumptions.leverage}배 ${assumptions.marginMode === 'cross' ? '교차' : '격리'}`)}
      </li>
    </ul>
    <p class="digest"><span>${words('Digest', '다이제스트')}</span> <code id="digest">${digest}</code></p>
  </header>`;
}
