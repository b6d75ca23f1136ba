import { createHash } from 'node:crypto';
import { columnsOf, csvOf, MINUTE_MS, START, type CandleSketch } from './testing/candle-text.js';
import { runScript, type Script, type ScriptedRun } from './testing/scripted-bot.js';

const HOUR = 60 * MINUTE_MS;

/** Runs a script over minute candles, the first at 00:00 UTC. */
const run = (
  candles: readonly CandleSketch[],
  script: Script,
  options: ScriptedRun = {},
  lengthMs = MINUTE_MS,
) => runScript(columnsOf(csvOf(candles, { lengthMs })), script, options);

const flat = (price: number, at?: number): CandleSketch => [price, price, price, price, at];
const buy = (size = '1') => ({ type: 'market', side: 'buy', size }) as const;

describe('the order of things inside a candle', () => {
  it('a market order decided at a close fills at the next open, with slippage and tick against the trader, as a taker', () => {
    const { openPosition } = run(
      [flat(100), [101.237, 102, 100, 102], flat(102)],
      { at: { 0: [buy()] } },
      {
        request: { slippageBps: '2' },
      },
    );
    // 101.237 x 1.0002 = 101.2572474, up to the tick 0.01.
    expect(openPosition!.trades[0]!.entries).toEqual([
      { at: START + MINUTE_MS, price: '101.26', size: '1', fee: '0.05063', reason: 'market' },
    ]);
  });

  it('no order decided at a close fills at a price of its candle', () => {
    const limit = { type: 'limit', side: 'buy', size: '1', price: '95' } as const;
    const { openPosition } = run([[100, 100, 90, 100], [100, 101, 96, 100], flat(100)], {
      at: { 0: [limit] },
    });
    expect(openPosition).toBeNull();
  });

  it('a resting limit fills on the path at its own price, as a maker, one millisecond before the end of the candle', () => {
    const limit = { type: 'limit', side: 'buy', size: '1', price: '95' } as const;
    const { openPosition } = run([flat(100), flat(100), [100, 101, 94, 99]], { at: { 0: [limit] } });
    expect(openPosition!.trades[0]!.entries).toEqual([
      { at: START + 3 * MINUTE_MS - 1, price: '95', size: '1', fee: '0.019', reason: 'limit' },
    ]);
  });

  it('a post-only limit that would take is refused, when it is placed or by its first open, and else a maker', () => {
    const post = (price: string) =>
      ({ type: 'limit', side: 'buy', size: '1', price, postOnly: true, reason: `post-${price}` }) as const;
    const script: Script = { at: { 0: [post('100'), post('99'), post('97')] } };
    const { notes, openOrders, openPosition } = run(
      [flat(100), [98, 100, 98, 100], [96, 97, 96, 97], flat(97)],
      script,
    );
    expect(notes.map(([, what, which]) => [what, which])).toEqual([
      ['denied', 'post-100'],
      ['rejected', 'post-99'],
    ]);
    // Resting since the open at 98; the one at 96 is beyond it, which makes it better and no taker.
    expect(openPosition!.trades[0]!.entries).toMatchObject([
      { price: '96', fee: '0.0192', reason: 'post-97' },
    ]);
    expect(openOrders).toEqual([]);
  });

  it('a limit that the open has passed gets the open, a stop too: the one better, the other worse', () => {
    const script: Script = {
      at: {
        0: [buy('2')],
        1: [
          { type: 'limit', side: 'buy', size: '1', price: '95' },
          { type: 'stop', side: 'sell', size: '2', price: '96', reduceOnly: true },
        ],
      },
    };
    const { trades } = run([flat(100), flat(100), flat(100), flat(90)], script);
    expect(trades[0]!.exits).toEqual([
      { at: START + 3 * MINUTE_MS, price: '90', size: '2', fee: '0.09', reason: 'stop' },
    ]);
    const gapped = run([flat(100), flat(100), flat(90)], {
      at: { 0: [{ type: 'limit', side: 'buy', size: '1', price: '95' }] },
    });
    expect(gapped.openPosition!.trades[0]!.entries[0]).toMatchObject({ price: '90', fee: '0.018' });
  });

  it('with a long position the low comes before the high, with a short one the high before the low', () => {
    const around = [
      { type: 'limit', side: 'sell', size: '1', price: '105', reduceOnly: true, reason: 'profit' },
      { type: 'stop', side: 'sell', size: '1', price: '95', reduceOnly: true, reason: 'loss' },
    ] as const;
    const long = run([flat(100), flat(100), [100, 110, 90, 100]], {
      at: { 0: [buy()] },
      after: { market: around },
    });
    expect(long.trades[0]!.exits[0]).toMatchObject({ price: '95', reason: 'loss' });
    const mirrored = [
      { type: 'limit', side: 'buy', size: '1', price: '95', reduceOnly: true, reason: 'profit' },
      { type: 'stop', side: 'buy', size: '1', price: '105', reduceOnly: true, reason: 'loss' },
    ] as const;
    const sell = { type: 'market', side: 'sell', size: '1' } as const;
    const short = run([flat(100), flat(100), [100, 110, 90, 100]], {
      at: { 0: [sell] },
      after: { market: mirrored },
    });
    expect(short.trades[0]!.exits[0]).toMatchObject({ price: '105', reason: 'loss' });
  });

  it.each([
    ['up', 101, 'below'],
    ['down', 99, 'above'],
  ])('flat, a candle that goes %s visits the other end first', (_, close, first) => {
    const entries = [
      { type: 'limit', side: 'buy', size: '1', price: '95', reason: 'below' },
      { type: 'limit', side: 'sell', size: '1', price: '105', reason: 'above' },
    ] as const;
    const { trades } = run([flat(100), flat(100), [100, 106, 94, close]], { at: { 0: entries } });
    expect(trades[0]!.entries[0]!.reason).toBe(first);
  });

  it('orders created by a fill at the open are active at once', () => {
    const profit = {
      type: 'limit',
      side: 'sell',
      size: '1',
      price: '101',
      reduceOnly: true,
      reason: 'profit',
    } as const;
    const { trades } = run([flat(100), [100, 102, 100, 100]], {
      at: { 0: [buy()] },
      after: { market: [profit] },
    });
    expect(trades[0]!.exits[0]).toMatchObject({ at: START + 2 * MINUTE_MS - 1, price: '101' });
  });

  it('orders created by a fill on the path are active from the next candle, and fill there at their own price', () => {
    const script: Script = {
      at: { 0: [{ type: 'limit', side: 'buy', size: '1', price: '95', reason: 'entry' }] },
      after: {
        entry: [{ type: 'limit', side: 'sell', size: '1', price: '97', reduceOnly: true, reason: 'profit' }],
      },
    };
    const { trades } = run([flat(100), [100, 100, 94, 99], flat(99), flat(99)], script);
    expect(trades[0]!.exits).toEqual([
      { at: START + 2 * MINUTE_MS, price: '97', size: '1', fee: '0.0194', reason: 'profit' },
    ]);
  });

  it('a decision whose last candles are missing is made at its nominal end and fills at the next open', () => {
    const candles = [flat(100, 0), flat(101, 1), flat(110, 9), flat(110, 10)];
    const { equity, openPosition } = run(candles, { at: { 0: [buy()] } }, { decisionMs: 5 * MINUTE_MS });
    expect(equity.map(([at]) => at - START)).toEqual([5 * MINUTE_MS, 10 * MINUTE_MS]);
    expect(openPosition!.trades[0]!.entries[0]).toMatchObject({ at: START + 9 * MINUTE_MS, price: '110' });
  });

  it('with "through" a limit fills when the price passes it by one tick', () => {
    const limit = { type: 'limit', side: 'buy', size: '1', price: '95' } as const;
    const touched = [flat(100), flat(100), [100, 100, 95, 99]] as const;
    const passed = [flat(100), flat(100), [100, 100, 94.99, 99]] as const;
    const through = { request: { fill: 'through' } } as const;
    expect(run(touched, { at: { 0: [limit] } }, through).openPosition).toBeNull();
    expect(run(passed, { at: { 0: [limit] } }, through).openPosition).not.toBeNull();
    expect(run(touched, { at: { 0: [limit] } }).openPosition).not.toBeNull();
  });
});

