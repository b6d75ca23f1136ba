import { NO_OUTPUTS } from '../../../../shared/pure/kernel.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { Bot, LONG_SIGNAL, QUIET, SHORT_SIGNAL } from '../testing/bot.js';

const LONG = { close: '100', ...LONG_SIGNAL };
const held = (settings: object = {}): Bot => new Bot(settings).close(LONG).fill('entry', '100');
const adding = (settings: object = {}): Bot => held(settings).close({ ...LONG, close: '97' });
const legOf = (bot: Bot, reason: string): string => bot.resting(reason)!.order.leg;
const ask = (bot: Bot, mode: 'close' | 'keep'): Bot => bot.step({ kind: 'stop-asked', mode });
const changed = (bot: Bot, size: number, cause: 'liquidation' | 'adjustment' = 'adjustment', price = '100') =>
  bot.step({
    kind: 'position-changed',
    size: size as never,
    cause,
    price: bot.price(price),
    at: bot.now as EpochMs,
  });

describe('an entry that does not fill', () => {
  it.each([
    ['order-rejected', 'rejected'],
    ['order-denied', 'denied'],
    ['order-cancelled', 'cancelled'],
  ] as const)('%s: its cycle never was, no cooldown, the next one has a new number', (kind, code) => {
    const bot = new Bot().close(LONG).end(kind, 'entry-1', 'why');
    expect(bot.last).toEqual([
      { kind: 'note', code, details: { which: 'entry', leg: 'entry-1', code: 'why' } },
    ]);
    expect(bot.state.open).toBeNull();
    bot.close(LONG);
    expect(bot.placed()[0]?.order).toMatchObject({ leg: 'entry-1', cycle: 2 });
  });

  it('cancelled after a part keeps that part, as one entry', () => {
    const bot = new Bot().close(LONG).fill('entry', '100', 50).end('order-cancelled', 'entry-1');
    expect(bot.state.open).toMatchObject({ size: 50, entries: [{ filled: 50, unresolved: false }] });
    expect(bot.stop()?.order).toMatchObject({ size: 50 });
  });

  it('an answer for another cycle, or for an order nobody knows, changes nothing', () => {
    const bot = held();
    const { state } = bot;
    bot.step({ kind: 'order-rejected', leg: 'stop-2', cycle: 7, code: 'x' });
    bot.step({ kind: 'order-cancelled', leg: 'tp9-9', cycle: 1, code: 'x' });
    bot.step({ kind: 'triggered', leg: 'trigger', price: bot.price('1'), at: 0 as EpochMs });
    expect(bot.state).toBe(state);
    expect(bot.last).toBe(NO_OUTPUTS);
  });
});

