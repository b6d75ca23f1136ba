import { formatMoney } from '../../shared/pure/numbers/money.js';
import { isEnded, isUnresolved, stronger, unitsOfText } from '../../modules/orders/domain/index.js';
import type { Lease } from '../../shared/platform/leases/shard-leases.port.js';
import type { RowChange } from '../store/memory-database.js';
import {
  laneKey,
  type GateRow,
  type IntentRow,
  type OrdersTables,
  type RiskProfileRow,
} from '../store/orders/orders-tables.js';
import type { BookOrder, PlaceRequest, VenueTrade } from '../venue/book-order.js';
import type { Venue } from '../venue/venue.js';
import { begunBeside, leftBehind } from './left-behind.js';
import { Violation } from './violation.js';

export interface OrdersOracleParts {
  readonly tables: OrdersTables;
  readonly venue: Venue;
  readonly nowMs: () => number;
  /** The largest value that one account may have in one instrument. */
  readonly mostNotional: () => bigint;
  /** The venue's clock and ours may differ by so much. */
  readonly clockOffMs: number;
}

/** Tables of what a position is the sum of. */
const LEDGER: ReadonlySet<string> = new Set(['fill', 'lane', 'foreign_execution', 'adjustment']);
/** Of an id of ours: everything but the attempt and the check character. */
const BASE_LENGTH = 21;
/** A stop that was confirmed and is not there any more is noticed by the reconciliation after this, at the latest. */
const STOP_MISSED_MS = 90_000;
/** Both processes may be down for so long, or without their database. */
const NOBODY_LOOKS_MS = 60_000;

/**
 * Holds what the venue did against what the program has written. The venue's journal is the truth, and the program cannot see
 * it. What is found is kept, because it is found in the middle of somebody else's work; the kernel asks after every event.
 */
export class OrdersOracle {
  found: Violation | null = null;
  /** Orders of ours that the venue has accepted. */
  accepted = 0;
  private readonly attempts = new Map<string, string>();
  private readonly unprotectedSince = new Map<string, number>();

  constructor(private readonly parts: OrdersOracleParts) {}

  accept({ accountId, clientOrderId, order, size, acceptedAtMs }: BookOrder, request: PlaceRequest): void {
    const { tables, clockOffMs } = this.parts;
    this.accepted += 1;
    const base = clientOrderId.slice(0, BASE_LENGTH);
    const before = this.attempts.get(base);
    if (before !== undefined)
      this.breaks('I2 one accepted order per intent', `${clientOrderId} after ${before}`);
    this.attempts.set(base, clientOrderId);
    const intent = tables.byClientId(accountId, clientOrderId);
    if (intent === undefined) {
      this.breaks('I11 intent precedes effect', `${clientOrderId} was accepted and is not stored`);
      return;
    }
    if (
      intent.side !== order.side ||
      intent.symbol !== request.symbol ||
      (intent.size !== null && unitsOfText(intent.size) !== size)
    )
      this.breaks('I11 intent precedes effect', `${clientOrderId} was accepted otherwise than it is stored`);
    if (intent.status === 'planned')
      this.breaks('I11 intent precedes effect', `${clientOrderId} was accepted and never claimed`);
    if (intent.sendDeadlineMs === null || acceptedAtMs > intent.sendDeadlineMs + clockOffMs)
      this.breaks('I12 no send after its deadline', `${clientOrderId} was accepted too late`);
    if (intent.reduceOnly !== order.reduceOnly)
      this.breaks('I6 reduce stays reduce', `${clientOrderId} lost its reduce-only`);
    this.gateHolds(intent);
    this.withinCap(intent);
  }

  trade({ accountId, symbol, clientOrderId }: VenueTrade, before: bigint, after: bigint): void {
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
    const lanes = new Set<string>();
    for (const { table, before, after } of changes) {
      if (table === 'intent')
        this.intentMoved(before as IntentRow | undefined, after as IntentRow | undefined);
      if (table === 'gate') this.gateMoved(before as GateRow | undefined, after as GateRow | undefined);
      if (table === 'risk_profile')
        this.haltMoved(before as RiskProfileRow | undefined, after as RiskProfileRow | undefined);
      if (LEDGER.has(table)) {
        const row = (after ?? before) as { accountId: string; symbol: string };
        lanes.add(laneKey(row));
      }
    }
    for (const lane of lanes) this.positionIsFold(lane);
  }

