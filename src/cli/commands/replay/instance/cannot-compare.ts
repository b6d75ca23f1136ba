/** Why a day cannot be compared with a backtest, in a sentence for both readers. Better than a wrong answer. */
export class CannotCompare extends Error {
  override readonly name = 'CannotCompare';

  constructor(
    readonly code: Code,
    readonly facts: Readonly<Record<string, string>> = {},
  ) {
    super(code);
  }

  sentence(language: 'ko' | 'en'): string {
    return fill(SENTENCES[this.code][language === 'en' ? 0 : 1], this.facts);
  }
}

const SENTENCES = {
  'start-not-written': [
    'Nothing is written down of how the run of that day was started (known since {since}): bots write it down at each start by this version.',
    '그날 실행이 어떻게 시작되었는지 기록이 없습니다(기록 시작: {since}). 이 버전부터는 시작할 때마다 기록됩니다.',
  ],
  'no-book': [
    'The paper venue has no book of {symbol} on this account, so its fees and rules are not known.',
    '이 계좌에는 {symbol} 모의 호가장이 없어 수수료와 체결 규칙을 알 수 없습니다.',
  ],
  'cash-unknown': [
    'The venue did not say what the account had when the bot was started at {at}.',
    '{at}에 봇이 시작될 때 거래소가 계좌 잔고를 알려 주지 않았습니다.',
  ],
  'held-at-start': [
    'The account already held {held} when the bot was started at {at}, and a backtest begins without a position.',
    '{at}에 봇이 시작될 때 계좌에 이미 {held}이(가) 있었고, 백테스트는 포지션 없이 시작합니다.',
  ],
  'decides-inside': [
    'The bot decides inside its candles (signalTiming intrabar); its decisions are not compared candle by candle.',
    '이 봇은 캔들 안에서 결정합니다(signalTiming intrabar). 이런 결정은 캔들 단위로 비교하지 않습니다.',
  ],
  'no-candles': ['No candles of {symbol} are stored.', '{symbol}의 캔들이 저장되어 있지 않습니다.'],
  'candles-missing': [
    'Candles are stored from {first} on only, and the run began at {at}.',
    '캔들은 {first}부터만 저장되어 있는데 실행은 {at}에 시작되었습니다.',
  ],
  'settings-not-followed': [
    'Settings that indicators depend on were edited at {at} while the bot ran; a backtest cannot follow that.',
    '봇이 실행 중이던 {at}에 지표에 영향을 주는 설정이 바뀌어 백테스트가 따라갈 수 없습니다.',
  ],
  refused: ['The backtest refuses this bot: {reason}', '백테스트가 이 봇을 거부합니다: {reason}'],
} as const satisfies Record<string, readonly [string, string]>;

type Code = keyof typeof SENTENCES;

/** A text with its `{names}` filled in. */
export const fill = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
