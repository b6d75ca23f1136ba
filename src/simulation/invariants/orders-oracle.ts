import { formatMoney } from '../../shared/pure/numbers/money.js';
import type { Lease } from '../../shared/platform/leases/shard-leases.port.js';
import type { RowChange } from '../store/memory-database.js';
import type { GateRow, IntentRow, RiskProfileRow } from '../store/orders/orders-tables.js';
import type { BookOrder, PlaceRequest, VenueTrade } from '../venue/book-order.js';
import { begunBeside, leftBehind } from './left-behind.js';
import { ExposureOracle } from './orders/exposure-oracle.js';
import { LedgerOracle } from './orders/ledger-oracle.js';
import type { FamilyParts, OrdersOracleParts } from './orders/oracle-parts.js';
import { ProtectionOracle } from './orders/protection-oracle.js';
import { SendsOracle } from './orders/sends-oracle.js';
import { StatusesOracle } from './orders/statuses-oracle.js';
import { SpotOracle } from './spot-oracle.js';
import type { Violation } from './violation.js';

const HOUR_MS = 3_600_000;

/**
 * Holds what the venue did against what the program has written. The venue's journal is the truth, and the program cannot see
 * it. What is found is kept, because it is found in the middle of somebody else's work; the kernel asks after every event.
 */
export class OrdersOracle {
  found: Pick<Violation, 'invariant' | 'details'> | null = null;
  /** Orders of ours that the venue has accepted. */
  accepted = 0;
  private readonly sends: SendsOracle;
  private readonly statuses: StatusesOracle;
  private readonly exposure: ExposureOracle;
  private readonly ledger: LedgerOracle;
  private readonly protection: ProtectionOracle;
  private readonly spot: SpotOracle;

  constructor(private readonly parts: OrdersOracleParts) {
    const breaks = (invariant: string, details: string): void => this.breaks(invariant, details);
    this.spot = new SpotOracle({ ...parts, breaks });
    const family: FamilyParts = { ...parts, spot: this.spot, breaks };
    this.sends = new SendsOracle(family);
    this.statuses = new StatusesOracle(family);
    this.exposure = new ExposureOracle(family);
    this.ledger = new LedgerOracle(family);
    this.protection = new ProtectionOracle(family);
  }

  accept(order: BookOrder, request: PlaceRequest): void {
    this.accepted += 1;
    const intent = this.sends.accepted(order, request);
    if (intent === null) return;
    if (intent.reduceOnly !== this.parts.venue.reduces(order.accountId, order.order))
      this.breaks('I6 reduce stays reduce', `${intent.clientOrderId} lost its reduce-only`);
    this.sends.gateHolds(intent);
    this.exposure.withinCap(intent);
  }

  /** The tables have gone back: what is remembered of them goes with them. */
  wentBack(): void {
    this.ledger.wentBack();
    this.protection.wentBack();
    this.spot.wentBack();
  }

  trade(trade: VenueTrade, order: BookOrder | null, before: bigint, after: bigint): void {
    const { accountId, symbol, clientOrderId } = trade;
    if (this.parts.venue.spot.has(accountId)) {
      this.spot.traded(trade, order);
      return;
    }
    const intent = this.parts.tables.byClientId(accountId, clientOrderId);
    if (intent?.reduceOnly !== true) return;
    const flips = before === 0n || (before > 0n ? after < 0n : after > 0n);
    const grows = (after < 0n ? 0n - after : after) > (before < 0n ? 0n - before : before);
    if (flips || grows)
      this.breaks(
        'I6 reduce never flips or opens',
        `${clientOrderId} moved ${symbol} from ${formatMoney(before)} to ${formatMoney(after)}`,
      );
  }

  /** A transaction of orders was committed. */
  committed(changes: readonly RowChange[]): void {
    for (const { table, before, after } of changes) {
      if (table === 'intent')
        this.intentMoved(before as IntentRow | undefined, after as IntentRow | undefined);
      if (table === 'gate') this.gateMoved(before as GateRow | undefined, after as GateRow | undefined);
      if (table === 'risk_profile')
        this.sends.haltMoved(before as RiskProfileRow | undefined, after as RiskProfileRow | undefined);
    }
    this.ledger.committed(changes);
  }

  /** What is true at every moment of whoever holds something. */
  look(): void {
    this.protection.protectedOrKnown();
  }

  /** After everything is quiet: what the venue shows is what is stored. */
  atRest(): void {
    this.statuses.atRest();
    this.ledger.atRest();
    this.stopsAreCarriedOut();
    const held = this.protection.holdingsAreOwed();
    this.found ??= leftBehind(this.parts, held);
    this.repairsAreLimited();
    this.found ??= this.parts.lost?.untold() ?? null;
  }

  /** What was written under leases was written while they stood. */
  writtenUnder(leases: readonly Lease[]): void {
    for (const { shard, owner, fence } of leases) {
      const row = this.parts.tables.leases.get(String(shard));
      if (row?.owner !== owner || row.fence !== fence)
        this.breaks(
          'I13 no write by a stale owner',
          `${owner} wrote for shard ${shard} under fence ${fence}`,
        );
    }
  }

  private intentMoved(before: IntentRow | undefined, after: IntentRow | undefined): void {
    if (before === undefined || after === undefined) return;
    this.sends.moved(before, after);
    this.statuses.moved(before, after);
  }

  private gateMoved(before: GateRow | undefined, after: GateRow | undefined): void {
    this.found ??= begunBeside(this.parts.tables, before, after);
    this.sends.gateMoved(before, after);
  }

  private stopsAreCarriedOut(): void {
    const { tables } = this.parts;
    for (const gate of tables.gates.all())
      if (!gate.open && gate.settledAtMs === null)
        this.breaks('I20 a stop is carried out', `the gate of ${gate.instanceId} is not settled`);
    for (const { userId, haltedAt, settledAtMs } of tables.riskProfiles.all())
      if (haltedAt !== null && settledAtMs === null)
        this.breaks('I20 a halt is carried out', `the kill switch of ${userId} is not settled`);
  }

  /** Whatever undoes every repair of a bot needs a person. */
  private repairsAreLimited(): void {
    const { tables, nowMs, repairsPerHour } = this.parts;
    const repairs = new Map<string, number>();
    for (const { instanceId, atMs } of tables.repairs.all())
      if (atMs > nowMs() - HOUR_MS) repairs.set(instanceId, (repairs.get(instanceId) ?? 0) + 1);
    for (const [instanceId, count] of repairs)
      if (count > repairsPerHour && (tables.riskInstances.get(instanceId)?.halt ?? null) === null)
        this.breaks('I20 repairs are limited', `${instanceId} was repaired ${count} times and goes on`);
  }

  private breaks(invariant: string, details: string): void {
    this.found ??= { invariant, details };
  }
}
