import { columnsOf, csvOf, MINUTE_MS, START } from '../testing/candle-text.js';
import { luck, walk } from '../testing/walk.js';
import { prepareMarket } from '../setup/prepare.js';
import { USUAL } from '../setup/request.js';
import { runMarket, writeResult } from '../run-backtest.js';
import type { RankRow } from './rank-result.js';
import { excluded, inOrder, judge, quoteOf, type Candidate, type RankTerms } from './rank-symbols.js';
import { DAY_MS, windowOf } from './window.js';

const LENGTH_MS = 15 * MINUTE_MS;
const file = columnsOf(csvOf(walk(3, 2 * 96 + 10, { gaps: false }), { lengthMs: LENGTH_MS }));
const window = windowOf([file], 2, null);
const terms: RankTerms = {
  request: { ...USUAL, timeframe: null, venue: null, slippageBps: '2', funding: { kind: 'none' } },
  by: 'return',
  minVolume: null,
  maxSpreadBps: null,
};
const candidate = (change: Partial<Candidate> = {}): Candidate => ({
  symbol: 'BTC/USDT',
  settings: { range: { below: 10, above: 10 }, investment: 1000, levels: 10 },
  instrument: 'BTC/USDT',
  funding: { kind: 'none' },
  candles: file,
  volumePerDay: 5_000,
  spreadBps: null,
  ...change,
});

describe('a symbol', () => {
  it('is tried by the very backtest: the same digest as one with its range written out', () => {
    const row = judge(terms, window, candidate());
    expect(row).toMatchObject({ standing: 'ranked', reason: null, volumePerDay: 5_000, spreadBps: null });
    const settings = { investment: 1000, levels: 10, ...row.range };
    const request = { ...terms.request, strategy: 'grid' as const, ...window };
    const market = prepareMarket(request, { settings, instrument: 'BTC/USDT' }, file);
    const { digest, summary } = writeResult(runMarket(request, market));
    expect(row.figures).toMatchObject({
      digest,
      pairs: summary.trades,
      finalEquity: summary.finalEquity,
      maxDrawdownPct: summary.maxDrawdownPct,
    });
    expect(summary.trades).toBeGreaterThan(0);
    // Cash is 10,000, so the return of the investment of 1,000 is ten times that of the account.
    expect(row.figures!.returnPct).toBeCloseTo(summary.returnPct * 10, 4);
  });

  it('knows nothing of its window beforehand: other candles in it leave the range where it is', () => {
    const random = luck(9);
    const other = { ...file, close: file.close.slice(), high: file.high.slice() };
    for (let index = 11; index < other.length; index += 1)
      other.high[index] = other.close[index] = Math.round(other.low[index]! * (1 + random() / 10));
    expect(judge(terms, window, candidate({ candles: other })).range).toEqual(
      judge(terms, window, candidate()).range,
    );
  });

  it('with fewer candles than the days that are asked for is not judged, and neither is one whose range is older', () => {
    const long = windowOf([file], 3, null);
    const short = { standing: 'not-judged', reason: { code: 'short-history' }, figures: null };
    expect(judge(terms, long, candidate())).toMatchObject(short);
    const range = { settings: { range: { days: 1 }, investment: 1000 } };
    expect(judge(terms, window, candidate(range))).toMatchObject(short);
    expect(judge(terms, { ...window, from: START + DAY_MS }, candidate(range)).standing).toBe('ranked');
  });

  it('with too little volume is filtered out', () => {
    expect(judge({ ...terms, minVolume: 5_000 }, window, candidate()).standing).toBe('ranked');
    expect(judge({ ...terms, minVolume: 5_000.01 }, window, candidate())).toMatchObject({
      standing: 'filtered',
      reason: { code: 'volume-below', details: { volumePerDay: 5_000, minVolume: 5_000.01 } },
    });
  });

  it('whose spread is unknown is not judged where one is asked for: unknown is not narrow', () => {
    const narrow = { ...terms, maxSpreadBps: '2' };
    expect(judge(narrow, window, candidate())).toMatchObject({
      standing: 'not-judged',
      reason: { code: 'unknown-spread' },
      volumePerDay: 5_000,
      figures: null,
    });
    expect(judge(narrow, window, candidate({ spreadBps: '2' })).standing).toBe('ranked');
    expect(judge(narrow, window, candidate({ spreadBps: '2.0001' }))).toMatchObject({
      standing: 'filtered',
      reason: { code: 'spread-above' },
    });
  });

  it('whose ladder is refused stands there with the reason', () => {
    const settings = { range: { below: 0.1, above: 0.1 }, investment: 1000, levels: 50 };
    expect(judge(terms, window, candidate({ settings }))).toMatchObject({
      standing: 'refused',
      reason: {
        code: 'ladder-refused',
        details: { message: expect.stringMatching(/^settings: .*use fewer levels/) },
      },
      range: { lower: expect.any(String) },
    });
  });
});

describe('a ranking', () => {
  const row = (symbol: string, figures: Partial<NonNullable<RankRow['figures']>>): RankRow => ({
    ...judge(terms, window, candidate()),
    symbol,
    figures: { ...judge(terms, window, candidate()).figures!, ...figures },
  });
  const places = (rows: readonly RankRow[]): readonly string[] =>
    rows.map(({ rank, symbol, standing }) => `${rank ?? standing} ${symbol}`);

  it('goes by what was asked for, unknown last, equal ones by name', () => {
    const rows = [
      row('B', { returnPct: 3, sharpe: null, maxDrawdownPct: 6 }),
      row('A', { returnPct: 3, sharpe: 1, maxDrawdownPct: 1 }),
      row('C', { returnPct: 5, sharpe: -2, maxDrawdownPct: 10 }),
      row('D', { returnPct: 1, sharpe: null, maxDrawdownPct: 0 }),
    ];
    expect(places(inOrder(rows, 'return'))).toEqual(['1 C', '2 A', '3 B', '4 D']);
    expect(places(inOrder(rows, 'sharpe'))).toEqual(['1 A', '2 C', '3 B', '4 D']);
    expect(places(inOrder(rows, 'return-over-drawdown'))).toEqual(['1 D', '2 A', '3 B', '4 C']);
  });

  it('lists the others below, by what became of them and by name', () => {
    const spread = judge({ ...terms, maxSpreadBps: '1' }, window, candidate({ symbol: 'Z' }));
    const thin = judge({ ...terms, minVolume: 1e9 }, window, candidate({ symbol: 'Y' }));
    const rows = [excluded('X', 'denied'), spread, excluded('W', 'not-allowed'), thin, row('V', {})];
    expect(places(inOrder(rows, 'return'))).toEqual([
      ...['1 V', 'filtered Y', 'not-judged Z', 'excluded W', 'excluded X'],
    ]);
  });

  it('counts all symbols in one currency', () => {
    const won = candidate({ symbol: 'BTC/KRW', instrument: 'BTC/KRW' });
    expect(quoteOf([candidate(), candidate({ symbol: 'ETH/USDT:USDT', instrument: 'ETH/USDT:USDT' })])).toBe(
      'USDT',
    );
    expect(() => quoteOf([candidate(), won])).toThrow(
      'BTC/USDT is counted in USDT and BTC/KRW in KRW; rank those of one currency at a time',
    );
  });
});
