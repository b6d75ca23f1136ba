import type { EpochMs } from '../../../../../shared/pure/time/epoch.js';
import { PERPETUAL, Bot, LONG_SIGNAL, QUIET, SHORT_SIGNAL } from '../../testing/bot.js';

/** Adds at every close that is 3 % lower, each entry 2 coins' worth of 100. */
const BASE = {
  maxNotional: '100000',
  pyramidingNeedsSignal: false,
  breakEven: { tp1: false, tp2: false, tp3: false },
  trailing: { enabled: false },
};
const hedged = (hedge: object = {}, settings: object = {}, restarts = false): Bot =>
  new Bot({ ...BASE, ...settings, hedge: { enabled: true, ...hedge } }, { restarts });

/** A long of 2.00 at 100 and, with each further price, an add there. */
function entered(bot: Bot, ...adds: readonly string[]): Bot {
  bot.close({ close: '100', ...LONG_SIGNAL }).fill('entry', '100');
  for (const price of adds) bot.close({ close: price, ...QUIET }).fill('add', price);
  return bot;
}

const placedNow = (bot: Bot) =>
  bot
    .placed()
    .filter(({ order }) => order.reason === 'hedge')
    .map(({ order }) => [order.leg, order.side, order.type === 'trigger' ? 0 : order.size, order.reduceOnly]);
const hedge = (bot: Bot) => bot.state.hedge?.leg ?? null;

describe('the hedge opens', () => {
  it('after the confirmed add that reaches the trigger, opposite to the main side, for a percentage of it', () => {
    const bot = entered(hedged({ trigger: 3 }), '97');
    expect(hedge(bot)).toBeNull();
    bot.close({ close: '94', ...QUIET });
    expect(hedge(bot)).toBeNull();
    bot.fill('add', '94');
    // 2.00 + 2.06 + 2.12 = 6.18, of which 30 % are 1.854.
    expect(placedNow(bot)).toEqual([['hedge-entry-1', 'sell', 185, false]]);
    bot.fill('hedge', '94');
    expect(bot.held).toEqual({ net: 0, long: 618, short: -185 });
    expect(hedge(bot)).toMatchObject({ side: 'short', size: 185, average: '94000000000000' });
  });

  it('not with the first entry, for that is no add: a trigger of 1 waits for the first add', () => {
    const bot = entered(hedged({ trigger: 1 }));
    expect(hedge(bot)).toBeNull();
    bot.close({ close: '97', ...QUIET }).fill('add', '97');
    expect(placedNow(bot)).toEqual([['hedge-entry-1', 'sell', 121, false]]);
  });

  it('once the whole add has filled, so its parts change nothing', () => {
    const bot = entered(hedged({ trigger: 2 }));
    bot
      .close({ close: '97', ...QUIET })
      .fill('add', '97', 100)
      .fill('add', '97', 100);
    expect(hedge(bot)).toBeNull();
    bot.fill('add', '97', 6);
    expect(placedNow(bot)).toEqual([['hedge-entry-1', 'sell', 121, false]]);
  });

  it('with what there is when the rest of an add is cancelled, and not for one that never filled', () => {
    const bot = entered(hedged({ trigger: 2 }));
    bot.close({ close: '97', ...QUIET }).fill('add', '97', 100);
    bot.end('order-cancelled', bot.resting('add')!.order.leg);
    expect(placedNow(bot)).toEqual([['hedge-entry-1', 'sell', 90, false]]);
    const never = entered(hedged({ trigger: 2 })).close({ close: '97', ...QUIET });
    never.end('order-rejected', never.resting('add')!.order.leg);
    expect(hedge(never)).toBeNull();
  });

  it('to a fixed size in base units', () => {
    const bot = entered(hedged({ trigger: 2, size: { unit: 'base', value: '0.505' } }), '97');
    expect(placedNow(bot)).toEqual([['hedge-entry-1', 'sell', 50, false]]);
  });

  it('with at least what the venue takes', () => {
    const instrument = { ...PERPETUAL, minNotional: '194' };
    const bot = new Bot(
      { ...BASE, hedge: { enabled: true, trigger: 2, size: { value: 1 } } },
      { instrument },
    );
    // 1 % of 4.06 is worth 3.9; the minimum with a hundredth of headroom is 194 x 1.01 / 97 = 2.02.
    expect(placedNow(entered(bot, '97'))).toEqual([['hedge-entry-1', 'sell', 202, false]]);
  });

  it('long beside a short', () => {
    const bot = hedged({ trigger: 2 });
    bot.close({ close: '100', ...SHORT_SIGNAL }).fill('entry', '100');
    bot.close({ close: '103', ...QUIET }).fill('add', '103');
    expect(placedNow(bot)).toEqual([['hedge-entry-1', 'buy', 118, false]]);
  });
});

