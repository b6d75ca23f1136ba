import type {
  Instance,
  KernelRow,
  SeriesKey,
  Terms,
} from '../../../src/shared/platform/strategy/instance.js';
import type { JsonObject } from '../../../src/shared/pure/json.js';
import type { Candle } from '../../../src/shared/pure/market/candle.js';
import type { InstanceState } from '../../../src/shared/pure/strategy/instance.js';
import { epochMs, type EpochMs } from '../../../src/shared/pure/time/epoch.js';

export const VENUE = 'paper';
export const SYMBOLS = ['BTC/USDT:USDT', 'ETH/USDT:USDT'] as const;
export const INSTANCES = ['i-1', 'i-2', 'i-3', 'i-4'] as const;

/** Shard and place of each: two in every shard, two pairs of them on one slot. */
const PLACES = {
  'i-1': { shard: 0, accountId: 'a-1', symbol: SYMBOLS[1], timeframe: '5m' },
  'i-2': { shard: 0, accountId: 'a-2', symbol: SYMBOLS[0], timeframe: '15m' },
  'i-3': { shard: 1, accountId: 'a-1', symbol: SYMBOLS[1], timeframe: '15m' },
  'i-4': { shard: 1, accountId: 'a-2', symbol: SYMBOLS[0], timeframe: '15m' },
} as const;

export const SERIES: readonly SeriesKey[] = SYMBOLS.flatMap((symbol) =>
  (['5m', '15m'] as const).flatMap((timeframe) =>
    [0, 1].map((shard) => ({ venue: VENUE, symbol, timeframe, shard })),
  ),
);

export const candleAt = (openTime: EpochMs): Candle => ({
  ...{ openTime, open: '100', high: '101.5', low: '99', volume: '3' },
  close: String(100 + ((openTime / 60_000) % 7)),
});

export const instanceOf = ({
  id,
  ...told
}: {
  readonly id: (typeof INSTANCES)[number];
  readonly userId: string;
  readonly name: string;
  readonly state: string;
  readonly settings: JsonObject;
}): Instance => ({
  ...{ id, ...PLACES[id], ...told, venue: VENUE, strategy: 'hyper-rsi' },
  state: told.state as InstanceState,
  ...{ stateReason: null, settingsVersion: 1, epoch: 1, lastDecidedAt: null, endedAt: null },
  createdAt: epochMs(1_700_000_000_000),
});

export const kernelRow = ({
  version,
  settings,
  decided,
}: {
  readonly version: number;
  readonly settings: JsonObject;
  readonly decided: EpochMs | null;
}): KernelRow => ({
  ...{ state: { cells: [1, 2], held: '0.5' }, version, settings, settingsVersion: 1 },
  // What is in the terms is nobody's business here but that they come back as they were.
  terms: { leverage: 2, run: 1, held: '0', makerRate: '0.0002' } as unknown as Terms,
  lastDecided: decided,
});