describe('an exit that goes missing', () => {
  it('is placed again at the next decision close, before anything is evaluated', () => {
    const bot = held().end('order-cancelled', 'stop-2').end('order-rejected', 'tp1-3');
    expect(bot.notes()).toEqual(['cancelled', 'rejected']);
    expect(bot.reasons()).toEqual(['tp2']);
    bot.close({ close: '100', ...QUIET });
    expect(bot.placed().map(({ order }) => order.reason)).toEqual(['stop', 'tp1']);
    expect(bot.outcomes()).toEqual(['add price']);
    expect(bot.close({ close: '100', ...QUIET }).placed()).toEqual([]);
  });

  it('is placed again together with an add that passes', () => {
    const bot = held()
      .end('order-cancelled', 'stop-2')
      .close({ ...LONG, close: '97' });
    expect(bot.placed().map(({ order }) => order.reason)).toEqual(['stop', 'add']);
    expect(bot.state.decidedAt).toBe(bot.now);
  });

  it('is placed again when no add is to be evaluated', () => {
    const bot = held({ signalTiming: 'intrabar' });
    const open = (bot.now - 15 * 60_000) as EpochMs;
    bot.end('order-cancelled', 'stop-2').step({ ...bot.candleInput(LONG), open }, bot.now + 60_000);
    expect(bot.last.map(({ kind }) => kind)).toEqual(['place']);
  });

  it('refused in favour of the one it was to replace, that one is still there', () => {
    const bot = adding();
    const [before, target] = [legOf(bot, 'stop'), legOf(bot, 'tp1')];
    bot.fill('add', '97');
    bot.end('order-rejected', legOf(bot, 'stop')).end('order-denied', legOf(bot, 'tp1'));
    expect(bot.state.open?.stop).toMatchObject({ leg: before, size: 200, previous: null });
    expect(bot.state.open?.targets[0]).toMatchObject({ leg: target, previous: null });
    bot.close({ close: '97', ...QUIET });
    expect(bot.placed().map(({ replaces }) => replaces)).toEqual([before, target]);
  });

  it('refused three times over, the first of them is still there, is counted and goes with its cycle', () => {
    const bot = adding({ pyramidingLimit: 3 });
    const first = legOf(bot, 'tp1');
    bot.fill('add', '97', 100);
    const second = legOf(bot, 'tp1');
    bot.fill('add', '97');
    const third = legOf(bot, 'tp1');
    expect(new Set([first, second, third]).size).toBe(3);
    bot.end('order-rejected', second).end('order-rejected', third);
    expect(bot.state.open?.targets[0]).toMatchObject({ leg: first, previous: null });
    bot.close({ close: '97', ...QUIET });
    expect(bot.placed().find(({ order }) => order.reason === 'tp1')?.replaces).toBe(first);
  });

  it('the end of a replaced order is the expected one and no reason to repair', () => {
    const bot = adding();
    const [stop, target] = [legOf(bot, 'stop'), legOf(bot, 'tp1')];
    bot.fill('add', '97').end('order-cancelled', stop).end('order-cancelled', target);
    expect(bot.last).toEqual([]);
    expect(bot.state.open).toMatchObject({ repair: false, stop: { previous: null } });
    expect(bot.close({ close: '97', ...QUIET }).placed()).toEqual([]);
  });

  it('a market close that was refused is tried again at the next close, and nothing else', () => {
    const bot = held().close({ close: '100', ...QUIET, trend: -2 });
    bot.end('order-rejected', legOf(bot, 'trend'), 'busy');
    expect(bot.notes()).toEqual(['rejected']);
    bot.close({ ...LONG, close: '97' });
    expect(bot.last).toHaveLength(1);
    expect(bot.placed()[0]?.order).toMatchObject({ reason: 'trend', leg: 'close-6', size: 200 });
  });
});

