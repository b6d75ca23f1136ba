import { backtest } from './testing/requests.js';
import { columnsOf, csvOf, MINUTE_MS, START, type CandleSketch } from './testing/candle-text.js';

/** 100, 110, ..., 150: five cells of one coin. From 121 on the line at 120 waits. */
const FIVE = {
  spacing: 'arithmetic',
  lower: '100',
  upper: '150',
  levels: 6,
  investment: '650',
  amounts: ['110', '120', '130', '140', '150'],
};

const run = (candles: readonly CandleSketch[], settings: object, slippageBps = '0') =>
  backtest(columnsOf(csvOf(candles)), {
    strategy: 'grid',
    settings: { ...FIVE, ...settings },
    instrument: 'BTC/USDT',
    slippageBps,
  });

/** The same five cells on a perpetual, worked on both sides. */
const neutral = (candles: readonly CandleSketch[], settings: object) =>
  backtest(columnsOf(csvOf(candles)), {
    ...{ strategy: 'grid', instrument: 'ETH/USDT:USDT', slippageBps: '0' },
    settings: { ...FIVE, mode: 'neutral', ...settings },
  });

const flat = (price: number): CandleSketch => [price, price, price, price];
const resting = ({ openOrders }: ReturnType<typeof run>): readonly string[] =>
  openOrders.map(({ kind, side, price, reason }) => `${kind} ${side} ${price} ${reason}`);

/** Fees of the exits, in units of the quote scale. */
const feesOf = (trades: ReturnType<typeof run>['trades']): number =>
  trades.reduce(
    (sum, { exits }) => sum + exits.reduce((part, { fee }) => part + Math.round(Number(fee) * 1e8), 0),
    0,
  );

