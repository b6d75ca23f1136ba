import type { BacktestResult, NoteLine } from '../../result/backtest-result.js';
import { figure, showCount, showExact, showMoney, showTime, signedFigure } from '../figures.js';
import { html, type Html } from '../html.js';
import { both, type Words } from '../words.js';
import { column, fact, note, numberColumn, section, table } from './section.js';
import { reasonWords } from './terms.js';

/** A list that is longer is cut, and says so. */
const MOST_LINES = 200;

const NOTE_WORDS: Readonly<Record<NoteLine[1], Words>> = {
  size: { en: 'below the minimum, not placed', ko: '최소 수량 미만으로 주문하지 않음' },
  rejected: { en: 'refused at its fill', ko: '체결 시점에 거절됨' },
  denied: { en: 'refused when it was placed', ko: '주문 시점에 거절됨' },
};

const SIDES = {
  long: { en: 'Long', ko: '롱' },
  short: { en: 'Short', ko: '숏' },
  flat: { en: 'Flat: long and short cancel out', ko: '없음: 롱과 숏이 상쇄됨' },
  buy: { en: 'Buy', ko: '매수' },
  sell: { en: 'Sell', ko: '매도' },
} as const;

const KINDS = {
  limit: { en: 'limit', ko: '지정가' },
  stop: { en: 'stop', ko: '스톱' },
  trigger: { en: 'trigger', ko: '조건부' },
} as const;

/** What is not a trade: the position and orders that are left, what was not placed, what the candles lack. */
export const leftovers = (result: BacktestResult): Html =>
  html`${section('open-position', { en: 'Open position at the end', ko: '종료 시점의 포지션' }, openPosition(result))}
  ${openOrders(result)}${notes(result)}
  ${section('gaps', { en: 'Gaps in the candles', ko: '캔들 누락 구간' }, gaps(result))}`;

export function openPosition({
  openPosition: open,
  instrument: { quote, base },
}: Pick<BacktestResult, 'openPosition' | 'instrument'>): Html {
  if (open === null) return note({ en: 'None: the run ended flat.', ko: '없음: 포지션 없이 끝났습니다.' });
  const signed = (amount: string): Html => signedFigure(amount, showMoney(amount, quote));
  return html`<dl class="facts wide">
      ${fact({ en: 'Side', ko: '방향' }, both(SIDES[open.side]))}
      ${fact({ en: 'Size', ko: '수량' }, html`${figure(open.size, showExact(open.size))} ${base}`)}
      ${fact({ en: 'Average entry', ko: '평균 진입가' }, figure(open.average, showExact(open.average)))}
      ${fact({ en: 'Marked at', ko: '평가 가격' }, figure(open.mark, showExact(open.mark)))}
      ${fact({ en: 'Gross P&L', ko: '총손익' }, signed(open.grossPnl))}
      ${fact({ en: 'Fees', ko: '수수료' }, figure(open.fees, showMoney(open.fees, quote)))}
      ${fact({ en: 'Funding paid', ko: '지불한 펀딩비' }, figure(open.funding, showMoney(open.funding, quote)))}
      ${fact({ en: 'Net P&L', ko: '순손익' }, signed(open.netPnl))}
    </dl>
    ${note({
      en: `It is part of the final equity, not of the trades: ${showCount(open.trades.length)} open.`,
      ko: `최종 평가 자산에는 들어가지만 거래로는 세지 않습니다: 진행 중 ${showCount(open.trades.length)}건.`,
    })}`;
}