  /** What is true at every moment of whoever holds something. */
  look(): void {
    this.protectedOrKnown();
  }

  /** After everything is quiet: what the venue shows is what is stored. */
  atRest(): void {
    const { tables, venue } = this.parts;
    for (const row of tables.intents.all()) {
      if (isUnresolved(row.status) || row.status === 'planned')
        this.breaks('I20 everything is decided', `${row.clientOrderId} is still ${row.status}`);
    }
    for (const wish of tables.cancellations.all())
      if (wish.doneAtMs === null)
        this.breaks('I20 everything is decided', `the end of ${wish.intentId} is still wanted`);
    const open = new Set(
      venue.openOrders.map(({ accountId, clientOrderId }) => `${accountId} ${clientOrderId}`),
    );
    for (const { accountId, clientOrderId } of venue.openOrders) {
      const row = tables.byClientId(accountId, clientOrderId);
      if (row === undefined || isEnded(row.status))
        this.breaks(
          'I3 every live order is known',
          `${clientOrderId} rests and is ${row?.status ?? 'unknown'}`,
        );
    }
    for (const row of tables.intents.all())
      if (!isEnded(row.status) && !open.has(`${row.accountId} ${row.clientOrderId}`))
        this.breaks(
          'I20 our books are the venue’s',
          `${row.clientOrderId} is ${row.status} and not at the venue`,
        );
    this.fillsAreAll();
    for (const gate of tables.gates.all())
      if (!gate.open && gate.settledAtMs === null)
        this.breaks('I20 a stop is carried out', `the gate of ${gate.instanceId} is not settled`);
    for (const { userId, haltedAt, settledAtMs } of tables.riskProfiles.all())
      if (haltedAt !== null && settledAtMs === null)
        this.breaks('I20 a halt is carried out', `the kill switch of ${userId} is not settled`);
    this.holdingsAreOwed();
  }

  /** What each instance holds is what its fills add up to, and it is protected or its owner knows. */
  private holdingsAreOwed(): void {
    const { tables, venue } = this.parts;
    const held = new Map<string, bigint>();
    for (const fill of tables.fills.all()) {
      const { instanceId } = tables.intents.get(fill.intentId)!;
      if (instanceId === null) continue;
      const size = unitsOfText(fill.size);
      held.set(instanceId, (held.get(instanceId) ?? 0n) + (fill.side === 'buy' ? size : 0n - size));
    }
    for (const { holder, change } of tables.adjustments.all()) {
      const size = held.get(holder);
      if (size !== undefined) held.set(holder, size + change);
    }
    const owed = new Map([...tables.obligations.all()].map((row) => [row.instanceId, row]));
    for (const [instanceId, size] of held) {
      const row = owed.get(instanceId);
      if ((row?.size ?? 0n) !== size)
        this.breaks(
          'I15 protected or known',
          `${instanceId} holds ${formatMoney(size)} and ${formatMoney(row?.size ?? 0n)} is owed`,
        );
      if (row === undefined || row.dueAtMs === null || row.alarmedAtMs !== null || size === 0n) continue;
      this.breaks('I15 protected or known', `${instanceId} holds ${formatMoney(size)} and nobody has looked`);
    }
    for (const { owner, order, clientOrderId } of venue.openOrders)
      if (order.type === 'stop-market' && owner !== null && held.get(owner) === 0n)
        this.breaks(
          'I6 no stop without a position',
          `${clientOrderId} of ${owner} rests and nothing is held`,
        );
    this.found ??= leftBehind(this.parts, held);
  }