describe('the hedge grows', () => {
  const takeProfit = { unit: 'none', value: null };

  it('with each add to its target, until its entries are used; then only its exits are refreshed', () => {
    const bot = entered(hedged({ trigger: 2, limit: 2, takeProfit, stopLoss: { enabled: true } }), '97');
    bot.fill('hedge', '97');
    expect(bot.showHedge('stop-market')).toBe('101.85 x 121');
    bot.close({ close: '94', ...QUIET }).fill('add', '94');
    // 30 % of 6.18 less 1.21.
    expect(placedNow(bot)).toEqual([['hedge-entry-3', 'sell', 64, false]]);
    bot.fill('hedge-entry', '94');
    // 1.21 at 97 and 0.64 at 94 are 95.96216..., x 1.05.
    expect(bot.showHedge('stop-market')).toBe('100.761 x 185');
    bot.close({ close: '91', ...QUIET }).fill('add', '91');
    expect(placedNow(bot)).toEqual([]);
    expect(bot.state.hedge).toMatchObject({ entered: 2 });
  });

  it('by nothing while the target is there already', () => {
    const bot = entered(hedged({ trigger: 2, limit: 5, takeProfit, size: { unit: 'base', value: 1 } }), '97');
    bot
      .fill('hedge', '97')
      .close({ close: '94', ...QUIET })
      .fill('add', '94');
    expect(placedNow(bot)).toEqual([]);
  });

  it('counts what may still fill, and gives an entry that was refused back', () => {
    const bot = entered(hedged({ trigger: 2, limit: 2, takeProfit, size: { unit: 'base', value: 1 } }), '97');
    bot.close({ close: '94', ...QUIET }).fill('add', '94');
    expect(placedNow(bot)).toEqual([]);
    bot.end('order-rejected', 'hedge-entry-1', 'insufficient-margin');
    expect(bot.notes()).toEqual(['rejected']);
    expect(bot.state.hedge).toMatchObject({ entered: 0, leg: null });
    bot.close({ close: '91', ...QUIET }).fill('add', '91');
    expect(placedNow(bot)).toEqual([['hedge-entry-2', 'sell', 100, false]]);
  });
});

