import { Bot, LONG_SIGNAL, PERPETUAL, QUIET, SHORT_SIGNAL, type CloseFacts } from '../testing/bot.js';

const LONG = { close: '100', ...LONG_SIGNAL };
const SHORT = { close: '100', ...SHORT_SIGNAL };
const NO_TRAILING = { trailing: { enabled: false } };

const held = (settings: object = {}, close: CloseFacts = LONG): Bot =>
  new Bot(settings).close(close).fill('entry', '100');
const prices = (bot: Bot): (number | null)[] => bot.state.open!.levels.map(({ price }) => price);
const ladder = (bot: Bot): (string | null)[] => ['tp1', 'tp2', 'tp3'].map((reason) => bot.show(reason));
const level = (value: number | string, share: number | string, unit = 'percent') => ({ value, share, unit });

describe('take-profits', () => {
  it('rest as reduce-only limits at average +/- value, the last takes the remainder', () => {
    expect(ladder(held(NO_TRAILING))).toEqual(['102 x 60', '103 x 60', '104 x 80']);
    expect(ladder(held(NO_TRAILING, SHORT))).toEqual(['98 x 60', '97 x 60', '96 x 80']);
    expect(held().resting('tp1')!.order).toMatchObject({ type: 'limit', side: 'sell', reduceOnly: true });
    const odd = held({ ...NO_TRAILING, margin: '10.05' });
    expect(ladder(odd)).toEqual(['102 x 30', '103 x 30', '104 x 40']);
  });

  it('shares are normalised and floored to the lot', () => {
    const bot = held({ ...NO_TRAILING, takeProfits: [level(2, 1), level(3, 1), level(4, 1)] });
    expect(ladder(bot)).toEqual(['102 x 66', '103 x 66', '104 x 68']);
  });

  it('units may be mixed: they are sorted by distance, shares stay with their number', () => {
    const takeProfits = [level(4, 20), level('1.5', 30, 'amount'), level(2, 50, 'atr')];
    const bot = held({ ...NO_TRAILING, takeProfits });
    expect(ladder(bot)).toEqual(['101.5 x 40', '102 x 60', '104 x 100']);
  });

  it('round away from the market: up for a long, down for a short', () => {
    const takeProfits = [level('1.00001', 100)];
    expect(ladder(held({ ...NO_TRAILING, takeProfits }))[0]).toBe('101.001 x 200');
    expect(ladder(held({ ...NO_TRAILING, takeProfits }, SHORT))[0]).toBe('98.999 x 200');
  });

  it('with trailing only the levels up to the arming one rest, the others trail', () => {
    expect(ladder(held())).toEqual(['102 x 60', '103 x 60', null]);
    expect(ladder(held({ trailing: { armedBy: 'tp1' } }))).toEqual(['102 x 60', null, null]);
  });

  it('a level that is off takes no share', () => {
    const takeProfits = [level(2, 30), { ...level(3, 30), enabled: false }, level(4, 30)];
    expect(ladder(held({ ...NO_TRAILING, takeProfits }))).toEqual(['102 x 100', null, '104 x 100']);
  });

  it('none at all leaves the stop alone', () => {
    expect(held({ ...NO_TRAILING, takeProfits: [] }).reasons()).toEqual(['stop']);
  });

  it('a price that is not above zero is not placed, and said', () => {
    const takeProfits = [level(2, 50), level(100, 50)];
    const bot = held({ ...NO_TRAILING, takeProfits }, SHORT);
    expect(ladder(bot)).toEqual(['98 x 100', null, null]);
    expect(bot.tape).toContainEqual({
      kind: 'note',
      code: 'price-not-positive',
      details: { which: 'tp2', size: '1' },
    });
  });

  describe('below the venue minimum', () => {
    // A minimum of 40 lots is more than a share of 30 % of 100.
    const instrument = { ...PERPETUAL, minSize: '0.4' };
    const small = (takeProfits: object[], trailing: object = { enabled: false }, margin = 10) =>
      new Bot({ margin, takeProfits, trailing }, { instrument }).close(LONG).fill('entry', '100');

    it('a level joins the next one that is placed, at that price', () => {
      expect(ladder(small([level(2, 30), level(3, 30), level(4, 40)]))).toEqual([
        null,
        '103 x 60',
        '104 x 40',
      ]);
    });

    it('the last joins the order before it, at that price, and names it', () => {
      expect(ladder(small([level(2, 40), level(3, 40), level(4, 20)]))).toEqual([
        '102 x 40',
        null,
        '103 x 60',
      ]);
      expect(ladder(small([level(2, 50), level(3, 20), level(4, 30)]))).toEqual([
        '102 x 50',
        null,
        '104 x 50',
      ]);
      expect(ladder(small([level(2, 70), level(3, 15), level(4, 15)]))).toEqual([null, null, '102 x 100']);
    });

    it('alone it is not placed and noted', () => {
      const bot = small([level(2, 30), level(3, 70)], { armedBy: 'tp1' });
      expect(ladder(bot)).toEqual([null, null, null]);
      expect(bot.tape).toContainEqual({ kind: 'note', code: 'size', details: { which: 'tp1', size: '0.3' } });
    });

    it('a merged order marks all its levels done, arms the trailing, and breaks even like its lowest', () => {
      const bot = small([level(2, 30), level(3, 30), level(4, 40)], { armedBy: 'tp2' });
      expect(ladder(bot)).toEqual([null, '103 x 60', null]);
      bot.fill('tp2', '103');
      expect(bot.state.open?.levels.map(({ done }) => done)).toEqual([true, true, false]);
      expect(bot.stop()?.order).toMatchObject({ price: 100_000, trail: { extreme: 103_000 } });
    });
  });

  it('done levels stay done and keep their price, what is left is derived anew after an add', () => {
    const bot = held({
      ...NO_TRAILING,
      addsAfterTakeProfit: true,
      breakEven: { tp1: false },
      pyramidingNeedsSignal: false,
    });
    bot
      .fill('tp1', '102')
      .close({ close: '90', ...QUIET })
      .fill('add', '90', 222);
    // 1.40 at 100 and 2.22 at 90: 93.867403...; 30 and 40 of the 70 left, of 3.62.
    expect(bot.state.open?.average).toBe('93867403314917');
    expect(ladder(bot)).toEqual([null, '96.684 x 155', '97.623 x 207']);
    expect(prices(bot)[0]).toBe(102_000);
  });

  it('an order whose price and size stay right is left alone', () => {
    const bot = held({ ...NO_TRAILING, pyramidingNeedsPrice: false });
    const before = [...bot.orders.keys()];
    bot.step({
      kind: 'position-changed',
      size: 199 as never,
      cause: 'adjustment',
      price: bot.price('100'),
      at: 0 as never,
    });
    const after = [...bot.orders.keys()];
    // Shares of 199: 59, 59, 81; all three change, the stop shrinks by itself.
    expect(before.filter((leg) => after.includes(leg))).toEqual(['stop-2']);
    bot.step({
      kind: 'position-changed',
      size: 199 as never,
      cause: 'adjustment',
      price: bot.price('100'),
      at: 0 as never,
    });
    expect([...bot.orders.keys()]).toEqual(after);
  });
});