  private fillsAreAll(): void {
    const { tables, venue } = this.parts;
    const sizes = new Map<string, bigint>();
    for (const trade of venue.trades) {
      const row = tables.byClientId(trade.accountId, trade.clientOrderId);
      if (row === undefined) continue;
      const fill = tables.fills.by(
        'fill_account_id_symbol_trade_id_key',
        JSON.stringify([trade.accountId, trade.symbol, trade.tradeId]),
      );
      if (fill === undefined)
        this.breaks(
          'I8 a fill counts once',
          `${trade.tradeId} of ${trade.clientOrderId} (${row.status}) was never booked`,
        );
      sizes.set(row.orderId, (sizes.get(row.orderId) ?? 0n) + trade.size);
    }
    for (const [orderId, size] of sizes) {
      const row = tables.intents.get(orderId)!;
      if (unitsOfText(row.filledSize) !== size)
        this.breaks('I9 filled is what was filled', `${row.clientOrderId} says ${row.filledSize}`);
    }
    // An account on which nobody here has ever ordered is not compared with its venue: it may be told of by others in part.
    const ordered = new Set([...tables.intents.all()].map(({ accountId }) => accountId));
    for (const lane of tables.lanes.all()) {
      const theirs = venue.position(lane.accountId, lane.symbol);
      if (lane.position === theirs || !ordered.has(lane.accountId)) continue;
      this.breaks(
        'I1 a position is the fold of its fills',
        `${laneKey(lane)} is ${formatMoney(lane.position)} here and ${formatMoney(theirs)} there`,
      );
    }
  }

  private intentMoved(before: IntentRow | undefined, after: IntentRow | undefined): void {
    if (before === undefined || after === undefined) return;
    if (before.status === 'planned' && after.status === 'sending') this.mayLeave(after);
    if (before.status !== after.status && stronger(before.status, after.status) !== after.status)
      this.breaks('I10 status moves forward', `${after.clientOrderId}: ${before.status} to ${after.status}`);
    if (unitsOfText(after.filledSize) < unitsOfText(before.filledSize))
      this.breaks(
        'I9 filled is monotone',
        `${after.clientOrderId}: ${before.filledSize} to ${after.filledSize}`,
      );
    if (
      after.size !== null &&
      after.type !== 'liquidation' &&
      unitsOfText(after.filledSize) > unitsOfText(after.size)
    )
      this.breaks(
        'I9 filled within its size',
        `${after.clientOrderId}: ${after.filledSize} of ${after.size}`,
      );
  }

  private positionIsFold(lane: string): void {
    const { tables } = this.parts;
    const row = tables.lanes.get(lane);
    if (row === undefined) return;
    let sum = 0n;
    for (const fill of tables.fills.all())
      if (laneKey(fill) === lane)
        sum += fill.side === 'buy' ? unitsOfText(fill.size) : 0n - unitsOfText(fill.size);
    for (const other of tables.foreign.all()) {
      if (laneKey(other) !== lane || other.execution['kind'] !== 'filled') continue;
      const size = unitsOfText(String(other.execution['size']));
      sum += other.execution['side'] === 'buy' ? size : 0n - size;
    }
    for (const adjustment of tables.adjustments.all())
      if (laneKey(adjustment) === lane) sum += adjustment.change;
    if (sum !== row.position)
      this.breaks(
        'I1 a position is the fold of its fills',
        `${lane} is ${formatMoney(row.position)}, its fills ${formatMoney(sum)}`,
      );
  }

  /** A stop is carried out when nothing that adds is left, at the venue neither. */
  private gateMoved(before: GateRow | undefined, after: GateRow | undefined): void {
    this.found ??= begunBeside(this.parts.tables, before, after);
    if (after === undefined || after.settledAtMs === null || before?.settledAtMs === after.settledAtMs)
      return;
    const { tables, venue } = this.parts;
    for (const { accountId, clientOrderId, owner } of venue.openOrders)
      if (owner === after.instanceId && tables.byClientId(accountId, clientOrderId)?.adds === true)
        this.breaks('I12 a stop is carried out', `${clientOrderId} rests behind a settled gate`);
  }

