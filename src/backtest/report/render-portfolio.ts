import type { PortfolioResult } from '../result/portfolio-result.js';
import type { PortfolioExtras } from '../result/report-extras.js';
import { renderPage } from './page.js';
import { assumptions } from './sections/assumptions.js';
import { drawnPoints, equityCharts } from './sections/charts.js';
import { checks } from './sections/checks.js';
import { decisions } from './sections/decisions.js';
import { portfolioHeader, portfolioTitle } from './sections/header.js';
import { notes, openOrders } from './sections/leftovers.js';
import { months } from './sections/months.js';
import { summary } from './sections/summary.js';
import { symbolDetails, symbols } from './sections/symbols.js';
import { trades } from './sections/trades.js';
import { portfolioView, type View } from './view.js';
import type { Words } from './words.js';

const PLACES = [
  { id: 'summary', en: 'Summary', ko: '요약' },
  { id: 'equity', en: 'Equity', ko: '자산' },
  { id: 'symbols', en: 'Symbols', ko: '종목' },
  { id: 'months', en: 'Months', ko: '월별' },
  { id: 'trades', en: 'Trades', ko: '거래' },
  { id: 'decisions', en: 'Decisions', ko: '판단' },
  { id: 'assumptions', en: 'Assumptions', ko: '가정' },
  { id: 'settings', en: 'Settings', ko: '설정' },
] as const;

/** What is taken for granted where symbols share an account. */
const SHARED: readonly Words[] = [
  {
    en: 'The symbols share one account: margin that one holds is not there for another, and on cross margin what one loses brings all nearer to liquidation.',
    ko: '모든 종목이 한 계좌를 함께 씁니다. 한 종목이 쓰는 증거금은 다른 종목이 쓸 수 없고, 교차 증거금에서는 한 종목의 손실이 모든 종목을 청산에 가깝게 만듭니다.',
  },
  {
    en: 'At one moment the symbols are gone through by name. Buy and hold is the cash in equal parts.',
    ko: '같은 시각의 종목들은 이름 순서로 처리합니다. 단순 보유는 자금을 같은 금액으로 나누어 산 결과입니다.',
  },
];

/** The report of several symbols with one account as one HTML file. The same result gives the same text. */
export function renderPortfolio(result: PortfolioResult, extras: PortfolioExtras): string {
  const view = portfolioView(result, extras);
  const first = result.symbols[0]!;
  return renderPage({
    title: portfolioTitle(result),
    language: extras.language,
    places: PLACES,
    sections: [
      portfolioHeader(result),
      summary(result.summary, view.quote),
      equityCharts(result.summary, equityNote(result, view)),
      symbols(result, view),
      months(first.assumptions.cash, result.equity),
      trades(view),
      decisions(result),
      checks(result),
      openOrders(result),
      notes(result),
      assumptions(first, 'elsewhere', SHARED),
      symbolDetails(result),
    ],
    view,
  });
}

function equityNote({ equity }: PortfolioResult, view: View): Words {
  const thin = drawnPoints(equity.length, view);
  const points = equity.length.toLocaleString('en-US');
  return {
    en: `${points} points of the whole account, one for each time at which a symbol decided; ${thin.en}. The maximum drawdown above is measured at every close of a candle and may be deeper than the line. Drag to zoom, double-click to see everything.`,
    ko: `종목이 판단한 시각마다 한 점씩 계좌 전체의 자산 ${points}개이며, ${thin.ko}. 위의 최대 낙폭은 모든 캔들의 종가에서 재므로 이 선보다 깊을 수 있습니다. 끌어서 확대하고, 두 번 눌러 전체를 봅니다.`,
  };
}
