import fc from 'fast-check';
import type { PlaceOutput } from '../../../../shared/pure/strategy/output.js';
import { hyperRsiMarket } from '../market.js';
import { increased, type Holding } from '../position.js';
import { Bot, sizeOf } from '../testing/bot.js';

/** One thing that happens to a bot. */
type Event =
  | { readonly kind: 'close'; readonly p: number; readonly c: number; readonly trend: -2 | 0 | 2 | null }
  | { readonly kind: 'move'; readonly percent: number }
  | { readonly kind: 'market'; readonly parts: number }
  | { readonly kind: 'reject' };

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('close' as const),
      p: fc.constantFrom(20, 34, 50, 66, 80),
      c: fc.constantFrom(20, 29, 50, 71, 80),
      trend: fc.constantFrom(-2 as const, 0 as const, 0 as const, 0 as const, 2 as const, null),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('move' as const), percent: fc.integer({ min: -40, max: 40 }) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('market' as const), parts: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reject' as const }) },
);

const distance = (max: number) =>
  fc.record({
    unit: fc.constantFrom('percent', 'amount', 'atr'),
    value: fc.integer({ min: 1, max }).map((tenths) => String(tenths / 10)),
  });

const settings = fc.record({
  margin: fc.integer({ min: 1, max: 60 }),
  entryMultiplier: fc.constantFrom('0.5', '1', '1.5'),
  pyramidingLimit: fc.integer({ min: 1, max: 4 }),
  pyramidingSpacing: distance(20),
  pyramidingReference: fc.constantFrom('average', 'last'),
  pyramidingNeedsPrice: fc.boolean(),
  addsAfterTakeProfit: fc.boolean(),
  stopOnlyAfterLastEntry: fc.boolean(),
  cooldownSec: fc.constantFrom(0, 300),
  cooldownCandles: fc.constantFrom(0, 1),
  takeProfits: fc.array(
    distance(40).chain((level) =>
      fc.integer({ min: 1, max: 50 }).map((share) => ({ ...level, share: String(share) })),
    ),
    { minLength: 3, maxLength: 3 },
  ),
  breakEven: fc.record({ tp1: fc.boolean(), tp2: fc.boolean(), tp3: fc.boolean() }),
  trailing: fc.record({
    enabled: fc.boolean(),
    armedBy: fc.constantFrom('tp1', 'tp2'),
    offset: fc.constantFrom({ unit: 'percent', value: '0.5' }, { unit: 'tp-gap', value: '1' }),
  }),
});

/** Plays events; `watch` looks after every one. */
function play(bot: Bot, events: readonly Event[], watch: (bot: Bot) => void = () => undefined): Bot {
  let price = 100_000;
  for (const happened of events) {
    const text = String(price / 1000);
    if (happened.kind === 'close') bot.close({ close: text, ...happened });
    else if (happened.kind === 'move') {
      price = Math.max(1000, Math.round(price * (1 + happened.percent / 1000)));
      bot.moveTo(String(price / 1000), text);
    } else {
      const waiting = [...bot.orders.values()].find(({ order }) => order.type === 'market');
      if (waiting === undefined) continue;
      const { reason, leg, reduceOnly } = waiting.order;
      if (happened.kind === 'reject') {
        if (!reduceOnly) bot.end('order-rejected', leg, 'insufficient-margin');
      } else fillInParts(bot, reason, text, sizeOf(waiting.order), reduceOnly ? 1 : happened.parts);
    }
    watch(bot);
  }
  return bot;
}

function fillInParts(bot: Bot, reason: string, price: string, size: number, parts: number): void {
  const part = Math.floor(size / parts);
  if (part === 0) {
    bot.fill(reason, price);
    return;
  }
  for (let index = 1; index < parts; index += 1) bot.fill(reason, price, part);
  bot.fill(reason, price, size - part * (parts - 1));
}

const story = fc.tuple(settings, fc.array(event, { minLength: 5, maxLength: 60 }));
const RUNS = { numRuns: 150 };

