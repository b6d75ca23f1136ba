import type { BacktestResult } from '../../result/backtest-result.js';
import type { PortfolioResult } from '../../result/portfolio-result.js';
import { showCount, showTime } from '../figures.js';
import { html, type Html } from '../html.js';
import { words } from '../words.js';
import { showLength, STRATEGY_TITLES } from './terms.js';

export const titleOf = ({ strategy, instrument, candles }: BacktestResult): string =>
  `${STRATEGY_TITLES[strategy]} · ${instrument.symbol} · ${showTime(candles.from)} – ${showTime(candles.to)} UTC`;

export function portfolioTitle(result: PortfolioResult): string {
  const { from, to } = rangeOf(result);
  const names = result.symbols.map(({ symbol }) => symbol).join(', ');
  return `${STRATEGY_TITLES[result.strategy]} · ${names} · ${showTime(from)} – ${showTime(to)} UTC`;
}

/** What was tested, over which time, and the digest that says whether another run was the same. */
export function header(result: BacktestResult): Html {
  const { strategy, instrument, candles, assumptions, digest } = result;
  const path = showLength(assumptions.pathMs);
  const decision = showLength(assumptions.decisionMs);
  return html` <header class="masthead">
    <p class="eyebrow">${words('Backtest', '백테스트')}</p>
    <h1>${STRATEGY_TITLES[strategy]} <span class="symbol">${instrument.symbol}</span></h1>
    <ul class="subject">
      <li>${rangeText(candles)}</li>
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
    ${digestLine(digest)}
  </header>`;
}

/** The same of several symbols with one account. */
export function portfolioHeader(result: PortfolioResult): Html {
  const { strategy, symbols, digest } = result;
  const candles = symbols.reduce((sum, { candles: { count } }) => sum + count, 0);
  const path = showLength(symbols[0]!.assumptions.pathMs);
  return html` <header class="masthead">
    <p class="eyebrow">${words('Backtest of one account', '한 계좌 백테스트')}</p>
    <h1>
      ${STRATEGY_TITLES[strategy]}
      ${symbols.map(({ symbol }) => html`<span class="symbol">${symbol}</span> `)}
    </h1>
    <ul class="subject">
      <li>${rangeText(rangeOf(result))}</li>
      <li>${words(`${symbols.length} symbols`, `종목 ${symbols.length}개`)}</li>
      <li>
        ${words(
          html`<data value="${candles}">${showCount(candles)}</data> candles of ${path}`,
          html`${path} 캔들 <data value="${candles}">${showCount(candles)}</data>개`,
        )}
      </li>
    </ul>
    ${digestLine(digest)}
  </header>`;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const rangeOf = ({ symbols }: PortfolioResult): Range => ({
  from: Math.min(...symbols.map(({ candles }) => candles.from)),
  to: Math.max(...symbols.map(({ candles }) => candles.to)),
});

const rangeText = ({ from, to }: Range): Html =>
  html`<time datetime="${new Date(from).toISOString()}">${showTime(from)}</time> →
    <time datetime="${new Date(to).toISOString()}">${showTime(to)}</time> UTC`;

const digestLine = (digest: string): Html =>
  html`<p class="digest">
    <span>${words('Digest', '다이제스트')}</span> <code id="digest">${digest}</code>
  </p>`;
