import type { BacktestResult, Summary } from '../../result/backtest-result.js';
import { showCount, showPercent } from '../figures.js';
import { html, type Html } from '../html.js';
import type { View } from '../view.js';
import { words, type Words } from '../words.js';
import { note, section } from './section.js';
import { showLength } from './terms.js';

const RANGES = ['all', '1y', '3m', '1m', '1w', '1d'] as const;

const RANGE_WORDS = {
  all: { en: 'All', ko: '전체' },
  '1y': { en: '1Y', ko: '1년' },
  '3m': { en: '3M', ko: '3개월' },
  '1m': { en: '1M', ko: '1개월' },
  '1w': { en: '1W', ko: '1주' },
  '1d': { en: '1D', ko: '1일' },
} as const;

/** Where the script draws; what a chart shows is also said in words, for who cannot see it. */
export function charts(result: BacktestResult, view: View): Html {
  return html` ${equityCharts(result.summary, equityNote(result, view))}
  ${section(
    'price',
    { en: 'Price and trades', ko: '가격과 거래' },
    view.price === null
      ? noPrice()
      : html` ${plot('price-chart', 'tall', 'Candles with the entries and exits of the trades; all of them stand in the trade list')}
        ${priceNote(result, view.price)}`,
  )}`;
}

/** Equity and drawdown under each other, and a note on what is drawn. */
export const equityCharts = (summary: Summary, below: Words): Html =>
  section(
    'equity',
    { en: 'Equity', ko: '자산 곡선' },
    html` ${plot('equity-chart', 'tall', `Equity over time, ${spoken(summary)}`)}
      <h3>${words('Drawdown', '낙폭')}</h3>
      ${plot('drawdown-chart', 'low', `Drawdown over time; the deepest is ${showPercent(summary.maxDrawdownPct)}`)}
      ${note(below)}`,
    tools(),
  );

export const plot = (id: string, size: 'tall' | 'low', label: string): Html =>
  html` <div class="legend" id="${id}-legend" aria-hidden="true"></div>
    <div
      class="plot ${size}"
      id="${id}"
      role="img"
      tabindex="0"
      aria-label="${label}"
      aria-describedby="keys"
    ></div>`;

const spoken = (summary: Summary): string =>
  `return ${showPercent(summary.returnPct)}, buy and hold ${showPercent(summary.buyAndHoldPct)}`;

const tools = (): Html =>
  html` <div class="tools" id="ranges">
      ${RANGES.map(
        (range) =>
          html`<button type="button" data-range="${range}">
            ${words(RANGE_WORDS[range].en, RANGE_WORDS[range].ko)}
          </button>`,
      )}<button type="button" id="log-scale" aria-pressed="false">${words('Log', '로그')}</button>
    </div>
    <p id="keys" class="hidden">
      ${words(
        'Arrow keys move, plus and minus zoom, zero shows everything.',
        '화살표 키로 이동, +와 -로 확대와 축소, 0으로 전체 보기.',
      )}
    </p>`;

/** How many of the points of a line are drawn, and which. */
export function drawnPoints(
  points: number,
  { equity: drawn }: View,
): { readonly en: string; readonly ko: string } {
  const shown = drawn.at.steps.length;
  return shown === points
    ? { en: 'all are drawn', ko: '모두 그렸습니다' }
    : {
        en: `${showCount(shown)} are drawn: of each stretch of time the first, the last, the highest and the lowest, so no peak or trough is missing`,
        ko: `그중 ${showCount(shown)}개를 그렸습니다. 구간마다 처음, 마지막, 최고, 최저를 남겨 고점과 저점은 빠지지 않습니다`,
      };
}

function equityNote({ assumptions, equity }: BacktestResult, view: View): Words {
  const every = showLength(assumptions.decisionMs);
  const thin = drawnPoints(equity.length, view);
  const path = showLength(assumptions.pathMs);
  return {
    en: `${showCount(equity.length)} points, one for each ${every} close; ${thin.en}. The maximum drawdown above is measured at every ${path} close and may be deeper than the line. Drag to zoom, double-click to see everything.`,
    ko: `${every} 종가마다 한 점씩 ${showCount(equity.length)}개이며, ${thin.ko}. 위의 최대 낙폭은 ${path} 종가마다 재므로 이 선보다 깊을 수 있습니다. 끌어서 확대하고, 두 번 눌러 전체를 봅니다.`,
  };
}

function priceNote({ candles, trades }: BacktestResult, price: NonNullable<View['price']>): Html {
  const bar = showLength(price.barMs);
  return note({
    en: `Bars of ${bar} at the finest, rolled up from ${showCount(candles.count)} candles; zoomed out they are drawn coarser, as the legend says. ${showCount(trades.length)} trades: ▲ long entry, ▼ short entry, ● exit in the colour of its outcome. Where too many meet for single marks, their number over time is drawn instead.`,
    ko: `가장 촘촘한 봉은 ${bar}이며 캔들 ${showCount(candles.count)}개를 합친 것입니다. 넓게 볼 때는 범례에 적힌 더 긴 봉으로 그립니다. 거래 ${showCount(trades.length)}건: ▲ 롱 진입, ▼ 숏 진입, ● 청산 (색은 손익). 표시가 너무 많이 겹치는 곳에서는 시간대별 건수를 대신 그립니다.`,
  });
}

const noPrice = (): Html =>
  note({ en: 'No prices were given to this report.', ko: '이 보고서에는 가격 자료가 없습니다.' });
