import { Bot, LONG_SIGNAL, QUIET, SHORT_SIGNAL, SPOT, type CloseFacts } from '../testing/bot.js';

const LONG = { close: '100', ...LONG_SIGNAL };
const AT_LEVEL = { close: '97', ...LONG_SIGNAL };

const held = (settings: object = {}): Bot => new Bot(settings).close(LONG).fill('entry', '100');

describe('adds', () => {
  it('need the next level and a fresh signal', () => {
    expect(held().close(AT_LEVEL).outcomes()).toEqual(['add passed']);
    expect(
      held()
        .close({ ...AT_LEVEL, close: '97.001' })
        .outcomes(),
    ).toEqual(['add price']);
    expect(
      held()
        .close({ close: '97', ...QUIET })
        .outcomes(),
    ).toEqual(['add signal']);
    expect(
      held({ pyramidingNeedsSignal: false })
        .close({ close: '97', ...QUIET })
        .outcomes(),
    ).toEqual(['add passed']);
    expect(
      held({ pyramidingNeedsPrice: false })
        .close({ ...LONG, close: '140' })
        .outcomes(),
    ).toEqual(['add passed']);
  });

  it('mirror for a short', () => {
    const short = () => new Bot().close({ close: '100', ...SHORT_SIGNAL }).fill('entry', '100');
    expect(
      short()
        .close({ close: '103', ...SHORT_SIGNAL })
        .outcomes(),
    ).toEqual(['add passed']);
    expect(
      short()
        .close({ close: '102.999', ...SHORT_SIGNAL })
        .outcomes(),
    ).toEqual(['add price']);
  });

  it.each<[string, object, CloseFacts, CloseFacts]>([
    [
      'amount',
      { pyramidingSpacing: { unit: 'amount', value: '1.5' } },
      { close: '98.5' },
      { close: '98.501' },
    ],
    [
      'atr of this close',
      { pyramidingSpacing: { unit: 'atr', value: 2 } },
      { close: '98', atr: 1 },
      { close: '98', atr: 1.001 },
    ],
    [
      'atr floored at 0.1 %',
      { pyramidingSpacing: { unit: 'atr', value: 2 } },
      { close: '99.8', atr: 0.0001 },
      { close: '99.801', atr: 0.0001 },
    ],
  ])('the spacing may be %s', (_, settings, reaches, misses) => {
    expect(
      held(settings)
        .close({ ...LONG_SIGNAL, ...reaches })
        .outcomes(),
    ).toEqual(['add passed']);
    expect(
      held(settings)
        .close({ ...LONG_SIGNAL, ...misses })
        .outcomes(),
    ).toEqual(['add price']);
  });

  it('the next level is measured from the average or from the last entry', () => {
    const second = (pyramidingReference: string) =>
      held({ pyramidingReference })
        .close({ ...LONG_SIGNAL, close: '90' })
        .fill('add', '90');
    // Average of 2.00 at 100 and 2.22 at 90 is 94.739...: the level is 91.897. From the last fill it is 87.3.
    expect(
      second('average')
        .close({ ...LONG_SIGNAL, close: '91.8' })
        .outcomes(),
    ).toEqual(['add passed']);
    expect(
      second('last')
        .close({ ...LONG_SIGNAL, close: '87.301' })
        .outcomes(),
    ).toEqual(['add price']);
    expect(
      second('last')
        .close({ ...LONG_SIGNAL, close: '87.3' })
        .outcomes(),
    ).toEqual(['add passed']);
  });

  it('a level that is off the tick is not rounded', () => {
    const bot = new Bot({ pyramidingSpacing: { value: '3.0001' } }).close(LONG).fill('entry', '100');
    expect(bot.close({ ...AT_LEVEL, close: '97' }).outcomes()).toEqual(['add price']);
    expect(bot.close({ ...AT_LEVEL, close: '96.999' }).outcomes()).toEqual(['add passed']);
  });

  it('filled and unresolved entries count against the limit', () => {
    const bot = held({ pyramidingLimit: 2 }).close(AT_LEVEL);
    expect(bot.close(AT_LEVEL).outcomes()).toEqual(['add limit']);
    bot.fill('add', '97');
    expect(bot.close({ ...LONG_SIGNAL, close: '90' }).outcomes()).toEqual(['add limit']);
    expect(held({ pyramidingLimit: 1 }).close(AT_LEVEL).outcomes()).toEqual(['add limit']);
  });

  it('a rejected add is noted and its place is free again', () => {
    const bot = held({ pyramidingLimit: 2 }).close(AT_LEVEL);
    bot.end('order-rejected', bot.resting('add')!.order.leg, 'insufficient-margin');
    expect(bot.last).toEqual([
      {
        kind: 'note',
        code: 'rejected',
        details: { which: 'add', leg: 'entry-5', code: 'insufficient-margin' },
      },
    ]);
    expect(bot.close(AT_LEVEL).outcomes()).toEqual(['add passed']);
  });

  it('end with the first take-profit of the cycle, unless allowed after it', () => {
    const taken = (settings: object) => held(settings).fill('tp1', '102');
    expect(
      taken({ breakEven: { tp1: false } })
        .close(AT_LEVEL)
        .outcomes(),
    ).toEqual(['add tp-done']);
    expect(
      taken({ breakEven: { tp1: false }, addsAfterTakeProfit: true })
        .close(AT_LEVEL)
        .outcomes(),
    ).toEqual(['add passed']);
    expect(held().fill('tp1', '102', 1).close(AT_LEVEL).outcomes()).toEqual(['add tp-done']);
  });

  it('are refused against the trend, while halted, and while the position is being closed', () => {
    const bot = held({ useTrendClose: false });
    expect(bot.close({ ...AT_LEVEL, trend: -2 }).outcomes()).toEqual(['add trend']);
    expect(bot.close({ ...AT_LEVEL, trend: null }).outcomes()).toEqual(['add trend']);
    expect(bot.close({ ...AT_LEVEL, trading: false }).outcomes()).toEqual(['add trading']);
    expect(bot.close({ ...AT_LEVEL, p: null }).outcomes()).toEqual(['add warm-up']);
    const closing = held().close({ ...AT_LEVEL, trend: -2 });
    expect(closing.close(AT_LEVEL).outcomes()).toEqual(['add unresolved']);
  });

  it('are within the cap of the cycle: size held x average + new size x close', () => {
    const settings = { maxNotional: '394', margin: 20, pyramidingLimit: 1 };
    const bot = new Bot(settings).close(LONG).fill('entry', '100');
    const more = { ...bot.settings, pyramidingLimit: 2 };
    const outcome = (maxNotional: string) =>
      bot.kernel.step(
        bot.state,
        bot.candleInput(AT_LEVEL),
        { at: 0 as never, seq: 0 },
        { ...more, maxNotional },
      ).outputs[0];
    // 2.00 at 100 and 2.06 at 97 are 399.82.
    expect(outcome('399.82')).toMatchObject({ outcome: 'passed' });
    expect(outcome('399.81')).toMatchObject({ outcome: 'risk' });
  });

  it('need margin for what is held, what is in flight and what is new', () => {
    const bot = held({ pyramidingNeedsPrice: false }).close(LONG);
    // 200 held + 200 in flight + 200 new, over 10, plus the fee of 0.1.
    expect(bot.close({ ...LONG, equity: '60.09999999' }).outcomes()).toEqual(['add risk']);
    expect(bot.close({ ...LONG, equity: '60.1' }).outcomes()).toEqual(['add passed']);
  });

  it('with a margin in base units are multiplied sizes, whatever the leverage and the price', () => {
    const bot = new Bot({
      ...{ margin: '0.5', marginUnit: 'base', entryMultiplier: '1.5', leverage: 7, maxNotional: 100_000 },
      ...{ pyramidingNeedsPrice: false },
    });
    const sizes = ['100', '97', '120'].flatMap((close) => {
      const [order] = bot.close({ ...LONG_SIGNAL, close }).placed();
      bot.fill(order!.order.reason, close);
      return order!.order.type === 'market' ? [order!.order.size] : [];
    });
    // 0.5, 0.75 and 1.125, floored to the lot of 0.01.
    expect(sizes).toEqual([50, 75, 112]);
  });

  it('of the other side there are none: an opposite signal does nothing while a position is open', () => {
    const bot = held({ pyramidingNeedsPrice: false });
    const { state } = bot;
    bot.close({ close: '103', ...SHORT_SIGNAL });
    expect(bot.outcomes()).toEqual(['add signal']);
    expect(bot.placed()).toEqual([]);
    expect(bot.state).toBe(state);
  });

  it('do not wait for a cooldown', () => {
    const bot = held();
    const free = bot.now + 86_400_000;
    bot.state = { ...bot.state, freeAt: { long: free, short: free } };
    expect(bot.close(AT_LEVEL).outcomes()).toEqual(['add passed']);
  });

  it('without the trend filter do not ask for the trend', () => {
    for (const trend of [-2, null])
      expect(
        held({ useTrend: false })
          .close({ ...AT_LEVEL, trend })
          .outcomes(),
      ).toEqual(['add passed']);
  });

  it('measure the exits in the ATR of the close that has decided them', () => {
    const bot = new Bot({ stopLoss: { unit: 'atr', value: 2 }, pyramidingNeedsSignal: false });
    bot.close({ ...LONG, atr: 1 }).fill('entry', '100');
    expect(bot.stopLevel()).toBe(98);
    bot.close({ close: '99', ...QUIET, atr: 3 });
    expect(bot.stopLevel()).toBe(98);
    bot.close({ close: '90', ...QUIET, atr: 5 }).fill('add', '90', 200);
    // Two at 100 and two at 90 are held at 95.
    expect(bot.stopLevel()).toBe(85);
  });

  it('below the minimum are noted', () => {
    const bot = new Bot({ margin: 1, entryMultiplier: '0.1' }).close(LONG).fill('entry', '100');
    bot.close(AT_LEVEL);
    expect(bot.outcomes()).toEqual(['add size']);
    expect(bot.last.at(-1)).toMatchObject({ kind: 'note', code: 'size', details: { which: 'add' } });
  });

  it('on spot the position grows by what arrives after a fee in coins, however the fill was split', () => {
    const spot = () => new Bot({ margin: 1000 }, { instrument: SPOT, buyFeeInBase: true }).close(LONG);
    const whole = spot().fill('entry', '100');
    expect(whole.state.open?.size).toBe(999);
    const parts = spot().fill('entry', '100', 333).fill('entry', '100', 333).fill('entry', '100', 334);
    expect(parts.state.open).toMatchObject({ size: 999, average: whole.state.open?.average });
  });
});
