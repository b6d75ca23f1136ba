import { html, type Html } from './html.js';

const DAY_SEC = 86_400;

/** A decimal text as the formatter wants it; it reads the text exactly, not as a double. */
const exact = (text: string): `${number}` => text as `${number}`;

const fixed = (decimals: number): Intl.NumberFormat =>
  new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });

const INTEGER = fixed(0);
const PERCENT = fixed(2);
const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 18 });
/** What two decimals would round away is shown with its first digits: a fee of 0.00 would be a lie. */
const SMALL = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });

/** Decimals in which people count a currency. */
export const moneyDecimals = (currency: string): number =>
  ['KRW', 'JPY'].includes(currency) ? 0 : ['BTC', 'ETH', 'BNB'].includes(currency) ? 8 : 2;

/** Money for people, `1,234.50`; the page keeps the exact text beside it. */
export function showMoney(amount: string, currency: string): string {
  const decimals = moneyDecimals(currency);
  const small = Math.abs(Number(amount)) < 0.5 * 10 ** -decimals && Number(amount) !== 0;
  return (small ? SMALL : fixed(decimals)).format(exact(amount));
}

/** A size or a price as it is, with thousands grouped. */
export const showExact = (amount: string): string => WHOLE.format(exact(amount));

export const showCount = (count: number): string => INTEGER.format(count);

export const showPercent = (percent: number): string => `${PERCENT.format(percent)}%`;

export const showRatio = (ratio: number): string => PERCENT.format(ratio);

/** A fraction as it was given, in percent without rounding: `0.0005` is `0.05%`. */
export const showRate = (fraction: string): string =>
  `${WHOLE.format(Number((Number(fraction) * 100).toPrecision(15)))}%`;

/** `2023-05-01 13:45` UTC. */
export const showTime = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** `3d 4h`, `5h 12m`, `12m`, `40s`: the two largest units. */
export function showDuration(seconds: number): string {
  const units = [
    { name: 'd', size: DAY_SEC },
    { name: 'h', size: 3_600 },
    { name: 'm', size: 60 },
    { name: 's', size: 1 },
  ];
  const first = units.findIndex(({ size }) => seconds >= size);
  if (first < 0) return '0s';
  let rest = Math.round(seconds);
  const parts = units.slice(first, first + 2).map(({ name, size }) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return { name, count };
  });
  return parts
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count}${name}`)
    .join(' ');
}

export const sign = (value: string | number): 'gain' | 'loss' | 'even' =>
  Number(value) > 0 ? 'gain' : Number(value) < 0 ? 'loss' : 'even';

const withPlus = (text: string, value: string | number): string => (Number(value) > 0 ? `+${text}` : text);

/** A figure for people with the exact value of the result beside it, where a program can read it. */
export const figure = (value: string | number, shown: string): Html =>
  html`<data value="${value}">${shown}</data>`;

/** A figure that is good or bad: coloured, and with its sign, so that colour is not needed. */
export const signedFigure = (value: string | number, shown: string): Html =>
  html`<data value="${value}" class="${sign(value)}">${withPlus(shown, value)}</data>`;

/** What is not defined. */
export const NONE = html`<span class="none">–</span>`;