describe('orders that cross', () => {
  it('an exit refused because nothing is left any more is no mishap: the fill that left nothing follows', () => {
    const bot = held().fill('tp1', '102').end('order-denied', 'stop-5', 'nothing-to-reduce');
    expect(bot.last).toEqual([]);
    expect(bot.state.open).toMatchObject({ repair: true, stop: { leg: 'stop-2' } });
    const fill = bot.fillOf({ leg: 'stop-2', cycle: 1, side: 'sell', reason: 'stop' }, '95', 140);
    bot.step({ kind: 'order-filled', fill });
    expect(bot.state).toMatchObject({ open: null, dust: null });
    expect(bot.notes()).toEqual([]);
  });

  it('a replaced take-profit that was quicker counts, the rest is derived anew', () => {
    const bot = adding();
    const old = bot.resting('tp1')!.order;
    bot.fill('add', '97');
    const current = legOf(bot, 'tp1');
    bot.position -= 60;
    bot.step({ kind: 'order-filled', fill: bot.fillOf(old, '102', 60) });
    expect(bot.state.open?.levels[0]?.done).toBe(true);
    expect(bot.last).toContainEqual({ kind: 'cancel', leg: current, cycle: 1 });
    expect(bot.stop()?.order.reason).toBe('break-even');
    expect(bot.show('tp2')).toContain(' x 148');
  });

  it('a part of a replaced take-profit only makes the rest smaller', () => {
    const bot = adding();
    const old = bot.resting('tp1')!.order;
    bot.fill('add', '97');
    bot.position -= 6;
    bot.step({ kind: 'order-filled', fill: bot.fillOf(old, '102', 6) });
    expect(bot.state.open).toMatchObject({ size: 400, taken: true, levels: [{ done: false }, {}, {}] });
    expect(bot.show('tp1')).toContain(' x 120');
  });

  it('a replaced stop that was quicker ends the cycle, or makes it smaller by what it covered', () => {
    const bot = adding();
    const old = bot.resting('stop')!.order;
    bot.fill('add', '97');
    bot.position -= 200;
    bot.step({ kind: 'order-filled', fill: bot.fillOf(old, '95', 200) });
    expect(bot.state.open?.size).toBe(206);
    expect(bot.show('tp1')).toContain(' x 61');
    const alone = held();
    const first = alone.resting('stop')!.order;
    alone.fill('tp1', '102');
    alone.step({ kind: 'order-filled', fill: alone.fillOf(first, '95', 140) });
    expect(alone.state.open).toBeNull();
    expect(alone.last).toContainEqual({ kind: 'cancel', leg: 'stop-5', cycle: 1 });
  });

  it('a stop done with something left is followed by a market close of the rest', () => {
    const bot = held();
    const stop = bot.resting('stop')!.order;
    changed(bot, 250);
    const newer = bot.resting('stop')!.order;
    bot.step({ kind: 'order-filled', fill: bot.fillOf(newer, '95', 100) });
    bot.step({ kind: 'order-filled', fill: bot.fillOf({ ...stop, leg: newer.leg }, '95', 149) });
    expect(bot.placed()).toEqual([]);
    changed(bot, 20);
    bot.step({ kind: 'order-filled', fill: bot.fillOf(newer, '95', 1) });
    expect(bot.placed()[0]?.order).toMatchObject({ type: 'market', reason: 'stop', size: 19 });
    bot.step({ kind: 'order-filled', fill: bot.fillOf(bot.placed()[0]!.order, '95', 19) });
    expect(bot.state.open).toBeNull();
  });

  it('the order that ends a cycle is not cancelled, the others are', () => {
    const bot = held()
      .close({ close: '100', ...QUIET, trend: -2 })
      .fill('trend', '100');
    expect(bot.last.map((output) => (output.kind === 'cancel' ? output.leg : output.kind))).toEqual([
      'tp1-3',
      'tp2-4',
      'stop-2',
    ]);
  });

  it('a market close that an add has outgrown is followed by one for the rest', () => {
    const bot = adding().close({ close: '97', ...QUIET, trend: -2 });
    bot.fill('add', '97').fill('trend', '97');
    expect(bot.placed()[0]?.order).toMatchObject({ type: 'market', reason: 'trend', size: 206 });
    expect(bot.fill('trend', '97').state.open).toBeNull();
  });

  it('an add in flight when the cycle ends is cancelled, and nothing is entered until it is known to be gone', () => {
    const settings = { cooldownSec: 0, cooldownCandles: 0, direction: 'long' };
    const bot = adding(settings).fill('stop', '95');
    expect(bot.last).toContainEqual({ kind: 'cancel', leg: 'entry-5', cycle: 1 });
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long unresolved']);
    bot.end('order-cancelled', 'entry-7').end('order-cancelled', 'entry-5');
    expect(bot.close(LONG).outcomes()).toEqual(['entry-long passed']);
  });

  it('an add that fills after its cycle has ended is protected', () => {
    const bot = adding({ direction: 'long' });
    const add = bot.resting('add')!.order;
    bot.fill('stop', '95');
    bot.step({ kind: 'order-filled', fill: bot.fillOf(add, '94', 206) });
    expect(bot.notes()).toEqual(['late-fill']);
    expect(bot.state).toMatchObject({ orphans: [], cycle: 1, open: { side: 'long', size: 206 } });
    expect(bot.stop()?.order).toMatchObject({ size: 206, price: 89_300, leg: 'stop-6' });
  });

  it('and what else was in flight belongs to the position again: it counts as used, and fills or ends as an add does', () => {
    const reopened = (): Bot => {
      const bot = adding({ direction: 'long' });
      const add = bot.resting('add')!.order;
      bot.fill('stop', '95');
      const orphan = { ...bot.state.orphans[0]!, leg: 'entry-6' };
      bot.state = { ...bot.state, orphans: [...bot.state.orphans, orphan] };
      bot.step({ kind: 'order-filled', fill: bot.fillOf(add, '94', 206) });
      expect(bot.state).toMatchObject({
        orphans: [],
        open: { size: 206, entries: [{ leg: 'entry-5' }, { leg: 'entry-6', unresolved: true }] },
      });
      return bot;
    };
    const ended = reopened().end('order-cancelled', 'entry-6');
    expect(ended.state.open).toMatchObject({ size: 206, entries: [{ leg: 'entry-5' }] });
    const bot = reopened();
    bot.step({
      kind: 'order-filled',
      fill: bot.fillOf({ leg: 'entry-6', cycle: 1, side: 'buy', reason: 'add' }, '94', 206),
    });
    expect(bot.state).toMatchObject({ orphans: [], open: { size: 412 } });
    expect(ask(bot, 'keep').state.ended).toBe(true);
  });

  it('an orphan that fills while an older late fill has opened a position is an entry of it, or takes it off', () => {
    const opened = (side: 'buy' | 'sell'): Bot => {
      const bot = adding({ direction: 'long' }).fill('stop', '95');
      const late = { leg: 'entry-9', cycle: 0, side, reason: 'add' } as const;
      bot.step({ kind: 'order-filled', fill: bot.fillOf(late, '94', 300) });
      expect(bot.state).toMatchObject({ orphans: [{ leg: 'entry-5' }], open: { size: 300 } });
      const orphan = { leg: 'entry-5', cycle: 1, side: 'buy', reason: 'add' } as const;
      bot.step({ kind: 'order-filled', fill: bot.fillOf(orphan, '94', 206) });
      return bot;
    };
    expect(opened('buy').state).toMatchObject({ orphans: [], open: { side: 'long', size: 506 } });
    expect(opened('sell').state).toMatchObject({ orphans: [], open: { side: 'short', size: 94 } });
  });

  describe('exits that closed more than was told of', () => {
    const told = (bot: Bot, leg: string, side: 'buy' | 'sell', size: number): Bot =>
      bot.step({ kind: 'order-filled', fill: bot.fillOf({ leg, cycle: 1, side, reason: leg }, '95', size) });
    /** An add of 206 fills, then 200 and 206 are closed: as it happened, and in every other order. */
    const happened = [
      ['entry-5', 'buy', 206],
      ['stop-2', 'sell', 200],
      ['stop-9', 'sell', 206],
    ] as const;
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ] as const;

    it.each(orders)('leave nothing, told as %d, %d, %d', (...order) => {
      const bot = adding({ direction: 'long' });
      for (const index of order) {
        const [leg, side, size] = happened[index];
        told(bot, leg, side, size);
      }
      expect(bot.state).toMatchObject({ open: null, orphans: [] });
      expect(ask(bot, 'close').state.ended).toBe(true);
    });

    it('leave the rest of a late fill that they did not close, and that is protected', () => {
      const bot = told(adding({ direction: 'long' }), 'stop-2', 'sell', 250);
      expect(bot.state).toMatchObject({ open: null, ahead: 50 });
      told(bot, 'entry-5', 'buy', 30);
      expect(bot.state).toMatchObject({ open: null, ahead: 20, orphans: [{ filled: 30, unresolved: true }] });
      told(bot, 'entry-5', 'buy', 176);
      expect(bot.state).toMatchObject({ orphans: [], open: { size: 156, entries: [{ filled: 206 }] } });
      expect(bot.placed()[0]?.order).toMatchObject({ type: 'stop-market', size: 156 });
      expect(bot.state.ahead).toBeUndefined();
    });

    it('are forgotten when nothing is left that could have filled', () => {
      const bot = told(adding({ direction: 'long' }), 'stop-2', 'sell', 250);
      bot.end('order-cancelled', 'entry-5');
      expect(bot.state).toMatchObject({ open: null, orphans: [] });
      expect(bot.state.ahead ?? 0).toBe(0);
    });

    it('do not end a bot before what is in flight is known', () => {
      const bot = ask(adding({ direction: 'long' }), 'close');
      told(bot, 'stop-2', 'sell', 406);
      expect(bot.state.ended).toBe(false);
      expect(told(bot, 'entry-5', 'buy', 206).state).toMatchObject({ open: null, ended: true });
    });
  });

  it('so is one that nobody remembers, of whatever cycle', () => {
    const bot = held().fill('stop', '95');
    const late = { leg: 'entry-9', cycle: 0, side: 'sell', reason: 'add' } as const;
    bot.step({ kind: 'order-filled', fill: bot.fillOf(late, '94', 10) });
    expect(bot.state.open).toMatchObject({ side: 'short', size: 10, entries: [{ unresolved: false }] });
    expect(bot.stop()?.order.side).toBe('buy');
  });

  it('an exit that fills while flat changes nothing; an order of an older cycle does not pass for one of this', () => {
    const flat = new Bot();
    const exit = { leg: 'tp1-3', cycle: 1, side: 'sell', reason: 'tp1' } as const;
    const { state } = flat;
    expect(flat.step({ kind: 'order-filled', fill: flat.fillOf(exit, '94', 10) }).state).toBe(state);
    const bot = new Bot({ cooldownSec: 0, cooldownCandles: 0 })
      .close(LONG)
      .fill('entry', '100')
      .fill('stop', '95');
    bot.close(LONG).fill('entry', '100');
    bot.step({ kind: 'order-filled', fill: bot.fillOf(exit, '102', 10) });
    expect(bot.state.open).toMatchObject({ size: 190, taken: false });
  });

  it('a fill against an entry that has not filled yet is somebody else’s', () => {
    const bot = new Bot().close(LONG);
    bot.step({
      kind: 'order-filled',
      fill: bot.fillOf({ leg: 'x', cycle: 1, side: 'sell', reason: 'x' }, '100', 5),
    });
    expect(bot.notes()).toEqual(['position-unexplained']);
  });
});

