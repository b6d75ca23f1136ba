import { fill as filled } from './cannot-compare.js';
import type { Cause, CauseCode } from './causes.js';
import type { DayResult, DifferenceTold } from './day-result.js';

type Language = 'ko' | 'en';
type Words = readonly [string, string];

/** Differing fills that a terminal is told; the JSON has all of them. */
const MOST_LINES = 20;

const CAUSES: Readonly<Record<CauseCode, Words>> = {
  'another-time': [
    'filled at another time: {program} in the program, {backtest} in the backtest',
    '체결 시각이 다릅니다: 프로그램 {program}, 백테스트 {backtest}',
  ],
  'another-side': ['another side', '매수·매도 방향이 다릅니다'],
  'another-price': [
    'filled at another price: {program} in the program, {backtest} in the backtest',
    '체결 가격이 다릅니다: 프로그램 {program}, 백테스트 {backtest}',
  ],
  'another-size': [
    'another size: {program} in the program, {backtest} in the backtest',
    '수량이 다릅니다: 프로그램 {program}, 백테스트 {backtest}',
  ],
  'another-fee': [
    'another fee: {program} in the program, {backtest} in the backtest',
    '수수료가 다릅니다: 프로그램 {program}, 백테스트 {backtest}',
  ],
  'another-reason': [
    'filled for another reason: {program} in the program, {backtest} in the backtest',
    '체결 사유가 다릅니다: 프로그램 {program}, 백테스트 {backtest}',
  ],
  denied: [
    'the program denied the order it decided on at {at}: {reason}',
    '프로그램이 {at}에 결정한 주문을 스스로 거부했습니다: {reason}',
  ],
  rejected: [
    'the venue rejected the order decided on at {at}: {reason}',
    '{at}에 결정한 주문을 거래소가 거부했습니다: {reason}',
  ],
  'order-ended': [
    'the order decided on at {at} ended without this fill: {status} ({reason})',
    '{at}에 결정한 주문이 이 체결 없이 끝났습니다: {status} ({reason})',
  ],
  'order-open': [
    'the order decided on at {at} is there, but has not filled so: {status}',
    '{at}에 결정한 주문이 있지만 이렇게 체결되지 않았습니다: {status}',
  ],
  'owner-act': [
    'it answers what its owner asked at {at} ({act}): that happens between two candles, and in the program it took a moment to reach the venue',
    '{at}에 소유자가 요청한 것({act})에 대한 주문입니다. 캔들 사이에 일어나며 프로그램에서는 거래소에 닿기까지 시간이 걸렸습니다',
  ],
  gate: [
    'at {at} the program decided otherwise: gate {gate} saw {value} and wanted {threshold}',
    '{at}에 프로그램은 다르게 결정했습니다: 조건 {gate} 값 {value}, 기준 {threshold}',
  ],
  parked: ['the bot had been parked: {reason}', '봇이 오류로 멈춰 있었습니다: {reason}'],
  'no-decision': [
    'the program made no decision for the candle that ended at {at}: the bot or the program did not run then',
    '{at}에 끝난 캔들에 대한 결정이 없습니다: 그때 봇이나 프로그램이 실행 중이 아니었습니다',
  ],
  'decision-not-kept': [
    'no order of the program, and its decision of {at} is not kept (any more)',
    '프로그램에 주문이 없고 {at}의 결정 기록도 남아 있지 않습니다',
  ],
  'other-decision': [
    'at {at} the program decided otherwise, though no gate refused',
    '{at}에 거부된 조건은 없지만 프로그램은 다르게 결정했습니다',
  ],
  follows: [
    'it comes after the difference at {at}; no row tells a cause of its own',
    '{at}의 차이 뒤에 나온 것으로, 자체 원인을 말해 주는 기록은 없습니다',
  ],
  unknown: ['the rows of the program do not tell why', '프로그램의 기록으로는 원인을 알 수 없습니다'],
};

