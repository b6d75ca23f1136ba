import { formatMoney, money } from '../../../../shared/pure/numbers/money.js';
import { showMoney, showPrice, showSigned, showSize } from '../numbers.js';
import type { PositionClosedTelling, PositionKeptTelling, PositionOpenedTelling, Texts } from '../telling.js';
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

/** Nobody looks after it from here on but its owner. */
export function keptTexts(telling: PositionKeptTelling): Texts {
  const head = headOf(telling);
  const size = showSize(telling.size);
  return {
    ko:
      `${head.ko}봇이 멈췄고 ${SIDE[telling.side]} 포지션 ${size}이(가) 남아 있습니다. 손절 주문은 더 이상 없습니다. ` +
      '/stop이나 TradingBoost에서 청산할 수 있고, 남아 있는 동안에는 이 종목에서 봇을 다시 시작할 수 없습니다.',
    en:
      `${head.en}the bot has stopped and its ${telling.side} position of ${size} stays. It has no stop any more. ` +
      'Close it with /stop or in TradingBoost; while it is there no bot can be started on it again.',
  };
}

const netOf = ({ realisedPnl, fees, funding }: PositionClosedTelling): string =>
  formatMoney(money(realisedPnl) + money(funding) - money(fees));
