import type { InstanceView } from '../../../../shared/pure/strategy/instance.js';
import { showSize } from '../numbers.js';
import type { Texts } from '../telling.js';
import { botName } from './bot-pages.js';
import { button, page, paperMark, sayIn, type Page } from './page.js';

/** How long a confirmation can be given. */
export const CONFIRM_WITHIN_MS = 120_000;

/** Something that waits to be confirmed. All of it ends or lessens; nothing that adds is offered in a chat. */
export type Choice =
  | { readonly do: 'stop'; readonly instanceId: string; readonly mode: 'close' | 'keep' }
  | { readonly do: 'halt' }
  | { readonly do: 'halt-and-close' };

export const stopChoices = (instanceId: string): readonly Choice[] => [
  { do: 'stop', instanceId, mode: 'close' },
  { do: 'stop', instanceId, mode: 'keep' },
];

/** A stopped bot that is to be stopped closes what it has kept. */
export const closeChoices = (instanceId: string): readonly Choice[] => [
  { do: 'stop', instanceId, mode: 'close' },
];

export const PANIC_CHOICES: readonly Choice[] = [{ do: 'halt' }, { do: 'halt-and-close' }];

/** The button of one choice. */
const confirm = (label: string, token: string, choice: number) => button(label, `ok ${token} ${choice}`);
const within = (language: keyof Texts): string =>
  sayIn(language)('2분 안에 눌러 주세요.', 'Press within two minutes.');

/** @param token stands for `stopChoices` */
export function askStopPage(bot: InstanceView, token: string, language: keyof Texts): Page {
  const say = sayIn(language);
  return page(
    `${paperMark(say)}${say(`${botName(bot, language)}을(를) 멈출까요?`, `Stop ${botName(bot, language)}?`)}`,
    [bot.symbol, within(language)],
    [
      [confirm(say('멈추고 포지션 청산', 'Stop and close the position'), token, 0)],
      [confirm(say('멈추고 포지션 유지', 'Stop and keep the position'), token, 1)],
      [button(say('취소', 'Cancel'), 'no')],
    ],
  );
}

/** What a stopped bot still holds: signed, in base units. */
export interface KeptLine {
  readonly size: string;
}

/** @param token stands for `closeChoices` */
export function askClosePage(
  bot: InstanceView,
  kept: readonly KeptLine[],
  token: string,
  language: keyof Texts,
): Page {
  const say = sayIn(language);
  const name = botName(bot, language);
  const held = kept.map(({ size }) => {
    const short = size.startsWith('-');
    return `${short ? say('숏', 'short') : say('롱', 'long')} ${showSize(short ? size.slice(1) : size)}`;
  });
  return page(
    `${paperMark(say)}${say(`${name}이(가) 남긴 포지션을 청산할까요?`, `Close what ${name} has kept?`)}`,
    [`${bot.symbol}: ${held.join(', ')}`, within(language)],
    [[confirm(say('포지션 청산', 'Close the position'), token, 0)], [button(say('취소', 'Cancel'), 'no')]],
  );
}

export function closingPage(bot: InstanceView, language: keyof Texts): Page {
  const say = sayIn(language);
  const name = botName(bot, language);
  return page(
    `${paperMark(say)}${say(`${name}이(가) 남긴 포지션을 청산합니다`, `What ${name} has kept is being closed`)}`,
    [
      say('거래소가 거절하면 될 때까지 다시 시도합니다.', 'An order that is refused is made again.'),
      say('끝나면 알려 드립니다.', 'You are told when it is done.'),
    ],
  );
}

export function notClosedPage(bot: InstanceView, language: keyof Texts): Page {
  const say = sayIn(language);
  const name = botName(bot, language);
  return page(`${paperMark(say)}${say(`${name}: 청산할 수 없습니다`, `${name}: it cannot be closed`)}`, [
    say(
      '거래소에 줄일 수 있는 포지션이 없거나 최소 수량보다 작습니다. 거래소에서 직접 확인해 주세요.',
      'Nothing of it is there to be reduced, or it is less than the venue takes. Please look there.',
    ),
  ]);
}

/** @param token stands for `PANIC_CHOICES` */
export function askPanicPage(running: number, token: string, language: keyof Texts): Page {
  const say = sayIn(language);
  return page(
    `${paperMark(say)}${say('긴급 정지할까요?', 'Emergency stop?')}`,
    [say(`작동 중인 봇: ${running}개`, `Bots running: ${running}`), within(language)],
    [
      [confirm(say('새 진입만 막기', 'Only open nothing new'), token, 0)],
      [confirm(say('모두 멈추고 포지션 청산', 'Stop all bots and close'), token, 1)],
      [button(say('취소', 'Cancel'), 'no')],
    ],
  );
}

export function stoppedPage(bot: InstanceView, mode: 'close' | 'keep', language: keyof Texts): Page {
  const say = sayIn(language);
  const what =
    mode === 'close'
      ? say('주문을 취소하고 포지션을 청산합니다.', 'Its orders are cancelled and its position is closed.')
      : say('주문을 취소하고 포지션은 그대로 둡니다.', 'Its orders are cancelled, its position stays.');
  const title = say(`${botName(bot, language)}을(를) 멈춥니다`, `${botName(bot, language)} is stopping`);
  return page(`${paperMark(say)}${title}`, [
    what,
    say('끝나면 알려 드립니다.', 'You are told when it is done.'),
  ]);
}

export function goneBotPage(language: keyof Texts): Page {
  return page(sayIn(language)('그런 봇이 없습니다', 'There is no such bot'), []);
}

/** How an emergency stop went: bots that are stopping, and those that would not, by name. */
export interface Panicked {
  readonly stopping: readonly InstanceView[];
  readonly refused: readonly { readonly bot: InstanceView; readonly code: string }[];
  /** Whether bots were to be stopped at all. */
  readonly closing: boolean;
}

export function panickedPage({ stopping, refused, closing }: Panicked, language: keyof Texts): Page {
  const say = sayIn(language);
  return page(`${paperMark(say)}${say('긴급 정지했습니다', 'Emergency stop is on')}`, [
    say('모든 계좌에서 새 진입을 막았습니다.', 'Nothing new is opened on any account.'),
    ...(closing
      ? [
          say(
            `${stopping.length}개 봇을 멈추고 청산합니다.`,
            `${stopping.length} bots are stopping and closing.`,
          ),
        ]
      : [say('청산과 보호 주문은 계속합니다.', 'Exits and protective orders go on.')]),
    ...refused.map(({ bot, code }) =>
      say(
        `❗ ${botName(bot, language)}: 멈추지 못했습니다 (${code}). 직접 확인해 주세요.`,
        `❗ ${botName(bot, language)} could not be stopped (${code}): please look at it.`,
      ),
    ),
    say('다시 거래하려면 TradingBoost에서 재개해 주세요.', 'To trade again, resume in TradingBoost.'),
  ]);
}