  /** Whoever was told that nothing is left that could add was told the truth. */
  private haltMoved(before: RiskProfileRow | undefined, after: RiskProfileRow | undefined): void {
    if (after === undefined || after.settledAtMs === null || before?.settledAtMs === after.settledAtMs)
      return;
    const { tables, venue } = this.parts;
    for (const { accountId, clientOrderId } of venue.openOrders) {
      const intent = tables.byClientId(accountId, clientOrderId);
      if (intent?.userId === after.userId && intent.adds)
        this.breaks('I12 a halt is carried out', `${clientOrderId} rests behind a settled kill switch`);
    }
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

  /** What is claimed is wanted still. */
  private mayLeave({ clientOrderId, instanceId, userId, adds, epoch, validUntilMs }: IntentRow): void {
    const { tables, nowMs } = this.parts;
    const gate = instanceId === null ? undefined : tables.gates.get(instanceId);
    if (gate !== undefined && (gate.epoch !== epoch || (adds && !gate.open)))
      this.breaks('I12 no send after a stop', `${clientOrderId} was claimed behind a closed gate`);
    if (adds && (tables.riskProfiles.get(userId)?.haltedAt ?? null) !== null)
      this.breaks('I12 no send after the kill switch', `${clientOrderId} was claimed`);
    if (validUntilMs !== null && validUntilMs <= nowMs())
      this.breaks('I12 no send after its time', `${clientOrderId} was claimed too late`);
  }

  /** Nothing that adds is accepted behind a closed gate, unless it had left before the gate was closed. */
  private gateHolds(intent: IntentRow): void {
    if (!intent.adds || intent.instanceId === null) return;
    const gate = this.parts.tables.gates.get(intent.instanceId);
    if (gate !== undefined && !gate.open && gate.settledAtMs !== null)
      this.breaks('I12 no send after a stop', `${intent.clientOrderId} was accepted behind a settled gate`);
  }

  private withinCap({ accountId, symbol, adds }: IntentRow): void {
    if (!adds) return;
    const { venue, mostNotional, tables } = this.parts;
    const held = venue.position(accountId, symbol);
    let size = held < 0n ? 0n - held : held;
    for (const order of venue.openOrders) {
      if (order.accountId !== accountId || order.symbol !== symbol || order.order.reduceOnly) continue;
      if (tables.byClientId(accountId, order.clientOrderId)?.adds !== true) continue;
      size += order.size - order.filled;
    }
    const value = (size * venue.priceOf(symbol)) / 10n ** 18n;
    if (value > mostNotional())
      this.breaks('I14 exposure within its cap', `${accountId} ${symbol} is worth ${formatMoney(value)}`);
  }

  /** A position that our books call protected has its stop at the venue, but for a moment. */
  private protectedOrKnown(): void {
    const { tables, venue, nowMs } = this.parts;
    for (const owed of tables.obligations.all()) {
      const name = `${owed.accountId} ${owed.symbol} ${owed.instanceId}`;
      const gate = tables.gates.get(owed.instanceId);
      if (
        gate?.protects === true &&
        owed.size !== 0n &&
        owed.alarmedAtMs === null &&
        owed.dueAtMs !== null &&
        nowMs() - owed.dueAtMs > NOBODY_LOOKS_MS
      )
        this.breaks('I15 protected or known', `${name} was due and nobody was told`);
      const late = owed.alarmedAtMs !== null || gate?.protects !== true || owed.size === 0n;
      if (late || this.covered(venue, owed)) {
        this.unprotectedSince.delete(name);
        continue;
      }
      const since = this.unprotectedSince.get(name) ?? nowMs();
      this.unprotectedSince.set(name, since);
      if (nowMs() - since > STOP_MISSED_MS)
        this.breaks('I15 protected or known', `${name} holds ${formatMoney(owed.size)} without a stop`);
    }
  }

  private covered(
    venue: Venue,
    {
      accountId,
      symbol,
      instanceId,
      size,
    }: { accountId: string; symbol: string; instanceId: string; size: bigint },
  ): boolean {
    let stops = 0n;
    for (const order of venue.openOrders) {
      if (order.accountId !== accountId || order.symbol !== symbol || order.owner !== instanceId) continue;
      if (order.order.type === 'trigger') return true;
      if (order.order.type === 'stop-market') stops += order.size - order.filled;
    }
    const held = size < 0n ? 0n - size : size;
    return stops >= held || venue.position(accountId, symbol) === 0n;
  }

  private breaks(invariant: string, details: string): void {
    this.found ??= new Violation(invariant, details);
  }
}
