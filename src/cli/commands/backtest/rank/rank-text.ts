import type { RankReason, RankResult, RankRow, Standing } from '../../../../backtest/rank/rank-result.js';

type Language = 'ko' | 'en';
type Words = readonly [en: string, ko: string];

const HEADS = {
  symbol: ['symbol', '종목'],
  returnPct: ['return', '수익률'],
  net: ['net of pairs', '페어 순손익'],
  pairs: ['pairs', '페어'],
  drawdown: ['drawdown', '최대 낙폭'],
  sharpe: ['Sharpe', '샤프'],
  exposure: ['held', '보유'],
  hold: ['just holding', '단순 보유'],
  volume: ['a day', '하루 거래'],
  spread: ['spread', '스프레드'],
  range: ['range', '범위'],
} as const satisfies Record<string, Words>;

const STANDINGS: Readonly<Record<Standing, Words>> = {
  ranked: ['ranked', '순위 있음'],
  filtered: ['filtered out', '필터에 걸림'],
  'not-judged': ['not judged', '판단 보류'],
  refused: ['refused', '거부됨'],
  excluded: ['excluded', '제외됨'],
};

const MEASURES = {
  return: ['return of the investment', '투자금 수익률'],
  sharpe: ['Sharpe', '샤프 지수'],
  'return-over-drawdown': ['return over drawdown', '낙폭 대비 수익률'],
} as const satisfies Record<RankResult['by'], Words>;

const UNKNOWN = '–';

/** The ranking as a table, and below it why the other symbols have no place. */
export function rankText(result: RankResult, language: Language): readonly string[] {
  const say = (words: Words): string => words[language === 'en' ? 0 : 1];
  const { symbols, by, days, from, to, quote } = result;
  const ranked = symbols.filter(({ standing }) => standing === 'ranked');
  const others = symbols.filter(({ standing }) => standing !== 'ranked');
  const title =
    language === 'en'
      ? `grid · ${days} days ${day(from)} – ${day(to)} · by ${say(MEASURES[by])} · money in ${quote}`
      : `grid · ${days}일 ${day(from)} – ${day(to)} · ${say(MEASURES[by])} 순 · 금액 단위 ${quote}`;
  const none = language === 'en' ? 'No symbol has a place.' : '순위에 오른 종목이 없습니다.';
  return [
    title,
    ...(ranked.length === 0 ? [none] : table([head(say), ...ranked.map(line)])),
    ...others.map((row) => `${row.symbol}  ${say(STANDINGS[row.standing])}: ${why(row.reason!, language)}`),
  ];
}

const head = (say: (words: Words) => string): readonly string[] => ['#', ...Object.values(HEADS).map(say)];

function line({ rank, symbol, figures, volumePerDay, spreadBps, range }: RankRow): readonly string[] {
  const f = figures!;
  return [
    ...[String(rank), symbol, percent(f.returnPct), f.netProfit, String(f.pairs)],
    ...[percent(f.maxDrawdownPct), f.sharpe === null ? UNKNOWN : f.sharpe.toFixed(2), percent(f.exposurePct)],
    ...[percent(f.buyAndHoldPct), volumePerDay === null ? UNKNOWN : short(volumePerDay)],
    spreadBps === null ? UNKNOWN : `${spreadBps} bps`,
    range === null ? UNKNOWN : `${range.lower} – ${range.upper}`,
  ];
}

/** Columns as wide as their widest text; Korean letters take two places of a terminal. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => places(row[column]!))));
  return rows.map((row) =>
    row
      .map((text, column) => `${text}${' '.repeat(widths[column]! - places(text))}`)
      .join('  ')
      .trimEnd(),
  );
}

/** Korean letters, as a terminal draws them. */
const WIDE = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/g;

const places = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0);

function why({ code, details }: RankReason, language: Language): string {
  const of = (name: string): string => {
    const value = details[name];
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const isEnglish = language === 'en';
  switch (code) {
    case 'denied':
      return isEnglish ? 'on the list of --deny' : '--deny 목록에 있습니다';
    case 'not-allowed':
      return isEnglish ? 'not on the list of --allow' : '--allow 목록에 없습니다';
    case 'short-history': {
      const [has, needs] = [details['has'], details['needs']].map((span) =>
        (span as readonly number[]).map(day).join(' – '),
      );
      return isEnglish
        ? `candles ${has!} do not reach over ${needs!}; give more of them`
        : `캔들이 ${has!}뿐이라 ${needs!} 구간을 채우지 못합니다. 캔들을 더 주세요`;
    }
    case 'unknown-spread':
      return isEnglish
        ? `its spread is not known; give its order book with --book, or no --max-spread-bps`
        : '스프레드를 알 수 없습니다. --book으로 호가를 주거나 --max-spread-bps를 빼세요';
    case 'volume-below':
      return isEnglish
        ? `${short(Number(of('volumePerDay')))} a day, at least ${of('minVolume')} is asked for`
        : `하루 거래 ${short(Number(of('volumePerDay')))}, 요구는 ${of('minVolume')} 이상입니다`;
    case 'spread-above':
      return isEnglish
        ? `a spread of ${of('spreadBps')} bps, at most ${of('maxSpreadBps')} is asked for`
        : `스프레드 ${of('spreadBps')} bps, 요구는 ${of('maxSpreadBps')} 이하입니다`;
    case 'ladder-refused':
      return of('message');
  }
}

const day = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

const percent = (value: number): string => `${value.toFixed(2)} %`;

function short(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toFixed(1)}G`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)}M`;
  return value >= 1e3 ? `${(value / 1e3).toFixed(1)}k` : value.toFixed(2);
}
