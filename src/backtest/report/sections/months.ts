import type { EquityPoint } from '../../result/backtest-result.js';
import { sign } from '../figures.js';
import { html, type Html } from '../html.js';
import { monthlyReturns } from '../monthly-returns.js';
import { column, note, section, table } from './section.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SHADES = 5;
const NUMBER = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  // A month that rounds to nothing has no sign.
  signDisplay: 'exceptZero',
});

/** Returns by calendar month, the deeper the colour the larger. */
export function months(cash: string, equity: readonly EquityPoint[]): Html {
  const years = monthlyReturns(cash, equity);
  const known = years.flatMap((year) => year.months).filter((month) => month !== null);
  const largest = Math.max(1e-9, ...known.map(Math.abs));
  const head = [
    column('Year', '연도'),
    ...MONTHS.map((name, index) => column(name, `${index + 1}월`)),
    column('Year total', '연간'),
  ];
  const rows = years.map(
    ({ year, months: returns, total }) =>
      html`<tr>
        <th scope="row">${year}</th>
        ${returns.map((value) => cell(value, largest))}${cell(total, null)}
      </tr>`,
  );
  return section(
    'months',
    { en: 'Monthly returns', ko: '월별 수익률' },
    html`<div class="heat">${table({ en: 'Monthly returns', ko: '월별 수익률' }, head, rows)}</div>
      ${note({
        en: 'Percent of the equity at the end of the month before (UTC), the first of the starting cash. The first and the last month may be partial.',
        ko: '전월 말 평가 자산 대비 %, 첫 달은 시작 자금 대비입니다 (UTC). 첫 달과 마지막 달은 일부 기간일 수 있습니다.',
      })}`,
  );
}

function cell(value: number | null, largest: number | null): Html {
  if (value === null) return html`<td></td>`;
  const shade = largest === null ? 0 : Math.ceil((Math.abs(value) / largest) * SHADES);
  const shown = NUMBER.format(value);
  return html`<td class="${largest === null ? 'total' : `shade-${shade}`} ${sign(value)}">
    <data value="${value}">${shown}</data>
  </td>`;
}
