import type { Money } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Clock } from '../../../shared/platform/clock/clock.port.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { closingOrder, keptLeg } from '../domain/kept-position.js';
import type { ClientIds } from './ports/client-ids.port.js';
import type { Lane, WantedIntent } from './ports/intent-store.port.js';
import type { KeptHolding } from './ports/kept-store.port.js';
import { storeClose, type StoreCloseParts } from './store-close.js';

export interface CloseKeptParts extends StoreCloseParts {
  readonly clientIds: ClientIds;
  readonly clock: Clock;
}

/** Which part of it, at which place of its lane. */
export interface KeptPart {
  /** > 0. */
  readonly size: Money;
  readonly place: number;
  readonly lane: Lane;
  /** Of the request that wants it; null for one that is made again. */
  readonly clientOrderId: string | null;
}

/** Stores an order that closes a part of what a stopped bot has kept, inside a transaction that has entered its lane. */
export function closeKept(
  tx: Tx,
  parts: CloseKeptParts,
  holding: KeptHolding,
  { size, place, lane, clientOrderId }: KeptPart,
): Promise<WantedIntent> {
  const { clientIds, clock } = parts;
  const { userId, accountId, venue, symbol, strategy, instanceId, epoch, cycle } = holding;
  const markPrice = holding.markPrice ?? '0';
  const leg = `${keptLeg(holding.position)}${holding.closes + 1}`;
  return storeClose(
    tx,
    parts,
    {
      ...{ userId, accountId, venue, symbol, strategy, instanceId, epoch, cycle, leg, markPrice },
      clientOrderId: clientOrderId ?? clientIds.of({ owner: instanceId, cycle, leg, attempt: 1 }),
      ...{ reason: 'kept', at: epochMs(clock.now()) },
    },
    closingOrder(holding, size),
    { place, lane },
  );
}
