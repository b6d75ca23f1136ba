import fc from 'fast-check';
import type { TradeFill } from '../result/backtest-result.js';
import { steps } from './columns.js';
import { sampleResult } from './testing/sample-result.js';
import { averagePrice, tradeColumns } from './trade-columns.js';

/** Scripts of the page are plain JavaScript. */
const viewerPart = (path: string): Promise<any> => import(path);

const fill = (price: string, size: string): TradeFill => ({ at: 0, price, size, fee: '0', reason: 'entry' });

describe('trades as columns', () => {
  test('an average is by size, two decimals finer than the prices, half up', () => {
    expect(averagePrice([fill('100.5', '1'), fill('101', '2')])).toBe('100.833');
    expect(averagePrice([fill('1', '1'), fill('2', '1'), fill('2', '6')])).toBe('1.88');
  });

  test('fills of one price keep it as it is', () => {
    expect(averagePrice([fill('27184.123456789012', '0.3'), fill('27184.123456789012', '0.1')])).toBe(
      '27184.123456789012',
    );
  });

  test('every amount is the text of the result', () => {
    const { trades } = sampleResult({ candles: 500, trades: 20 }).result;
    const columns = tradeColumns(trades);
    expect(columns.netPnl).toEqual(trades.map(({ netPnl }) => netPnl));
    expect(columns.adverse).toEqual(trades.map(({ maxAdverse }) => maxAdverse));
    expect(columns.reason.map((index) => columns.texts[index])).toEqual(
      trades.map(({ exits }) => exits[0]!.reason),
    );
    expect(columns.fills?.price).toEqual(
      trades.flatMap(({ entries, exits }) => [entries[0]!.price, exits[0]!.price]),
    );
    expect(columns.symbol).toBeNull();
  });

  test('symbols are listed where trades have them', () => {
    const [trade] = sampleResult({ candles: 50, trades: 1 }).result.trades;
    const { symbol, texts } = tradeColumns([{ ...trade!, symbol: 'ETH/USDT' }]);
    expect(texts[symbol![0]!]).toBe('ETH/USDT');
  });
});

describe('numbers as steps', () => {
  test('lead back to the numbers', async () => {
    const { walk } = await viewerPart('./viewer/unpack.js');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e12 })), (values) => {
        expect([...walk(steps(values, 2))]).toEqual(values);
      }),
    );
  });
});
