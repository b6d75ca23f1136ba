import type {
  Gap,
  LookaheadReport,
  Summary,
  WarmUpReport,
} from '../../../backtest/result/backtest-result.js';

type Language = 'ko' | 'en';

/** What the lines for people are made of. */
export interface SummaryFacts {
  readonly strategy: string;
  readonly symbols: readonly string[];
  readonly quote: string;
  readonly candles: number;
  readonly from: number;
  readonly to: number;
  readonly gaps: readonly Gap[];
  readonly cash: string;
  readonly summary: Summary;
  readonly digest: string;
  readonly lookahead?: LookaheadReport;
  readonly warmUp?: WarmUpReport;
}

const WORDS = {
  candles: ['candles', '캔들'],
  gaps: ['gaps', '빈 구간'],
  missing: ['missing', '개 누락'],
  trades: ['Trades', '거래'],
  wins: ['wins', '승'],
  losses: ['losses', '패'],
  net: ['Net profit', '순손익'],
  fees: ['fees', '수수료'],
  funding: ['funding', '펀딩'],
  equity: ['Final equity', '최종 자산'],
  hold: ['buy and hold', '단순 보유'],
  drawdown: ['Max drawdown', '최대 낙폭'],
  underwater: ['longest under water', '최장 회복 기간'],
  factor: ['Profit factor', '손익비'],
  exposure: ['exposure', '보유 비율'],
  liquidations: ['liquidations', '강제 청산'],
  lookahead: ['Look-ahead', '미래 참조 검사'],
  passed: [
    'none: every prefix does what the whole run does',
    '없음: 모든 앞부분 실행이 전체 실행과 같습니다',
  ],
  failed: ['FOUND: a prefix differs from the whole run', '발견: 앞부분 실행이 전체 실행과 다릅니다'],
  warmUp: ['Warm-up', '지표 준비'],
  never: ['not settled within this file', '이 파일 안에서 안정되지 않음'],
} as const satisfies Record<string, readonly [string, string]>;

/** The result in a few lines, in the reader's language. */
export function summaryText(facts: SummaryFacts, language: Language): readonly string[] {
  const say = (word: keyof typeof WORDS): string => WORDS[word][language === 'en' ? 0 : 1];
  const { summary: s, quote } = facts;
  const missing = facts.gaps.reduce((sum, gap) => sum + gap.missing, 0);
  const gaps = missing === 0 ? '' : `, ${facts.gaps.length} ${say('gaps')} (${missing} ${say('missing')})`;
  return [
    `${facts.strategy} · ${facts.symbols.join(', ')} · ${facts.candles} ${say('candles')} ${day(facts.from)} – ${day(facts.to)}${gaps}`,
    `${say('trades')} ${s.trades} (${s.wins} ${say('wins')}, ${s.losses} ${say('losses')}, ${percent(s.winRatePct)})`,
    `${say('net')} ${s.netProfit} ${quote} (${say('fees')} ${s.fees}, ${say('funding')} ${s.funding})`,
    `${say('equity')} ${s.finalEquity} ${quote} (${percent(s.returnPct)}; ${say('hold')} ${percent(s.buyAndHoldPct)})`,
    `${say('drawdown')} ${percent(s.maxDrawdownPct)}, ${say('underwater')} ${days(s.longestUnderwaterSec)}`,
    `Sharpe ${ratio(s.sharpe)}, Sortino ${ratio(s.sortino)}, ${say('factor')} ${ratio(s.profitFactor)}, ${say('exposure')} ${percent(s.exposurePct)}` +
      (s.liquidations > 0 ? `, ${say('liquidations')} ${s.liquidations}` : ''),
    ...lookaheadLines(facts.lookahead, say),
    ...warmUpLines(facts.warmUp, say),
    `digest ${facts.digest}`,
  ];
}

type Say = (word: keyof typeof WORDS) => string;

function lookaheadLines(report: LookaheadReport | undefined, say: Say): readonly string[] {
  if (report === undefined) return [];
  const differing = report.prefixes.flatMap(({ candles, difference }) =>
    difference === null ? [] : [`  ${candles}: ${difference.whole} ≠ ${difference.prefix}`],
  );
  return [`${say('lookahead')}: ${say(report.passed ? 'passed' : 'failed')}`, ...differing];
}

const warmUpLines = (report: WarmUpReport | undefined, say: Say): readonly string[] =>
  (report?.indicators ?? []).map(({ name, candles, settledAt }) => {
    const where =
      candles === null
        ? say('never')
        : `${candles} ${say('candles')} (${new Date(settledAt!).toISOString()})`;
    return `${say('warmUp')} ${name}: ${where}`;
  });

const day = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

const percent = (value: number | null): string => (value === null ? '–' : `${value.toFixed(2)} %`);

const ratio = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

const days = (seconds: number): string => `${(seconds / 86_400).toFixed(1)} d`;
