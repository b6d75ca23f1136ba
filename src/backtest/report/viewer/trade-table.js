/* global Blob, FormData, URL, document */
import { both, duration, element, exact, money, say, time, toneOf, withPlus } from './format.js';
import { query, ranked, toCsv } from './trade-query.js';

const PAGE_SIZES = [50, 200, 1000];

/** Name, heading in both languages, and whether it is a number. */
const COLUMNS = [
  ['id', '#', '#', true],
  ['symbol', 'Symbol', '종목', false],
  ['side', 'Side', '방향', false],
  ['openedAt', 'Opened (UTC)', '진입 (UTC)', false],
  ['closedAt', 'Closed (UTC)', '청산 (UTC)', false],
  ['held', 'Held', '보유', true],
  ['size', 'Size', '수량', true],
  ['entry', 'Entry', '진입가', true],
  ['exit', 'Exit', '청산가', true],
  ['fees', 'Fees', '수수료', true],
  ['funding', 'Funding', '펀딩비', true],
  ['netPnl', 'Net P&L', '순손익', true],
  ['adverse', 'MAE', 'MAE', true],
  ['favourable', 'MFE', 'MFE', true],
  ['reason', 'Exit reason', '청산 사유', false],
];

/** The list of trades: sorted and filtered as a whole, one page of rows at a time in the document. */
export class TradeTable {
  sortBy = 'id';
  descending = false;
  page = 0;
  pageSize = PAGE_SIZES[0];
  opened = null;
  found = [];
  form = document.getElementById('filters');
  head = document.querySelector('#trade-table thead');
  body = document.querySelector('#trade-table tbody');

  /** `onOpen(index)` is told which trade was opened, or null. */
  constructor(trades, quote, onOpen) {
    this.trades = ranked(trades);
    this.starts = trades.fills === null ? null : startsOf(trades.fills);
    this.quote = quote;
    this.onOpen = onOpen;
    this.columns = COLUMNS.filter(([name]) => trades[name] !== null);
    this.makeHead();
    this.form.addEventListener('input', () => this.refresh());
    this.form.addEventListener('submit', (event) => event.preventDefault());
    document.getElementById('save-csv').addEventListener('click', () => this.save());
    this.refresh();
  }

  refresh() {
    const { side, outcome, text } = Object.fromEntries(new FormData(this.form));
    const wish = { side, outcome, text, sortBy: this.sortBy, descending: this.descending };
    this.found = query(this.trades, wish, time);
    this.page = 0;
    this.show();
  }

  /** Draws the page of rows again, in the language of the moment. */
  show() {
    const first = this.page * this.pageSize;
    const rows = this.found.slice(first, first + this.pageSize);
    this.body.replaceChildren(...rows.flatMap((index) => this.rowsOf(index)));
    for (const cell of this.head.querySelectorAll('th')) {
      const sorted = cell.dataset.column === this.sortBy;
      cell.setAttribute('aria-sort', sorted ? (this.descending ? 'descending' : 'ascending') : 'none');
    }
    this.showCount(first, rows.length);
    this.showPages();
  }

  makeHead() {
    const cells = this.columns.map(([name, en, ko, number]) => {
      const button = element('button', { type: 'button' }, both(en, ko));
      button.addEventListener('click', () => this.sort(name));
      const attributes = { scope: 'col', 'data-column': name, class: number ? 'number' : null };
      return element('th', attributes, button);
    });
    this.head.replaceChildren(element('tr', {}, ...cells));
  }

  sort(name) {
    this.descending = this.sortBy === name && !this.descending;
    this.sortBy = name;
    this.refresh();
  }

  rowsOf(index) {
    const opened = this.opened === index;
    const cells = this.columns.map(([name, , , number]) =>
      element('td', { class: number ? 'number' : null }, this.cell(name, index)),
    );
    const row = element(
      'tr',
      { class: opened ? 'trade chosen' : 'trade', 'data-trade': this.trades.id[index] },
      ...cells,
    );
    return opened ? [row, this.fillsOf(index)] : [row];
  }

  cell(name, index) {
    const { trades } = this;
    switch (name) {
      case 'id': {
        const expanded = String(this.opened === index);
        const label = say(
          `Trade ${trades.id[index]}: show it on the chart`,
          `거래 ${trades.id[index]}: 차트에서 보기`,
        );
        const attributes = { type: 'button', class: 'open', 'aria-expanded': expanded, 'aria-label': label };
        const button = element('button', attributes, String(trades.id[index]));
        button.addEventListener('click', () => this.open(index));
        return button;
      }
      case 'side': {
        const long = trades.sides[index] === 'L';
        return element(
          'span',
          { class: `side ${long ? 'gain' : 'loss'}` },
          long ? both('Long', '롱') : both('Short', '숏'),
        );
      }
      case 'openedAt':
      case 'closedAt':
        return time(trades[name][index]);
      case 'held':
        return duration(trades.closedAt[index] - trades.openedAt[index]);
      case 'reason':
      case 'symbol':
        return trades.texts[trades[name][index]];
      case 'size':
      case 'entry':
      case 'exit':
        return element('data', { value: trades[name][index] }, exact(trades[name][index]));
      case 'netPnl':
        return this.amount(trades.netPnl[index], toneOf(trades.netPnl[index]));
      default:
        return this.amount(trades[name][index], null);
    }
  }

