/* global document */

/** Decimals in which people count a currency. */
export const moneyDecimals = (currency) =>
  ['KRW', 'JPY'].includes(currency) ? 0 : ['BTC', 'ETH', 'BNB'].includes(currency) ? 8 : 2;

const formats = new Map();

/** The formatter reads decimal texts exactly, not as doubles. */
export function fixed(value, decimals) {
  if (!formats.has(decimals)) {
    const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    formats.set(decimals, new Intl.NumberFormat('en-US', digits));
  }
  return formats.get(decimals).format(value);
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 18 });
const SMALL = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });

/** A price or a size as it is. */
export const exact = (value) => WHOLE.format(value);

/** What the usual decimals would round away is shown with its first digits: a fee of 0.00 would be a lie. */
export function money(value, currency) {
  const decimals = moneyDecimals(currency);
  const number = Number(value);
  return number !== 0 && Math.abs(number) < 0.5 * 10 ** -decimals
    ? SMALL.format(value)
    : fixed(value, decimals);
}

export const withPlus = (text, value) => (Number(value) > 0 ? `+${text}` : text);

export const toneOf = (value) => (Number(value) > 0 ? 'gain' : Number(value) < 0 ? 'loss' : 'even');

/** `2023-05-01 13:45` UTC. */
export const time = (at) => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

/** The two largest units of a length of time. */
export function duration(ms) {
  const units = [
    ['d', 86_400_000],
    ['h', 3_600_000],
    ['m', 60_000],
    ['s', 1_000],
  ];
  // What happens inside a candle is stamped a millisecond before its end.
  let rest = Math.round(ms / 1_000) * 1_000;
  const first = units.findIndex(([, size]) => rest >= size);
  if (first < 0) return '0s';
  const parts = units.slice(first, first + 2).map(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? `${count}${name}` : '';
  });
  return parts.filter((part) => part !== '').join(' ');
}

/** The words of the page's language. */
export const say = (en, ko) => (document.documentElement.lang === 'ko' ? ko : en);

/** An element with attributes and children; texts become text nodes, so nothing is ever read as HTML. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A text in both languages; the style sheet shows one. */
export const both = (en, ko) =>
  element('span', {}, element('span', { lang: 'en' }, en), element('span', { lang: 'ko' }, ko));