describe('the range of a run', () => {
  const hours = Array.from({ length: 10 }, (_, index) => flat(100 + index));

  it('begins at --from: what lies before warms indicators, decides nothing and gives no point', () => {
    const { candles, equity, openPosition } = run(
      hours,
      { at: { 0: [buy()] } },
      { request: { from: START + 3 * HOUR } },
      HOUR,
    );
    expect(candles).toMatchObject({ count: 7, from: START + 3 * HOUR, to: START + 10 * HOUR });
    expect(equity[0]![0]).toBe(START + 4 * HOUR);
    expect(openPosition!.trades[0]!.entries[0]).toMatchObject({ at: START + 4 * HOUR, price: '104' });
  });

  it('tells gaps of warm-up too', () => {
    const { candles } = run(
      [flat(1, 0), flat(1, 1), flat(1, 5), flat(1, 6), flat(1, 8)],
      {},
      { request: { from: START + 6 * HOUR } },
      HOUR,
    );
    expect(candles.gaps.map(({ missing }) => missing)).toEqual([3, 1]);
    expect(candles.count).toBe(2);
  });
});

describe('funding', () => {
  const night = Array.from({ length: 10 }, (_, index) => flat(100 + index));

  it('falls due at 00:00, 08:00 and 16:00 and is charged at the open, rounded up to the quote scale', () => {
    const { openPosition } = run(
      night,
      { at: { 6: [buy('0.1')] } },
      { request: { funding: { kind: 'constant', rate: '0.000000123456' } } },
      HOUR,
    );
    // Bought at 07:00; at 08:00 0.1 x 108 x 0.000000123456 = 0.0000013333248, up.
    expect(openPosition!.funding).toBe('0.00000134');
  });

  it('of a gap is charged at the open of the candle after it', () => {
    const { openPosition } = run(
      [flat(100, 0), flat(100, 1), flat(200, 30), flat(200, 31)],
      { at: { 0: [buy('1')] } },
      { request: { funding: { kind: 'constant', rate: '0.0001' } } },
      HOUR,
    );
    // 08:00, 16:00 and 24:00 at 200 each; the first of the day was before the position.
    expect(openPosition!.funding).toBe('0.06');
  });

  it('is paid by shorts when the rate is negative, rounded down when received', () => {
    const { openPosition } = run(
      night,
      { at: { 6: [{ type: 'market', side: 'sell', size: '0.1' }] } },
      { request: { funding: { kind: 'constant', rate: '0.000000123456' } } },
      HOUR,
    );
    expect(openPosition!.funding).toBe('-0.00000133');
  });

  it('moves cash: equity and the identity know it', () => {
    const { summary, openPosition } = run(
      night,
      { at: { 0: [buy('1')] } },
      {
        request: {
          funding: { kind: 'list', file: 'x', charges: [{ at: (START + 3 * HOUR) as never, rate: '0.5' }] },
        },
      },
      HOUR,
    );
    expect(openPosition!.funding).toBe('51.5');
    expect(summary.finalEquity).toBe('9956.4495');
    expect(openPosition!.netPnl).toBe('-43.5505');
  });
});

