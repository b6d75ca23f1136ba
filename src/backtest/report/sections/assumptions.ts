import type { Assumptions, BacktestResult, FundingAssumption } from '../../result/backtest-result.js';
import { figure, showCount, showMoney, showRate, showTime } from '../figures.js';
import { html, type Html } from '../html.js';
import { both, words, type Words } from '../words.js';
import { fact, section } from './section.js';
import { showLength } from './terms.js';

/** What every run of this program takes for granted, whatever its settings. */
const ALWAYS: readonly Words[] = [
  {
    en: 'An order decided at a close never fills at a price of that candle: the next open is the first chance.',
    ko: '종가에 판단한 주문은 그 캔들의 가격으로 체결되지 않습니다. 다음 시가가 첫 기회입니다.',
  },
  {
    en: 'Inside a candle the path is open, low, high, close while long, open, high, low, close while short; flat, it goes first against the direction of the candle.',
    ko: '캔들 안의 경로는 롱이면 시가, 저가, 고가, 종가, 숏이면 시가, 고가, 저가, 종가입니다. 포지션이 없으면 캔들 방향의 반대쪽을 먼저 지납니다.',
  },
  {
    en: 'Every fill is whole: volume and order books do not limit it, and our orders do not move the market.',
    ko: '모든 주문은 전량 체결됩니다. 거래량과 호가 잔량은 제한하지 않으며, 주문이 시장을 움직이지 않습니다.',
  },
  {
    en: 'Stops and market orders pay the slippage; limit orders get their price, or the open when it is better.',
    ko: '스톱과 시장가 주문에는 슬리피지가 붙습니다. 지정가 주문은 지정한 가격, 또는 더 유리한 시가에 체결됩니다.',
  },
  {
    en: 'Fees are rounded up, prices to the tick against the trader, sizes down to the lot. Money is computed exactly.',
    ko: '수수료는 올림, 가격은 불리한 쪽 호가 단위로, 수량은 최소 단위로 내림합니다. 금액은 오차 없이 계산합니다.',
  },
  {
    en: 'Sharpe and Sortino are of daily returns (UTC), risk-free rate 0, times the square root of 365.',
    ko: '샤프와 소르티노 지수는 일별 수익률(UTC), 무위험 수익률 0, 365의 제곱근 기준입니다.',
  },
  {
    en: 'Past prices do not promise future results.',
    ko: '과거의 가격이 미래의 결과를 보장하지 않습니다.',
  },
];

/**
 * @param own whether what one symbol has of its own is among them.
 * @param more what else is taken for granted.
 */
export function assumptions(
  { assumptions: given, instrument }: Pick<BacktestResult, 'assumptions' | 'instrument'>,
  own: 'shown' | 'elsewhere' = 'shown',
  more: readonly Words[] = [],
): Html {
  return section(
    'assumptions',
    { en: 'Assumptions', ko: '가정' },
    html`<dl class="facts wide">
        ${fact({ en: 'Starting cash', ko: '시작 자금' }, html`${figure(given.cash, showMoney(given.cash, instrument.quote))} ${instrument.quote}`)}
        ${fact({ en: 'Maker fee', ko: '메이커 수수료' }, figure(given.maker, showRate(given.maker)))}
        ${fact({ en: 'Taker fee', ko: '테이커 수수료' }, figure(given.taker, showRate(given.taker)))}
        ${fact({ en: 'Fees of', ko: '수수료 기준' }, given.venue ?? words('as given, no venue', '직접 지정 (거래소 없음)'))}
        ${fact({ en: 'Slippage', ko: '슬리피지' }, figure(given.slippageBps, `${given.slippageBps} bps`))}
        ${fact({ en: 'A limit order fills when', ko: '지정가 체결 조건' }, both(FILLS[given.fill]))}
        ${own === 'shown' ? ofOneMarket(given, instrument) : null}
        ${fact({ en: 'From', ko: '시작' }, given.from === null ? FIRST : showTime(given.from))}
        ${fact({ en: 'To', ko: '끝' }, given.to === null ? LAST : showTime(given.to))}
      </dl>
      <ul class="always">
        ${[...ALWAYS, ...more].map((text) => html`<li>${both(text)}</li>`)}
      </ul>`,
  );
}

