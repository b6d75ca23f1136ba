import fc from 'fast-check';
import type { Instrument } from '../../src/shared/pure/market/instrument.js';
import type { JsonObject } from '../../src/shared/pure/json.js';
import { priceOf } from '../../src/shared/pure/market/scale.js';
import type { StrategyInput } from '../../src/shared/pure/strategy/input.js';
import type { Fill } from '../../src/shared/pure/strategy/order.js';
import { fromWire } from '../../src/shared/pure/strategy/wire-order.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';
import { BoundKernels } from '../../src/shared/platform/strategy/bound-kernels.js';
import { refusedOf, type Close } from '../../src/shared/platform/strategy/close.js';
import { decideOne, type Outcome } from '../../src/shared/platform/strategy/decide-one.js';
import type { Member, Wake } from '../../src/shared/platform/strategy/decision-store.port.js';
import { explained } from '../../src/shared/platform/strategy/explained.js';
import { emptyGlance } from '../../src/shared/platform/strategy/glance.js';
import {
  folded,
  needKey,
  valuesOf,
  type IndicatorNeed,
  type IndicatorSnapshot,
} from '../../src/shared/platform/strategy/indicator-memory.js';
import type { Instance, Terms } from '../../src/shared/platform/strategy/instance.js';
import { ShardMemory } from '../../src/shared/platform/strategy/shard-memory.js';
import type {
  BoundKernel,
  Strategy,
  WantedOperation,
} from '../../src/shared/platform/strategy/strategy.port.js';
import { GridStrategy } from '../../src/modules/grid/application/grid-strategy.js';
import { HyperRsiStrategy } from '../../src/modules/hyper-rsi/application/hyper-rsi-strategy.js';

const MINUTE = 60_000;
const BOUNDS = {
  positionMode: 'one-way',
  maxLeverage: 20,
  maxOpenOrders: null,
  notionalLimit: '50000',
} as const;
const PERPETUAL: Instrument = {
  ...{ symbol: 'BTC/USDT:USDT', kind: 'perpetual', base: 'BTC', quote: 'USDT', tick: '0.01', lot: '0.001' },
  ...{ minSize: '0.001', minNotional: '5', quoteScale: 8, maintenanceRate: '0.005', priceBands: null },
};
const SPOT: Instrument = { ...PERPETUAL, symbol: 'BTC/USDT', kind: 'spot', maintenanceRate: null };

/** What the bots of a test are: their strategy, market and settings. */
interface Kind {
  readonly strategy: Strategy;
  readonly instrument: Instrument;
  readonly documents: readonly JsonObject[];
}

const HYPER: Kind = {
  strategy: new HyperRsiStrategy(),
  instrument: PERPETUAL,
  documents: [
    { useTrend: false, rsiLength: 3, cooldownSec: 0, cooldownCandles: 2 },
    { useTrend: false, rsiLength: 3, marginUnit: 'percent', margin: '5', entryRule: 'beyond' },
    { useTrend: false, rsiLength: 2, pyramidingNeedsPrice: false, stopLoss: { unit: 'atr', value: '2' } },
  ].map((document) => ({ ...document, timeframe: '1m', symbol: PERPETUAL.symbol, maxNotional: '50000' })),
};
const GRID: Kind = {
  strategy: new GridStrategy(),
  instrument: SPOT,
  documents: [
    { lower: '90', upper: '110', levels: 5, investment: '1000' },
    { lower: '95', upper: '105', levels: 8, investment: '500', stopLoss: { unit: 'percent', value: '5' } },
    { lower: '98', upper: '104', levels: 4, investment: '100', onRangeExit: 'recenter' },
  ].map((document) => ({ ...document, timeframe: '1m', symbol: SPOT.symbol })),
};

/** One close, and what the venue and the world do about it. By bot, in turns. */
interface Event {
  /** In hundredths. */
  readonly close: number;
  readonly equity: readonly (string | null)[];
  readonly halted: readonly boolean[];
  readonly hasNewSettings: readonly boolean[];
  readonly ends: readonly ('denied' | 'filled' | 'rests')[];
}

const turns = <Value>(...values: Value[]): fc.Arbitrary<Value[]> =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 5 });