describe('the position changes without a fill', () => {
  it('a liquidation ends the cycle', () => {
    const bot = changed(held(), 0, 'liquidation', '91');
    expect(bot.notes()).toEqual(['liquidated']);
    expect(bot.state.open).toBeNull();
    expect(bot.orders.size).toBe(0);
    expect(bot.close(LONG).outcomes()[0]).toBe('entry-long cooldown');
  });

  it('a liquidation that comes as a fill does the same', () => {
    const bot = held();
    const fill = bot.fillOf(
      { leg: 'liquidation-1', cycle: 1, side: 'sell', reason: 'liquidation' },
      '91',
      200,
    );
    expect(bot.step({ kind: 'order-filled', fill }).state.open).toBeNull();
    expect(bot.orders.size).toBe(0);
  });

  it('a liquidation has taken what an entry had filled before anybody heard of it', () => {
    const bot = new Bot().close(LONG);
    const entry = { leg: 'entry-1', cycle: 1, side: 'buy', reason: 'entry' } as const;
    const fill = bot.fillOf(entry, '100', 200);
    changed(bot, 0, 'liquidation', '91').step({ kind: 'order-filled', fill });
    expect(bot.notes()).toEqual(['cancelled', 'late-fill']);
    expect(bot.state.open).toBeNull();
    const later = { ...fill, tradeId: 'after', at: (fill.at + 1) as EpochMs };
    expect(bot.step({ kind: 'order-filled', fill: later }).state.open).toMatchObject({ size: 200 });
  });

  it('a liquidation that ends a cycle has taken what an add of it had filled as well', () => {
    const bot = adding();
    const { leg, cycle, reason } = bot.placed()[0]!.order;
    const add = bot.fillOf({ leg, cycle, side: 'buy', reason }, '97', 50);
    changed(bot, 0, 'liquidation', '91').step({ kind: 'order-filled', fill: add });
    expect(bot.state).toMatchObject({ open: null, orphans: [] });
  });

  it('less or more on our side is protected as it is', () => {
    expect(changed(held(), 100).show('tp1')).toBe('102 x 30');
    const more = changed(held(), 300, 'adjustment', '103');
    expect(more.state.open).toMatchObject({ average: '101000000000000', size: 300 });
    expect(more.stop()?.order).toMatchObject({ size: 300, price: 95_950 });
  });

  it('the other side is none of ours', () => {
    expect(changed(held(), -50).state.open).toBeNull();
    const short = new Bot().close({ close: '100', ...SHORT_SIGNAL }).fill('entry', '100');
    expect(changed(short, -100).state.open?.size).toBe(100);
    const flat = changed(new Bot(), 5);
    expect(flat.notes()).toEqual(['position-unexplained']);
    expect(changed(new Bot(), 0).last).toEqual([]);
    const same = held();
    expect(changed(same, 200).last).toBe(NO_OUTPUTS);
  });

  it('a manual part close comes as a fill of its own and shrinks the ladder', () => {
    const bot = held();
    const manual = { leg: 'manual-1', cycle: 1, side: 'sell', reason: 'manual' } as const;
    bot.position -= 100;
    bot.step({ kind: 'order-filled', fill: bot.fillOf(manual, '101', 100) });
    expect(bot.show('tp1')).toBe('102 x 30');
    expect(bot.state.open?.taken).toBe(false);
  });
});

