import { formatMoney, money } from '../../shared/pure/numbers/money.js';
import type { PositionSide } from '../../shared/pure/strategy/order.js';
import type { WireOrder } from '../../shared/pure/strategy/wire-order.js';
import type { OrderOperation } from '../../modules/orders/contracts/commands/apply-orders.command.js';
import type { Draws } from '../kernel/draws.js';

/** What a scripted bot remembers. It is a strategy reduced to what can go wrong with orders. */
export interface BotRow {
  readonly id: string;
  readonly userId: string;
  readonly accountId: string;
  readonly symbol: string;
  /** The one position of hedge mode that it trades in; null in one-way mode, where it enters on either side. */
  readonly only: PositionSide | null;
  /** It trades coins: it buys, and sells what has arrived of that. Left out where it trades contracts. */
  readonly spot?: true;
  readonly epoch: number;
  readonly open: boolean;
  readonly decisions: number;
  readonly cycle: number;
  /** Signed, plain decimal. */
  readonly held: string;
  /** Legs that may still add. */
  readonly entries: readonly Leg[];
  /** Legs that take a profit. */
  readonly targets: readonly Leg[];
  /** The stop that protects what is held; null while none is wanted or there. */
  readonly stop: (Leg & { readonly size: string; readonly side: 'buy' | 'sell' }) | null;
  readonly stops: number;
}

export interface Leg {
  readonly leg: string;
  readonly cycle: number;
}

export interface Market {
  readonly price: bigint;
}

export interface Move {
  readonly row: BotRow;
  readonly operations: readonly OrderOperation[];
}

const UNIT = 10n ** 18n;

/** One decision: nothing in it depends on anything but the row, the number of the decision and the price. */
export function decide(row: BotRow, draws: Draws, { price }: Market): Move {
  const luck = draws.unit(`bot ${row.id} decides`);
  const number = row.decisions + 1;
  const held = money(row.held);
  const moved: BotRow = { ...row, decisions: number };
  if (!row.open) return { row: moved, operations: [] };
  const size = formatMoney(BigInt(draws.whole(`bot ${row.id} size`, 1, 4)) * (UNIT / 10n));
  if (held === 0n && row.entries.length === 0) {
    const cycle = row.cycle + 1;
    const isLong = row.only === null ? luck < 0.5 : row.only === 'long';
    const side = isLong ? ('buy' as const) : ('sell' as const);
    return entry(
      { ...moved, cycle, targets: [] },
      `e${number}`,
      side,
      size,
      price,
      luck * 10 - Math.floor(luck * 10),
    );
  }
  if (held === 0n) return luck < 0.5 ? cancelAll(moved, 'entries') : { row: moved, operations: [] };
  const side = held > 0n ? ('buy' as const) : ('sell' as const);
  if (luck < 0.25) return entry(moved, `a${number}`, side, size, price, luck * 4);
  if (luck < 0.45 && row.targets.length === 0) return target(moved, `t${number}`, held, price);
  if (luck < 0.6) return cancelAll(moved, luck < 0.52 ? 'targets' : 'entries');
  if (luck < 0.85) return close(moved, `x${number}`, held);
  return { row: moved, operations: [] };
}

export function entry(
  row: BotRow,
  leg: string,
  side: 'buy' | 'sell',
  size: string,
  price: bigint,
  luck: number,
): Move {
  const away = (price * BigInt(Math.round(luck * 30))) / 10_000n;
  const order: WireOrder =
    luck < 0.4
      ? { type: 'market', side, reduceOnly: false, size }
      : {
          type: 'limit',
          side,
          reduceOnly: false,
          size,
          price: tick(side === 'buy' ? price - away : price + away),
        };
  const { cycle } = row;
  const place: OrderOperation = { op: 'place', leg, cycle, order, reason: 'entry', replaces: null };
  return { row: { ...row, entries: [...row.entries, { leg, cycle }] }, operations: [place] };
}

function target(row: BotRow, leg: string, held: bigint, price: bigint): Move {
  const away = price / 200n;
  const order: WireOrder = {
    ...{ type: 'limit', side: held > 0n ? 'sell' : 'buy', reduceOnly: true },
    size: formatMoney(held > 0n ? held : 0n - held),
    price: tick(held > 0n ? price + away : price - away),
  };
  const { cycle } = row;
  const place: OrderOperation = { op: 'place', leg, cycle, order, reason: 'target', replaces: null };
  return { row: { ...row, targets: [{ leg, cycle }] }, operations: [place] };
}

function close(row: BotRow, leg: string, held: bigint): Move {
  const order: WireOrder = {
    ...{ type: 'market', side: held > 0n ? 'sell' : 'buy', reduceOnly: true },
    size: formatMoney(held > 0n ? held : 0n - held),
  };
  const cancelled = cancelAll(row, 'entries');
  const place: OrderOperation = {
    op: 'place',
    leg,
    cycle: row.cycle,
    order,
    reason: 'close',
    replaces: null,
  };
  return { row: cancelled.row, operations: [...cancelled.operations, place] };
}

export const cancelAll = (row: BotRow, which: 'entries' | 'targets'): Move => ({
  row,
  operations: row[which].map(({ leg, cycle }) => ({ op: 'cancel', leg, cycle })),
});

/** A leg will not act any more. */
export function ended(row: BotRow, gone: Leg): BotRow {
  const others = (legs: readonly Leg[]): readonly Leg[] =>
    legs.filter(({ leg, cycle }) => leg !== gone.leg || cycle !== gone.cycle);
  const isStop = row.stop?.leg === gone.leg && row.stop.cycle === gone.cycle;
  return {
    ...row,
    entries: others(row.entries),
    targets: others(row.targets),
    stop: isStop ? null : row.stop,
  };
}

/** Keeps one stop of the size of what is held, and takes away what is left over once nothing is. */
export function protect(row: BotRow, { price }: Market): Move {
  // What a venue of spot offers instead would lock the coins.
  if (row.spot) return { row, operations: [] };
  const held = money(row.held);
  if (held === 0n) {
    const left = [...row.targets, ...(row.stop === null ? [] : [row.stop])];
    if (left.length === 0) return { row, operations: [] };
    return {
      row: { ...row, stop: null, targets: [] },
      operations: left.map(({ leg, cycle }) => ({ op: 'cancel', leg, cycle })),
    };
  }
  const side = held > 0n ? ('sell' as const) : ('buy' as const);
  const size = formatMoney(held > 0n ? held : 0n - held);
  if (row.stop !== null && row.stop.size === size && row.stop.side === side) return { row, operations: [] };
  const leg = `s${row.stops + 1}`;
  const away = price / 50n;
  const order: WireOrder = {
    ...{ type: 'stop-market', side, reduceOnly: true, size, trail: null },
    price: tick(held > 0n ? price - away : price + away),
  };
  // A stop can only take the place of one of its own cycle.
  const replaces = row.stop !== null && row.stop.cycle === row.cycle ? row.stop.leg : null;
  const older: readonly OrderOperation[] =
    row.stop !== null && replaces === null
      ? [{ op: 'cancel', leg: row.stop.leg, cycle: row.stop.cycle }]
      : [];
  const { cycle } = row;
  return {
    row: { ...row, stops: row.stops + 1, stop: { leg, cycle, size, side } },
    operations: [{ op: 'place', leg, cycle, order, reason: 'stop', replaces }, ...older],
  };
}

/** On a tick of 0.01. */
export const tick = (price: bigint): string => formatMoney((price / (UNIT / 100n)) * (UNIT / 100n));
