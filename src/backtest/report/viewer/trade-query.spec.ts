import { sampleResult } from '../testing/sample-result.js';
import { tradeColumns } from '../trade-columns.js';

/** Scripts of the page are plain JavaScript. */
const viewerPart = (path: string): Promise<any> => import(path);

const ALL = { side: '', outcome: '', text: '', sortBy: 'id', descending: false };
const shownTime = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

describe('the trade list', () => {
  const { trades } = sampleResult({ candles: 3_000, trades: 60 }).result;
  let find: (wish: Partial<typeof ALL>) => number[];
  let csvOf: (indices: readonly number[]) => string;

  beforeAll(async () => {
    const { query, ranked, toCsv } = await viewerPart('./trade-query.js');
    const { walk } = await viewerPart('./unpack.js');
    const columns = tradeColumns(trades);
    const walked = Object.fromEntries(
      Object.entries(columns).map(([name, value]) =>
        value !== null && typeof value === 'object' && 'steps' in value ? [name, walk(value)] : [name, value],
      ),
    );
    const list = ranked(walked);
    find = (wish) => query(list, { ...ALL, ...wish }, shownTime);
    csvOf = (indices) => toCsv(list, indices);
  });

  test('is in order of closing, and the other way round', () => {
    expect(find({})).toEqual(trades.map((_, index) => index));
    expect(find({ descending: true })).toEqual(trades.map((_, index) => trades.length - 1 - index));
  });

  test.each(['netPnl', 'fees', 'size', 'entry', 'held', 'openedAt', 'adverse'])(
    'sorts by %s as numbers',
    (sortBy) => {
      const value = (index: number): number => {
        const trade = trades[index]!;
        const of: Record<string, number> = {
          netPnl: Number(trade.netPnl),
          fees: Number(trade.fees),
          size: Number(trade.entries[0]!.size),
          entry: Number(trade.entries[0]!.price),
          held: trade.closedAt - trade.openedAt,
          openedAt: trade.openedAt,
          adverse: Number(trade.maxAdverse),
        };
        return of[sortBy]!;
      };
      const found = find({ sortBy });
      expect(found).toEqual([...found].sort((a, b) => value(a) - value(b) || a - b));
      expect(new Set(found).size).toBe(trades.length);
    },
  );

  test('a side and an outcome leave those and no others', () => {
    const wanted = trades.filter(({ side, netPnl }) => side === 'short' && Number(netPnl) < 0);
    expect(find({ side: 'S', outcome: 'loss' }).map((index) => trades[index])).toEqual(wanted);
    expect(wanted.length).toBeGreaterThan(0);
  });

  test('a text is found in the reason, in the times, and a number sign means one trade', () => {
    expect(find({ text: 'STOP' }).every((index) => trades[index]!.exits[0]!.reason === 'stop')).toBe(true);
    const day = shownTime(trades[7]!.openedAt).slice(0, 10);
    expect(find({ text: day })).toContain(7);
    expect(find({ text: '#12' })).toEqual([11]);
    expect(find({ text: 'nothing like it' })).toEqual([]);
  });

  test('is saved as CSV with the amounts as they are', () => {
    const [header, row] = csvOf([3]).split('\n');
    expect(header).toBe(
      'id,side,openedAt,closedAt,size,entry,exit,fees,funding,netPnl,adverse,favourable,reason',
    );
    const trade = trades[3]!;
    expect(row!.split(',')).toEqual(
      expect.arrayContaining([
        '4',
        trade.side,
        new Date(trade.openedAt).toISOString(),
        trade.netPnl,
        trade.fees,
      ]),
    );
  });
});