describe('dust', () => {
  it('is said, and its exits stay', () => {
    const bot = held();
    const manual = { leg: 'manual-1', cycle: 1, side: 'sell', reason: 'manual' } as const;
    bot.position -= 198;
    bot.step({ kind: 'order-filled', fill: bot.fillOf(manual, '101', 198) });
    expect(bot.tape).toContainEqual({ kind: 'note', code: 'dust', details: { size: '0.02' } });
    expect(bot.stop()).toBeDefined();
  });

  it('that the venue refuses to close is carried into the next cycle of its side', () => {
    const instrument = { ...new Bot().scale.instrument, minSize: '0.1' };
    const bot = new Bot({ cooldownSec: 0, cooldownCandles: 0 }, { instrument })
      .close(LONG)
      .fill('entry', '100');
    changed(bot, 5);
    bot.end('order-rejected', legOf(bot, 'stop'), 'too-small');
    expect(bot.notes()).toContain('dust-carried');
    expect(bot.state).toMatchObject({ open: null, dust: { side: 'long', size: 5 } });
    bot.position = 5;
    bot.close({ close: '110', ...SHORT_SIGNAL });
    bot.end('order-rejected', 'entry-1');
    expect(bot.state.dust).not.toBeNull();
    bot.close(LONG).fill('entry', '100');
    expect(bot.state).toMatchObject({ dust: null, open: { size: 205 } });
    expect(bot.stop()?.order).toMatchObject({ size: 205 });
  });
});