const events: fc.Arbitrary<Event[]> = fc.array(
  fc.record({
    close: fc.integer({ min: 9_300, max: 10_700 }),
    equity: turns<string | null>('10000', '10000', '700', '3', null),
    halted: turns(false, false, false, true),
    hasNewSettings: turns(false, false, false, true),
    ends: turns<'denied' | 'filled' | 'rests'>('denied', 'filled', 'rests'),
  }),
  { minLength: 8, maxLength: 40 },
);

interface Bot {
  readonly instance: Instance;
  readonly kernel: BoundKernel;
  readonly terms: Terms;
  state: object;
  version: number;
}

/** Bots of a kind with the memory that decides for them; two of each document, so that some can be alike. */
class Bots {
  readonly seen = { passed: 0, stirred: 0, refused: 0 };
  private readonly all: readonly Bot[];
  private readonly memory = new ShardMemory(1);
  private readonly kernels: BoundKernels;

  constructor(private readonly kind: Kind) {
    this.kernels = new BoundKernels(kind.strategy);
    this.all = [...kind.documents, ...kind.documents].map((document, index) => this.bot(document, index));
  }

  private bot(document: JsonObject, index: number): Bot {
    const { strategy, instrument } = this.kind;
    const { kind, symbol, minSize, minNotional } = instrument;
    const read = strategy.read(document, { kind, minSize, minNotional, equity: '10000', ...BOUNDS });
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const settings = read.value.document;
    const terms: Terms = {
      ...{ instrument, candleDecimals: 2, makerRate: '0.0002', takerRate: '0.0005', leverage: 1 },
      ...{ run: 1, held: '0', bounds: BOUNDS },
    };
    const id = `bot ${index}`;
    const instance: Instance = {
      ...{ id, userId: 'u', strategy: strategy.kind, name: id, accountId: id, venue: 'paper', symbol },
      ...{ timeframe: '1m', state: 'running', stateReason: null, settings, settingsVersion: 1, epoch: 1 },
      ...{ lastDecidedAt: null, createdAt: epochMs(0), shard: 0, endedAt: null },
    };
    const kernel = this.kernels.bind({ id, epoch: 1, settingsVersion: 1, settings, terms });
    return { instance, kernel, terms, state: kernel.start(null), version: 1 };
  }

  /** Glances at a close, and then decides it with every bot as if there had been no glance. */
  close(index: number, event: Event): void {
    const { symbol } = this.kind.instrument;
    const close = (event.close / 100).toFixed(2);
    const candle = {
      openTime: epochMs(index * MINUTE),
      open: close,
      high: close,
      low: close,
      close,
      volume: '1',
    };
    const wake: Wake = {
      ...{
        venue: 'paper',
        symbol,
        timeframe: '1m',
        shard: 0,
        candle,
        candleEnd: epochMs((index + 1) * MINUTE),
      },
      ...{ step: null, finest: '1m', correlationId: 'c', closedAt: epochMs(0) },
    };
    const series = this.memory.of(wake);
    const members = this.all.map((bot, at) => memberOf(bot, at, event));
    series.reseat({ members, left: [] }, ({ id }) => this.all.find((bot) => bot.instance.id === id)!);
    const begun = series.fold(wake).map((need) => folded(need as IndicatorNeed, undefined, [candle])!);
    series.take(begun);
    const glance = emptyGlance();
    series.glance(wake, glance);
    const snapshots = new Map(series.snapshots().map((snapshot) => [needKey(snapshot), snapshot]));
    const close_: Close = { wake, series, glance, facts: {} };
    const refused = new Map(refusedOf(close_).map((one) => [one.seat.member.id, one]));
    const stirred = new Map(glance.stirred.map(({ seat, peers }) => [seat.member.id, peers!]));
    const counts = { idle: 0, warmingUp: 0 };
    for (const [at, bot] of this.all.entries()) {
      const { id } = bot.instance;
      const outcome = this.decide(wake, bot, at, event, snapshots);
      const told = refused.get(id);
      if (told !== undefined) {
        expect(outcome.decision).toEqual(explained(told));
        const evaluations = JSON.parse(outcome.decision!.evaluations) as { readonly outcome: string }[];
        expect(told.outputs.map(({ outcome: gate }) => gate)).toEqual(evaluations.map((one) => one.outcome));
        this.seen.refused += 1;
      }
      if (!stirred.has(id)) {
        expect(outcome).toMatchObject({ change: null, messages: [], notes: [], name: null });
        expect(['idle', 'refused']).toContain(outcome.result);
        if (told === undefined) {
          expect(outcome.decision).toBeNull();
          counts[outcome.result === 'idle' ? 'idle' : 'warmingUp'] += 1;
        }
      }
      this.seen[stirred.has(id) ? 'stirred' : 'passed'] += 1;
      this.goOn(wake, bot, at, event, outcome);
    }
    expect(counts).toEqual({ idle: glance.idle, warmingUp: glance.warmingUp });
  }

