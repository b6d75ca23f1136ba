import type { JsonObject } from '../../pure/json.js';
import type { Stamp, Step } from '../../pure/kernel.js';
import type { RecordMessage } from '../../pure/messages/message.js';
import type { InstrumentKind } from '../../pure/market/instrument.js';
import type { MarketScale } from '../../pure/market/scale.js';
import type { FieldRefusal, Refusal } from '../../pure/refusal.js';
import type { Result } from '../../pure/result.js';
import type { CandleClosedInput, StrategyInput } from '../../pure/strategy/input.js';
import type { StrategyKind } from '../../pure/strategy/instance.js';
import type { PositionSide } from '../../pure/strategy/order.js';
import type { GatesOutput, StrategyOutput } from '../../pure/strategy/output.js';
import type { WireOrder } from '../../pure/strategy/wire-order.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { Timeframe } from '../../pure/time/timeframe.js';
import type { Bounds } from './bounds.js';
import type { Need } from './indicator-memory.js';
import type { Chapter, InstanceFacts, MarketTerms, Terms } from './instance.js';

/** What is known of market and account when a settings document is read. */
export interface ReadContext extends Bounds {
  readonly kind: InstrumentKind;
  readonly minSize: string;
  readonly minNotional: string;
  /** Null while it is not known. */
  readonly equity: string | null;
}

/** A settings document, read and complete. */
export interface ReadSettings {
  readonly document: JsonObject;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly leverage: number;
  readonly marginMode: 'cross' | 'isolated';
  /** The side on which the strategy takes over what the account holds at its start (coins are long); null when it does not. */
  readonly takesOver: PositionSide | null;
}

export interface Like {
  readonly state: object;
  readonly from: number;
}

/** A kernel with its market and settings filled in; states are opaque, what comes out is theirs. */
export interface BoundKernel {
  readonly scale: MarketScale;
  readonly indicators: readonly Need[];
  /** It decides at every close of the finest candles, with the decision candle as it is forming. */
  readonly decidesInside: boolean;
  /** @param previous the state at the end of the run before; null at the first start. */
  readonly start: (previous: object | null) => object;
  readonly step: (state: object, input: StrategyInput, stamp: Stamp) => Step<object, StrategyOutput>;
  /** True for outputs that say only that there was nothing to do: they are not stored. */
  readonly isIdle: (outputs: readonly StrategyOutput[]) => boolean;
  /**
   * A state that decides every close from `from` on (ms UTC) as this one does, up to the first that changes anything or looks
   * at the account: the same outputs, whatever the version. Null where there is none but itself. Bots that are like the same
   * object are asked once for all of them.
   */
  readonly like: (state: object) => Like | null;
  /** The gates of this decision with their values and thresholds, from the state before it. */
  readonly explain: (
    state: object,
    input: CandleClosedInput,
    stamp: Stamp,
    outputs: readonly StrategyOutput[],
  ) => readonly GatesOutput[];
  /** What ends with the step from one state to the other and has to be kept; null where nothing does, as with most steps. */
  readonly chapterOf: (before: object, after: object) => Chapter | null;
  /** True when newer settings may be taken now: no cycle is under way that they would change. */
  readonly mayTakeSettings: (state: object) => boolean;
}

export type WantedOperation =
  | {
      readonly op: 'place';
      readonly leg: string;
      readonly cycle: number;
      readonly order: WireOrder;
      readonly reason: string;
      readonly replaces: string | null;
    }
  | { readonly op: 'cancel'; readonly leg: string; readonly cycle: number };

/** What one step of one instance wants done with its orders. */
export interface OrdersWanted {
  readonly instanceId: string;
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: StrategyKind;
  readonly epoch: number;
  readonly settingsVersion: number;
  readonly leverage: number;
  readonly decidedAt: EpochMs;
  readonly markPrice: string;
  readonly operations: readonly WantedOperation[];
}

export interface GateMoved {
  readonly instanceId: string;
  readonly userId: string;
  readonly accountId: string;
  readonly epoch: number;
  readonly open: boolean;
  /** The instance keeps a stop at the venue for whatever it holds. */
  readonly protects: boolean;
  /** The same of a hedge; left out where the strategy knows none. */
  readonly protectsHedge?: boolean;
  /** With a closed gate: the strategy has ended, and what it still holds is kept. */
  readonly ended?: true;
}

export interface SignalFacts extends InstanceFacts {
  readonly side: 'long' | 'short';
  /** What was evaluated: `entry-long`, `add`. */
  readonly subject: string;
  readonly values: Readonly<Record<string, number | null>>;
}

/** The messages of the module that hosts the strategy; the shell fills them and knows no module. */
export interface StrategyMessages {
  readonly applyOrders: (data: OrdersWanted) => RecordMessage;
  readonly moveGate: (data: GateMoved) => RecordMessage;
  readonly started: (data: InstanceFacts & { readonly epoch: number }) => RecordMessage;
  readonly stopped: (data: InstanceFacts & { readonly reason: string }) => RecordMessage;
  readonly failed: (data: InstanceFacts & { readonly reason: string }) => RecordMessage;
  /** Null where the strategy tells no signals; it may answer null for one that is none. */
  readonly signal: ((data: SignalFacts) => RecordMessage | null) | null;
}

/** A strategy as the shell sees it: how its settings are read, how its kernel is bound, what its module tells. */
export abstract class Strategy {
  /** Also the name of its module and, with underscores, of its schema. */
  abstract readonly kind: StrategyKind;
  abstract readonly messages: StrategyMessages;

  /**
   * The format in which its kernel writes states down, their member `v`: it rises with every change of their shape. Kernels read
   * states of all formats up to this one.
   */
  abstract readonly stateFormat: number;

  /** Settings a running bot keeps until its next start: changing them means preparing the market anew. */
  readonly fixedWhileRunning: readonly string[] = ['timeframe', 'leverage', 'marginMode'];

  /** The symbol a document asks for; null when it names none and there is no default. */
  abstract symbolOf(document: JsonObject): string | null;

  /** Whether these settings keep a stop at the venue for whatever is held: one that is missing is an alarm then. */
  abstract protects(document: JsonObject): boolean;

  /** The same of the second position that hedges the first one; undefined where the strategy knows no such thing. */
  protectsHedge(_document: JsonObject): boolean | undefined {
    return undefined;
  }

  abstract read(document: JsonObject, context: ReadContext): Result<ReadSettings, readonly FieldRefusal[]>;

  /** What forbids these settings on this market; empty when nothing does. */
  abstract refusals(document: JsonObject, terms: MarketTerms): readonly Refusal[];

  /** @throws RangeError when the settings do not fit the market: `refusals` has said so before. */
  abstract bind(document: JsonObject, terms: Terms): BoundKernel;
}
