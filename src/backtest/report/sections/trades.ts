import { showCount } from '../figures.js';
import { html, type Html } from '../html.js';
import type { View } from '../view.js';
import { words } from '../words.js';
import { note, section } from './section.js';

/** The trade list; its rows are made by the script, a page of them at a time, whatever their number. */
export function trades({ quote, trades: listed }: View): Html {
  const shown = listed.id.steps.length;
  const cut =
    shown === listed.total
      ? null
      : note({
          en: `The last ${showCount(shown)} of ${showCount(listed.total)} trades are listed; the JSON and CSV results have all.`,
          ko: `거래 ${showCount(listed.total)}건 중 마지막 ${showCount(shown)}건을 실었습니다. 전체는 JSON과 CSV 결과에 있습니다.`,
        });
  const brief =
    listed.fills !== null
      ? null
      : note({
          en: 'So many trades are listed without their single fills and extremes; the JSON and CSV results have them.',
          ko: '거래가 많아 개별 체결과 보유 중 최악, 최고 손익은 싣지 않았습니다. JSON과 CSV 결과에 있습니다.',
        });
  const rounded = note({
    en: `Amounts in ${quote}. Averages have two decimals more than the prices. MAE and MFE: the worst and the best gross P&L while it was open.`,
    ko: `금액 단위는 ${quote}입니다. 평균가는 가격보다 두 자리 더 표시합니다. MAE와 MFE는 보유 중 최악과 최고의 총손익입니다.`,
  });
  return section(
    'trades',
    { en: 'Trades', ko: '거래 내역' },
    html` <form class="filters" id="filters" role="search">
        <fieldset>
          <legend class="hidden">${words('Side', '방향')}</legend>
          ${choice('side', '', 'All', '전체', true)}${choice('side', 'L', 'Long', '롱')}${choice('side', 'S', 'Short', '숏')}
        </fieldset>
        <fieldset>
          <legend class="hidden">${words('Outcome', '손익')}</legend>
          ${choice('outcome', '', 'All', '전체', true)}${choice('outcome', 'win', 'Wins', '이익')}${choice('outcome', 'loss', 'Losses', '손실')}
        </fieldset>
        <label class="field"
          >${words('Find', '찾기')}
          <input
            type="search"
            name="text"
            autocomplete="off"
            placeholder="2023-05, stop, #12"
            aria-label="Find by time, reason or number / 시간, 사유, 번호로 찾기"
        /></label>
        <button type="button" id="save-csv">CSV</button>
      </form>
      <p class="count" id="trade-count" role="status"></p>
      <div class="scroll" tabindex="0" role="region" aria-label="Trades / 거래 내역">
        <table id="trade-table">
          <thead></thead>
          <tbody></tbody>
        </table>
      </div>
      <nav class="pages" id="trade-pages" aria-label="Pages / 쪽"></nav>
      <noscript
        >${note({
          en: 'The trade list and the charts need JavaScript; nothing is loaded from anywhere.',
          ko: '거래 내역과 차트에는 자바스크립트가 필요합니다. 외부에서 불러오는 것은 없습니다.',
        })}</noscript
      >
      ${cut}${brief}${rounded}`,
  );
}

const choice = (name: string, value: string, en: string, ko: string, checked = false): Html =>
  checked
    ? html`<label class="choice"
        ><input type="radio" name="${name}" value="${value}" checked />${words(en, ko)}</label
      >`
    : html`<label class="choice"
        ><input type="radio" name="${name}" value="${value}" />${words(en, ko)}</label
      >`;