describe('the hedge takes its profit', () => {
  it('last-add: at market when the last allowed add has filled', () => {
    const bot = entered(hedged({ trigger: 2 }), '97').fill('hedge', '97');
    expect(bot.showHedge('limit')).toBeNull();
    bot
      .close({ close: '94', ...QUIET })
      .fill('add', '94')
      .close({ close: '91', ...QUIET })
      .fill('add', '91');
    expect(placedNow(bot)).toEqual([['hedge-close-2', 'buy', 121, true]]);
    bot.fill('hedge', '91');
    expect(bot.held.short).toBe(0);
    expect(hedge(bot)).toBeNull();
  });

  it('last-add with a trigger at the last entry never opens', () => {
    const bot = entered(hedged({ trigger: 4 }), '97', '94', '91');
    expect(hedge(bot)).toBeNull();
  });

  it('percent: by a limit from its own entry, rounded away from the market', () => {
    const takeProfit = { unit: 'percent', value: '1.5' };
    const bot = entered(hedged({ trigger: 2, takeProfit }), '97').fill('hedge', '96.99');
    // 96.99 x 0.985 = 95.53515, a short's down.
    expect(bot.showHedge('limit')).toBe('95.535 x 121');
    bot.moveTo('95', '97');
    expect(bot.held).toEqual({ net: 0, long: 406, short: 0 });
    expect(hedge(bot)).toBeNull();
  });

  it('main-stop: by a limit where the stop of the main side stands, moving along with it', () => {
    const takeProfit = { unit: 'main-stop', value: null };
    const bot = entered(hedged({ trigger: 2, takeProfit }, { breakEven: { tp1: true } }), '97');
    bot.fill('hedge', '97');
    expect(bot.showHedge('limit')).toBe(`${bot.stopLevel()} x 121`);
    bot.fill('tp1', '100.448');
    // The average entry: 2 at 100 and 2.06 at 97.
    expect(bot.stopLevel()).toBe(98.477);
    expect(bot.showHedge('limit')).toBe('98.477 x 121');
  });

  it('main-stop: at market when the stop or trailing of the main side has acted', () => {
    const takeProfit = { unit: 'main-stop', value: null };
    const trailing = { enabled: true, armedBy: 'tp1', offset: { unit: 'percent', value: '0.5' } };
    const bot = entered(hedged({ trigger: 2, takeProfit }, { trailing }), '97').fill('hedge', '97');
    bot.fill('tp1', '101');
    // 101 x 0.995; the venue's own stop goes on from there.
    expect(bot.showHedge('limit')).toBe('100.495 x 121');
    bot.fill('stop', '102.3', undefined, 'trailing');
    expect(bot.state.open).toBeNull();
    expect(placedNow(bot)).toEqual([['hedge-close-4', 'buy', 121, true]]);
    bot.fill('hedge-close', '102.3');
    expect(bot.held).toEqual({ net: 0, long: 0, short: 0 });
    expect(bot.orders.size).toBe(0);
  });

  it('none: not at all', () => {
    const bot = entered(hedged({ trigger: 2, takeProfit: { unit: 'none' } }), '97').fill('hedge', '97');
    expect([bot.showHedge('limit'), bot.showHedge('stop-market')]).toEqual([null, null]);
  });

  it('and takes the main side along where that is asked for, but not when its stop acts', () => {
    const settings = {
      trigger: 2,
      takeProfit: { unit: 'percent', value: 1 },
      stopLoss: { enabled: true, unit: 'percent', value: 2 },
      closeMainOnTakeProfit: true,
    };
    const bot = entered(hedged(settings), '97').fill('hedge', '97').moveTo('96.03', '97');
    expect(bot.placed()[0]?.order).toMatchObject({
      reason: 'hedge',
      side: 'sell',
      size: 406,
      reduceOnly: true,
    });
    expect(bot.fill('close', '96').position).toBe(0);
    const stopped = entered(hedged(settings), '97').fill('hedge', '97').moveTo('98.94', '97');
    expect(stopped.held).toEqual({ net: 0, long: 406, short: 0 });
    expect(stopped.placed()).toEqual([]);
  });
});

describe("the hedge's stop", () => {
  it('percent: from its own entry, for its full size, beside the stop of the main side', () => {
    const stopLoss = { enabled: true, unit: 'percent', value: 2 };
    const bot = entered(hedged({ trigger: 2, stopLoss }), '97').fill('hedge', '97.001');
    // 97.001 x 1.02 = 98.94102, a short's up.
    expect(bot.showHedge('stop-market')).toBe('98.942 x 121');
    expect(bot.stop()!.order).toMatchObject({ side: 'sell', size: 406 });
  });

  it('main-tp: at the price of a take-profit of the main side, following it', () => {
    const stopLoss = { enabled: true, unit: 'main-tp', value: 1 };
    const bot = entered(hedged({ trigger: 2, stopLoss }), '97').fill('hedge', '97');
    expect(bot.showHedge('stop-market')).toBe('100.448 x 121');
    expect(bot.show('tp1')).toBe('100.448 x 121');
    bot.close({ close: '94', ...QUIET }).fill('add', '94');
    expect(bot.showHedge('stop-market')).toBe(`${bot.show('tp1')!.split(' ')[0]} x 121`);
  });
});