/** What belongs to one market, where others are traded beside it under other terms. */
export const ofOneMarket = (given: Assumptions, { kind }: BacktestResult['instrument']): Html =>
  html`${fact({ en: 'Funding', ko: '펀딩비' }, funding(given.funding))} ${margin(given, kind)}
  ${fact({ en: 'Decides every', ko: '판단 주기' }, showLength(given.decisionMs))}
  ${fact({ en: 'Path inside a decision candle', ko: '판단 캔들 안의 경로' }, words(`${showLength(given.pathMs)} candles`, `${showLength(given.pathMs)} 캔들`))}`;

const FIRST = words('first candle of the file', '파일의 첫 캔들');
const LAST = words('last candle of the file', '파일의 마지막 캔들');

const FILLS = {
  touch: { en: 'the price touches it', ko: '가격이 닿으면' },
  through: { en: 'the price passes it by one tick', ko: '가격이 한 호가를 지나가면' },
} as const;

function funding(given: FundingAssumption): Html {
  switch (given.kind) {
    case 'none':
      return words('none', '없음');
    case 'constant':
      return words(
        `${showRate(given.rate)} at 00:00, 08:00 and 16:00 UTC`,
        `00:00, 08:00, 16:00 UTC에 ${showRate(given.rate)}`,
      );
    case 'file':
      return words(
        `${showCount(given.rates)} rates of ${given.file}`,
        `${given.file}의 펀딩비 ${showCount(given.rates)}건`,
      );
  }
}

function margin(given: Assumptions, kind: 'spot' | 'perpetual'): Html | null {
  if (kind === 'spot') return null;
  const mode = given.marginMode === 'cross' ? { en: 'cross', ko: '교차' } : { en: 'isolated', ko: '격리' };
  return html` ${fact({ en: 'Leverage', ko: '레버리지' }, figure(given.leverage, `${given.leverage}x`))}
  ${fact({ en: 'Margin', ko: '증거금' }, both(mode))}
  ${fact({ en: 'Maintenance margin', ko: '유지 증거금' }, given.maintenanceRate === null ? words('none', '없음') : figure(given.maintenanceRate, showRate(given.maintenanceRate)))}`;
}

/** The rules of the instrument and every setting, defaults included, by the names that the settings file uses. */
export const settings = ({ settings: values, instrument }: BacktestResult): Html =>
  html` ${section('settings', { en: 'Settings', ko: '설정' }, settingsList(values))}
  ${section('instrument', { en: 'Instrument', ko: '종목' }, instrumentList(instrument))}`;

export const settingsList = (values: BacktestResult['settings']): Html => list(flatten(values));

export const instrumentList = (instrument: BacktestResult['instrument']): Html =>
  list(
    flatten({
      ...instrument,
      priceBands: instrument.priceBands?.map(([from, tick]) => `${from}: ${tick}`).join(', ') ?? null,
    }),
  );

const list = (lines: readonly (readonly [string, string])[]): Html =>
  html`<dl class="facts wide">
    ${lines.map(
      ([name, value]) =>
        html`<div class="fact" data-setting="${name}">
          <dt><code>${name}</code></dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;

/** Nested members by their path: `takeProfits[1].share`. */
function flatten(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) {
    if (value.length === 0) return [[path, '[]']];
    return value.flatMap((member: unknown, index) => flatten(member, `${path}[${index}]`));
  }
  if (typeof value === 'object' && value !== null) {
    const prefix = path === '' ? '' : `${path}.`;
    return Object.entries(value).flatMap(([name, member]) => flatten(member, `${prefix}${name}`));
  }
  return [[path, typeof value === 'string' ? value : JSON.stringify(value ?? null)]];
}