  amount(value, tone) {
    const shown = money(value, this.quote);
    return element('data', { value, class: tone }, tone === null ? shown : withPlus(shown, value));
  }

  open(index) {
    this.opened = this.opened === index ? null : index;
    this.show();
    this.body.querySelector(`[data-trade="${this.trades.id[index]}"] button`)?.focus();
    this.onOpen(this.opened);
  }

  /** The single fills of a trade, below its row. */
  fillsOf(index) {
    const { fills } = this.trades;
    const span = { colspan: this.columns.length };
    if (fills === null) {
      const text = both(
        'Single fills are in the JSON and CSV results.',
        '개별 체결은 JSON과 CSV 결과에 있습니다.',
      );
      return element('tr', { class: 'fills' }, element('td', span, text, ' ', toChart()));
    }
    const first = this.starts[index];
    const count = fills.entries[index] + fills.exits[index];
    const rows = Array.from({ length: count }, (_, offset) => {
      const at = first + offset;
      const entry = offset < fills.entries[index];
      return element(
        'tr',
        {},
        element('td', {}, entry ? both('Entry', '진입') : both('Exit', '청산')),
        element('td', {}, time(fills.at[at])),
        element('td', { class: 'number' }, exact(fills.price[at])),
        element('td', { class: 'number' }, exact(fills.size[at])),
        element('td', { class: 'number' }, money(fills.fee[at], this.quote)),
        element('td', {}, this.trades.texts[fills.reason[at]]),
      );
    });
    const heading = (en, ko) => element('th', { scope: 'col' }, both(en, ko));
    const head = element(
      'tr',
      {},
      heading('Fill', '체결'),
      heading('Time (UTC)', '시각 (UTC)'),
      heading('Price', '가격'),
      heading('Size', '수량'),
      heading('Fee', '수수료'),
      heading('Reason', '사유'),
    );
    const list = element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows));
    return element('tr', { class: 'fills' }, element('td', span, list, toChart()));
  }

  showCount(first, rows) {
    const [total, found] = [this.trades.sides.length, this.found.length];
    const range = rows === 0 ? '0' : `${exact(first + 1)}–${exact(first + rows)}`;
    const en = `${range} of ${exact(found)}${found === total ? '' : ` found in ${exact(total)}`}`;
    const ko = `${exact(found)}건 중 ${range}${found === total ? '' : ` (전체 ${exact(total)}건에서 찾음)`}`;
    document.getElementById('trade-count').replaceChildren(both(en, ko));
  }

  showPages() {
    const pages = Math.max(1, Math.ceil(this.found.length / this.pageSize));
    const go = (label, page) => {
      const button = element('button', { type: 'button', 'aria-label': label[1] }, label[0]);
      button.disabled = page < 0 || page >= pages || page === this.page;
      button.addEventListener('click', () => {
        this.page = page;
        this.show();
      });
      return button;
    };
    const sizes = element('select', {});
    for (const size of PAGE_SIZES) {
      const option = element('option', { value: size }, String(size));
      option.selected = size === this.pageSize;
      sizes.append(option);
    }
    sizes.addEventListener('change', () => {
      this.pageSize = Number(sizes.value);
      this.page = 0;
      this.show();
    });
    document
      .getElementById('trade-pages')
      .replaceChildren(
        go(['«', say('First page', '첫 쪽')], 0),
        go(['‹', say('Previous page', '이전 쪽')], this.page - 1),
        element('span', {}, `${exact(this.page + 1)} / ${exact(pages)}`),
        go(['›', say('Next page', '다음 쪽')], this.page + 1),
        go(['»', say('Last page', '마지막 쪽')], pages - 1),
        element('label', {}, both('Rows', '줄 수'), ' ', sizes),
      );
  }

  save() {
    const file = new Blob([toCsv(this.trades, this.found)], { type: 'text/csv' });
    const address = URL.createObjectURL(file);
    element('a', { href: address, download: 'trades.csv' }).click();
    URL.revokeObjectURL(address);
  }
}

/** Several symbols on one account have no price chart; the equity shows the same stretch of time. */
function toChart() {
  const place = document.getElementById('price') === null ? '#equity' : '#price';
  return element('a', { href: place }, both('Show on the chart', '차트에서 보기'));
}

/** Where the fills of each trade begin. */
function startsOf({ entries, exits }) {
  let next = 0;
  return entries.map((count, index) => {
    const start = next;
    next += count + exits[index];
    return start;
  });
}