describe('the end of the main side', () => {
  it('leaves a hedge that does not follow its stop, and says so', () => {
    const stopLoss = { enabled: true, unit: 'percent', value: 5 };
    const bot = entered(hedged({ trigger: 2, stopLoss }), '97').fill('hedge', '97');
    bot.fill('stop', '93', undefined, 'stop');
    expect(bot.held).toEqual({ net: 0, long: 0, short: -121 });
    expect(bot.notes()).toEqual(['hedge-left']);
    expect(bot.reasons()).toEqual(['hedge']);
  });

  it('keeps what a left hedge followed', () => {
    const stopLoss = { enabled: true, unit: 'main-tp', value: 1 };
    const bot = entered(hedged({ trigger: 2, stopLoss }), '97').fill('hedge', '97');
    bot.fill('stop', '93', undefined, 'stop');
    bot.step({ kind: 'price-moved', price: bot.price('92') });
    expect(bot.showHedge('stop-market')).toBe('100.448 x 121');
  });

  it('nothing is entered into a hedge that was left; the other side is free and hedged by it', () => {
    const bot = entered(hedged({ trigger: 2, limit: 2 }, { cooldownSec: 0, cooldownCandles: 0 }), '97');
    bot.fill('hedge', '97').fill('stop', '93', undefined, 'stop');
    bot.close({ close: '93', ...SHORT_SIGNAL });
    expect(bot.outcomes()).toEqual(['entry-long signal', 'entry-short unresolved']);
    bot.close({ close: '93', ...LONG_SIGNAL }).fill('entry', '93');
    bot.close({ close: '90', ...QUIET }).fill('add', '90');
    expect(hedge(bot)).toMatchObject({ cycle: 1, size: 121 });
    // 30 % of 2.15 + 2.22 less 1.21, in the cycle of the leg, and the second of the entries it has.
    expect(bot.placed().at(-1)).toMatchObject({ order: { leg: 'hedge-entry-2', cycle: 1, size: 10 } });
  });

  it('a trend close leaves the hedge, or takes it along', () => {
    const left = entered(hedged({ trigger: 2 }), '97').fill('hedge', '97');
    left.close({ close: '97', ...QUIET, trend: -2 });
    expect(left.placed().map(({ order }) => order.leg)).toEqual(['close-11']);
    const taken = entered(hedged({ trigger: 2, closeOnTrendClose: true }), '97').fill('hedge', '97');
    taken.close({ close: '97', ...QUIET, trend: -2 });
    expect(taken.placed().map(({ order }) => [order.side, order.reason])).toEqual([
      ['sell', 'trend'],
      ['buy', 'trend'],
    ]);
  });

  it('a fresh cycle without a hedge has all its hedge entries again', () => {
    const bot = entered(hedged({ trigger: 2 }, { cooldownSec: 0, cooldownCandles: 0 }), '97');
    bot
      .fill('hedge', '97')
      .close({ close: '94', ...QUIET })
      .fill('add', '94');
    bot
      .close({ close: '91', ...QUIET })
      .fill('add', '91')
      .fill('hedge', '91');
    expect(bot.state.hedge).toMatchObject({ entered: 1, leg: null });
    bot.fill('stop', '88', undefined, 'stop').close({ close: '88', ...LONG_SIGNAL });
    expect(bot.state.hedge).toMatchObject({ entered: 0 });
  });
});