describe('the stop', () => {
  it('rests at the venue for the size held, rounded away from the market', () => {
    expect(held().stop()?.order).toMatchObject({
      type: 'stop-market',
      side: 'sell',
      reason: 'stop',
      reduceOnly: true,
      price: 95_000,
      size: 200,
      trail: null,
    });
    const fine = { stopLoss: { value: '5.00001' } };
    expect(held(fine).stopLevel()).toBe(94.999);
    expect(held(fine, SHORT).stopLevel()).toBe(105.001);
    expect(held({ stopLoss: { unit: 'amount', value: 7 } }).stopLevel()).toBe(93);
    expect(held({ stopLoss: { unit: 'atr', value: 3 } }).stopLevel()).toBe(97);
  });

  it('can be switched off, and is not placed at or below zero', () => {
    expect(held({ stopLoss: { enabled: false } }).stop()).toBeUndefined();
    expect(held({ stopLoss: { value: 100 } }).stop()).toBeUndefined();
  });

  it('is taken away when an add puts it beyond zero', () => {
    const bot = held({ stopLoss: { unit: 'amount', value: 99 }, pyramidingNeedsSignal: false });
    expect(bot.stopLevel()).toBe(1);
    bot.close({ close: '90', ...QUIET }).fill('add', '90');
    expect(bot.stop()).toBeUndefined();
    expect(bot.last).toContainEqual({ kind: 'cancel', leg: 'stop-2', cycle: 1 });
  });

  it('is replaced after an add, the new one first, and placed before the take-profits', () => {
    const bot = held({ pyramidingNeedsSignal: false })
      .close({ close: '97', ...QUIET })
      .fill('add', '97');
    const [first] = bot.placed();
    expect(first).toMatchObject({ order: { type: 'stop-market', size: 406 }, replaces: 'stop-2' });
    expect(bot.placed().map(({ replaces }) => replaces)).toEqual(['stop-2', 'tp1-3', 'tp2-4']);
  });

  it('waits for the last entry when asked to, break-even and trailing do not', () => {
    const settings = { stopOnlyAfterLastEntry: true, pyramidingLimit: 2, pyramidingNeedsSignal: false };
    const bot = held(settings);
    expect(bot.stop()).toBeUndefined();
    bot.close({ close: '97', ...QUIET }).fill('add', '97');
    expect(bot.stop()?.order.reason).toBe('stop');
    expect(held(settings).fill('tp1', '102').stop()?.order).toMatchObject({
      reason: 'break-even',
      price: 100_000,
    });
    const late = held({ ...settings, breakEven: { tp1: false, tp2: false } })
      .fill('tp1', '102')
      .fill('tp2', '103');
    expect(late.stop()?.order).toMatchObject({ reason: 'trailing', price: null, size: 80 });
  });

  it('ends the cycle: what rests is cancelled and the side cools down', () => {
    const bot = held().fill('stop', '95');
    expect(bot.last).toEqual([
      { kind: 'cancel', leg: 'tp1-3', cycle: 1 },
      { kind: 'cancel', leg: 'tp2-4', cycle: 1 },
    ]);
    expect(bot.state).toMatchObject({ open: null, cycle: 1, freeAt: { short: 0 } });
  });

  it('leaves the trailing gap of TP2 and TP3 where the offset says so, one tick at least', () => {
    const gap = (takeProfits: object[]) =>
      held({ takeProfits, trailing: { armedBy: 'tp1', offset: { unit: 'tp-gap' } } })
        .fill('tp1', '102')
        .stop()?.order;
    expect(gap([level(2, 30), level(3, 30), level('4.5', 40)])).toMatchObject({
      trail: { offset: { unit: 'distance', value: 1_500 }, extreme: 102_000 },
    });
    expect(gap([level(2, 30), level(3, 30), level(3, 40)])).toMatchObject({
      trail: { offset: { unit: 'distance', value: 1 } },
    });
  });
});

