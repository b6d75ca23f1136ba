import type { JsonObject } from '../../src/shared/pure/json.js';
import { NO_OUTPUTS, type Step } from '../../src/shared/pure/kernel.js';
import { marketScale, type Lots } from '../../src/shared/pure/market/scale.js';
import { Query, RecordCommand, RecordEvent } from '../../src/shared/pure/messages/message.js';
import type { Instrument } from '../../src/shared/pure/market/instrument.js';
import { ok, err, type Result } from '../../src/shared/pure/result.js';
import type { FieldRefusal, Refusal } from '../../src/shared/pure/refusal.js';
import type { StrategyInput } from '../../src/shared/pure/strategy/input.js';
import type { GatesOutput, StrategyOutput } from '../../src/shared/pure/strategy/output.js';
import type { Terms } from '../../src/shared/platform/strategy/instance.js';
import {
  Strategy,
  type BoundKernel,
  type GateMoved,
  type OrdersWanted,
  type ReadContext,
  type ReadSettings,
  type StrategyMessages,
} from '../../src/shared/platform/strategy/strategy.port.js';
import type { WorldMessages } from '../../src/shared/platform/strategy/strategy-world.js';

/** Messages of an invented module around the invented strategy. */
export class Apply extends RecordCommand<OrdersWanted> {
  static readonly type = 'orders.toy-apply.v1';
  override get key(): string {
    return this.data.instanceId;
  }
}
export class Gate extends RecordCommand<GateMoved> {
  static readonly type = 'orders.toy-gate.v1';
  override get key(): string {
    return this.data.instanceId;
  }
}
class Life extends RecordEvent<{
  readonly instanceId: string;
  readonly what: string;
  readonly reason?: string;
}> {
  static readonly type = 'grid.toy-life.v1';
  override get key(): string {
    return this.data.instanceId;
  }
}

interface ToyState {
  readonly v: 1;
  readonly run: number;
  readonly closes: readonly number[];
  readonly rsi: readonly (number | null)[];
  readonly cycle: number;
  /** Lots bought and not sold. */
  readonly held: number;
  readonly stopping: boolean;
}

interface ToySettings {
  readonly symbol: string;
  readonly timeframe: '1m' | '5m';
  /** Buys at every close that is a multiple of this, while flat. */
  readonly every: number;
  readonly rsiLength: number;
  /** Throws at this close. */
  readonly explodeAt: number | null;
  /** Decides at every close of the finest candles. */
  readonly inside: boolean;
}

const GATE_IDLE: readonly StrategyOutput[] = Object.freeze([gates('idle')]);

function gates(outcome: string): GatesOutput {
  return { kind: 'gates', subject: 'toy', gates: [], outcome };
}

/**
 * A strategy of a screen, for tests of the shell: buys one lot at every n-th close while flat and trading is allowed, answers
 * the fill with a sell one unit higher, and remembers what it saw, so that a lost or doubled input shows in its state.
 */
export class ToyStrategy extends Strategy {
  override readonly kind = 'grid';

  override readonly stateFormat: number = 1;

  override readonly messages: StrategyMessages = {
    applyOrders: (data) => new Apply(data),
    moveGate: (data) => new Gate(data),
    started: ({ instanceId }) => new Life({ instanceId, what: 'started' }),
    stopped: ({ instanceId, reason }) => new Life({ instanceId, what: 'stopped', reason }),
    failed: ({ instanceId, reason }) => new Life({ instanceId, what: 'failed', reason }),
    signal: ({ instanceId, side, subject }) =>
      new Life({ instanceId, what: 'signal', reason: `${subject} ${side}` }),
  };

  override symbolOf({ symbol }: JsonObject): string | null {
    return typeof symbol === 'string' ? symbol : INSTRUMENT.symbol;
  }

  override protects(): boolean {
    return false;
  }

  override read(document: JsonObject, _: ReadContext): Result<ReadSettings, readonly FieldRefusal[]> {
    const settings = { ...DEFAULTS, ...document };
    if (typeof settings.every !== 'number' || settings.every < 1)
      return err([{ field: 'every', value: String(settings.every), allowed: '>= 1' }]);
    const { symbol, timeframe } = settings;
    return ok({
      ...{ symbol, timeframe, leverage: 1, marginMode: 'cross', takesOver: null },
      document: settings,
    });
  }

  override refusals(): readonly Refusal[] {
    return [];
  }

