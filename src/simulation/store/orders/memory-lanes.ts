import { ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import { shardOf } from '../../../shared/platform/leases/shards.js';
import type { LaneName } from '../../../modules/orders/application/ports/intent.js';
import type {
  Lane,
  PositionMove,
  Waiting,
} from '../../../modules/orders/application/ports/intent-store.port.js';
import {
  grossSize,
  PROTECT_MS,
  quoteOf,
  unitsOfText,
  valueOf,
} from '../../../modules/orders/domain/index.js';
import { laneKey, obligationKey, type OrdersTables } from './orders-tables.js';

export function enterLane(
  { lanes }: OrdersTables,
  lane: LaneName,
  operations: number,
  markPrice: string | undefined,
): Lane {
  const key = laneKey(lane);
  const there = lanes.get(key);
  const mark = markPrice === undefined ? (there?.mark ?? null) : unitsOfText(markPrice);
  const row = {
    ...(there ?? {
      ...lane,
      position: ZERO_MONEY,
      short: ZERO_MONEY,
      halt: null,
      waiting: ZERO_MONEY,
      shard: shardOf(key),
    }),
    accountId: lane.accountId,
    symbol: lane.symbol,
    operations: (there?.operations ?? 0) + operations,
    mark,
  };
  lanes.set(key, row);
  return {
    firstPlace: row.operations - operations + 1,
    position: row.position,
    short: row.short,
    halt: row.halt,
  };
}

export function waitingIn(
  { intents, cancellations, lanes }: OrdersTables,
  { accountId, symbol }: LaneName,
): Waiting {
  const resting = { buy: 0n, sell: 0n };
  let exposure = 0n;
  let undecided = 0;
  for (const row of intents.among('live')) {
    if (row.accountId !== accountId || row.symbol !== symbol || row.reduceOnly || row.size === null) continue;
    const size = unitsOfText(row.size);
    if (size <= 0n) continue;
    const left = size - unitsOfText(row.filledSize);
    const unfilled = left < 0n ? 0n : left;
    if (cancellations.get(row.orderId) === undefined) resting[row.side] += unfilled;
    exposure += roundedShare(unitsOfText(row.exposure), unfilled, size);
    if (row.status === 'needs-human') undecided += 1;
  }
  let elsewhere = 0n;
  for (const lane of lanes.all()) {
    if (lane.accountId !== accountId || lane.symbol === symbol || quoteOf(lane.symbol) !== quoteOf(symbol))
      continue;
    // Without a price the whole term is null, and a sum leaves it out.
    if (lane.mark === null) continue;
    elsewhere += valueOf(grossSize(lane), lane.mark) + lane.waiting;
  }
  return {
    resting: { buy: resting.buy as Money, sell: resting.sell as Money },
    exposure: exposure as Money,
    undecided,
    elsewhere: elsewhere as Money,
  };
}

export function movePosition(
  { obligations, lanes, database }: OrdersTables,
  lane: LaneName,
  { change, short, held, price, added }: PositionMove,
): void {
  const { accountId, symbol } = lane;
  for (const one of held) {
    const key = obligationKey({ ...one, accountId, symbol });
    const there = obligations.get(key);
    const { instanceId, userId, venue, strategy, position } = one;
    if (strategy === 'manual') throw new TypeError('what is traded by hand is owed nothing');
    obligations.set(key, {
      ...{ accountId, symbol, instanceId, position, userId, venue, strategy },
      ...there,
      hedges: there === undefined || there.size === 0n ? one.hedges : there.hedges,
      size: ((there?.size ?? 0n) + one.change) as Money,
      dueAtMs: there?.dueAtMs ?? database.nowMs() + PROTECT_MS,
      alarmedAtMs: there?.alarmedAtMs ?? null,
      left: there?.left ?? null,
    });
  }
  const key = laneKey(lane);
  const there = lanes.get(key);
  const rest = (there?.waiting ?? 0n) - added;
  lanes.set(key, {
    ...{ accountId, symbol, operations: 0, halt: null, shard: shardOf(key) },
    ...there,
    position: ((there?.position ?? 0n) + change) as Money,
    short: ((there?.short ?? 0n) + short) as Money,
    mark: unitsOfText(price),
    waiting: (there === undefined || rest < 0n ? 0n : rest) as Money,
  });
}

/** `numeric` divides to many places and the sum is rounded to 18; for single terms that is half away from zero. */
function roundedShare(exposure: bigint, unfilled: bigint, size: bigint): bigint {
  const product = exposure * unfilled;
  return (product * 2n + size) / (size * 2n);
}
