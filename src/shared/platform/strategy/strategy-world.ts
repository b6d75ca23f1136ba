import type { Breach } from '../audit/invariant.js';
import type { Candle } from '../../pure/market/candle.js';
import type { Instrument } from '../../pure/market/instrument.js';
import type { Ask } from '../../pure/messages/message.js';
import type { Refusal } from '../../pure/refusal.js';
import type { Result } from '../../pure/result.js';
import type { AccountFacts } from '../../pure/strategy/input.js';
import type { PositionSide, Side } from '../../pure/strategy/order.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { Timeframe } from '../../pure/time/timeframe.js';

type AskClass<Data extends object, Answer> = new (data: Data) => Ask<object, Answer>;

export interface ListedInstrument {
  readonly venue: string;
  readonly instrument: Instrument;
  readonly candleDecimals: number;
}

export interface Prepared {
  readonly leverage: number;
  readonly makerRate: string;
  readonly takerRate: string;
}

export interface PnlView {
  readonly realisedPnl: string;
  readonly floatingPnl: string | null;
  readonly fees: string;
  readonly funding: string;
  readonly total: string | null;
  readonly fills: number;
}

export interface OrderLine {
  readonly orderId: string;
  readonly clientOrderId: string;
  readonly venueOrderId: string | null;
  readonly accountId: string;
  readonly symbol: string;
  readonly strategy: string;
  readonly instanceId: string | null;
  readonly cycle: number | null;
  readonly leg: string | null;
  readonly side: Side;
  readonly type: string;
  readonly price: string | null;
  readonly size: string | null;
  readonly filledSize: string;
  readonly averagePrice: string | null;
  readonly status: string;
  readonly reduceOnly: boolean;
  readonly reason: string;
  readonly correlationId: string;
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
}

/** What a bot has kept when it was stopped. */
export interface KeptView {
  readonly instanceId: string;
  /** Which of the two positions of hedge mode; `net` where there is one. */
  readonly position: 'net' | PositionSide;
  /** Signed, long positive, plain decimal in base units. */
  readonly size: string;
  /** Last known price, plain decimal; null while none is. */
  readonly markPrice: string | null;
  readonly closing: boolean;
}

/**
 * The questions a strategy asks other modules. The shell knows no module: the module that hosts it names the messages, and
 * the compiler holds their shapes against these.
 */
export interface WorldMessages {
  readonly accounts: AskClass<
    { readonly userId: string },
    readonly { readonly id: string; readonly venue: string }[]
  >;
  readonly instruments: AskClass<{ readonly venue: string | null }, readonly ListedInstrument[]>;
  readonly facts: AskClass<
    { readonly accountIds: readonly string[]; readonly symbol: string },
    Readonly<Record<string, AccountFacts>>
  >;
  readonly balances: AskClass<
    { readonly userId: string; readonly accountId: string },
    {
      readonly balances: readonly { readonly currency: string; readonly free: string }[];
      readonly positions: readonly {
        readonly symbol: string;
        readonly side: string;
        readonly size: string;
        readonly averagePrice: string;
      }[];
    } | null
  >;
  readonly terms: AskClass<
    { readonly userId: string; readonly accountId: string; readonly symbol: string },
    {
      readonly positionMode: 'one-way' | 'hedge';
      readonly maxLeverage: number;
      readonly maxOpenOrders: number | null;
    } | null
  >;
  readonly limits: AskClass<
    { readonly userId: string },
    { readonly maxLeverage: number; readonly maxPositionNotional: string }
  >;
  /** What stopped bots of the user still hold there. */
  readonly kept: AskClass<
    {
      readonly userId: string;
      readonly lane: { readonly accountId: string; readonly symbol: string } | null;
    },
    readonly KeptView[]
  >;
  readonly closeKept: AskClass<
    {
      readonly userId: string;
      readonly accountId: string;
      readonly symbol: string;
      readonly instanceId: string;
      readonly position: null;
      readonly size: null;
      readonly requestKey: string;
    },
    Result<unknown, Refusal>
  >;
  readonly prepare: AskClass<
    {
      readonly accountId: string;
      readonly userId: string;
      readonly symbol: string;
      readonly leverage: number;
      readonly marginMode: 'cross' | 'isolated';
    },
    Result<Prepared, Refusal>
  >;
  /** What does not hold of the strategy's rows, for whom entries are to be held back. */
  readonly reportBreaches: AskClass<{ readonly module: string; readonly breaches: readonly Breach[] }, void>;
  readonly feed: AskClass<Record<string, never>, { readonly marketTime: EpochMs }>;
  readonly candles: AskClass<
    {
      readonly venue: string;
      readonly symbol: string;
      readonly timeframe: Timeframe;
      readonly from: EpochMs | null;
      readonly to: EpochMs | null;
      readonly asOf?: EpochMs;
      readonly limit: number;
    },
    Result<readonly Candle[], Refusal>
  >;
  readonly tickers: AskClass<
    { readonly venue: string; readonly symbols: readonly string[] },
    readonly { readonly last: string }[]
  >;
  readonly pnl: AskClass<{ readonly userId: string; readonly instanceId: string }, PnlView>;
  readonly orders: AskClass<
    {
      readonly userId: string;
      readonly instanceId: string | null;
      readonly status: null;
      readonly after: string | null;
      readonly limit: number;
    },
    readonly OrderLine[]
  >;
}
