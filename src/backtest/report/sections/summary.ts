import type { Summary } from '../../result/backtest-result.js';
import {
  figure,
  NONE,
  showCount,
  showDuration,
  showMoney,
  showPercent,
  showRatio,
  signedFigure,
} from '../figures.js';
import { html, type Html } from '../html.js';
import { both, type Words } from '../words.js';
import { fact } from './section.js';

type Field = keyof Summary;

interface Shown {
  readonly field: Field;
  readonly words: Words;
  readonly help?: Words;
}

/** What one looks for first. */
const HEADLINES: readonly Shown[] = [
  { field: 'netProfit', words: { en: 'Net profit, closed trades', ko: '순이익 (종료된 거래)' } },
  { field: 'returnPct', words: { en: 'Return', ko: '수익률' } },
  { field: 'maxDrawdownPct', words: { en: 'Max drawdown', ko: '최대 낙폭' } },
  { field: 'sharpe', words: { en: 'Sharpe', ko: '샤프 지수' } },
  { field: 'profitFactor', words: { en: 'Profit factor', ko: '손익비 (PF)' } },
  { field: 'winRatePct', words: { en: 'Win rate', ko: '승률' } },
];

const GROUPS: readonly { readonly words: Words; readonly fields: readonly Shown[] }[] = [
  {
    words: { en: 'Result', ko: '결과' },
    fields: [
      { field: 'finalEquity', words: { en: 'Final equity', ko: '최종 평가 자산' } },
      {
        field: 'buyAndHoldPct',
        words: { en: 'Buy and hold', ko: '단순 보유' },
      },
      { field: 'grossProfit', words: { en: 'Gross profit', ko: '총이익' } },
      { field: 'grossLoss', words: { en: 'Gross loss', ko: '총손실' } },
      { field: 'expectancy', words: { en: 'Expectancy per trade', ko: '거래당 기대값' } },
    ],
  },
  {
    words: { en: 'Trades', ko: '거래' },
    fields: [
      { field: 'trades', words: { en: 'Trades closed', ko: '종료된 거래' } },
      { field: 'wins', words: { en: 'Wins', ko: '이익 거래' } },
      { field: 'losses', words: { en: 'Losses', ko: '손실 거래' } },
      { field: 'avgHoldSec', words: { en: 'Average holding time', ko: '평균 보유 시간' } },
      { field: 'exposurePct', words: { en: 'Time in the market', ko: '포지션 보유 비율' } },
    ],
  },
  {
    words: { en: 'Risk and costs', ko: '위험과 비용' },
    fields: [
      { field: 'sortino', words: { en: 'Sortino', ko: '소르티노 지수' } },
      { field: 'longestUnderwaterSec', words: { en: 'Longest under water', ko: '최장 손실 지속 기간' } },
      { field: 'liquidations', words: { en: 'Liquidations', ko: '강제 청산' } },
      { field: 'fees', words: { en: 'Fees', ko: '수수료' } },
      { field: 'funding', words: { en: 'Funding paid', ko: '지불한 펀딩비' } },
    ],
  },
];

/** Every figure of the summary; the exact values stand in the elements that show them. */
export function summary(values: Summary, quote: string): Html {
  const show = (field: Field): Html => showField(field, values, quote);
  return html` <section id="summary" aria-label="Summary / 요약">
    <dl class="headlines">
      ${HEADLINES.map(
        ({ field, words }) =>
          html`<div class="card" data-field="${field}">
            <dt>${both(words)}</dt>
            <dd>${show(field)}</dd>
          </div>`,
      )}
    </dl>
    <div class="groups">
      ${GROUPS.map(
        ({ words, fields }) =>
          html`<div class="panel group">
            <h2>${both(words)}</h2>
            <dl class="facts">
              ${fields.map(
                (one) => html`<div data-field="${one.field}">${fact(one.words, show(one.field))}</div>`,
              )}
            </dl>
          </div>`,
      )}
    </div>
  </section>`;
}

function showField(field: Field, values: Summary, quote: string): Html {
  const value = values[field];
  if (value === null) return NONE;
  const unit = html` <small class="unit">${quote}</small>`;
  switch (field) {
    case 'netProfit':
    case 'grossProfit':
    case 'grossLoss':
    case 'expectancy':
      return html`${signedFigure(value, showMoney(String(value), quote))}${unit}`;
    case 'fees':
    case 'funding':
    case 'finalEquity':
      return html`${figure(value, showMoney(String(value), quote))}${unit}`;
    case 'returnPct':
    case 'buyAndHoldPct':
      return signedFigure(value, showPercent(Number(value)));
    case 'winRatePct':
    case 'maxDrawdownPct':
    case 'exposurePct':
      return figure(value, showPercent(Number(value)));
    case 'sharpe':
    case 'sortino':
    case 'profitFactor':
      return figure(value, showRatio(Number(value)));
    case 'avgHoldSec':
    case 'longestUnderwaterSec':
      return figure(value, showDuration(Number(value)));
    case 'trades':
    case 'wins':
    case 'losses':
    case 'liquidations':
      return figure(value, showCount(Number(value)));
  }
}