describe('a stop of the bot', () => {
  it('close: closes both sides and ends when both are flat', () => {
    const bot = entered(hedged({ trigger: 2 }), '97').fill('hedge', '97');
    bot.step({ kind: 'stop-asked', mode: 'close' });
    expect(bot.placed().map(({ order }) => [order.side, order.reason])).toEqual([
      ['sell', 'manual'],
      ['buy', 'manual'],
    ]);
    const manual = bot.placed().map(({ order }) => order.leg);
    bot.fill('manual', '97');
    expect(bot.state).toMatchObject({ open: null, ended: false });
    expect(manual).toHaveLength(2);
    bot.fill('manual', '97');
    expect(bot.state.ended).toBe(true);
    expect(bot.held).toEqual({ net: 0, long: 0, short: 0 });
  });

  it('keep: cancels the orders of both and keeps both', () => {
    const stopLoss = { enabled: true };
    const bot = entered(hedged({ trigger: 2, stopLoss }), '97').fill('hedge', '97');
    bot.step({ kind: 'stop-asked', mode: 'keep' });
    expect(bot.orders.size).toBe(0);
    expect(bot.state).toMatchObject({ ended: true, hedge: { leg: { size: 121 } } });
  });

  it('waits for a hedge entry that may still fill, and closes what it brings', () => {
    const bot = entered(hedged({ trigger: 2 }), '97');
    const order = bot.resting('hedge')!.order;
    bot.step({ kind: 'stop-asked', mode: 'close' }).fill('manual', '97');
    expect(bot.state.ended).toBe(false);
    bot.step({ kind: 'order-filled', fill: bot.fillOf(order, '97', 21) });
    expect(bot.placed().map(({ order: { leg } }) => leg)).toEqual(['hedge-close-2']);
    bot.end('order-cancelled', order.leg);
    bot.held.short = -21;
    expect(bot.fill('manual', '97').state.ended).toBe(true);
  });
});