describe('the trend close', () => {
  it('closes nothing while the trend is unknown or not extreme, and where it is not asked for', () => {
    const against = (settings: object, trend: number | null) =>
      held({ useTrend: true, pyramidingLimit: 1, ...settings })
        .close({ close: '100', ...QUIET, trend })
        .placed();
    for (const trend of [null, 0, 2]) expect(against({}, trend)).toEqual([]);
    expect(against({ useTrendClose: false }, -2)).toEqual([]);
    expect(against({ useTrend: false }, -2)).toEqual([]);
    expect(against({}, -2)).toHaveLength(1);
  });
});

describe('break-even', () => {
  it('goes to the average, then to the level below that is enabled', () => {
    const bot = held(NO_TRAILING);
    expect(bot.fill('tp1', '102').stopLevel()).toBe(100);
    expect(bot.fill('tp2', '103').stopLevel()).toBe(102);
    expect(bot.stop()?.order.reason).toBe('break-even');
    const gap = held({ ...NO_TRAILING, takeProfits: [{}, { enabled: false }, level(4, 30)] });
    expect(gap.fill('tp1', '102').fill('tp3', '104').state.open).toBeNull();
    const none = held({ ...NO_TRAILING, takeProfits: [{ enabled: false }, level(3, 30), level(4, 30)] });
    expect(none.fill('tp2', '103').stopLevel()).toBe(100);
  });

  it('mirrors for a short, the average rounded up', () => {
    const bot = new Bot(NO_TRAILING).close(SHORT).fill('entry', '100', 100).fill('entry', '100.001', 100);
    expect(bot.fill('tp1', '98').stopLevel()).toBe(100.001);
    const long = new Bot(NO_TRAILING).close(LONG).fill('entry', '100', 100).fill('entry', '100.001', 100);
    expect(long.fill('tp1', '102.001').stopLevel()).toBe(100);
  });

  it('can be off for each level', () => {
    const bot = held({ ...NO_TRAILING, breakEven: { tp1: false } });
    expect(bot.fill('tp1', '102').stopLevel()).toBe(95);
    expect(bot.fill('tp2', '103').stopLevel()).toBe(102);
  });

  it('stays where it was when an add moves the average', () => {
    const bot = held({ addsAfterTakeProfit: true, pyramidingNeedsPrice: false }).fill('tp1', '102');
    bot.close({ ...LONG, close: '101' }).fill('add', '101');
    expect(bot.stop()?.order).toMatchObject({ reason: 'break-even', price: 100_000 });
  });

  it('on a tie with the stop the reason is the stop', () => {
    const bot = held({
      addsAfterTakeProfit: true,
      pyramidingNeedsPrice: false,
      stopLoss: { unit: 'amount', value: 5 },
    });
    bot.fill('tp1', '102').close({ ...LONG, close: '100' });
    bot.fill('add', '107', 350);
    // 1.40 at 100 and 3.50 at 107 average 105: its stop of 5 lies at the break-even of 100.
    expect(bot.state.open?.average).toBe('105000000000000');
    expect(bot.stop()?.order).toMatchObject({ reason: 'stop', price: 100_000 });
  });

  it('beyond the price already, it closes at market and the old stop stays meanwhile', () => {
    const bot = held({
      ...NO_TRAILING,
      addsAfterTakeProfit: true,
      breakEven: { tp1: false },
      pyramidingNeedsSignal: false,
    });
    bot
      .fill('tp1', '102')
      .close({ close: '90', ...QUIET })
      .fill('add', '90', 222);
    const stop = bot.stopLevel();
    bot.fill('tp2', '96.684');
    expect(bot.placed().map(({ order }) => [order.type, order.reason])).toEqual([['market', 'break-even']]);
    expect(bot.stopLevel()).toBe(stop);
    bot.fill('break-even', '96.5');
    expect(bot.state.open).toBeNull();
  });
});

