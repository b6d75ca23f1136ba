import { showMoney, showPrice, showSize } from '../numbers.js';
import type { Details, OrderFilledTelling, OrderRefusedTelling, Texts } from '../telling.js';
import { causeTexts, reasonTexts } from '../words.js';
import { headOf } from './head.js';

const BOUGHT = { buy: 'bought', sell: 'sold' } as const;
const SIDE = { buy: '매수', sell: '매도' } as const;

const LIQUIDATED: Texts = {
  ko: ' 거래소가 강제 청산했습니다. 계속하기 전에 레버리지와 증거금을 확인해 주세요.',
  en: ' The venue has liquidated the position: check leverage and margin before you go on.',
};

export function filledTexts(telling: OrderFilledTelling): Texts {
  const { side, reason, filledSize } = telling;
  const head = headOf(telling);
  const why = reasonTexts(reason);
  const [size, price] = [showSize(filledSize), showPrice(telling.price)];
  const [rest, fee] = [restTexts(telling), feeTexts(telling)];
  const advice = reason === 'liquidation' ? LIQUIDATED : { ko: '', en: '' };
  return {
    ko: `${head.ko}${price}에 ${size} ${SIDE[side]}가 체결되었습니다 (${why.ko}).${rest.ko}${fee.ko}${advice.ko}`,
    en: `${head.en}${BOUGHT[side]} ${size} at ${price} (${why.en}).${rest.en}${fee.en}${advice.en}`,
  };
}

/** What is still to come of an order that was filled in part. */
function restTexts({ complete, size, cumulativeSize }: OrderFilledTelling): Texts {
  if (complete || size === null) return { ko: '', en: '' };
  const [filled, whole] = [showSize(cumulativeSize), showSize(size)];
  return { ko: ` 전체 ${whole} 중 ${filled} 체결.`, en: ` ${filled} of ${whole} filled so far.` };
}

function feeTexts({ fee, feeCurrency }: OrderFilledTelling): Texts {
  const rebate = fee.startsWith('-');
  const amount = `${showMoney(rebate ? fee.slice(1) : fee, feeCurrency)} ${feeCurrency}`;
  return rebate
    ? { ko: ` 수수료 환급 ${amount}.`, en: ` Rebate ${amount}.` }
    : { ko: ` 수수료 ${amount}.`, en: ` Fee ${amount}.` };
}

const VERDICTS: Readonly<Record<OrderRefusedTelling['kind'], Texts>> = {
  'order-denied': { ko: '을 보내지 않았습니다', en: 'was denied before it was sent' },
  'order-rejected': { ko: '을 거래소가 거절했습니다', en: 'was rejected by the venue' },
  'order-expired': { ko: '이 만료되었습니다', en: 'has expired' },
};

export function refusedTexts(telling: OrderRefusedTelling): Texts {
  const { kind, side, size, reason, code, details } = telling;
  const head = headOf(telling);
  const why = reasonTexts(reason);
  const { what, todo } = causeTexts(code);
  const numbers = numbersOf(details);
  const shown = size === null ? { ko: '', en: '' } : { ko: `${showSize(size)} `, en: ` ${showSize(size)}` };
  const order = {
    ko: `${shown.ko}${SIDE[side]} 주문(${why.ko})`,
    en: `${side}${shown.en} (${why.en})`,
  };
  const verdict = VERDICTS[kind];
  return {
    ko: `${head.ko}${order.ko}${verdict.ko}. ${what.ko}${numbers.ko}. ${todo.ko}`,
    en: `${head.en}${order.en} ${verdict.en}: ${what.en}${numbers.en}. ${todo.en}`,
  };
}

/** The numbers that a refusal or a halt compares, when there are any. */
export function numbersOf(details: Details): Texts {
  const { value, loss, drawdown, losses, limit, needed, available, price, markPrice, orders } = details;
  const is = value ?? loss ?? drawdown ?? losses;
  if (is !== undefined && limit !== undefined) {
    const [shown, most] = [showPrice(is), showPrice(limit)];
    return { ko: ` (${shown}, 한도 ${most})`, en: ` (${shown}, the limit is ${most})` };
  }
  if (needed !== undefined && available !== undefined) {
    const [wanted, there] = [showPrice(needed), showPrice(available)];
    return { ko: ` (필요 ${wanted}, 사용 가능 ${there})`, en: ` (${wanted} needed, ${there} available)` };
  }
  if (price !== undefined && markPrice !== undefined && limit !== undefined) {
    const [wanted, last] = [showPrice(price), showPrice(markPrice)];
    return {
      ko: ` (주문가 ${wanted}, 현재가 ${last}, 한도 ${limit})`,
      en: ` (${wanted} at a last price of ${last}, the limit is ${limit})`,
    };
  }
  if (orders !== undefined) return { ko: ` (${orders}건)`, en: ` (${orders} of them)` };
  return { ko: '', en: '' };
}
