import type { Explanation } from '../../../../shared/pure/strategy/explanation.js';
import type { InstanceState, InstanceView } from '../../../../shared/pure/strategy/instance.js';
import { showSigned } from '../numbers.js';
import type { Texts } from '../telling.js';
import { reasonTexts, STRATEGY_TEXTS } from '../words.js';
import { button, page, paperMark, sayIn, type Page, type Say } from './page.js';

const STATE_TEXTS: Readonly<Record<InstanceState, Texts>> = {
  created: { ko: '시작 전', en: 'not started' },
  running: { ko: '작동 중', en: 'running' },
  stopping: { ko: '멈추는 중', en: 'stopping' },
  stopped: { ko: '중지됨', en: 'stopped' },
  failed: { ko: '오류', en: 'failed' },
};
const SIGNS: Readonly<Record<InstanceState, string>> = {
  ...{ created: '⚪', running: '🟢', stopping: '🟡', stopped: '⚫', failed: '🔴' },
};
/** Bots that fit under one message as buttons. */
const MOST_BUTTONS = 20;

/** A bot with its result so far; null while it has none. */
export interface BotLine {
  readonly bot: InstanceView;
  readonly result: { readonly total: string | null; readonly currency: string } | null;
}

export const botName = ({ strategy, name }: InstanceView, language: keyof Texts): string =>
  `${STRATEGY_TEXTS[strategy][language]} "${name}"`;

export function botsPage(bots: readonly BotLine[], language: keyof Texts): Page {
  const say = sayIn(language);
  if (bots.length === 0) return noBots(say);
  const lines = bots.map(({ bot, result }) => {
    const state = STATE_TEXTS[bot.state][language];
    const why = bot.stateReason === null ? '' : ` (${reasonTexts(bot.stateReason)[language]})`;
    return `${SIGNS[bot.state]} ${botName(bot, language)} · ${bot.symbol}: ${state}${why}${resultText(result)}`;
  });
  const buttons = bots
    .filter(({ bot }) => bot.state === 'running')
    .slice(0, MOST_BUTTONS)
    .map(({ bot }) => [
      button(`${say('이유', 'Why')}: ${bot.name}`, `why ${bot.id}`),
      button(`${say('중지', 'Stop')}: ${bot.name}`, `stop ${bot.id}`),
    ]);
  return page(`${paperMark(say)}${say('봇', 'Bots')} (${bots.length})`, lines, buttons);
}

const resultText = (result: BotLine['result']): string =>
  result === null || result.total === null
    ? ''
    : ` · ${showSigned(result.total, result.currency)} ${result.currency}`;

const noBots = (say: Say): Page =>
  page(say('봇이 없습니다', 'You have no bots'), [
    say('TradingBoost에서 첫 봇을 만들어 보세요.', 'Make your first one in TradingBoost.'),
  ]);

/** Which bot is meant, as buttons. */
export function whichBotPage(
  bots: readonly InstanceView[],
  command: 'why' | 'stop',
  language: keyof Texts,
): Page {
  const say = sayIn(language);
  if (bots.length === 0) {
    return command === 'stop' ? page(say('작동 중인 봇이 없습니다', 'No bot is running'), []) : noBots(say);
  }
  const buttons = bots
    .slice(0, MOST_BUTTONS)
    .map((bot) => [button(`${botName(bot, language)} · ${bot.symbol}`, `${command} ${bot.id}`)]);
  return page(say('어느 봇인가요?', 'Which bot?'), [], buttons);
}

export function whyPage(bot: InstanceView, explanation: Explanation | null, language: keyof Texts): Page {
  const say = sayIn(language);
  const title = `${botName(bot, language)} · ${bot.symbol}`;
  if (explanation === null)
    return page(title, [say('아직 판단한 것이 없습니다.', 'It has not decided anything yet.')]);
  const lines = explanation.verdicts.map(({ subject, outcome, seen }) => {
    const numbers = seen === null ? '' : ` (${seen.value} / ${seen.threshold})`;
    return `${subject[language]}: ${outcome[language]}${numbers}`;
  });
  const when = new Date(explanation.decidedAt).toISOString().slice(0, 16).replace('T', ' ');
  return page(title, [`${when} UTC`, ...lines]);
}
