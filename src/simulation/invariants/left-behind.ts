import { formatMoney } from '../../shared/pure/numbers/money.js';
import type { PositionName } from '../../modules/orders/application/ports/intent-store.port.js';
import { closableOf } from '../../modules/orders/domain/index.js';
import { laneKey, type GateRow, type OrdersTables } from '../store/orders/orders-tables.js';
import type { Venue } from '../venue/venue.js';
import { isDust } from './spot-oracle.js';
import { Violation } from './violation.js';

interface Parts {
  readonly tables: OrdersTables;
  readonly venue: Venue;
}

/**
 * What is left behind at rest, and should not be: an exit of a bot that holds nothing (a grid may have one for what it is about to
 * hold), any order of a bot that has stopped, and what its owner wanted closed.
 * @param held signed sizes by `holdingKey`
 */
export function leftBehind(parts: Parts, held: ReadonlyMap<string, bigint>): Violation | null {
  return ordersLeft(parts, held) ?? positionsLeft(parts);
}

/** A bot that has stopped begins anew beside nothing that it has kept: the one would be set off against the other. */
export function begunBeside(
  { obligations, lanes }: OrdersTables,
  before: GateRow | undefined,
  after: GateRow | undefined,
): Violation | null {
  if (before?.ended !== true || after?.open !== true) return null;
  const { instanceId } = after;
  for (const row of obligations.all()) {
    if (row.instanceId !== instanceId || row.size === 0n) continue;
    if (!isDust(row.symbol, row.size, lanes.get(laneKey(row))?.mark ?? null))
      return new Violation(
        'I6 nothing begins beside what was kept',
        `${instanceId} holds ${formatMoney(row.size)}`,
      );
  }
  return null;
}

function ordersLeft({ tables, venue }: Parts, held: ReadonlyMap<string, bigint>): Violation | null {
  for (const { owner, order, accountId, clientOrderId } of venue.openOrders) {
    // What nobody here knows belongs to a time that was lost, or breaks another rule.
    if (owner === null || tables.byClientId(accountId, clientOrderId) === undefined) continue;
    if (tables.gates.get(owner)?.ended === true)
      return new Violation('I6 nothing rests of a stopped bot', `${clientOrderId} of ${owner} rests`);
    const strategy = tables.byClientId(accountId, clientOrderId)?.strategy;
    const theirs = held.get(holdingKey(owner, order.positionSide)) ?? 0n;
    if (strategy === 'hyper-rsi' && order.reduceOnly && theirs === 0n)
      return new Violation(
        'I6 no exit without a position',
        `${clientOrderId} of ${owner} rests and nothing is held`,
      );
  }
  return null;
}

/** What an instance holds in one position; the net one where none is named. */
export const holdingKey = (instanceId: string, position: PositionName = 'net'): string =>
  `${instanceId} ${position}`;

/** Whoever was told that it will be closed was told the truth, unless somebody has traded it away by hand. */
function positionsLeft({ tables }: Parts): Violation | null {
  for (const row of tables.obligations.all()) {
    const gate = tables.gates.get(row.instanceId);
    const lane = tables.lanes.get(laneKey(row));
    if (row.left === null || gate?.ended !== true || lane === undefined) continue;
    const open = closableOf({ ...row, held: row.size }, row.left, lane);
    if (open > 0n && !isDust(row.symbol, open, lane.mark))
      return new Violation(
        'I20 what was to be closed is closed',
        `${formatMoney(open)} of what ${row.instanceId} has kept is left`,
      );
  }
  return null;
}