describe('trailing', () => {
  it('a replaced stop goes on from the best price seen', () => {
    const bot = held({ addsAfterTakeProfit: true, pyramidingNeedsPrice: false })
      .fill('tp1', '102')
      .fill('tp2', '103');
    bot.step({ kind: 'price-moved', price: bot.price('110') });
    expect(bot.last).toEqual([]);
    bot.step({ kind: 'price-moved', price: bot.price('105') });
    bot.close(LONG).fill('add', '109');
    expect(bot.stop()?.order).toMatchObject({ trail: { extreme: 110_000, armedBy: 't3' } });
  });

  it('a short follows downwards', () => {
    const bot = held({}, SHORT).fill('tp1', '98').fill('tp2', '97');
    bot.step({ kind: 'price-moved', price: bot.price('90') });
    expect(bot.state.open?.trail?.extreme).toBe(90_000);
    expect(bot.stop()?.order).toMatchObject({ side: 'buy', price: 98_000, trail: { extreme: 97_000 } });
  });

  it('prices before it is armed, or while flat, change nothing', () => {
    const bot = held();
    const { state } = bot;
    bot.step({ kind: 'price-moved', price: bot.price('150') });
    expect(bot.state).toBe(state);
    const flat = new Bot();
    flat.step({ kind: 'price-moved', price: flat.price('150') });
    expect(flat.state).toBe(flat.kernel.start(flat.settings));
  });

  it('a take-profit filled in parts is done when all of it is', () => {
    const bot = held().fill('tp1', '102', 20);
    expect(bot.placed()).toEqual([]);
    expect(bot.state.open).toMatchObject({ taken: true, size: 180, breakEven: null });
    expect(bot.fill('tp1', '102', 40).stopLevel()).toBe(100);
  });
});