describe('whatever happens', () => {
  it('a restart at any step changes nothing', () => {
    fc.assert(
      fc.property(story, ([document, events]) => {
        const plain = play(new Bot(document), events);
        const restarted = play(new Bot(document, { restarts: true }), events);
        expect(restarted.tape).toEqual(plain.tape);
        expect(restarted.state).toEqual(plain.state);
      }),
      RUNS,
    );
  });

  it('entries never exceed the limit, and every leg is used once', () => {
    fc.assert(
      fc.property(story, ([document, events]) => {
        const bot = play(new Bot(document), events, ({ state, settings: { pyramidingLimit } }) => {
          expect(state.open?.entries.length ?? 0).toBeLessThanOrEqual(pyramidingLimit);
        });
        const legs = bot.tape
          .filter((output): output is PlaceOutput => output.kind === 'place')
          .map(({ order }) => `${order.cycle}/${order.leg}`);
        expect(new Set(legs).size).toBe(legs.length);
      }),
      RUNS,
    );
  });

  it('the position is the sum of its fills, and flat means no orders', () => {
    fc.assert(
      fc.property(story, ([document, events]) => {
        play(new Bot(document), events, (bot) => {
          const { open } = bot.state;
          expect(open === null ? 0 : open.side === 'long' ? open.size : 0 - open.size).toBe(bot.position);
          if (open === null) expect(bot.orders.size).toBe(0);
        });
      }),
      RUNS,
    );
  });

  it('what the take-profits leave of the position is what trails, or was too small to place', () => {
    fc.assert(
      fc.property(story, ([document, events]) => {
        play(new Bot(document), events, (bot) => {
          const { open } = bot.state;
          // What is being closed at market keeps its orders until it is flat: they are reduce-only.
          if (open === null || open.size === 0 || open.closing !== null) return;
          const targets = [...bot.orders.values()].filter(({ order }) => order.type === 'limit');
          const placed = targets.reduce((sum, { order, filled }) => sum + sizeOf(order) - filled, 0);
          const remainder = open.size - placed;
          expect(remainder).toBeGreaterThanOrEqual(0);
          const { enabled } = bot.settings.trailing;
          if (!enabled && targets.length > 0) expect(remainder).toBe(0);
        });
      }),
      RUNS,
    );
  });

  it('there is one stop at most, for no less than the position, and only an add makes it looser', () => {
    fc.assert(
      fc.property(story, ([document, events]) => {
        let before: { cycle: number; level: number; fills: number } | null = null;
        play(new Bot(document), events, (bot) => {
          const { open, cycle } = bot.state;
          const level = bot.stopLevel();
          if (open === null || level === null) {
            before = null;
            return;
          }
          expect(sizeOf(bot.stop()!.order)).toBeGreaterThanOrEqual(open.size);
          const fills = open.entries.reduce((lots, { filled }) => lots + filled, 0);
          if (before?.cycle === cycle && before.fills === fills) {
            const gain = open.side === 'long' ? level - before.level : before.level - level;
            expect(gain).toBeGreaterThanOrEqual(0);
          }
          before = { cycle, level, fills };
        });
      }),
      RUNS,
    );
  });

  it('why agrees with what was decided', () => {
    fc.assert(
      fc.property(story, fc.constantFrom(29, 50, 71), ([document, events], c) => {
        const bot = play(new Bot(document), events);
        const facts = { close: '97', p: 50, c };
        const explained = bot.explain(facts).map(({ subject, outcome }) => `${subject} ${outcome}`);
        expect(bot.close(facts).outcomes()).toEqual(explained);
      }),
      RUNS,
    );
  });
});

describe('an entry filled in parts', () => {
  const { scale } = new Bot();
  const market = hyperRsiMarket(scale, { taker: '0.0005' });
  const empty: Holding = {
    size: 0 as never,
    average: '0',
    anchor: { leg: null, average: '0', size: 0 as never, cost: '0', lots: 0 as never, filled: 0 as never },
  };

  it('has the size and the average of one filled whole', () => {
    const entry = fc.record({
      price: fc.integer({ min: 1, max: 10_000_000 }),
      parts: fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), (entries) => {
        let whole = empty;
        let split = empty;
        entries.forEach(({ price, parts }, index) => {
          const fill = (size: number) =>
            ({ leg: `entry-${index}`, side: 'buy', price: price as never, size: size as never }) as const;
          whole = increased(market, whole, fill(parts.reduce((sum, part) => sum + part, 0)));
          for (const part of parts) split = increased(market, split, fill(part));
        });
        expect([split.size, split.average]).toEqual([whole.size, whole.average]);
      }),
    );
  });
});