const WORDS = {
  fills: ['fills', '체결'],
  candles: ['candles', '캔들'],
  gaps: ['{n} gaps', '빈 구간 {n}개'],
  backtest: ['backtest', '백테스트'],
  program: ['program ', '프로그램'],
  none: ['(nothing)', '(없음)'],
  run: [
    'run {run}, started {at} with settings version {version}',
    '실행 {run}, {at} 시작, 설정 버전 {version}',
  ],
  same: ['The program and the backtest did the same.', '프로그램과 백테스트의 결과가 같습니다.'],
  different: [
    'The program and the backtest differ in fills: {n}.',
    '프로그램과 백테스트가 체결 {n}건에서 다릅니다.',
  ],
  earlier: [
    'They differed before that day already, since {at} (fills: {n}): {cause}.',
    '그 전부터 이미 달랐습니다({at}부터 {n}건): {cause}.',
  ],
  after: ['after the difference at {after}', '{after}의 차이 이후'],
  more: ['{n} more differ; --json has them all.', '{n}건이 더 다릅니다. --json에 모두 있습니다.'],
  started: ['started', '시작'],
  resumed: ['gone on with', '재개'],
  'stop-asked': ['stopped', '정지'],
  'close-asked': ['position closed by hand', '포지션 수동 청산'],
  'pause-asked': ['paused', '일시 정지'],
  'continue-asked': ['gone on after a pause', '일시 정지 해제'],
  'settings-changed': ['settings edited', '설정 변경'],
  'adjust-asked': ['adjusted', '조정'],
} as const satisfies Record<string, Words>;

const say = (words: Words, language: Language, facts: Readonly<Record<string, string>> = {}): string =>
  filled(words[language === 'en' ? 0 : 1], facts);

/** A cause as a sentence without its end. */
export function causeText({ code, details }: Cause, language: Language): string {
  const text = say(CAUSES[code], language, details);
  return details['after'] === undefined ? text : `${text} (${say(WORDS.after, language, details)})`;
}

/** The result in a few lines, in the reader's language. */
export function dayText(result: DayResult, language: Language): readonly string[] {
  const word = (name: keyof typeof WORDS, facts: Readonly<Record<string, string>> = {}): string =>
    say(WORDS[name], language, facts);
  const { instance, candles, fills, digest, differences, earlier } = result;
  const gaps = candles.gaps.length === 0 ? '' : `, ${word('gaps', { n: String(candles.gaps.length) })}`;
  const what = `${instance.name} · ${instance.strategy} · ${instance.symbol} · ${result.day}`;
  const runs = result.runs.map(({ run, startedAt, settingsVersion, acts }) => {
    const facts = { run: String(run), at: iso(startedAt), version: String(settingsVersion) };
    return [`  ${word('run', facts)}`, ...acts.map(({ at, kind }) => `${word(kind)} ${iso(at)}`)].join('; ');
  });
  const before =
    earlier.first === null
      ? []
      : [
          word('earlier', {
            n: String(earlier.count),
            at: iso(earlier.first.at),
            cause: causeText(earlier.first.cause, language),
          }),
        ];
  const more = differences.length - MOST_LINES;
  return [
    `${what} · ${candles.count} ${word('candles')}${gaps}`,
    ...runs,
    `${word('backtest')}  ${digest.backtest}  ${fills.backtest} ${word('fills')}`,
    `${word('program')}  ${digest.program}  ${fills.program} ${word('fills')}`,
    ...before,
    result.same ? word('same') : word('different', { n: String(differences.length) }),
    ...differences
      .slice(0, MOST_LINES)
      .flatMap(({ backtest, program, cause }) => [
        `  ${word('backtest')}  ${fillText(backtest) ?? word('none')}`,
        `  ${word('program')}  ${fillText(program) ?? word('none')}`,
        `    ${causeText(cause, language)}`,
      ]),
    ...(more > 0 ? [word('more', { n: String(more) })] : []),
  ];
}

function fillText(fill: DifferenceTold['backtest']): string | null {
  if (fill === null) return null;
  const { at, side, size, price, fee, reason } = fill;
  return `${iso(at)} ${side} ${size} @ ${price} (${reason}, fee ${fee})`;
}

const iso = (at: number): string => new Date(at).toISOString();
