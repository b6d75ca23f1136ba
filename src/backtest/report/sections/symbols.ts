import type { PortfolioResult, PortfolioSymbol } from '../../result/portfolio-result.js';
import { formatMoney, money } from '../../../shared/pure/numbers/money.js';
import { figure, showCount, showMoney, showPercent, showTime, signedFigure } from '../figures.js';
import { html, type Html } from '../html.js';
import type { View } from '../view.js';
import { words } from '../words.js';
import { instrumentList, ofOneMarket, settingsList } from './assumptions.js';
import { drawnPoints, plot } from './charts.js';
import { gaps, openPosition } from './leftovers.js';
import { column, note, numberColumn, section, table } from './section.js';

/** Colours that tell lines apart; further ones are dashed. */
const COLOURS = 6;

/** What each symbol has brought to the account they share: a line, a row of figures, and all that it has of its own. */
export function symbols(result: PortfolioResult, view: View): Html {
  const thin = drawnPoints(result.equity.length, view);
  return section(
    'symbols',
    { en: 'Profit by symbol', ko: '종목별 손익' },
    html` ${plot('symbols-chart', 'tall', `Profit of each symbol over time: ${spoken(result)}`)}
    ${note({
      en: `What each symbol has brought so far: its cash flow and its position at the last price, fees and funding taken off. The lines sum to the equity less the starting cash; ${thin.en}.`,
      ko: `종목마다 지금까지 번 금액입니다. 수수료와 펀딩비를 뺀 현금 흐름에 마지막 가격으로 평가한 포지션을 더했습니다. 모두 합하면 자산에서 시작 자금을 뺀 값이 됩니다. ${thin.ko}.`,
    })}
    ${figuresOf(result, view.quote)}`,
  );
}

const spoken = ({ symbols: all }: PortfolioResult): string =>
  all.map(({ symbol, profits }) => `${symbol} ${profits.at(-1) ?? '0'}`).join(', ');

function figuresOf({ symbols: all, trades }: PortfolioResult, quote: string): Html {
  const head = [
    column('Symbol', '종목'),
    numberColumn('Trades', '거래'),
    numberColumn('Won', '이익'),
    numberColumn('Net, closed', '종료 손익'),
    numberColumn('Open', '미실현'),
    numberColumn('Fees', '수수료'),
    numberColumn('Funding', '펀딩비'),
    numberColumn('Profit', '합계'),
    numberColumn('Buy and hold', '단순 보유'),
  ];
  const rows = all.map((one, index) => {
    const own = trades.filter(({ symbol }) => symbol === one.symbol);
    const open = one.openPosition;
    const sum = (of: 'fees' | 'funding'): string =>
      formatMoney(own.reduce<bigint>((total, trade) => total + money(trade[of]), money(open?.[of] ?? '0')));
    const profit = formatMoney(money(one.netProfit) + money(open?.netPnl ?? '0'));
    const signed = (amount: string): Html => signedFigure(amount, showMoney(amount, quote));
    const plain = (amount: string): Html => figure(amount, showMoney(amount, quote));
    return html`<tr data-symbol="${one.symbol}">
      <th scope="row"><span class="key series-${(index % COLOURS) + 1}">${one.symbol}</span></th>
      <td class="number">${figure(one.trades, showCount(one.trades))}</td>
      <td class="number">${showCount(own.filter(({ netPnl }) => money(netPnl) > 0n).length)}</td>
      <td class="number">${signed(one.netProfit)}</td>
      <td class="number">${open === null ? '–' : signed(open.netPnl)}</td>
      <td class="number">${plain(sum('fees'))}</td>
      <td class="number">${plain(sum('funding'))}</td>
      <td class="number">${signed(profit)}</td>
      <td class="number">${signedFigure(one.buyAndHoldPct, showPercent(one.buyAndHoldPct))}</td>
    </tr>`;
  });
  return table({ en: 'Figures by symbol', ko: '종목별 수치' }, head, rows);
}

/** What each symbol has of its own: candles, terms, settings, rules, what it holds at the end. */
export const symbolDetails = ({ symbols: all }: PortfolioResult): Html =>
  section(
    'settings',
    { en: 'Each symbol', ko: '종목별 조건' },
    all.map((one) => detailsOf(one)),
  );

const detailsOf = (one: PortfolioSymbol): Html =>
  html`<details class="of-symbol">
    <summary>${one.symbol} ${candlesOf(one)}</summary>
    <h3>${words('Terms', '조건')}</h3>
    <dl class="facts wide">${ofOneMarket(one.assumptions, one.instrument)}</dl>
    <h3>${words('Open position at the end', '종료 시점의 포지션')}</h3>
    ${openPosition(one)}
    <h3>${words('Gaps in the candles', '캔들 누락 구간')}</h3>
    ${gaps(one)}
    <h3>${words('Settings', '설정')}</h3>
    ${settingsList(one.settings)}
    <h3>${words('Instrument', '종목')}</h3>
    ${instrumentList(one.instrument)}
  </details>`;

const candlesOf = ({ candles: { count, from, to } }: PortfolioSymbol): Html =>
  html`<small
    >${words(`${showCount(count)} candles, ${showTime(from)} – ${showTime(to)} UTC`, `캔들 ${showCount(count)}개, ${showTime(from)} – ${showTime(to)} UTC`)}</small
  >`;
