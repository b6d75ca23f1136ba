import fc from 'fast-check';
import type { Lots } from '../../../../shared/pure/market/scale.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Fill } from '../../../../shared/pure/strategy/order.js';
import { Bot, LONG_SIGNAL, QUIET } from '../testing/bot.js';

const LONG = { close: '100', ...LONG_SIGNAL };
const held = (): Bot => new Bot().close(LONG).fill('entry', '100');
const hedgeOf = (bot: Bot) => bot.state.hedge?.leg ?? null;
const hear = (bot: Bot, fill: Fill): Bot => bot.step({ kind: 'order-filled', fill });
const taking = (bot: Bot, side: 'buy' | 'sell', size: number, leg = 'liquidation'): Fill =>
  bot.fillOf({ leg, cycle: bot.state.cycle, side, reason: 'liquidation' }, '99', size);

/** A long of 4.06 with a hedge of 1.21 that is on its way. */
function hedging(): Bot {
  const stopLoss = { enabled: true };
  const settings = { maxNotional: '100000', pyramidingNeedsSignal: false, trailing: { enabled: false } };
  const bot = new Bot({ ...settings, hedge: { enabled: true, trigger: 2, stopLoss } });
  return bot
    .close(LONG)
    .fill('entry', '100')
    .close({ close: '97', ...QUIET })
    .fill('add', '97');
}

describe('what a venue takes by itself', () => {
  it('in part leaves the rest, with exits of its size', () => {
    const bot = held();
    hear(bot, taking(bot, 'sell', 80));
    expect(bot.notes()).toEqual(['liquidated']);
    expect(bot.state.open).toMatchObject({ size: 120 });
    expect(bot.show('tp1')).toBe('102 x 36');
  });

  it('as a whole ends the cycle, in however many trades', () => {
    const bot = held();
    hear(bot, taking(bot, 'sell', 80));
    hear(bot, { ...taking(bot, 'sell', 120), tradeId: 'second' });
    expect([bot.state.open, bot.orders.size]).toEqual([null, 0]);
  });

  it('leaves what has filled since an emergency close was decided, with a stop of its size, and is no liquidation', () => {
    const bot = held();
    hear(bot, taking(bot, 'sell', 80, 'emergency-close-1'));
    expect(bot.notes()).toEqual(['adjusted']);
    expect(bot.state.open).toMatchObject({ size: 120 });
    expect(bot.show('tp1')).toBe('102 x 36');
    hear(bot, { ...taking(bot, 'sell', 120, 'emergency-close-1'), tradeId: 'second' });
    expect([bot.state.open, bot.orders.size]).toEqual([null, 0]);
  });

  it('of the other side is none of ours, and adds nothing', () => {
    const bot = held();
    hear(bot, taking(bot, 'buy', 80, 'liquidation-short'));
    expect(bot.notes()).toEqual(['position-unexplained']);
    expect(bot.state.open).toMatchObject({ size: 200 });
  });

  it('of a position whose entry nobody has heard of yet is closed when that is heard', () => {
    const bot = new Bot().close(LONG);
    const { order } = bot.resting('entry')!;
    const entry = bot.fillOf(order, '100', 200);
    hear(bot, taking(bot, 'sell', 200, 'liquidation-long'));
    hear(bot, entry);
    expect(bot.state.open).toBeNull();
    const later = { ...entry, tradeId: 'after', at: (entry.at + 1) as EpochMs };
    expect(hear(bot, later).state.open).toMatchObject({ size: 200 });
  });

  it('of a hedge leaves the main side alone, and a part of it its stop', () => {
    const bot = hedging().fill('hedge', '97');
    hear(bot, taking(bot, 'buy', 21, 'liquidation-short'));
    expect([hedgeOf(bot)?.size, bot.state.open?.size]).toEqual([100, 406]);
    hear(bot, { ...taking(bot, 'buy', 100, 'liquidation-short'), tradeId: 'second' });
    expect([hedgeOf(bot), bot.state.open?.size]).toEqual([null, 406]);
  });
});

describe('an exit of the hedge', () => {
  it('that closes more than was heard of has closed what is heard of later', () => {
    const bot = hedging();
    const { order } = bot.resting('hedge')!;
    const parts = [50, 71].map((size, index) => ({
      ...bot.fillOf(order, '97', size),
      tradeId: `part ${index}`,
    }));
    hear(bot, parts[0]!);
    const [name] = [...bot.orders.keys()].filter((leg) => leg.startsWith('hedge-stop-'));
    const stop = { leg: name!, cycle: 1, side: 'buy', reason: 'hedge' } as const;
    hear(bot, bot.fillOf(stop, '98', 121));
    hear(bot, parts[1]!);
    expect(hedgeOf(bot)).toBeNull();
  });
});

describe('in whatever order they are heard', () => {
  const stories = fc
    .record({
      parts: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 }),
      share: fc.integer({ min: 1, max: 100 }),
      hedge: fc.boolean(),
    })
    .chain((story) =>
      fc
        .shuffledSubarray([...story.parts.keys(), story.parts.length], { minLength: story.parts.length + 1 })
        .map((order) => ({ ...story, order })),
    );

  it('what entries have filled, less what was taken of it, is what is held', () => {
    fc.assert(
      fc.property(stories, ({ parts, share, hedge, order }) => {
        const bot = hedge ? hedging() : new Bot({ margin: '500' }).close(LONG);
        const entry = bot.resting(hedge ? 'hedge' : 'entry')!.order;
        const whole = entry.type === 'trigger' ? 0 : entry.size;
        const scale = whole / parts.reduce((sum, part) => sum + part, 0);
        const sizes = parts.map((part) => Math.floor(part * scale));
        sizes[0] = sizes[0]! + whole - sizes.reduce((sum, size) => sum + size, 0);
        const lots = Math.max(1, Math.floor((whole * share) / 100));
        const fills = sizes
          .filter((size) => size > 0)
          .map((size, index) => ({ ...bot.fillOf(entry, '100', size), tradeId: `t-${index}` }));
        const leg = hedge ? 'liquidation-short' : 'liquidation-long';
        const taken = { ...taking(bot, hedge ? 'buy' : 'sell', lots, leg), tradeId: 'taken' };
        const told = [...fills, taken];
        for (const index of order) if (told[index] !== undefined) hear(bot, told[index]);
        const size = (hedge ? hedgeOf(bot)?.size : bot.state.open?.size) ?? (0 as Lots);
        expect(size).toBe(whole - lots);
      }),
      { numRuns: 300 },
    );
  });
});
