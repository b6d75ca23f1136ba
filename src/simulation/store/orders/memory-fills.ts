import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import type { LaneName } from '../../../modules/orders/application/ports/intent.js';
import type {
  ForeignExecution,
  NewFill,
} from '../../../modules/orders/application/ports/intent-store.port.js';
import { laneKey, tradeKey, type OrdersTables } from './orders-tables.js';

/** @returns trades that were not there yet */
export function addFills(
  tables: OrdersTables,
  { accountId, symbol }: LaneName,
  fills: readonly NewFill[],
): ReadonlySet<string> {
  const added = new Set<string>();
  for (const fill of fills) {
    const there = tables.fills.by(
      'fill_account_id_symbol_trade_id_key',
      tradeKey(accountId, symbol, fill.tradeId),
    );
    if (there !== undefined) continue;
    tables.fills.insert(fill.fillId, { ...fill, accountId, symbol });
    added.add(fill.tradeId);
  }
  return added;
}

export function bookedAmong(
  tables: OrdersTables,
  lane: LaneName,
  tradeIds: readonly string[],
): ReadonlySet<string> {
  const key = laneKey(lane);
  const booked = new Set<string>();
  for (const row of tables.fills.all())
    if (laneKey(row) === key && tradeIds.includes(row.tradeId)) booked.add(row.tradeId);
  return booked;
}

export function hasLaterFill({ fills, foreign }: OrdersTables, lane: LaneName, at: EpochMs): boolean {
  const key = laneKey(lane);
  for (const row of fills.all()) if (row.at > at && laneKey(row) === key) return true;
  for (const row of foreign.all())
    if (row.execution['kind'] === 'filled' && Number(row.execution['at']) > at && laneKey(row) === key)
      return true;
  return false;
}

/** What others have done in a lane, by its keys. */
export const foreignAmong = (
  { foreign }: OrdersTables,
  lane: LaneName,
  keys: readonly string[],
): ReadonlySet<string> => new Set(keys.filter((key) => foreign.get(`${laneKey(lane)} ${key}`) !== undefined));

/** @returns keys that were there */
export function takeBack(tables: OrdersTables, lane: LaneName, keys: readonly string[]): ReadonlySet<string> {
  const there = foreignAmong(tables, lane, keys);
  for (const key of there) tables.foreign.delete(`${laneKey(lane)} ${key}`);
  return there;
}

/** @returns keys that were not there yet */
export function keepForeign(
  tables: OrdersTables,
  lane: LaneName,
  executions: readonly ForeignExecution[],
): ReadonlySet<string> {
  const added = new Set<string>();
  for (const { key, clientOrderId, execution } of executions) {
    const rowKey = `${laneKey(lane)} ${key}`;
    if (tables.foreign.get(rowKey) !== undefined) continue;
    const { accountId, symbol } = lane;
    tables.foreign.insert(rowKey, {
      ...{ accountId, symbol, key, clientOrderId },
      execution: execution as Readonly<Record<string, unknown>>,
    });
    added.add(key);
  }
  return added;
}