describe('an entry of which only a part fills, on a venue with a large minimum', () => {
  const LEAST = 100;
  const instrument = { ...new Bot().scale.instrument, minSize: '1' };
  const ratios = Array.from({ length: 99 }, (_, index) => index + 1);

  it.each(ratios)(
    '%i of a hundred: exits are of what is held, none of them too small, and a rest is kept by name',
    (percent) => {
      const bot = new Bot({ cooldownSec: 0, cooldownCandles: 0 }, { instrument }).close(LONG);
      const { order } = bot.resting('entry')!;
      const part = Math.floor(((order as { size: number }).size * percent) / 100);
      bot.fill('entry', '100', part).end('order-cancelled', order.leg);
      expect(bot.state.open).toMatchObject({ side: 'long', size: part });
      expect(bot.stop()?.order).toMatchObject({ size: part, reduceOnly: true });
      const targets = [...bot.orders.values()].filter(({ order: { reason } }) => reason.startsWith('tp'));
      const sizes = targets.map(({ order: target }) => (target as { size: number }).size);
      for (const size of sizes) expect(size).toBeGreaterThanOrEqual(LEAST);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(part);
      if (part >= LEAST) {
        bot.moveTo('50', '100');
        expect([bot.state.open, bot.state.dust, bot.position]).toEqual([null, null, 0]);
        return;
      }
      // Nothing that the venue takes could close it: it waits, by name, for the next cycle of its side.
      bot.end('order-rejected', legOf(bot, 'stop'), 'below-minimum');
      expect(bot.tape).toContainEqual({
        kind: 'note',
        code: 'dust-carried',
        details: { size: `0.${String(part).padStart(2, '0')}`.replace(/0$/, '') },
      });
      expect(bot.state).toMatchObject({ open: null, dust: { side: 'long', size: part } });
      bot.close(LONG).fill('entry', '100');
      expect(bot.stop()?.order).toMatchObject({ size: bot.position });
      expect(bot.state).toMatchObject({ dust: null, open: { size: bot.position } });
    },
  );
});

