import { sliceColumns, type CandleColumns } from '../candles/columns.js';
import { prepareMarket } from '../setup/prepare.js';
import { columnsOf, csvOf } from '../testing/candle-text.js';
import { requestOf, type Asked } from '../testing/requests.js';
import { walk } from '../testing/walk.js';
import { checkPortfolioLookahead, type CutMember } from './check-lookahead.js';

const asked: Asked = { strategy: 'hyper-rsi', funding: { kind: 'constant', rate: '0.001' } };
const settings = {
  ...{ timeframe: '5m', useTrend: false, margin: '60', leverage: 5, cooldownSec: 0, oversold: '40' },
  takeProfits: [{ value: '1' }, { value: '1.5' }, { value: '2' }],
};
const request = requestOf(asked);
/** `seen`: the file that a run on the first rows is prepared from. */
const member = (instrument: string, file: CandleColumns, seen = file): CutMember => {
  const prepare = (columns: CandleColumns) => prepareMarket(request, { instrument, settings }, columns);
  return { market: prepare(file), prepare: (rows) => prepare(sliceColumns(seen, 0, rows)) };
};
const fileOf = (seed: number, candles = 3_000, gaps = true) =>
  columnsOf(csvOf(walk(seed, candles, { gaps })));

describe('the look-ahead check of several symbols', () => {
  it('passes, over missing candles and with files that end at different times', () => {
    const { passed, prefixes } = checkPortfolioLookahead(request, [
      member('ETH/USDT:USDT', fileOf(1)),
      member('SOL/USDT:USDT', fileOf(2, 2_000)),
      member('BTC/USDT:USDT', fileOf(3, 3_000, false)),
    ]);
    expect(prefixes.map(({ difference }) => difference)).toEqual(prefixes.map(() => null));
    expect([passed, prefixes.length]).toEqual([true, 10]);
    expect(prefixes.at(-1)!.compared).toBeGreaterThan(1_000);
    expect(prefixes.map(({ candles }) => candles)).toEqual(
      [...prefixes.map(({ candles }) => candles)].sort((a, b) => a - b),
    );
  });

  it('names the first difference, with its symbol, when one of them did something else on fewer candles', () => {
    const [file, sol, other] = [fileOf(1, 3_000, false), fileOf(2, 3_000, false), fileOf(4, 3_000, false)];
    const { passed, prefixes } = checkPortfolioLookahead(request, [
      member('ETH/USDT:USDT', file),
      member('SOL/USDT:USDT', sol, other),
    ]);
    expect(passed).toBe(false);
    expect(prefixes.at(-1)!.difference!.whole).toMatch(/^SOL/);
  });

  it('leaves out a moment at which one of them has no candles yet', () => {
    const late = sliceColumns(fileOf(2), 2_990, fileOf(2).length);
    const { prefixes } = checkPortfolioLookahead(request, [
      member('ETH/USDT:USDT', fileOf(1)),
      member('SOL/USDT:USDT', late),
    ]);
    expect(prefixes.length).toBeLessThan(10);
  });
});