export function openOrders({
  openOrders: orders,
  strategy,
}: Pick<BacktestResult, 'openOrders' | 'strategy'>): Html {
  const title = { en: 'Open orders at the end', ko: '종료 시점의 미체결 주문' };
  if (orders.length === 0) return section('open-orders', title, note({ en: 'None.', ko: '없음.' }));
  const head = [
    column('Side', '방향'),
    column('Kind', '종류'),
    numberColumn('Price', '가격'),
    numberColumn('Size', '수량'),
    column('Reason', '사유'),
  ];
  const rows = orders.slice(0, MOST_LINES).map(
    ({ symbol, side, kind, price, size, reason }) =>
      html`<tr>
        <td>${both(SIDES[side])}</td>
        <td>${both(KINDS[kind])}</td>
        <td class="number">${figure(price, showExact(price))}</td>
        <td class="number">${figure(size, showExact(size))}</td>
        <td>${symbol === undefined ? null : `${symbol} `}${both(reasonWords(strategy, reason))}</td>
      </tr>`,
  );
  return section('open-orders', title, html`${table(title, head, rows)}${cut(orders.length)}`);
}

interface NoteGroup {
  readonly what: NoteLine[1];
  readonly which: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Alike notes are counted together: a strategy that is refused is refused again and again. */
function noteGroups(lines: readonly NoteLine[]): readonly NoteGroup[] {
  const groups = new Map<string, NoteGroup>();
  for (const [at, what, which] of lines) {
    const key = `${what}\0${which}`;
    const { count, first } = groups.get(key) ?? { count: 0, first: at };
    groups.set(key, { what, which, count: count + 1, first, last: at });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

export function notes({ notes: lines, strategy }: Pick<BacktestResult, 'notes' | 'strategy'>): Html {
  const title = { en: 'Orders that were not placed', ko: '나가지 않은 주문' };
  if (lines.length === 0) return section('notes', title, note({ en: 'None.', ko: '없음.' }));
  const groups = noteGroups(lines);
  const head = [
    column('Order', '주문'),
    column('Why', '이유'),
    numberColumn('Times', '횟수'),
    column('First', '처음'),
    column('Last', '마지막'),
  ];
  const rows = groups.slice(0, MOST_LINES).map(
    ({ what, which, count, first, last }) =>
      html`<tr>
        <td><code>${which}</code> ${both(reasonWords(strategy, which))}</td>
        <td>${both(NOTE_WORDS[what])}</td>
        <td class="number">${figure(count, showCount(count))}</td>
        <td>${showTime(first)}</td>
        <td>${showTime(last)}</td>
      </tr>`,
  );
  return section('notes', title, html`${table(title, head, rows)}${cut(groups.length)}`);
}

export function gaps({ candles }: Pick<BacktestResult, 'candles'>): Html {
  if (candles.gaps.length === 0)
    return note({ en: 'None: no candle is missing.', ko: '없음: 빠진 캔들이 없습니다.' });
  const missing = candles.gaps.reduce((sum, gap) => sum + gap.missing, 0);
  const head = [column('From', '시작'), column('To', '끝'), numberColumn('Missing candles', '빠진 캔들')];
  const rows = candles.gaps.slice(0, MOST_LINES).map(
    (gap) =>
      html`<tr>
        <td>${showTime(gap.from)}</td>
        <td>${showTime(gap.to)}</td>
        <td class="number">${figure(gap.missing, showCount(gap.missing))}</td>
      </tr>`,
  );
  return html`${note({
    en: `${showCount(candles.gaps.length)} gaps, ${showCount(missing)} candles missing, warm-up included. Nothing was invented for them.`,
    ko: `누락 구간 ${showCount(candles.gaps.length)}곳, 빠진 캔들 ${showCount(missing)}개입니다 (준비 구간 포함). 채워 넣은 값은 없습니다.`,
  })}${table({ en: 'Gaps in the candles', ko: '캔들 누락 구간' }, head, rows)}${cut(candles.gaps.length)}`;
}

const cut = (total: number): Html | null =>
  total <= MOST_LINES
    ? null
    : note({
        en: `The first ${showCount(MOST_LINES)} of ${showCount(total)} lines; the JSON result has all.`,
        ko: `${showCount(total)}줄 중 처음 ${showCount(MOST_LINES)}줄입니다. 전체는 JSON 결과에 있습니다.`,
      });