describe('a grid in a backtest', () => {
  it('hold is none: nothing is there before the start', () => {
    const candles = [flat(121), flat(121), [121, 131, 121, 131] as const];
    const hold = run(candles, { initialPosition: 'hold' });
    expect(resting(hold)).toEqual([
      'limit buy 100 grid-buy',
      'limit buy 110 grid-buy',
      // The cell whose upper line the last close has reached is idle no more.
      'limit buy 120 grid-buy',
    ]);
    expect(hold.openPosition).toBeNull();
    expect(hold.digest).toBe(run(candles, { initialPosition: 'none' }).digest);
  });

  it('buys its upper half at the open after its first close, and sells it line by line', () => {
    const { trades, openPosition } = run([flat(121), flat(121), [121, 141, 121, 141]], {});
    expect(openPosition!.trades[0]!.entries[0]).toMatchObject({ at: START + MINUTE_MS, reason: 'initial' });
    expect(trades.map(({ exits }) => exits.map(({ price, reason }) => `${price} ${reason}`))).toEqual([
      ['130 grid-sell'],
      ['140 grid-sell'],
    ]);
  });

  it('a price stop closes at its value with slippage, gapped at the open, and every open cell is a trade', () => {
    const stopLoss = { unit: 'price', value: '90' };
    const reached = run([flat(121), flat(121), [121, 121, 85, 88], flat(88)], { stopLoss }, '10');
    // The buys at 110 and 100 were on the way; 90 x (1 - 0.001) is 89.91.
    expect(reached.trades.map(({ exits }) => exits)).toEqual(
      Array.from({ length: 5 }, () => [
        expect.objectContaining({
          at: START + 3 * MINUTE_MS - 1,
          price: '89.91',
          size: '1',
          reason: 'stop-loss',
        }),
      ]),
    );
    // Taker: 0.05 % of 5 x 89.91, once, divided by size.
    expect(feesOf(reached.trades)).toBe(22_477_500);
    expect(reached.openPosition).toBeNull();
    expect(resting(reached)).toEqual([]);
    const gapped = run([flat(121), flat(121), [80, 82, 79, 81]], { stopLoss }, '10');
    expect(gapped.trades.map(({ exits }) => exits[0]!.price)).toEqual(['79.92', '79.92', '79.92']);
    expect(gapped.trades[0]!.exits[0]!.at).toBe(START + 2 * MINUTE_MS);
  });

  it('a price stop with stopMode keep leaves the position and takes the orders', () => {
    const settings = { stopLoss: { unit: 'price', value: '90' }, stopMode: 'keep' };
    const kept = run([flat(121), flat(121), [121, 121, 85, 88], flat(88)], settings);
    expect(kept.trades).toEqual([]);
    expect(kept.openPosition).toMatchObject({ side: 'long', size: '5' });
    expect(resting(kept)).toEqual([]);
  });

  it('nothing rests any more once a trigger or a liquidation has ended the bot', () => {
    const neutral = { mode: 'neutral', amounts: null, investment: '600' };
    const perpetual = (candles: readonly CandleSketch[], settings: object, cash: string) =>
      backtest(columnsOf(csvOf(candles)), {
        ...{ strategy: 'grid', instrument: 'ETH/USDT:USDT', cash, slippageBps: '0' },
        settings: { ...FIVE, ...neutral, ...settings },
      });
    // The buys at 110 and 100 fill on the way and are answered before the rest is gone.
    const fall = [flat(121), flat(121), [121, 121, 30, 40], flat(60), [60, 160, 60, 150]] as const;
    const stopped = perpetual(fall, { stopLoss: { unit: 'price', value: '90' } }, '10000');
    expect(stopped.trades.map(({ exits }) => exits[0]!.reason)).toEqual(['stop-loss', 'stop-loss']);
    expect([resting(stopped), stopped.openPosition]).toEqual([[], null]);
    const liquidated = perpetual(fall, { leverage: 3, marginMode: 'isolated' }, '600');
    expect(liquidated.trades.map(({ exits }) => exits[0]!.reason)).toEqual(['liquidation', 'liquidation']);
    expect([resting(liquidated), liquidated.openPosition]).toEqual([[], null]);
  });

  it('cells that cancel out are an open position that is flat', () => {
    const { openPosition, summary } = neutral([flat(121), [121, 131, 109, 121]], {});
    expect(openPosition).toMatchObject({ side: 'flat', size: '0', grossPnl: '20' });
    expect(openPosition!.trades.map(({ side }) => side)).toEqual(['long', 'short']);
    expect(summary.trades).toBe(0);
  });

  it('a trigger is listed with what is held, and with the side that closes', () => {
    const stopLoss = { unit: 'price', value: '90' };
    const triggerOf = (candles: readonly CandleSketch[]) =>
      neutral(candles, { stopLoss }).openOrders.find(({ kind }) => kind === 'trigger');
    const trigger = { kind: 'trigger', price: '90', reason: 'stop-loss' };
    expect(triggerOf([flat(121), flat(121)])).toEqual({ ...trigger, side: 'sell', size: '0' });
    expect(triggerOf([flat(121), [121, 121, 109, 115]])).toEqual({ ...trigger, side: 'sell', size: '1' });
    expect(triggerOf([flat(121), [121, 131, 121, 125]])).toEqual({ ...trigger, side: 'buy', size: '1' });
  });

  it('gates are started once, then running, at each close until it stops', () => {
    const { decisions } = run([flat(121), flat(121), flat(122), flat(85), flat(85)], {
      onRangeExit: 'stop-and-keep',
    });
    expect(decisions).toEqual({ evaluated: 4, byGate: { running: 3, started: 1 } });
  });

  it('a stop by amount cancels at its close and closes at the next open', () => {
    // Three at 121 and the fee of 0.1815; at 114 that is 21.1815 less than before.
    const settings = (value: string) => ({ stopLoss: { unit: 'amount', value } });
    const candles = [flat(121), flat(121), flat(114), [112, 112, 99, 100] as const];
    const stopped = run(candles, settings('21.1815'));
    expect(stopped.trades.map(({ exits }) => exits)).toEqual(
      Array.from({ length: 3 }, () => [
        expect.objectContaining({ at: START + 3 * MINUTE_MS, price: '112', reason: 'stop-loss' }),
      ]),
    );
    expect(resting(stopped)).toEqual([]);
    // One step more, and that close is not enough: the buys at 110 and 100 fill before the next.
    const later = run(candles, settings('21.18150001'));
    expect(later.trades).toEqual([]);
    expect(later.openPosition).toMatchObject({ size: '5' });
  });
});