describe('mishaps of the hedge', () => {
  it('an exit that is gone is placed again at the next decision close, before anything is evaluated', () => {
    const bot = entered(hedged({ trigger: 2, stopLoss: { enabled: true } }), '97').fill('hedge', '97');
    bot.end('order-cancelled', 'hedge-stop-2');
    expect(bot.showHedge('stop-market')).toBeNull();
    bot.close({ close: '97', ...QUIET });
    expect(bot.showHedge('stop-market')).toBe('101.85 x 121');
    expect(bot.outcomes()).toEqual(['add price']);
  });

  it('it is placed again while the main side is flat, and the entry is evaluated all the same', () => {
    const bot = entered(hedged({ trigger: 2, stopLoss: { enabled: true } }), '97').fill('hedge', '97');
    bot.fill('stop', '93', undefined, 'stop').end('order-cancelled', 'hedge-stop-2');
    bot.close({ close: '93', ...QUIET });
    expect(bot.placed()).toHaveLength(1);
    expect(bot.outcomes()).toEqual(['entry-long cooldown', 'entry-short unresolved']);
  });

  it('refused in favour of the one it was to replace, that one is still there', () => {
    const stopLoss = { enabled: true, unit: 'main-tp', value: 1 };
    const bot = entered(hedged({ trigger: 2, stopLoss }), '97').fill('hedge', '97');
    bot
      .close({ close: '94', ...QUIET })
      .fill('add', '94')
      .end('order-rejected', 'hedge-stop-3');
    expect(hedge(bot)!.stop).toMatchObject({ leg: 'hedge-stop-2', previous: null });
    bot.close({ close: '95', ...QUIET });
    expect(bot.placed().map(({ order: { leg }, replaces }) => [leg, replaces])).toEqual([
      ['hedge-stop-4', 'hedge-stop-2'],
    ]);
  });

  it('a close that was refused is tried again at the next decision close', () => {
    const bot = entered(hedged({ trigger: 2 }), '97').fill('hedge', '97');
    bot
      .close({ close: '94', ...QUIET })
      .fill('add', '94')
      .close({ close: '91', ...QUIET })
      .fill('add', '91');
    bot.end('order-rejected', 'hedge-close-2', 'busy').close({ close: '91', ...QUIET });
    expect(placedNow(bot)).toEqual([['hedge-close-3', 'buy', 121, true]]);
    bot.close({ close: '91', ...QUIET });
    expect(placedNow(bot)).toEqual([]);
  });

  it('a remainder that is too small to close is merged into the next cycle, and never loops', () => {
    const instrument = { ...PERPETUAL, minSize: '0.5' };
    const document = {
      ...BASE,
      hedge: { enabled: true, trigger: 2, takeProfit: { unit: 'percent', value: 1 } },
    };
    const bot = entered(new Bot(document, { instrument }), '97').fill('hedge', '97');
    bot.fill('hedge-target', '96.03', 100);
    bot.step({ kind: 'stop-asked', mode: 'close' }).end('order-rejected', 'hedge-close-3', 'below-minimum');
    expect(bot.state).toMatchObject({ dust: { side: 'short', size: 21 }, hedge: { leg: null } });
    expect(bot.notes()).toContain('dust-carried');
  });

  it('an entry that fills after its hedge was given up is protected again', () => {
    const bot = entered(hedged({ trigger: 2, stopLoss: { enabled: true } }), '97');
    const { order } = bot.resting('hedge')!;
    bot.end('order-cancelled', order.leg);
    bot.held.short = -121;
    bot.step({ kind: 'order-filled', fill: bot.fillOf(order, '97', 121) });
    expect(bot.notes()).toEqual(['cancelled', 'late-fill']);
    expect(bot.showHedge('stop-market')).toBe('101.85 x 121');
  });

  it('a liquidation takes the position whose side it names', () => {
    const bot = entered(hedged({ trigger: 2, stopLoss: { enabled: true } }), '97').fill('hedge', '97');
    const taken = (side: 'long' | 'short', size: number) =>
      bot.step({
        kind: 'order-filled',
        fill: {
          ...bot.fillOf(
            {
              leg: `liquidation-${side}`,
              cycle: 1,
              side: side === 'long' ? 'sell' : 'buy',
              reason: 'liquidation',
            },
            '90',
            size,
          ),
        },
      });
    taken('short', 121);
    expect(hedge(bot)).toBeNull();
    expect(bot.state.open).toMatchObject({ size: 406 });
    taken('long', 406);
    expect(bot.state.open).toBeNull();
  });

  it('one that is named is gone alone, and the other stays with its stop', () => {
    const gone = (bot: Bot, position: 'long' | 'short') =>
      bot.step({
        kind: 'position-changed',
        size: 0 as never,
        position,
        cause: 'adjustment',
        price: bot.price('97'),
        at: bot.now as EpochMs,
      });
    const both = () => entered(hedged({ trigger: 2, stopLoss: { enabled: true } }), '97').fill('hedge', '97');
    const withoutHedge = gone(both(), 'short');
    expect([hedge(withoutHedge), withoutHedge.state.open?.size]).toEqual([null, 406]);
    gone(withoutHedge, 'short');
    expect(withoutHedge.state.open?.size).toBe(406);
    const withoutMain = both();
    const { size } = hedge(withoutMain)!;
    gone(withoutMain, 'long');
    expect([hedge(withoutMain)?.size, withoutMain.state.open]).toEqual([size, null]);
  });

  it('a position that differs from its fills is taken as it is: by sign one of two, 0 means both', () => {
    const changed = (bot: Bot, size: number) =>
      bot.step({
        kind: 'position-changed',
        size: size as never,
        cause: 'adjustment',
        price: bot.price('97'),
        at: bot.now as EpochMs,
      });
    const bot = entered(hedged({ trigger: 2, stopLoss: { enabled: true } }), '97').fill('hedge', '97');
    changed(bot, -100);
    expect([hedge(bot)?.size, bot.state.open?.size]).toEqual([100, 406]);
    changed(bot, 400);
    expect([hedge(bot)?.size, bot.state.open?.size]).toEqual([100, 400]);
    changed(bot, -130);
    expect(bot.showHedge('stop-market')).toBe('101.85 x 130');
    changed(bot, 0);
    expect([hedge(bot), bot.state.open]).toEqual([null, null]);
    expect(bot.orders.size).toBe(0);
  });
});
