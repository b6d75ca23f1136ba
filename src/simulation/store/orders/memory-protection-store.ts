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
  emergencyLeg,
  ENDS_AS_MEANT,
  FORGOTTEN,
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

interface Judged {
  readonly moves: boolean;
  readonly safe: boolean;
  readonly late: boolean;
  readonly covered: bigint;
}

const UNMOVED: Judged = { moves: false, safe: true, late: false, covered: 0n };

/** What is held against the stops that the venue has confirmed, in memory. */
export class MemoryProtectionStore extends ProtectionStore {
  constructor(
    protected readonly tables: OrdersTables,
    private readonly connection: Connection,
  ) {
    super();
  }

  override async mayChange(): Promise<boolean> {
    await this.connection.statement('protection.look');
    const { obligations, database } = this.tables;
    const moves = await database.statement(() => {
      for (const owed of obligations.all()) if (this.judged(owed, database.nowMs()).moves) return true;
      return false;
    });
    await this.connection.answered('protection.look');
    return moves;
  }

  override check(tx: Tx): Promise<readonly ProtectionChangedData[]> {
    return memory(tx).statement('protection.check', () => {
      const { obligations } = this.tables;
      const { nowMs } = memory(tx);
      const changed: ProtectionChangedData[] = [];
      for (const owed of obligations.sorted(byName)) {
        const { moves, safe, late, covered } = this.judged(owed, nowMs);
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
          if (closes(owed, row) && isExit(row) && isAtVenue(row.status) && row.status !== 'cancel-requested')
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
        if (gate === undefined || lane === undefined || dueAtMs === null || !isHeld(owed)) return [];
        const held = size < 0n ? 0n - size : size;
        const protects = owed.hedges ? gate.protectsHedge : gate.protects;
        if (!protects || coveredBy(owed, this.confirmedStops(owed)) >= held) return [];
        const owedSinceMs = dueAtMs - PROTECT_MS;
        const theirs = [...intents.all()].filter(
          (row) => row.instanceId === instanceId && row.symbol === symbol,
        );
        const refusals = theirs.filter(
          (row) =>
            closes(owed, row) &&
            ((isRefusedStop(row) && row.createdAt >= owedSinceMs) ||
              (this.endedByItself(row) && row.updatedAtMs >= owedSinceMs)),
        ).length;
        if (refusals === 0) return [];
        if (refusals < REFUSED_STOPS && owedSinceMs + REFUSED_FOR_MS > nowMs) return [];
        const begins = emergencyLeg(owed.position);
        const tried = theirs.filter(({ leg }) => leg?.startsWith(begins) === true);
        if (tried.some(({ status }) => !isEnded(status))) return [];
        const waitMs = Math.min(2 ** Math.min(tried.length, 10) * 1_000, CLOSE_AGAIN_MS);
        if (tried.some(({ updatedAtMs }) => updatedAtMs + waitMs > nowMs)) return [];
        if (!venueTerms(owed.venue).closesUnprotected) return [];
        const { userId, venue, strategy } = owed;
        return [
          {
            ...{ userId, accountId, venue, symbol, strategy, instanceId, epoch: gate.epoch, refusals },
            cycle: Math.max(0, ...theirs.map(({ cycle }) => cycle ?? 0)),
            ...{ position: owed.position, size: formatMoney(size), closes: tried.length },
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

  /** An obligation as it stands against its stops, and whether that changes what is owed. */
  private judged(owed: ObligationRow, nowMs: number): Judged {
    const gate = this.tables.gates.get(owed.instanceId);
    if (gate === undefined) return UNMOVED;
    const resting = this.ofHolder(owed).some((row) => isConfirmed(row) && closes(owed, row) && isExit(row));
    if (owed.dueAtMs === null && owed.size === 0n && !resting) return UNMOVED;
    const covered = coveredBy(owed, this.confirmedStops(owed));
    const protects = owed.hedges ? gate.protectsHedge : gate.protects;
    const held = owed.size < 0n ? 0n - owed.size : owed.size;
    const safe = owed.size === 0n ? !resting : !protects || covered >= held;
    const late = !safe && owed.dueAtMs !== null && owed.dueAtMs <= nowMs;
    const moves = safe
      ? owed.dueAtMs !== null || owed.alarmedAtMs !== null
      : owed.dueAtMs === null || (late && owed.alarmedAtMs === null);
    return { moves, safe, late, covered };
  }

  protected confirmedStops(owed: ObligationRow): readonly IntentRow[] {
    return this.ofHolder(owed).filter(
      (row) =>
        isConfirmed(row) &&
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

/** The venue has it, as far as anybody knows: of what it has forgotten nobody does. */
const isConfirmed = ({ status, code }: IntentRow): boolean => CONFIRMED.has(status) && code !== FORGOTTEN;

const isRefusedStop = ({ type, status, code, reduceOnly, wire }: IntentRow): boolean =>
  (status === 'rejected' || status === 'denied') &&
  code !== 'nothing-to-reduce' &&
  ((type === 'stop-market' && reduceOnly) || (wire?.type === 'trigger' && wire.action === 'close'));

/** It can only end a position which is there. */
const isExit = ({ type, reduceOnly, strategy }: IntentRow): boolean =>
  reduceOnly && (type === 'stop-market' || (type === 'limit' && strategy === 'hyper-rsi'));

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

/** One of hedge mode that stands on the other side was closed before its entry was heard of: nothing of it is there to close. */
const isHeld = ({ position, size }: ObligationRow): boolean =>
  position === 'long' ? size > 0n : position === 'short' ? size < 0n : size !== 0n;