  private decide(
    wake: Wake,
    bot: Bot,
    at: number,
    event: Event,
    snapshots: ReadonlyMap<string, IndicatorSnapshot>,
  ): Outcome {
    const { instance, kernel, terms, state, version } = bot;
    const member = memberOf(bot, at, event);
    const equity = inTurn(event.equity, at);
    return decideOne(this.kind.strategy, wake, {
      row: {
        instance: { ...instance, settingsVersion: member.wantedSettings },
        ...{ version, state: null, pinnedVersion: 1, halted: member.isHalted },
      },
      ...{ state, kernel, terms, account: { equity, cash: equity } },
      values: valuesOf(kernel.indicators, snapshots, wake.candle.openTime),
    });
  }

  /** The state after the decision and after what the venue makes of its orders: stops may act right after their entry. */
  private goOn({ candleEnd, candle }: Wake, bot: Bot, at: number, { ends }: Event, outcome: Outcome): void {
    if (outcome.after === null) return;
    bot.state = outcome.after.state;
    bot.version = outcome.after.version;
    const { scale } = bot.kernel;
    const price = priceOf(scale, candle.close);
    const wanted = operationsOf(outcome).flatMap((operation) =>
      operation.op === 'place' ? [fromWire(scale, operation.order, operation)] : [],
    );
    for (let place = 0; place < wanted.length; place += 1) {
      const order = wanted[place]!;
      const end = inTurn(ends, at + place);
      if (end === 'rests' || order.type === 'trigger') continue;
      const { leg, cycle, side, reason, size } = order;
      const fill: Fill = {
        ...{ tradeId: `${candleEnd} ${place}`, leg, cycle, side, price, reason, fee: '0' },
        ...{ size, liquidity: 'taker', at: candleEnd, phase: 'live' },
      };
      const input: StrategyInput =
        end === 'filled'
          ? { kind: 'order-filled', fill }
          : { kind: 'order-denied', leg, cycle, code: 'max-exposure' };
      const { state, outputs } = bot.kernel.step(bot.state, input, { at: candleEnd, seq: bot.version });
      bot.state = state;
      bot.version += 1;
      for (const output of outputs)
        if (output.kind === 'place' && output.order.type === 'stop-market') wanted.push(output.order);
    }
  }
}

const inTurn = <Value>(list: readonly Value[], at: number): Value => list[at % list.length]!;

const operationsOf = ({ messages }: Outcome): readonly WantedOperation[] =>
  messages.flatMap((message) => (message.toJSON() as { operations?: WantedOperation[] }).operations ?? []);

function memberOf({ instance, version }: Bot, at: number, event: Event): Member {
  return {
    ...{ id: instance.id, accountId: instance.id, epoch: 1, settingsVersion: 1, version, decidedAt: null },
    wantedSettings: inTurn(event.hasNewSettings, at) ? 2 : 1,
    isHalted: inTurn(event.halted, at),
    mark: 'any',
  };
}

describe('a glance', () => {
  test.each([
    ['HyperRSI', HYPER],
    ['Grid', GRID],
  ])('passes by exactly what the decision itself finds nothing in, with any account: %s', (_, kind) => {
    const seen = { passed: 0, stirred: 0, refused: 0 };
    fc.assert(
      fc.property(events, (story) => {
        const bots = new Bots(kind);
        for (const [index, event] of story.entries()) bots.close(index, event);
        for (const name of ['passed', 'stirred', 'refused'] as const) seen[name] += bots.seen[name];
      }),
      { numRuns: 60 },
    );
    expect(seen.stirred).toBeGreaterThan(0);
    expect(seen.passed).toBeGreaterThan(seen.stirred / 4);
    expect(seen.refused).toBeGreaterThan(0);
  });
});
