import type { Texts } from '../telling.js';
import { button, page, sayIn, type Page, type Say } from './page.js';

/** The commands, in the order in which people meet them. */
export const COMMANDS: readonly { readonly name: string; readonly about: Texts }[] = [
  { name: 'status', about: { ko: '한눈에 보기', en: 'everything at a glance' } },
  { name: 'bots', about: { ko: '봇 목록과 손익', en: 'your bots and their results' } },
  { name: 'positions', about: { ko: '열린 포지션', en: 'open positions' } },
  { name: 'balance', about: { ko: '계좌 잔고', en: 'balances of your accounts' } },
  { name: 'pnl', about: { ko: '손익', en: 'profit and loss' } },
  {
    name: 'why',
    about: { ko: '봇이 왜 거래했는지, 왜 하지 않았는지', en: 'why a bot has traded, or has not' },
  },
  { name: 'stop', about: { ko: '봇 멈추기 (확인 후)', en: 'stop a bot, after a confirmation' } },
  { name: 'panic', about: { ko: '긴급 정지 (확인 후)', en: 'emergency stop, after a confirmation' } },
  { name: 'language', about: { ko: '언어 바꾸기', en: 'change the language' } },
  { name: 'help', about: { ko: '도움말', en: 'this list' } },
];

const MENU = (say: Say): Page['buttons'] => [
  [
    button(say('상태', 'Status'), 'status'),
    button(say('봇', 'Bots'), 'bots'),
    button(say('손익', 'P&L'), 'pnl'),
  ],
  [button(say('긴급 정지', 'Emergency stop'), 'panic')],
];

export function helpPage(language: keyof Texts): Page {
  const say = sayIn(language);
  const lines = COMMANDS.map(({ name, about }) => `/${name} - ${about[language]}`);
  return page(say('할 수 있는 일', 'What I can do'), lines, MENU(say));
}

export function welcomePage(language: keyof Texts): Page {
  const say = sayIn(language);
  const lines = [
    say(
      '알림을 이 대화로 보내 드립니다. 거래를 바꾸는 명령은 한 번 더 확인합니다.',
      'Your messages come here. Whatever changes your trading is confirmed first.',
    ),
    say('명령 목록: /help', 'All commands: /help'),
  ];
  return page(say('연결되어 있습니다', 'You are linked'), lines, MENU(say));
}

export function languagePage(language: keyof Texts): Page {
  const title = sayIn(language)('언어를 골라 주세요', 'Choose a language');
  return page(title, [], [[button('한국어', 'language ko'), button('English', 'language en')]]);
}

export const languageChangedPage = (language: keyof Texts): Page =>
  page(sayIn(language)('이제 한국어로 말씀드립니다.', 'I speak English from now on.'), []);

/**
 * The one answer for everybody who is not obeyed: it is the same whoever asks, wherever and whatever, so it tells nothing
 * about who is linked and which codes there are.
 */
export const strangerPage = (): Page =>
  page('TradingBoost', [
    '연결된 사용자의 개인 대화에만 답합니다. 연결하려면 TradingBoost에서 코드를 만들어 이 봇과의 개인 대화에 "/start 코드"로 보내 주세요. 코드는 10분 동안 한 번만 쓸 수 있습니다.',
    'I only talk to linked people, in private. To link, make a code in TradingBoost and send me "/start CODE" in a private chat. A code works once, for ten minutes.',
  ]);

export function unknownPage(language: keyof Texts): Page {
  const say = sayIn(language);
  return page(say('알 수 없는 명령입니다', 'I do not know that command'), [
    say('명령 목록: /help', 'All commands: /help'),
  ]);
}

export function brokenPage(language: keyof Texts): Page {
  const say = sayIn(language);
  return page(say('지금은 답할 수 없습니다', 'I cannot answer that now'), [
    say(
      '필요한 부분이 응답하지 않습니다. 잠시 후 다시 시도해 주세요. 이미 누른 확인은 무효가 되었을 수 있으니 /status 로 확인해 주세요.',
      'A part that this needs does not answer. Try again in a moment, and look at /status to see what has happened.',
    ),
  ]);
}

export function notAllowedPage(language: keyof Texts): Page {
  const say = sayIn(language);
  return page(say('권한이 없습니다', 'You may not do that'), [
    say('보기 전용 사용자는 거래를 바꿀 수 없습니다.', 'A viewer cannot change what is traded.'),
  ]);
}

export function expiredPage(language: keyof Texts): Page {
  const say = sayIn(language);
  return page(say('확인이 만료되었습니다', 'That confirmation is over'), [
    say(
      '아무것도 바뀌지 않았습니다. 확인 단추는 2분 동안 한 번만 쓸 수 있으니 명령을 다시 보내 주세요.',
      'Nothing has changed. A button works once, for two minutes: send the command again.',
    ),
  ]);
}

export const cancelledPage = (language: keyof Texts): Page =>
  page(sayIn(language)('취소했습니다. 아무것도 바뀌지 않았습니다.', 'Cancelled. Nothing has changed.'), []);