describe('liquidation', () => {
  it('on isolated margin takes the whole margin and no more', () => {
    const { trades, summary, openOrders } = run(
      [flat(100), flat(100), [100, 100, 80, 85], flat(85)],
      {
        at: {
          0: [buy('10')],
          1: [{ type: 'limit', side: 'sell', size: '10', price: '150', reduceOnly: true }],
        },
      },
      { leverage: 10, marginMode: 'isolated', request: { taker: '0' } },
    );
    // 100 x (1 - 1/10) / (1 - 0.005) = 90.4522..., down to the tick.
    expect(trades[0]!.exits).toEqual([
      { at: START + 3 * MINUTE_MS - 1, price: '90.45', size: '10', fee: '4.5', reason: 'liquidation' },
    ]);
    expect(trades[0]!.netPnl).toBe('-100');
    expect(summary).toMatchObject({ liquidations: 1, finalEquity: '9900' });
    expect(openOrders).toEqual([]);
  });

  it('on cross margin takes the equity of the account, at its price also when the open is beyond it', () => {
    const { trades, summary } = run(
      [flat(100), flat(100), flat(50), flat(50)],
      { at: { 0: [buy('900')] } },
      {
        leverage: 10,
        request: { taker: '0' },
      },
    );
    expect(trades[0]!.exits[0]).toMatchObject({ at: START + 2 * MINUTE_MS, reason: 'liquidation' });
    expect(summary.finalEquity).toBe('0');
    expect(summary.netProfit).toBe('-10000');
  });
});

