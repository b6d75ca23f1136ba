import fc from 'fast-check';
import type { WantedOrder } from '../../../../shared/pure/strategy/order.js';
import type { PlaceOutput } from '../../../../shared/pure/strategy/output.js';
import { hyperRsiMarket } from '../market.js';
import { increased, type Holding } from '../position.js';
import type { HyperRsiState } from '../state.js';
import { Bot, sizeOf } from '../testing/bot.js';

/** One thing that happens to a bot. */
type Event =
  | { readonly kind: 'close'; readonly p: number; readonly c: number; readonly trend: -2 | 0 | 2 | null }
  /** A close after which everything at market fills, each order in so many parts. */
  | { readonly kind: 'close-and-fill'; readonly p: number; readonly c: number; readonly parts: number }
  | { readonly kind: 'move'; readonly percent: number }
  | { readonly kind: 'market'; readonly parts: number }
  | { readonly kind: 'reject' };

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('close-and-fill' as const),
      p: fc.constantFrom(20, 34, 66, 80),
      c: fc.constantFrom(20, 29, 71, 80),
      parts: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('close' as const),
      p: fc.constantFrom(20, 34, 50, 66, 80),
      c: fc.constantFrom(20, 29, 50, 71, 80),
      trend: fc.constantFrom(-2 as const, 0 as const, 0 as const, 0 as const, 2 as const, null),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('move' as const), percent: fc.integer({ min: -20, max: 20 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('market' as const), parts: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reject' as const }) },
);

const distance = (max: number) =>
  fc.record({
    unit: fc.constantFrom('percent', 'amount', 'atr'),
    value: fc.integer({ min: 1, max }).map((tenths) => String(tenths / 10)),
  });

const hedge = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ enabled: false }) },
  {
    weight: 3,
    arbitrary: fc.record({
      enabled: fc.constant(true),
      trigger: fc.integer({ min: 1, max: 3 }),
      size: fc.constantFrom(
        { unit: 'percent', value: '30' },
        { unit: 'percent', value: '120' },
        { unit: 'base', value: '0.4' },
      ),
      takeProfit: fc.constantFrom(
        { unit: 'none', value: null },
        { unit: 'last-add', value: null },
        { unit: 'main-stop', value: null },
        { unit: 'percent', value: '1.5' },
      ),
      closeMainOnTakeProfit: fc.boolean(),
      stopLoss: fc.constantFrom(
        { enabled: false },
        { enabled: true, unit: 'percent', value: '2' },
        { enabled: true, unit: 'main-tp', value: '2' },
      ),
      limit: fc.integer({ min: 1, max: 3 }),
      closeOnTrendClose: fc.boolean(),
    }),
  },
);

/** What adds wait for: mostly the price alone, which a random story gives more often than a signal. */
const addRule = fc.constantFrom(
  { pyramidingNeedsPrice: true, pyramidingNeedsSignal: false },
  { pyramidingNeedsPrice: true, pyramidingNeedsSignal: false },
  { pyramidingNeedsPrice: false, pyramidingNeedsSignal: true },
  { pyramidingNeedsPrice: true, pyramidingNeedsSignal: true },
);

const settings = fc.record({
  margin: fc.integer({ min: 1, max: 60 }),
  entryMultiplier: fc.constantFrom('0.5', '1', '1.5'),
  pyramidingLimit: fc.integer({ min: 1, max: 5 }),
  pyramidingSpacing: distance(20),
  pyramidingReference: fc.constantFrom('average', 'last'),
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
  hedge,
});

/** Plays events; `watch` looks after every one. */
function play(bot: Bot, events: readonly Event[], watch: (bot: Bot) => void = () => undefined): Bot {
  let price = 100_000;
  for (const happened of events) {
    const text = String(price / 1000);
    if (happened.kind === 'close') bot.close({ close: text, ...happened });
    else if (happened.kind === 'close-and-fill') {
      bot.close({ close: text, ...happened });
      for (let next = waiting(bot); next !== undefined; next = waiting(bot))
        fillInParts(bot, next, text, happened.parts);
    } else if (happened.kind === 'move') {
      price = Math.max(1000, Math.round(price * (1 + happened.percent / 1000)));
      bot.moveTo(String(price / 1000), text);
    } else {
      const next = waiting(bot);
      if (next === undefined) continue;
      if (happened.kind === 'market') fillInParts(bot, next, text, happened.parts);
      else if (!next.reduceOnly) bot.end('order-rejected', next.leg, 'insufficient-margin');
    }
    watch(bot);
  }
  return bot;
}

