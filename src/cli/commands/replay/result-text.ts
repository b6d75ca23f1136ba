import type { ReplayResult } from './replay-result.js';

/** Differing lines that a terminal is told; the JSON has all of them. */
const MOST_LINES = 20;

const WORDS = {
  candles: ['candles', '캔들'],
  gaps: ['gaps', '빈 구간'],
  fills: ['fills', '체결'],
  same: ['The program and the backtest did the same.', '프로그램과 백테스트의 결과가 같습니다.'],
  different: [
    'The program and the backtest differ in {n} lines.',
    '프로그램과 백테스트가 {n}줄에서 다릅니다.',
  ],
  backtest: ['backtest', '백테스트'],
  program: ['program ', '프로그램'],
  more: ['{n} more lines differ; --json has them all.', '{n}줄이 더 다릅니다. --json에 모두 있습니다.'],
  none: ['(nothing)', '(없음)'],
} as const satisfies Record<string, readonly [string, string]>;

/** The result in a few lines, in the reader's language. */
export function resultText(result: ReplayResult, language: 'ko' | 'en'): readonly string[] {
  const say = (word: keyof typeof WORDS, n = 0): string =>
    WORDS[word][language === 'en' ? 0 : 1].replace('{n}', String(n));
  const { candles, fills, digest, differences } = result;
  const gaps = candles.gaps.length === 0 ? '' : `, ${candles.gaps.length} ${say('gaps')}`;
  return [
    `${result.strategy} · ${result.symbol} · ${candles.count} ${say('candles')}${gaps} · ${result.seconds.toFixed(1)} s`,
    `${say('backtest')}  ${digest.backtest}  ${fills.backtest} ${say('fills')}`,
    `${say('program')}  ${digest.program}  ${fills.program} ${say('fills')}`,
    result.same ? say('same') : say('different', differences.length),
    ...differences
      .slice(0, MOST_LINES)
      .flatMap(({ backtest, program, cause }) => [
        `  ${say('backtest')}  ${backtest ?? say('none')}`,
        `  ${say('program')}  ${program ?? say('none')}`,
        `    ${cause}`,
      ]),
    ...(differences.length > MOST_LINES ? [say('more', differences.length - MOST_LINES)] : []),
  ];
}
