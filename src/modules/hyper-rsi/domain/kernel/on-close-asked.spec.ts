import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import { Bot, LONG_SIGNAL, PERPETUAL, QUIET } from '../testing/bot.js';

const BASE = {
  ...{ maxNotional: '100000', pyramidingNeedsSignal: false, cooldownSec: 600 },
  breakEven: { tp1: false, tp2: false, tp3: false },
  trailing: { enabled: false },
};
const ask = (bot: Bot, percent: string, side: PositionSide | null = null): Bot =>
  bot.step({ kind: 'close-asked', side, percent });
/** A long of 2.00 at 100 with its take-profits and stop. */
const entered = (settings: object = {}, instrument = PERPETUAL): Bot =>
  new Bot({ ...BASE, ...settings }, { instrument })
    .close({ close: '100', ...LONG_SIGNAL })
    .fill('entry', '100');
/** On a venue that takes half a coin and more. */
const coarse = (): Bot => entered({}, { ...PERPETUAL, minSize: '0.5' });
const placed = (bot: Bot) =>
  bot
    .placed()
    .map(({ order }) => [
      order.type,
      order.side,
      order.reason,
      order.reduceOnly,
      'size' in order && order.size,
    ]);

describe('a person closes a position of a bot', () => {
  it('in part: a reduce-only market order on its own side, floored to the lot; then exits fit what is left', () => {
    const bot = ask(entered(), '33.33');
    expect(placed(bot)).toEqual([['market', 'sell', 'manual', true, 66]]);
    expect(bot.show('stop')).toBe('95 x 200');
    bot.fill('manual', '101');
    expect(bot.position).toBe(134);
    // Reduce-only, so the one for 200 closes 134.
    expect(bot.show('stop')).toBe('95 x 200');
    expect(['tp1', 'tp2', 'tp3'].map((reason) => bot.show(reason))).toEqual([
      ...['102 x 40', '103 x 40', '104 x 54'],
    ]);
    expect(bot.state.open).toMatchObject({ size: 134, average: '100000000000000', taken: false });
  });

  it('in whole: the cycle ends, its orders are gone, its side rests, and the bot goes on', () => {
    const bot = ask(entered(), '100');
    expect(placed(bot)).toEqual([['market', 'sell', 'manual', true, 200]]);
    bot.fill('manual', '101');
    expect([bot.position, bot.orders.size, bot.state.open, bot.state.ended]).toEqual([0, 0, null, false]);
    expect(bot.close({ close: '100', ...LONG_SIGNAL }).outcomes()).toContain('entry-long cooldown');
    expect(bot.close({ close: '100', ...LONG_SIGNAL }).placed()).toHaveLength(1);
  });

  it('in whole gives up adds that are on their way', () => {
    const bot = entered().close({ close: '97', ...QUIET });
    const add = bot.resting('add')!.order.leg;
    ask(bot, '100');
    expect(bot.last).toContainEqual({ kind: 'cancel', leg: add, cycle: 1 });
  });

  it.each([
    ['of a bot that holds nothing', () => new Bot(BASE), '50', null],
    ['on the side that it is not on', () => entered(), '50', 'short'],
    ['by less than the venue takes', () => coarse(), '24', null],
    ['so far that what is left is less than the venue takes', () => coarse(), '76', null],
    ['while it is being closed', () => ask(entered(), '100'), '50', null],
    ['of a bot that was stopped', () => entered().step({ kind: 'stop-asked', mode: 'keep' }), '50', null],
  ] as const)('nothing happens %s', (_, make, percent, side) => {
    const bot = make();
    const { state } = bot;
    ask(bot, percent, side);
    expect([bot.last, bot.state]).toEqual([[], state]);
  });

  it('never turns it over: what a take-profit was quicker to close is cut off', () => {
    const bot = ask(entered(), '80');
    bot.fill('tp1', '102').fill('manual', '102', 140);
    expect([bot.position, bot.state.open]).toEqual([0, null]);
  });

  it('leaves a refused order behind it as if it had never been asked', () => {
    const bot = ask(entered(), '50');
    const before = bot.state;
    bot.end('order-rejected', bot.resting('manual')!.order.leg);
    expect(bot.state).toEqual(before);
    expect(bot.position).toBe(200);
  });

  describe('with a hedge beside it', () => {
    const hedged = (): Bot =>
      entered({ hedge: { enabled: true, trigger: 2, size: { value: '50' }, stopLoss: { enabled: true } } })
        .close({ close: '97', ...QUIET })
        .fill('add', '97')
        .fill('hedge', '97');

    it('the side says which one, and the other one stays as it is', () => {
      const bot = hedged();
      const { open } = bot.state;
      ask(bot, '50', 'short');
      expect(placed(bot)).toEqual([['market', 'buy', 'manual', true, 101]]);
      bot.fill('manual', '96');
      expect(bot.held).toMatchObject({ long: 406, short: -102 });
      expect(bot.showHedge('stop-market')).toBe('101.85 x 203');
      expect(bot.state.open).toEqual(open);
      ask(bot, '100', 'short').fill('manual', '96');
      expect(bot.held).toMatchObject({ long: 406, short: 0 });
    });

    it('without a side it is the main one, and the hedge goes on', () => {
      const bot = ask(hedged(), '100').fill('manual', '96');
      expect(bot.held).toMatchObject({ long: 0, short: -203 });
      expect(bot.state.hedge?.leg).toMatchObject({ side: 'short', size: 203 });
    });
  });
});