/** The next order at market. */
const waiting = (bot: Bot): WantedOrder | undefined =>
  [...bot.orders.values()].find(({ order }) => order.type === 'market')?.order;

/** Closes at market fill whole: their parts are seen by nobody, for the position is what they say. */
function fillInParts(bot: Bot, order: WantedOrder, price: string, parts: number): void {
  const size = sizeOf(order);
  const part = order.reduceOnly ? size : Math.max(1, Math.floor(size / parts));
  let left = size;
  for (let index = 1; index < parts && left > part; index += 1) {
    bot.fillLeg(order.leg, price, part);
    left -= part;
  }
  bot.fillLeg(order.leg, price, left);
}

/** Signed lots that a state knows of, by position. */
function known({ open, hedge: hedged }: HyperRsiState, isHedged: boolean): Bot['held'] {
  const held = { net: 0, long: 0, short: 0 };
  for (const leg of [open, hedged?.leg ?? null]) {
    if (leg === null) continue;
    const lots = leg.side === 'long' ? leg.size : 0 - leg.size;
    held[isHedged ? leg.side : 'net'] += lots;
  }
  return held;
}

const story = fc.tuple(
  fc.tuple(settings, addRule).map(([rest, rule]) => ({ ...rest, ...rule })),
  fc.array(event, { minLength: 5, maxLength: 60, size: 'max' }),
);
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

  it('both positions are the sums of their fills, and flat means no orders', () => {
    fc.assert(
      fc.property(story, ([document, events]) => {
        play(new Bot(document), events, (bot) => {
          const { open, hedge: hedged } = bot.state;
          expect(known(bot.state, bot.settings.hedge.enabled)).toEqual(bot.held);
          if (open === null && (hedged?.leg ?? null) === null) expect(bot.orders.size).toBe(0);
        });
      }),
      RUNS,
    );
  });

  it('a long position is never short and a short one never long; what exits is reduce-only', () => {
    fc.assert(
      fc.property(story, ([document, events]) => {
        const bot = play(new Bot(document), events, ({ held }) => {
          expect(held.long).toBeGreaterThanOrEqual(0);
          expect(held.short).toBeLessThanOrEqual(0);
        });
        for (const output of bot.tape) {
          if (output.kind !== 'place') continue;
          const { leg, reduceOnly } = output.order;
          expect(reduceOnly).toBe(!/^(hedge-)?entry-/.test(leg));
        }
      }),
      RUNS,
    );
  });

  it('hedge entries never exceed their limit, and the hedge is always opposite to the main side', () => {
    fc.assert(
      fc.property(story, ([document, events]) => {
        play(new Bot(document), events, ({ state: { open, hedge: hedged }, settings: { hedge: rules } }) => {
          expect(hedged?.entered ?? 0).toBeLessThanOrEqual(rules.limit);
          const leg = hedged?.leg ?? null;
          if (leg !== null && open !== null) expect(leg.side).not.toBe(open.side);
        });
      }),
      RUNS,
    );
  });

  it('orders filled in parts come to the same sizes, averages and gross profit as those filled whole', () => {
    fc.assert(
      fc.property(story, ([document, events]) => {
        const whole = events.map((one) => ('parts' in one ? { ...one, parts: 1 } : one));
        expect(summary(play(new Bot(document), events))).toEqual(summary(play(new Bot(document), whole)));
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
          const targets = [...bot.orders.values()].filter(
            ({ order }) => order.type === 'limit' && order.reason !== 'hedge',
          );
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

/** What a story came to: both positions, and what their fills have moved in price units x lots. */
function summary(bot: Bot) {
  const { open, hedge: hedged } = bot.state;
  return {
    positions: [open, hedged?.leg ?? null].map((leg) => leg && [leg.side, leg.size, leg.average]),
    levels: open?.levels,
    stop: bot.stopLevel(),
    flow: bot.fills.reduce((sum, { side, price, size }) => sum + (side === 'buy' ? -1 : 1) * price * size, 0),
  };
}

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
