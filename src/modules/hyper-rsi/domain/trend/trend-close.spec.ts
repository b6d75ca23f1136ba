import { bucketsOf, lastOfEach } from '../../../../shared/pure/market/roll-up.js';
import { TIMEFRAME_MS } from '../../../../shared/pure/time/timeframe.js';
import { Bot, LONG_SIGNAL, QUIET, SHORT_SIGNAL } from '../testing/bot.js';
import { walk } from '../testing/walk.js';
import { trendColumn } from './fold-trend.js';

const MINUTE = TIMEFRAME_MS['1m'];

/** A market that warms up, rallies, falls, comes to rest and breaks down: minute closes. */
function story(): Float64Array {
  const before = walk(2_400, 13);
  const run = (count: number, move: (minute: number) => number) =>
    Array.from({ length: count }, (_, i) => move(i));
  const moves = [
    ...run(60, () => 0.004),
    ...run(60, () => -0.003),
    ...run(60, (minute) => (minute % 2 === 0 ? -0.0005 : 0.0005)),
    ...run(40, () => -0.012),
  ];
  let price = before.at(-1)!;
  return Float64Array.from([...before, ...moves.map((move) => (price *= 1 + move))]);
}

/** Closes of the 3m chart with the trend at each. */
function chart() {
  const close = story();
  const time = close.map((_, minute) => minute * MINUTE);
  const decisions = bucketsOf(time, MINUTE, '3m');
  const fine = { time, close, candleMs: MINUTE, unitsPerPrice: 1 };
  return {
    closes: lastOfEach(close, decisions),
    trends: trendColumn(fine, { cycle: '15m', band: '5m' }, decisions.end),
  };
}

describe('worked example 5 with the trend of a market', () => {
  const { closes, trends } = chart();
  const up = trends.indexOf(2, 800);
  const down = trends.indexOf(-2, up);

  const told = (bot: Bot, at: number, signal: { p: number; c: number }): Bot =>
    bot.close({ close: closes[at]!.toFixed(3), ...signal, trend: trends[at]! });

  /** Long since the close before the trend turned up, held through the rally and the turn. */
  const held = (restarts: boolean): Bot => {
    const settings = { timeframe: '3m', margin: '1000', maxNotional: '100000' };
    const exits = { stopLoss: { enabled: false }, takeProfits: [], trailing: { enabled: false } };
    const bot = new Bot({ ...settings, ...exits }, { restarts });
    told(bot, up - 1, LONG_SIGNAL).fill('entry', closes[up - 1]!.toFixed(3));
    for (let at = up; at < down; at += 1) told(bot, at, QUIET);
    return bot;
  };

  test('the rally turns the trend up and the fall turns it down', () => {
    expect(trends[up - 1]).toBe(0);
    expect(down).toBeGreaterThan(up);
  });

  test.each([[false], [true]])('up closes nothing, down closes the long once (restarted: %p)', (restarts) => {
    const bot = held(restarts);
    expect(bot.position).toBeGreaterThan(0);
    expect(bot.reasons()).toEqual([]);
    told(bot, down, LONG_SIGNAL);
    expect(bot.placed().map(({ order }) => [order.reason, order.side])).toEqual([['trend', 'sell']]);
    expect(bot.outcomes()).toEqual([]);
    told(bot, down + 1, LONG_SIGNAL);
    expect(bot.placed()).toEqual([]);
    bot.fill('trend', closes[down + 1]!.toFixed(3));
    expect(bot.position).toBe(0);
  });

  test('the signal at the end of the candle of the exit is refused by cooldown, the one after it by the trend', () => {
    const bot = held(false);
    told(bot, down, QUIET).fill('trend', closes[down]!.toFixed(3));
    expect(trends[down + 1]).toBe(-2);
    expect(trends[down + 2]).toBe(-2);
    told(bot, down + 1, LONG_SIGNAL);
    expect(bot.outcomes()[0]).toBe('entry-long cooldown');
    told(bot, down + 2, LONG_SIGNAL);
    expect(bot.outcomes()[0]).toBe('entry-long trend');
    told(bot, down + 3, SHORT_SIGNAL);
    expect(bot.outcomes()).toContain('entry-short passed');
  });

  test('before the trend is known nothing enters', () => {
    const bot = new Bot({ timeframe: '3m', margin: '1000', maxNotional: '100000' });
    expect(trends[100]).toBeNaN();
    told(bot, 100, LONG_SIGNAL);
    expect(bot.outcomes()[0]).toBe('entry-long trend');
  });
});
