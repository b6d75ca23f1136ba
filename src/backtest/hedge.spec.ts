import { columnsOf, csvOf, MINUTE_MS, type CandleSketch } from './testing/candle-text.js';
import { backtest } from './testing/requests.js';

/** Seven minutes before funding is due. */
const start = Date.UTC(2023, 0, 1, 7, 53);
const at = (candle: number): number => start + candle * MINUTE_MS;
const flat = (price: number): CandleSketch => [price, price, price, price];

/**
 * A long of 2.061 at 97 gets its one add of 2.083 at the open of candle 5 at 96, and with it a short hedge of half of both,
 * 2.072 at 96. Funding of 0.1 % falls due at candle 7. Nothing else is placed.
 */
const FALL: readonly CandleSketch[] = [
  ...[flat(100), flat(99), flat(98), flat(97), [97, 97, 96, 96] as const],
  ...[flat(96), flat(96), flat(96), flat(96)],
];

const run = (candles: readonly CandleSketch[], marginMode: 'cross' | 'isolated', settings: object = {}) =>
  backtest(columnsOf(csvOf(candles, { start })), {
    strategy: 'hyper-rsi',
    instrument: 'ETH/USDT:USDT',
    cash: '100',
    slippageBps: '0',
    funding: { kind: 'constant', rate: '0.001' },
    settings: {
      ...{
        timeframe: '1m',
        direction: 'long',
        marginMode,
        rsiLength: 2,
        entryRule: 'beyond',
        useTrend: false,
      },
      ...{ pyramidingLimit: 2, pyramidingNeedsSignal: false, maxNotional: '1000' },
      pyramidingSpacing: { unit: 'amount', value: '1' },
      takeProfits: [{ enabled: false }],
      trailing: { enabled: false },
      stopLoss: { enabled: false },
      hedge: {
        ...{ enabled: true, trigger: 2, limit: 1, takeProfit: { unit: 'none' } },
        size: { unit: 'percent', value: '50' },
      },
      ...settings,
    },
  });

describe('a hedge in a backtest', () => {
  it('opens beside the main position, and each pays the funding of its own', () => {
    const { openPosition, trades, summary } = run(FALL, 'cross');
    expect(trades).toEqual([]);
    expect(openPosition).toMatchObject({
      ...{ side: 'long', size: '2.072', mark: '96' },
      // (2.061 x 97 + 2.083 x 96) / 4.144, of the larger position.
      average: '96.497345559846',
      // 4.144 x 96 - 399.885 of the long one, nothing of the short one.
      grossPnl: '-2.061',
      // 0.0999585 + 0.099984 + 0.099456
      fees: '0.2993985',
      // 4.144 x 96 x 0.001 paid, 2.072 x 96 x 0.001 received.
      funding: '0.198912',
    });
    expect(openPosition!.trades).toMatchObject([
      { side: 'long', openedAt: at(4), entries: [{ reason: 'entry' }, { reason: 'add' }], exits: [] },
      {
        side: 'short',
        openedAt: at(5),
        entries: [{ at: at(5), price: '96', size: '2.072', fee: '0.099456', reason: 'hedge' }],
      },
    ]);
    expect(summary.exposurePct).toBe((5 / 9) * 100);
  });

  it('lists the resting exits of both positions, each with the size of its own', () => {
    const { openOrders } = run(FALL, 'cross', {
      stopLoss: { enabled: true, value: '20' },
      hedge: {
        ...{ enabled: true, trigger: 2, limit: 1, takeProfit: { unit: 'percent', value: '5' } },
        ...{ size: { unit: 'percent', value: '50' }, stopLoss: { enabled: true, value: '5' } },
      },
    });
    expect(openOrders).toEqual([
      // 96.497... x 0.8, down.
      { side: 'sell', kind: 'stop', price: '77.19', size: '4.144', reason: 'stop' },
      { side: 'buy', kind: 'limit', price: '91.2', size: '2.072', reason: 'hedge' },
      { side: 'buy', kind: 'stop', price: '100.8', size: '2.072', reason: 'hedge' },
    ]);
  });

  it('counts as exposure also while it cancels the main position out', () => {
    const { openPosition, summary, digest } = run(FALL, 'cross', {
      hedge: {
        ...{ enabled: true, trigger: 2, limit: 1, takeProfit: { unit: 'none' } },
        size: { unit: 'percent', value: '100' },
      },
    });
    expect(openPosition).toMatchObject({ side: 'flat', size: '0', average: '0', grossPnl: '-2.061' });
    expect(openPosition!.trades).toHaveLength(2);
    expect(summary.exposurePct).toBe((5 / 9) * 100);
    expect(digest).not.toBe(run(FALL, 'cross').digest);
  });

  it('on isolated margin goes on alone when the main position is liquidated', () => {
    const { trades, openPosition, summary } = run([...FALL, [96, 96, 80, 80]], 'isolated');
    // 96.497... x 0.9 / 0.995 = 87.284, down to the tick; the margin of 39.9885 is lost and no more.
    expect(trades).toMatchObject([
      {
        side: 'long',
        exits: [{ at: at(10) - 1, price: '87.28', size: '4.144', fee: '1.79181999', reason: 'liquidation' }],
        grossPnl: '-38.19668',
        maxAdverse: '-38.19668',
        funding: '0.397824',
      },
    ]);
    expect(openPosition).toMatchObject({ side: 'short', size: '2.072', average: '96', grossPnl: '33.152' });
    expect(summary.liquidations).toBe(1);
  });

  it('on cross margin is taken together with it, and nothing of the equity is left', () => {
    const { trades, openPosition, openOrders, summary } = run([...FALL, [96, 96, 40, 40]], 'cross');
    // C = 100 - 399.885 + 198.912 - 0.2993985 - 0.198912 = -101.4713105; 101.4713105 / (2.072 - 0.005 x 6.216), down.
    expect(trades).toMatchObject([
      {
        side: 'long',
        exits: [{ price: '49.71', size: '4.144', fee: '1.5278095', reason: 'liquidation' }],
        funding: '0.397824',
      },
      {
        side: 'short',
        exits: [{ price: '49.71', size: '2.072', fee: '0', reason: 'liquidation' }],
        grossPnl: '95.91288',
        maxFavourable: '95.91288',
        funding: '-0.198912',
      },
    ]);
    expect([openPosition, openOrders]).toEqual([null, []]);
    expect(summary).toMatchObject({ liquidations: 2, finalEquity: '0', netProfit: '-100' });
  });

  it('is refused on spot, with the field', () => {
    const asked = { strategy: 'hyper-rsi', instrument: 'BTC/USDT' } as const;
    expect(() =>
      backtest(columnsOf(csvOf(FALL)), { ...asked, settings: { hedge: { enabled: true } } }),
    ).toThrow('hedge.enabled is true, allowed: false');
  });
});
