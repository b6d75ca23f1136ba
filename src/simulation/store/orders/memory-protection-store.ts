import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Intent } from '../../../modules/orders/application/ports/intent.js';
import {
  ProtectionStore,
  type ProtectionCounts,
  type Unprotectable,
} from '../../../modules/orders/application/ports/protection-store.port.js';
import type { ProtectionChangedData } from '../../../modules/orders/contracts/events/protection-changed.event.js';
import {
  CLOSE_AGAIN_MS,
  EMERGENCY_LEG,
  ENDS_AS_MEANT,
  isAtVenue,
  isEnded,
  PROTECT_MS,
  REFUSED_FOR_MS,
  REFUSED_STOPS,
  unitsOfText,
  venueTerms,
} from '../../../modules/orders/domain/index.js';
import type { Connection } from '../connection.js';
import { memory } from '../memory-tx.js';
import {
  byPlace,
  byText,
  obligationKey,
  type IntentRow,
  type ObligationRow,
  type OrdersTables,
} from './orders-tables.js';

const CONFIRMED: ReadonlySet<string> = new Set(['acked', 'open', 'partial']);

/** What is held against the stops that the venue has confirmed, in memory. */
export class MemoryProtectionStore extends ProtectionStore {
  constructor(
    protected readonly tables: OrdersTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override check(tx: Tx): Promise<readonly ProtectionChangedData[]> {
    return memory(tx).statement('protection.check', () => {
      const { obligations, gates } = this.tables;
      const { nowMs } = memory(tx);
      const changed: ProtectionChangedData[] = [];
      for (const owed of obligations.sorted(byName)) {
        const gate = gates.get(owed.instanceId);
        if (gate === undefined) continue;
        const stops = this.confirmedStops(owed);
        const resting = stops.some(({ type }) => type === 'stop-market');
        if (owed.dueAtMs === null && owed.size === 0n && !resting) continue;
        const covered = coveredBy(owed, stops);
        const protects = owed.hedges ? gate.protectsHedge : gate.protects;
        const held = owed.size < 0n ? 0n - owed.size : owed.size;
        const safe = owed.size === 0n ? !resting : !protects || covered >= held;
        const late = !safe && owed.dueAtMs !== null && owed.dueAtMs <= nowMs;
        const moves = safe
          ? owed.dueAtMs !== null || owed.alarmedAtMs !== null
          : owed.dueAtMs === null || (late && owed.alarmedAtMs === null);
        if (!moves) continue;
        const alarmedAtMs = late && owed.size !== 0n ? (owed.alarmedAtMs ?? nowMs) : null;
        const dueAtMs = safe ? null : (owed.dueAtMs ?? nowMs + PROTECT_MS);
        obligations.update(obligationKey(owed), { dueAtMs, alarmedAtMs });
        if ((alarmedAtMs === null) === (owed.alarmedAtMs === null)) continue;
        const { userId, accountId, venue, symbol, strategy, instanceId, size } = owed;
        changed.push({
          ...{ userId, accountId, venue, symbol, strategy, instanceId },
          protected: safe,
          size: formatMoney(size),
          protectedSize: formatMoney(covered),
          dueAt: epochMs(owed.dueAtMs ?? nowMs),
        });
      }
      return changed;
    });
  }

  override orphans(tx: Tx): Promise<readonly Intent[]> {
    return memory(tx).statement('protection.orphans', () => {
      const { nowMs } = memory(tx);
      const orphans: IntentRow[] = [];
      for (const owed of this.tables.obligations.all()) {
        if (owed.dueAtMs === null || owed.dueAtMs > nowMs || owed.size !== 0n) continue;
        for (const row of this.ofHolder(owed))
          if (
            closes(owed, row) &&
            row.type === 'stop-market' &&
            row.reduceOnly &&
            isAtVenue(row.status) &&
            row.status !== 'cancel-requested'
          )
            orphans.push(row);
      }
      return orphans
        .sort(
          (left, right) =>
            byText(left.accountId, right.accountId) ||
            byText(left.symbol, right.symbol) ||
            byPlace(left, right),
        )
        .map((row) => this.tables.intentOf(row));
    });
  }

  override unprotectable(tx: Tx): Promise<readonly Unprotectable[]> {
    return memory(tx).statement('protection.unprotectable', () => {
      const { obligations, gates, lanes, intents } = this.tables;
      const { nowMs } = memory(tx);
      return obligations.sorted(byName).flatMap((owed): Unprotectable[] => {
        const { accountId, symbol, instanceId, dueAtMs, size } = owed;
        const gate = gates.get(instanceId);
        const lane = lanes.get(`${accountId} ${symbol}`);
        if (gate === undefined || lane === undefined || dueAtMs === null || size === 0n) return [];
        const held = size < 0n ? 0n - size : size;
        const protects = owed.hedges ? gate.protectsHedge : gate.protects;
        if (owed.position !== 'net' || !protects || coveredBy(owed, this.confirmedStops(owed)) >= held)
          return [];
        const owedSinceMs = dueAtMs - PROTECT_MS;
        const theirs = [...intents.all()].filter(
          (row) => row.instanceId === instanceId && row.symbol === symbol,
        );
        const refusals = theirs.filter(
          (row) =>
            (isRefusedStop(row) && row.createdAt >= owedSinceMs) ||
            (this.endedByItself(row) && row.updatedAtMs >= owedSinceMs),
        ).length;
        if (refusals === 0) return [];
        if (refusals < REFUSED_STOPS && owedSinceMs + REFUSED_FOR_MS > nowMs) return [];
        const closes = theirs.filter(({ leg }) => leg?.startsWith(EMERGENCY_LEG) === true);
        if (closes.some(({ status }) => !isEnded(status))) return [];
        const waitMs = Math.min(2 ** Math.min(closes.length, 10) * 1_000, CLOSE_AGAIN_MS);
        if (closes.some(({ updatedAtMs }) => updatedAtMs + waitMs > nowMs)) return [];
        if (!venueTerms(owed.venue).closesUnprotected) return [];
        const { userId, venue, strategy } = owed;
        return [
          {
            ...{ userId, accountId, venue, symbol, strategy, instanceId, epoch: gate.epoch, refusals },
            cycle: Math.max(0, ...theirs.map(({ cycle }) => cycle ?? 0)),
            size: formatMoney(size),
            closes: closes.length,
            markPrice: lane.mark === null ? '0' : formatMoney(lane.mark),
          },
        ];
      });
    });
  }

  override async counts(): Promise<ProtectionCounts> {
    await this.connection.statement('protection.counts');
    const counts = await this.tables.database.statement(() => {
      const owed = [...this.tables.obligations.all()].filter(({ dueAtMs }) => dueAtMs !== null);
      const late = owed.filter(({ alarmedAtMs }) => alarmedAtMs !== null).length;
      return { owed: owed.length - late, late };
    });
    await this.connection.answered('protection.counts');
    return counts;
  }

  protected confirmedStops(owed: ObligationRow): readonly IntentRow[] {
    return this.ofHolder(owed).filter(
      (row) =>
        CONFIRMED.has(row.status) &&
        closes(owed, row) &&
        ((row.type === 'stop-market' && row.reduceOnly) ||
          (row.type === 'trigger' && row.wire?.type === 'trigger' && row.wire.action === 'close')),
    );
  }

  /** Before it was filled, and without being asked. */
  private endedByItself({ orderId, type, status, code, reduceOnly, size, filledSize }: IntentRow): boolean {
    if (type !== 'stop-market' || !reduceOnly || status !== 'cancelled' || size === null || code === null)
      return false;
    if (code === 'nothing-to-reduce' || ENDS_AS_MEANT.includes(code)) return false;
    return (
      unitsOfText(filledSize) < unitsOfText(size) && this.tables.cancellations.get(orderId) === undefined
    );
  }

  private ofHolder({ accountId, symbol, instanceId }: ObligationRow): readonly IntentRow[] {
    return [...this.tables.intents.among('live')].filter(
      (row) => row.instanceId === instanceId && row.accountId === accountId && row.symbol === symbol,
    );
  }
}

const isRefusedStop = ({ type, status, code, reduceOnly, wire }: IntentRow): boolean =>
  (status === 'rejected' || status === 'denied') &&
  code !== 'nothing-to-reduce' &&
  ((type === 'stop-market' && reduceOnly) || (wire?.type === 'trigger' && wire.action === 'close'));

/** Size that these stops cover of what is held. */
function coveredBy({ size }: ObligationRow, stops: readonly IntentRow[]): bigint {
  if (size === 0n) return 0n;
  const held = size < 0n ? 0n - size : size;
  let covered = 0n;
  for (const { type, wire, side, price, size: whole, filledSize } of stops) {
    if (type === 'trigger') {
      if (wire?.type === 'trigger' && wire.direction === (size > 0n ? 'below' : 'above')) covered += held;
    } else if (price !== null && side === (size > 0n ? 'sell' : 'buy') && whole !== null) {
      covered += unitsOfText(whole) - unitsOfText(filledSize);
    }
  }
  return covered;
}

/** In hedge mode a stop is that of the position which its side closes. */
const closes = ({ position }: ObligationRow, { side }: IntentRow): boolean =>
  position === 'net' || side === (position === 'long' ? 'sell' : 'buy');

const byName = (left: ObligationRow, right: ObligationRow): number =>
  byText(left.accountId, right.accountId) ||
  byText(left.symbol, right.symbol) ||
  byText(left.instanceId, right.instanceId) ||
  byText(left.position, right.position);