describe('stop asked', () => {
  it('flat, the instance ends at once and does nothing any more', () => {
    const bot = ask(new Bot(), 'close');
    expect(bot.last).toEqual([{ kind: 'ended', reason: 'manual' }]);
    const { state } = bot;
    expect(bot.close(LONG).state).toBe(state);
    expect(ask(bot, 'keep').last).toBe(NO_OUTPUTS);
    expect(changed(bot, 5).last).toBe(NO_OUTPUTS);
    const fill = bot.fillOf({ leg: 'entry-1', cycle: 1, side: 'buy', reason: 'entry' }, '100', 5);
    expect(bot.step({ kind: 'order-filled', fill }).last).toBe(NO_OUTPUTS);
    expect(bot.end('order-cancelled', 'entry-1').last).toBe(NO_OUTPUTS);
  });

  it('close: all that is held goes to market, the stop stays until it has filled', () => {
    const bot = ask(held(), 'close');
    expect(bot.placed()[0]?.order).toMatchObject({ type: 'market', reason: 'manual', size: 200 });
    expect(bot.stop()).toBeDefined();
    expect(bot.close(LONG).last).toBe(NO_OUTPUTS);
    bot.fill('manual', '100');
    expect(bot.last.at(-1)).toEqual({ kind: 'ended', reason: 'manual' });
    expect(bot.orders.size).toBe(0);
    expect(bot.state.ended).toBe(true);
  });

  it('close, with an entry in flight: it is cancelled, or closed when it was quicker', () => {
    const gone = ask(new Bot().close(LONG), 'close');
    expect(gone.last).toEqual([{ kind: 'cancel', leg: 'entry-1', cycle: 1 }]);
    expect(gone.close(LONG).last).toBe(NO_OUTPUTS);
    expect(gone.end('order-cancelled', 'entry-1').last).toEqual([{ kind: 'ended', reason: 'manual' }]);
    const bot = new Bot().close(LONG);
    const entry = bot.resting('entry')!.order;
    ask(bot, 'close').position = 200;
    bot.step({ kind: 'order-filled', fill: bot.fillOf(entry, '100', 200) });
    expect(bot.placed().map(({ order }) => order.reason)).toContain('manual');
    expect(bot.fill('manual', '100').state.ended).toBe(true);
  });

  it('close, with an add in flight, ends when that is gone too', () => {
    const bot = adding();
    ask(bot, 'close').fill('manual', '97');
    expect(bot.state).toMatchObject({ open: null, ended: false, orphans: [{ leg: 'entry-5' }] });
    expect(bot.end('order-cancelled', 'entry-5').state.ended).toBe(true);
  });

  it('keep: every order is cancelled and the position stays', () => {
    const bot = ask(held(), 'keep');
    expect(bot.orders.size).toBe(0);
    expect(bot.last.at(-1)).toEqual({ kind: 'ended', reason: 'manual' });
    expect(bot.state.open?.size).toBe(200);
  });

  it('keep, with an entry in flight, waits for what becomes of it and protects nothing', () => {
    const bot = adding();
    const add = bot.resting('add')!.order;
    ask(bot, 'keep');
    expect(bot.state.ended).toBe(false);
    expect(bot.close(LONG).last).toBe(NO_OUTPUTS);
    changed(bot, 150);
    expect(bot.placed()).toEqual([]);
    bot.step({ kind: 'order-filled', fill: bot.fillOf(add, '97', 206) });
    expect(bot.last).toEqual([{ kind: 'ended', reason: 'manual' }]);
    expect(bot.state.open?.size).toBe(356);
  });

  it('keep, then an exit missing is not repaired', () => {
    const bot = held()
      .end('order-cancelled', 'stop-2')
      .close({ ...LONG, close: '97' });
    const again = bot.end('order-cancelled', legOf(bot, 'tp1'));
    ask(again, 'keep');
    expect(again.close(LONG).placed()).toEqual([]);
  });
});
