import { Bot, LONG_SIGNAL, QUIET } from './testing/bot.js';
import { hasSignal } from './signal.js';
import { worstCase } from './settings/worst-case.js';
import { readHyperRsiSettings } from './settings/read-settings.js';

/** Margin that makes the first entry exactly one coin at 100, so that fills can be written as in the page. */
const EXAMPLE = {
  timeframe: '3m',
  useTrend: false,
  margin: '100',
  marginUnit: 'quote',
  leverage: 1,
  entryMultiplier: '1.5',
  maxNotional: '100000',
  pyramidingNeedsSignal: false,
};

/** The position of example 3: 1.0 at 100 and 1.5 at 97. */
function exampleThree(restarts = false): Bot {
  const bot = new Bot(EXAMPLE, { restarts });
  bot.close({ close: '100', ...LONG_SIGNAL }).fill('entry', '100');
  bot.close({ close: '97', ...QUIET }).fill('add', '97', 150);
  return bot;
}

describe('worked examples', () => {
  it('1: RSI 34 to 29 is a long breakout, 29 to 28 is not, 29 to 31 is an inflection-breakout', () => {
    const bounds = { oversold: 30, overbought: 70 };
    expect(hasSignal({ rule: 'breakout', ...bounds }, 'long', 34, 29)).toBe(true);
    expect(hasSignal({ rule: 'breakout', ...bounds }, 'long', 29, 28)).toBe(false);
    expect(hasSignal({ rule: 'inflection-breakout', ...bounds }, 'long', 29, 31)).toBe(true);
  });

  it('2: margin 20, leverage 10, multiplier 1.5, limit 4 are entries worth 200, 300, 450, 675', () => {
    const read = readHyperRsiSettings(
      { margin: 20, leverage: 10, entryMultiplier: 1.5, pyramidingLimit: 4 },
      { kind: 'perpetual', equity: '10000' },
    );
    expect(read.ok && worstCase(read.value, null)).toEqual({
      entries: ['200', '300', '450', '675'],
      total: '1625',
    });
  });

  it('2: the orders of the adds have those sizes', () => {
    const bot = new Bot({
      ...EXAMPLE,
      margin: 20,
      leverage: 10,
      stopLoss: { enabled: false },
      pyramidingNeedsPrice: false,
      pyramidingNeedsSignal: true,
    });
    const sizes: number[] = [];
    for (let entry = 0; entry < 5; entry += 1) {
      bot.close({ close: '100', ...LONG_SIGNAL });
      for (const { order } of bot.placed()) {
        sizes.push(order.type === 'market' ? order.size : 0);
        bot.fill(order.reason, '100');
      }
    }
    expect(sizes).toEqual([200, 300, 450, 675]);
    expect(bot.outcomes()).toEqual(['add limit']);
  });

  it('3: 1.0 at 100 and 1.5 at 97 average 98.2, targets at 100.164, 101.146 and 102.128', () => {
    const bot = exampleThree();
    expect(bot.state.open?.average).toBe('98200000000000');
    expect(bot.state.open?.levels.map(({ price }) => price)).toEqual([100_164, 101_146, 102_128]);
    expect(bot.show('tp1')).toBe('100.164 x 75');
    expect(bot.show('tp2')).toBe('101.146 x 75');
    expect(bot.show('tp3')).toBeNull();
    expect(bot.show('stop')).toBe('93.29 x 250');
  });

  it('4: after TP1 70 % stays with the stop at 98.2, after TP2 40 % trails at 100.640, 103 makes it 102.485', () => {
    const bot = exampleThree();
    bot.moveTo('100.164', '98');
    expect(bot.position).toBe(175);
    expect(bot.stopLevel()).toBe(98.2);
    bot.moveTo('101.146', '100.164');
    expect(bot.position).toBe(100);
    expect(bot.stop()?.order).toMatchObject({
      reason: 'break-even',
      price: 100_164,
      size: 100,
      trail: {
        extreme: 101_146,
        offset: { unit: 'percent', value: '0.5' },
        reason: 'trailing',
        armedBy: 't4',
      },
    });
    expect(bot.stopLevel()).toBe(100.64);
    bot.moveTo('103', '101.146');
    expect(bot.stopLevel()).toBe(102.485);
    bot.moveTo('102.6', '103');
    expect(bot.stopLevel()).toBe(102.485);
    bot.moveTo('102.4', '102.6');
    expect(bot.position).toBe(0);
    expect(bot.fills.at(-1)).toMatchObject({ reason: 'trailing', price: 102_485, size: 100 });
    expect(bot.state.open).toBeNull();
    expect(bot.orders.size).toBe(0);
  });

  describe.each([['3m'], ['15m']])('5: trend close on %s', (timeframe) => {
    const open = (restarts = false): Bot =>
      new Bot({ timeframe, maxNotional: '100000' }, { restarts })
        .close({ close: '100', ...LONG_SIGNAL })
        .fill('entry', '100');

    it('+2 while long closes nothing, -2 closes once at the next open', () => {
      const bot = open();
      bot.close({ close: '100', ...QUIET, trend: 2 });
      expect(bot.placed()).toEqual([]);
      bot.close({ close: '100', ...QUIET, trend: -2 });
      expect(bot.last).toEqual([
        expect.objectContaining({
          kind: 'place',
          order: expect.objectContaining({ type: 'market', reason: 'trend', size: 200, reduceOnly: true }),
        }),
      ]);
      expect(bot.reasons()).toContain('stop');
      bot.close({ close: '100', ...QUIET, trend: -2 });
      expect(bot.placed()).toEqual([]);
      bot.fill('trend', '100');
      expect(bot.position).toBe(0);
      expect(bot.orders.size).toBe(0);
    });

    it('the signal at the end of the candle of the exit is refused by cooldown, the one after it is not', () => {
      const bot = open();
      bot.close({ close: '100', ...QUIET, trend: -2 }).fill('trend', '100');
      bot.close({ close: '100', ...LONG_SIGNAL });
      expect(bot.outcomes()[0]).toBe('entry-long cooldown');
      bot.close({ close: '100', ...LONG_SIGNAL });
      expect(bot.outcomes()[0]).toBe('entry-long passed');
    });
  });

  it('6: restarted after every step, the examples put out the same', () => {
    const story = (restarts: boolean) => {
      const bot = exampleThree(restarts);
      bot.moveTo('100.164', '98').moveTo('101.146', '100.164').moveTo('103', '101.146').moveTo('102', '103');
      bot.close({ close: '102', ...LONG_SIGNAL }).close({ close: '102', ...LONG_SIGNAL });
      const trend = new Bot({ timeframe: '3m', maxNotional: '100000' }, { restarts });
      trend.close({ close: '100', ...LONG_SIGNAL }).fill('entry', '100');
      trend.close({ close: '100', ...QUIET, trend: 2 }).close({ close: '100', ...QUIET, trend: -2 });
      trend.fill('trend', '100').close({ close: '100', ...LONG_SIGNAL });
      trend.close({ close: '100', ...LONG_SIGNAL });
      return [bot.tape, trend.tape];
    };
    expect(story(true)).toEqual(story(false));
    expect(story(true).map(({ length }) => length > 10)).toEqual([true, true]);
  });
});
