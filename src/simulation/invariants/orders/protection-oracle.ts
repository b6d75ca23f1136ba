import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { movedBy } from '../../../modules/orders/domain/index.js';
import type { ObligationRow } from '../../store/orders/orders-tables.js';
import type { Venue } from '../../venue/venue.js';
import { holdingKey } from '../left-behind.js';
import type { FamilyParts } from './oracle-parts.js';

/** A stop that was confirmed and is not there any more is noticed by the reconciliation after this, at the latest. */
const STOP_MISSED_MS = 90_000;
/** Both processes may be down for so long, or without their database. */
const NOBODY_LOOKS_MS = 60_000;

/** What is held is protected, or its owner knows (I15), and no stop stays without it (I6). */
export class ProtectionOracle {
  private readonly unprotectedSince = new Map<string, number>();

  constructor(private readonly parts: FamilyParts) {}

  /** The tables have gone back. */
  wentBack(): void {
    this.unprotectedSince.clear();
  }

  /**
   * A position that our books call protected has its stop at the venue, but for a moment. Nobody can look while the host is off:
   * from then on the moment counts.
   */
  protectedOrKnown(): void {
    const { tables, venue, nowMs, hostOnSinceMs, lost } = this.parts;
    const lostAtMs = lost?.workingSinceMs ?? 0;
    for (const owed of tables.obligations.all()) {
      const name = `${owed.accountId} ${owed.symbol} ${holdingKey(owed.instanceId, owed.position)}`;
      const gate = tables.gates.get(owed.instanceId);
      const protects = owed.hedges ? gate?.protectsHedge : gate?.protects;
      if (
        protects === true &&
        owed.size !== 0n &&
        owed.alarmedAtMs === null &&
        owed.dueAtMs !== null &&
        nowMs() - Math.max(owed.dueAtMs, hostOnSinceMs(), lostAtMs) > NOBODY_LOOKS_MS
      )
        this.parts.breaks('I15 protected or known', `${name} was due and nobody was told`);
      const late = owed.alarmedAtMs !== null || protects !== true || owed.size === 0n;
      if (late || this.covered(venue, owed)) {
        this.unprotectedSince.delete(name);
        continue;
      }
      const since = this.unprotectedSince.get(name) ?? nowMs();
      this.unprotectedSince.set(name, since);
      if (nowMs() - Math.max(since, hostOnSinceMs()) > STOP_MISSED_MS)
        this.parts.breaks('I15 protected or known', `${name} holds ${formatMoney(owed.size)} without a stop`);
    }
  }

  /**
   * What each instance holds is what its fills add up to, and it is protected or its owner knows; each position by itself.
   * @returns signed sizes by `holdingKey`
   */
  holdingsAreOwed(): ReadonlyMap<string, bigint> {
    const { tables, venue } = this.parts;
    const held = new Map<string, bigint>();
    for (const fill of tables.fills.all()) {
      const { instanceId } = tables.intents.get(fill.intentId)!;
      if (instanceId === null) continue;
      const key = holdingKey(instanceId, fill.position);
      held.set(key, (held.get(key) ?? 0n) + movedBy(fill.symbol, fill));
    }
    for (const { holder, position, change } of tables.adjustments.all()) {
      const key = holdingKey(holder, position);
      const size = held.get(key);
      if (size !== undefined) held.set(key, size + change);
    }
    const owed = new Map(
      [...tables.obligations.all()].map((row) => [holdingKey(row.instanceId, row.position), row]),
    );
    for (const [name, size] of held) {
      const row = owed.get(name);
      if ((row?.size ?? 0n) !== size)
        this.parts.breaks(
          'I15 protected or known',
          `${name} holds ${formatMoney(size)} and ${formatMoney(row?.size ?? 0n)} is owed`,
        );
      if (row === undefined || row.dueAtMs === null || row.alarmedAtMs !== null || size === 0n) continue;
      this.parts.breaks('I15 protected or known', `${name} holds ${formatMoney(size)} and nobody has looked`);
    }
    for (const { owner, order, accountId, clientOrderId } of venue.openOrders)
      if (
        tables.byClientId(accountId, clientOrderId) !== undefined &&
        order.type === 'stop-market' &&
        owner !== null &&
        held.get(holdingKey(owner, order.positionSide)) === 0n
      )
        this.parts.breaks(
          'I6 no stop without a position',
          `${clientOrderId} of ${owner} rests and nothing is held`,
        );
    return held;
  }

  private covered(venue: Venue, { accountId, symbol, instanceId, position, size }: ObligationRow): boolean {
    let stops = 0n;
    for (const order of venue.openOrders) {
      if (order.accountId !== accountId || order.symbol !== symbol || order.owner !== instanceId) continue;
      if ((order.order.positionSide ?? 'net') !== position) continue;
      if (order.order.type === 'trigger') return true;
      if (order.order.type === 'stop-market') stops += order.size - order.filled;
    }
    const held = size < 0n ? 0n - size : size;
    return stops >= held || venue.held(accountId, symbol, position) === 0n;
  }
}
