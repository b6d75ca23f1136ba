import type { JsonObject } from '../../pure/json.js';
import type { Instrument } from '../../pure/market/instrument.js';
import type { InstanceView } from '../../pure/strategy/instance.js';
import type { EpochMs } from '../../pure/time/epoch.js';
import type { Timeframe } from '../../pure/time/timeframe.js';
import type { Bounds } from './bounds.js';

/** How long decisions and reactions are kept, wall time. */
export const RETENTION_MS = 30 * 86_400_000;

/** Newest decisions of each instance that are kept however old they are: coarse candles make few in a month. */
export const KEPT_DECISIONS = 200;

/** One bot as it is stored: what people see of it, and the shard it is decided in. */
export interface Instance extends InstanceView {
  readonly shard: number;
  /** Market time at which its strategy has ended; it has stopped once nothing of it is left at the venue that adds. */
  readonly endedAt: EpochMs | null;
}

/** The part that people see. */
export function viewOf({ shard: _, endedAt: __, ...view }: Instance): InstanceView {
  return view;
}

/** What an instrument is traded under. Rates are plain decimal fractions. */
export interface MarketTerms {
  readonly instrument: Instrument;
  /** Most decimals of a candle price. */
  readonly candleDecimals: number;
  readonly makerRate: string;
  readonly takerRate: string;
}

/**
 * What a run of an instance was started under, fixed until its next start, so that nothing has to be asked while it decides.
 */
export interface Terms extends MarketTerms {
  readonly leverage: number;
  /** Number of the run, from 1: starts of this instance so far. */
  readonly run: number;
  /** Base units that were there at the start, for strategies that take them over. */
  readonly held: string;
  readonly bounds: Bounds;
}

/**
 * A part of a bot's life that is over, and that its state tells no more. Kept as long as the bot; `number` tells it from the
 * others.
 */
export interface Chapter {
  readonly number: number;
  readonly content: JsonObject;
}

/** What an instance remembers, with the settings version it is pinned to. */
export interface KernelRow {
  /** Opaque to everything but the strategy's kernel. */
  readonly state: object;
  /** Rises by one with every change, from 1. */
  readonly version: number;
  readonly settings: JsonObject;
  readonly settingsVersion: number;
  readonly terms: Terms;
  /** Nominal end of the last candle that changed it. */
  readonly lastDecided: EpochMs | null;
}

/** The candles of one instrument and timeframe, as decided by the bots of one shard. */
export interface SeriesKey {
  readonly venue: string;
  readonly symbol: string;
  readonly timeframe: Timeframe;
  readonly shard: number;
}

export const seriesText = ({ venue, symbol, timeframe, shard }: SeriesKey): string =>
  `${venue} ${symbol} ${timeframe} ${shard}`;

/** Members that every event of an instance's life carries. */
export interface InstanceFacts {
  readonly instanceId: string;
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  readonly at: EpochMs;
}

export const factsOf = ({ id, userId, name, symbol }: Instance, at: EpochMs): InstanceFacts => ({
  instanceId: id,
  userId,
  name,
  symbol,
  at,
});
