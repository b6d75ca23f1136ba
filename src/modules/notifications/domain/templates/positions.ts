import { formatMoney, money } from '../../../../shared/pure/numbers/money.js';
import { showMoney, showPrice, showSigned, showSize } from '../numbers.js';
import type { PositionClosedTelling, PositionOpenedTelling, Texts } from '../telling.js';
import { reasonTexts } from '../words.js';
import { headOf } from './head.js';

const SIDE = { long: '롱', short: '숏' } as const;

export function openedTexts(telling: PositionOpenedTelling): Texts {
  const head = headOf(telling);
  const [size, price] = [showSize(telling.size), showPrice(telling.averagePrice)];
  return {
    ko: `${head.ko}${SIDE[telling.side]} 포지션을 열었습니다. 수량 ${size}, 평균 진입가 ${price}.`,
    en: `${head.en}${telling.side} position opened: ${size} at ${price} on average.`,
  };
}

/** P&L after everything that was paid for it; its parts follow, so that it can be added up. */
export function closedTexts(telling: PositionClosedTelling): Texts {
  const { currency, realisedPnl, fees, funding } = telling;
  const head = headOf(telling);
  const why = reasonTexts(telling.reason);
  const net = showSigned(netOf(telling), currency);
  const gross = showSigned(realisedPnl, currency);
  const [paid, funded] = [showMoney(fees, currency), showSigned(funding, currency)];
  return {
    ko:
      `${head.ko}${SIDE[telling.side]} 포지션이 종료되었습니다 (${why.ko}). ` +
      `순손익 ${net} ${currency} (매매 손익 ${gross}, 수수료 ${paid}, 펀딩 ${funded}).`,
    en:
      `${head.en}${telling.side} position closed (${why.en}). ` +
      `Net ${net} ${currency} (P&L ${gross}, fees ${paid}, funding ${funded}).`,
  };
}

const netOf = ({ realisedPnl, fees, funding }: PositionClosedTelling): string =>
  formatMoney(money(realisedPnl) + money(funding) - money(fees));
