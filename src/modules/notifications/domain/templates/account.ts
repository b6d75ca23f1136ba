import type { SessionCopiedTelling, Texts, TradingTelling, UserRegisteredTelling } from '../telling.js';
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

export const entriesGoneTexts = (): Texts => ({
  ko:
    '긴급 정지 확인: 거래소에 걸려 있거나 결과를 알 수 없는 진입 주문이 더 이상 없습니다. ' +
    '청산과 보호 주문은 그대로입니다. 거래는 직접 재개할 때까지 멈춰 있습니다.',
  en:
    'Kill switch confirmed: no entry order rests at an exchange or is in doubt any more. ' +
    'Exits and protective orders stay. Trading stays halted until you resume it yourself.',
});

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

export function copiedTexts({ address }: SessionCopiedTelling): Texts {
  const from = address === null ? { ko: '', en: '' } : { ko: `${address}에서 연 `, en: ` from ${address}` };
  return {
    ko: `${from.ko}로그인 세션의 토큰이 두 번 사용되어 그 세션을 종료했습니다. 누군가 복사했을 수 있습니다. 비밀번호를 바꾸고 다른 세션도 확인하세요.`,
    en: `A token of your session${from.en} was used twice, so the session was ended. Somebody may have copied it. Change your password and look at your other sessions.`,
  };
}