describe('what is left at the end of data', () => {
  const candles = [flat(100), flat(100), [100, 103, 100, 103]] as const;
  const script: Script = {
    at: { 0: [buy('2'), { type: 'limit', side: 'buy', size: '1', price: '90' }] },
    after: {
      market: [
        { type: 'stop', side: 'sell', size: '2', price: '95', reduceOnly: true, reason: 'stop' },
        { type: 'limit', side: 'sell', size: '0.5', price: '102', reduceOnly: true, reason: 'tp1' },
      ],
    },
  };

  it('is an open position marked at the last close, and no trade', () => {
    const { openPosition, trades, summary } = run(candles, script);
    expect(trades).toEqual([]);
    expect(openPosition).toEqual({
      ...{ side: 'long', size: '1.5', average: '100', mark: '103' },
      ...{ grossPnl: '5.5', fees: '0.1102', funding: '0', netPnl: '5.3898' },
      trades: [
        {
          side: 'long',
          openedAt: START + MINUTE_MS,
          entries: [{ at: START + MINUTE_MS, price: '100', size: '2', fee: '0.1', reason: 'market' }],
          exits: [{ at: START + 3 * MINUTE_MS - 1, price: '102', size: '0.5', fee: '0.0102', reason: 'tp1' }],
        },
      ],
    });
    expect(summary.finalEquity).toBe('10005.3898');
  });

  it('are the open orders by price, a stop with the size that is held', () => {
    expect(run(candles, script).openOrders).toEqual([
      { side: 'buy', kind: 'limit', price: '90', size: '1', reason: 'limit' },
      { side: 'sell', kind: 'stop', price: '95', size: '1.5', reason: 'stop' },
    ]);
  });

  it('is all in the digest: fills, open orders, final state, each line ended', () => {
    const lines = [
      `F|${START + MINUTE_MS}|buy|100|2|0.1|market`,
      `F|${START + 3 * MINUTE_MS - 1}|sell|102|0.5|0.0102|tp1`,
      'O|buy|limit|90|1|limit',
      'O|sell|stop|95|1.5|stop',
      'E|9850.8898|1.5|10005.3898',
    ];
    const digest = createHash('sha256')
      .update(lines.map((line) => `${line}\n`).join(''))
      .digest('hex');
    expect(run(candles, script).digest).toBe(digest);
  });

  it('has a short position as a negative one in the digest', () => {
    const sell = { type: 'market', side: 'sell', size: '0.5' } as const;
    const { digest } = run([flat(100), flat(100)], { at: { 0: [sell] } }, { request: { taker: '0' } });
    const text = `F|${START + MINUTE_MS}|sell|100|0.5|0|market\nE|10050|-0.5|10000\n`;
    expect(digest).toBe(createHash('sha256').update(text).digest('hex'));
  });

  it('lists an entry that was refused at its fill', () => {
    const { notes, openPosition } = run([flat(100), flat(101)], { at: { 0: [buy('99.9')] } });
    expect(openPosition).toBeNull();
    expect(notes).toEqual([[START + MINUTE_MS, 'rejected', 'market']]);
  });
});

describe('statistics', () => {
  const trade = (buyAt: number, sellAt: number): Script['at'] => ({
    [buyAt]: [buy()],
    [sellAt]: [{ type: 'market', side: 'sell', size: '1', reduceOnly: true }],
  });
  const rising = [100, 100, 110, 110, 107, 107, 97, 97, 97, 97].map((price) => flat(price));

  it('cover the closed trades', () => {
    const { summary } = run(
      rising,
      { at: { ...trade(0, 1), ...trade(3, 5) } },
      { request: { taker: '0.001' } },
    );
    expect(summary).toMatchObject({
      ...{ trades: 2, wins: 1, losses: 1, winRatePct: 50 },
      ...{ grossProfit: '10', grossLoss: '-10', fees: '0.414', netProfit: '-0.414', finalEquity: '9999.586' },
      ...{ profitFactor: 1, expectancy: '-0.207', avgHoldSec: 90 },
    });
  });

  it('tell wins and losses by the net, profit and loss by the gross', () => {
    const { summary, trades } = run(
      [100, 100, 101, 101].map((price) => flat(price)),
      { at: trade(0, 1) },
      { request: { taker: '0.01' } },
    );
    expect(trades[0]).toMatchObject({ grossPnl: '1', fees: '2.01', netPnl: '-1.01' });
    expect(summary).toMatchObject({
      wins: 0,
      losses: 1,
      grossProfit: '1',
      grossLoss: '0',
      netProfit: '-1.01',
    });
    // Without a loss there is nothing to divide by.
    expect(summary.profitFactor).toBeNull();
  });

  it('number trades from 1 in the order in which they closed', () => {
    const { trades } = run(rising, { at: { ...trade(0, 1), ...trade(3, 5) } });
    expect(trades.map(({ id, closedAt }) => [id, closedAt])).toEqual([
      [1, START + 2 * MINUTE_MS],
      [2, START + 6 * MINUTE_MS],
    ]);
  });

  it('count the candles with a position at their close', () => {
    expect(run(rising, { at: trade(0, 4) }).summary.exposurePct).toBe(40);
  });

  it('compare with buying at the first open with all cash, taker fee once', () => {
    const { buyAndHoldPct } = run(rising, {}, { request: { taker: '0.001' } }).summary;
    expect(buyAndHoldPct).toBeCloseTo((97 / (100 * 1.001) - 1) * 100, 12);
  });

  it('are null where they are not defined', () => {
    const { summary } = run(rising, {});
    expect(summary).toMatchObject({
      winRatePct: null,
      profitFactor: null,
      expectancy: null,
      avgHoldSec: null,
      sharpe: null,
    });
    expect(summary).toMatchObject({
      maxDrawdownPct: 0,
      longestUnderwaterSec: 0,
      finalEquity: '10000',
      returnPct: 0,
    });
  });
});