  override bind(document: JsonObject, terms: Terms): BoundKernel {
    const settings = document as unknown as ToySettings;
    const scale = marketScale(terms.instrument, terms.candleDecimals);
    return {
      scale,
      indicators: [{ name: 'rsi', length: settings.rsiLength }],
      decidesInside: settings.inside,
      start: (previous) => ({
        ...START,
        run: terms.run,
        cycle: (previous as ToyState | null)?.cycle ?? 0,
      }),
      step: (state, input) => step(settings, state as ToyState, input),
      isIdle: (outputs) => outputs === GATE_IDLE || outputs.length === 0,
      like: () => null,
      explain: (_state, _input, _stamp, outputs) =>
        outputs.filter((output): output is GatesOutput => output.kind === 'gates'),
      chapterOf: () => null,
      mayTakeSettings: (state) => (state as ToyState).held === 0,
    };
  }
}

const START: ToyState = { v: 1, run: 0, closes: [], rsi: [], cycle: 0, held: 0, stopping: false };

function step(settings: ToySettings, state: ToyState, input: StrategyInput): Step<ToyState, StrategyOutput> {
  switch (input.kind) {
    case 'candle-closed': {
      if (input.close === settings.explodeAt) throw new Error(`close ${input.close}`);
      // Odd closes leave no trace: most closes of a real bot do neither.
      if (input.close % 2 === 1) return { state, outputs: GATE_IDLE };
      const seen: ToyState = {
        ...state,
        closes: [...state.closes, input.close],
        rsi: [...state.rsi, input.values['rsi'] ?? null],
      };
      if (state.held > 0 || state.stopping || !input.tradingAllowed || input.close % settings.every !== 0)
        return { state: seen, outputs: [gates(input.tradingAllowed ? 'waiting' : 'halted')] };
      const cycle = state.cycle + 1;
      return { state: { ...seen, cycle }, outputs: [gates('passed'), market('entry', 'buy', cycle)] };
    }
    case 'order-filled': {
      const { leg, cycle, size } = input.fill;
      if (leg === 'liquidation') return { state: { ...state, held: 0 }, outputs: [LIQUIDATED] };
      if (cycle !== state.cycle) return { state, outputs: NO_OUTPUTS };
      if (leg === 'entry') {
        return { state: { ...state, held: size }, outputs: [market('exit', 'sell', cycle)] };
      }
      const flat = { ...state, held: 0 };
      return { state: flat, outputs: state.stopping ? [ENDED] : NO_OUTPUTS };
    }
    case 'stop-asked': {
      const stopping = { ...state, stopping: true };
      if (input.mode === 'keep' || state.held === 0) return { state: stopping, outputs: [ENDED] };
      return { state: stopping, outputs: [market('close', 'sell', state.cycle)] };
    }
    case 'position-changed':
      return { state: { ...state, held: 0 }, outputs: [LIQUIDATED] };
    case 'order-denied':
    case 'order-rejected':
    case 'order-cancelled':
      return { state, outputs: [{ kind: 'note' as const, code: input.kind, details: { code: input.code } }] };
    case 'price-moved':
    case 'triggered':
    case 'close-asked':
    case 'pause-asked':
    case 'continue-asked':
      return { state, outputs: NO_OUTPUTS };
  }
}

const LIQUIDATED: StrategyOutput = { kind: 'ended', reason: 'liquidation' };
const ENDED: StrategyOutput = { kind: 'ended', reason: 'stop' };

function market(leg: string, side: 'buy' | 'sell', cycle: number): StrategyOutput {
  const order = {
    type: 'market',
    leg,
    cycle,
    side,
    size: 1 as Lots,
    reason: leg,
    reduceOnly: side === 'sell',
  } as const;
  return { kind: 'place', order, replaces: null };
}

const DEFAULTS: ToySettings = {
  symbol: 'TOY/USDT',
  timeframe: '1m',
  every: 10,
  rsiLength: 3,
  explodeAt: null,
  inside: false,
};

export const INSTRUMENT: Instrument = {
  symbol: 'TOY/USDT',
  kind: 'spot',
  base: 'TOY',
  quote: 'USDT',
  tick: '1',
  lot: '1',
  minSize: '1',
  minNotional: '1',
  quoteScale: 2,
  maintenanceRate: null,
  priceBands: null,
};

const question = (type: string) =>
  class extends Query<object, never> {
    static readonly type = type;
  };

/** Questions by name, so that a test's bus can answer them. */
export const TOY_WORLD = Object.fromEntries(
  [
    'accounts',
    'instruments',
    'facts',
    'balances',
    'terms',
    'limits',
    'kept',
    'closeKept',
    'prepare',
    'reportBreaches',
    'feed',
    'candles',
    'tickers',
    'pnl',
    'orders',
  ].map((name) => [name, question(name)]),
) as unknown as WorldMessages;
