import type { Texts, TradingTelling, UserRegisteredTelling } from '../telling.js';
import { causeTexts } from '../words.js';
import { numbersOf } from './orders.js';

export function tradingTexts(telling: TradingTelling): Texts {
  const { kind, everywhere, code, details } = telling;
  const where = everywhere
    ? { ko: '모든 계좌의 거래', en: 'Trading on all accounts' }
    : { ko: '한 계좌의 거래', en: 'Trading on one account' };
  if (kind === 'trading-resumed') {
    return {
      ko: `${where.ko}를 재개했습니다. 새 주문을 다시 받습니다.`,
      en: `${where.en} is resumed. New orders are accepted again.`,
    };
  }
  const { what, todo } = causeTexts(code ?? 'unknown');
  const numbers = numbersOf(details);
  return {
    ko:
      `${where.ko}를 중지했습니다. ${what.ko}${numbers.ko}. ` +
      `새 진입은 막고 청산과 보호 주문은 계속합니다. ${todo.ko}`,
    en:
      `${where.en} is halted: ${what.en}${numbers.en}. ` +
      `Nothing new is opened; exits and protective orders go on. ${todo.en}`,
  };
}

export const welcomeTexts = ({ email, demo }: UserRegisteredTelling): Texts =>
  demo
    ? {
        ko: `TradingBoost 데모 계정(${email})입니다. 모든 거래는 모의 거래이며 실제 돈은 쓰이지 않습니다.`,
        en: `This is the demo account of TradingBoost (${email}). Everything is simulated on paper; no real money is used.`,
      }
    : {
        ko: `TradingBoost에 오신 것을 환영합니다 (${email}). 거래 계좌를 연결하고 첫 봇을 만들어 보세요.`,
        en: `Welcome to TradingBoost (${email}). Connect a trading account and make your first bot.`,
      };
