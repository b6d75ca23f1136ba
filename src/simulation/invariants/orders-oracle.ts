import { formatMoney } from '../../shared/pure/numbers/money.js';
import {
  FOREIGN,
  isEnded,
  isSpot,
  isUnresolved,
  movedBy,
  movedByOthers,
  stronger,
  unitsOfText,
  type MovingExecution,
} from '../../modules/orders/domain/index.js';
import type { Lease } from '../../shared/platform/leases/shard-leases.port.js';
import type { RowChange } from '../store/memory-database.js';
import {
  laneKey,
  tradeKey,
  type AdjustmentRow,
  type ForeignRow,
  type GateRow,
  type IntentRow,
  type LaneRow,
  type ObligationRow,
  type OrdersTables,
  type RiskProfileRow,
} from '../store/orders/orders-tables.js';
import type { BookOrder, PlaceRequest, VenueTrade } from '../venue/book-order.js';
import type { Venue } from '../venue/venue.js';
import { begunBeside, holdingKey, leftBehind } from './left-behind.js';
import { isDoubted, type LostTimeOracle } from './lost-time-oracle.js';
import { SpotOracle } from './spot-oracle.js';
import { Violation } from './violation.js';
import { NOTHING_HELD, wasHeld, type Sizes } from './was-held.js';

export interface OrdersOracleParts {
  readonly tables: OrdersTables;
  readonly venue: Venue;
  readonly nowMs: () => number;
  /** The largest value that one account may have in one instrument. */
  readonly mostNotional: () => bigint;
  /** The venue's clock and ours may differ by so much. */
  readonly clockOffMs: number;
  /** Repairs of one bot within an hour after which it has to be halted. */
  readonly repairsPerHour: number;
  /** Null where the database never goes back. */
  readonly lost: LostTimeOracle | null;
  /** Since when the host of all processes is on; 0 when it was never off. */
  readonly hostOnSinceMs: () => number;
  /** Whether nobody can know of a trade any more, and nobody could in time. */
  readonly isForgotten: (trade: VenueTrade) => boolean;
}

/** Tables of what a position is the sum of. */
const LEDGER: ReadonlySet<string> = new Set(['fill', 'lane', 'foreign_execution', 'adjustment']);
/** Of an id of ours: everything but the attempt and the check character. */
const BASE_LENGTH = 21;
/** A stop that was confirmed and is not there any more is noticed by the reconciliation after this, at the latest. */
const STOP_MISSED_MS = 90_000;
/** What a position is adjusted to, or ends an order, was shown by the venue no longer ago: whoever has asked may have slept since. */
export const SHOWN_WITHIN_MS = 90_000;
const HOUR_MS = 3_600_000;
/** Both processes may be down for so long, or without their database. */
const NOBODY_LOOKS_MS = 60_000;

/**
 * Holds what the venue did against what the program has written. The venue's journal is the truth, and the program cannot see
 * it. What is found is kept, because it is found in the middle of somebody else's work; the kernel asks after every event.
 */
export class OrdersOracle {
  found: Pick<Violation, 'invariant' | 'details'> | null = null;
  /** Orders of ours that the venue has accepted. */
  accepted = 0;
  private readonly attempts = new Map<string, string>();
  private readonly unprotectedSince = new Map<string, number>();
  /** What the entries of each lane add up to, as they were committed. */
  private readonly sums = new Map<string, bigint>();
  /** The same of the short positions of hedge mode, as sizes. */
  private readonly shorts = new Map<string, bigint>();

  private readonly spot: SpotOracle;

  constructor(private readonly parts: OrdersOracleParts) {
    const breaks = (invariant: string, details: string): void => this.breaks(invariant, details);
    this.spot = new SpotOracle({ ...parts, breaks });
  }

  accept({ accountId, clientOrderId, order, size, acceptedAtMs }: BookOrder, request: PlaceRequest): void {
    const { tables } = this.parts;
    this.accepted += 1;
    const base = clientOrderId.slice(0, BASE_LENGTH);
    const earlier = this.attempts.get(base);
    if (earlier !== undefined)
      this.breaks('I2 one accepted order per intent', `${clientOrderId} after ${earlier}`);
    this.attempts.set(base, clientOrderId);
    const before = this.parts.lost?.sentBefore(accountId, clientOrderId);
    if (before !== undefined) {
      this.inTime(before, acceptedAtMs);
      return;
    }
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
    this.inTime(intent, acceptedAtMs);
    if (intent.reduceOnly !== this.parts.venue.reduces(accountId, order))
      this.breaks('I6 reduce stays reduce', `${clientOrderId} lost its reduce-only`);
    this.gateHolds(intent);
    this.withinCap(intent);
  }

  private inTime({ sendDeadlineMs, clientOrderId }: IntentRow, acceptedAtMs: number): void {
    if (sendDeadlineMs === null || acceptedAtMs > sendDeadlineMs + this.parts.clockOffMs)
      this.breaks('I12 no send after its deadline', `${clientOrderId} was accepted too late`);
  }

  /** The tables have gone back: what is remembered of them goes with them. */
  wentBack(): void {
    this.sums.clear();
    this.shorts.clear();
    for (const [lane, { position, short }] of this.folds()) {
      this.sums.set(lane, position);
      this.shorts.set(lane, short);
    }
    this.unprotectedSince.clear();
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
    let lanes: Set<string> | null = null;
    const adjusted = new Map<string, AdjustmentRow>();
    for (const { table, before, after } of changes) {
      if (table === 'intent')
        this.intentMoved(before as IntentRow | undefined, after as IntentRow | undefined);
      if (table === 'gate') this.gateMoved(before as GateRow | undefined, after as GateRow | undefined);
      if (table === 'risk_profile')
        this.haltMoved(before as RiskProfileRow | undefined, after as RiskProfileRow | undefined);
      if (!LEDGER.has(table)) continue;
      const lane = laneKey((after ?? before) as LaneRow);
      const change = entryOf(table, after) - entryOf(table, before);
      this.sums.set(lane, (this.sums.get(lane) ?? 0n) + change);
      const short = shortOf(table, after) - shortOf(table, before);
      if (short !== 0n) this.shorts.set(lane, (this.shorts.get(lane) ?? 0n) + short);
      (lanes ??= new Set()).add(lane);
      if (table === 'adjustment') adjusted.set(lane, after as AdjustmentRow);
    }
    for (const lane of lanes ?? [])
      this.positionIsFold(lane, this.sums.get(lane)!, this.shorts.get(lane) ?? 0n);
    for (const row of adjusted.values()) {
      this.adjustedToTheVenue(row);
      this.adjustedAtRest(row);
    }
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
      // One of a time that was lost is told, and nobody touches it.
      if (row === undefined && this.parts.lost !== null) continue;
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
    this.positionsAreFolds();
    this.cashIsBooked();
    for (const gate of tables.gates.all())
      if (!gate.open && gate.settledAtMs === null)
        this.breaks('I20 a stop is carried out', `the gate of ${gate.instanceId} is not settled`);
    for (const { userId, haltedAt, settledAtMs } of tables.riskProfiles.all())
      if (haltedAt !== null && settledAtMs === null)
        this.breaks('I20 a halt is carried out', `the kill switch of ${userId} is not settled`);
    this.holdingsAreOwed();
    this.repairsAreLimited();
    this.found ??= this.parts.lost?.untold() ?? null;
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

  /** What each instance holds is what its fills add up to, and it is protected or its owner knows; each position by itself. */
  private holdingsAreOwed(): void {
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
        this.breaks(
          'I15 protected or known',
          `${name} holds ${formatMoney(size)} and ${formatMoney(row?.size ?? 0n)} is owed`,
        );
      if (row === undefined || row.dueAtMs === null || row.alarmedAtMs !== null || size === 0n) continue;
      this.breaks('I15 protected or known', `${name} holds ${formatMoney(size)} and nobody has looked`);
    }
    for (const { owner, order, accountId, clientOrderId } of venue.openOrders)
      if (
        tables.byClientId(accountId, clientOrderId) !== undefined &&
        order.type === 'stop-market' &&
        owner !== null &&
        held.get(holdingKey(owner, order.positionSide)) === 0n
      )
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
      if (fill === undefined && this.parts.isForgotten(trade)) continue;
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
    this.spot.atRest();
    for (const lane of tables.lanes.all()) {
      if (venue.spot.has(lane.accountId)) continue;
      const theirs = venue.position(lane.accountId, lane.symbol);
      const short = venue.short(lane.accountId, lane.symbol);
      if ((lane.position === theirs && lane.short === short) || !ordered.has(lane.accountId)) continue;
      this.breaks(
        'I1 a position is the fold of its fills',
        `${laneKey(lane)} is ${sizesOf(lane)} here and ${sizesOf({ position: theirs, short })} there`,
      );
    }
  }

  private intentMoved(before: IntentRow | undefined, after: IntentRow | undefined): void {
    if (before === undefined || after === undefined) return;
    if (before.status === 'planned' && after.status === 'sending' && !isDoubted(after)) this.mayLeave(after);
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

  private positionIsFold(lane: string, sum: bigint, short: bigint): void {
    const row = this.parts.tables.lanes.get(lane);
    if (row === undefined || (sum === row.position && short === row.short)) return;
    this.breaks(
      'I1 a position is the fold of its fills',
      `${lane} is ${sizesOf(row)}, its fills ${sizesOf({ position: sum, short })}`,
    );
  }

  /** The same in full, from the rows themselves. */
  private positionsAreFolds(): void {
    for (const [lane, { position, short }] of this.folds()) this.positionIsFold(lane, position, short);
  }

  /** What the entries of every lane add up to. */
  private folds(): ReadonlyMap<string, Sizes> {
    const { lanes, fills, foreign, adjustments } = this.parts.tables;
    const sums = new Map<string, Sizes>();
    for (const lane of lanes.all()) sums.set(laneKey(lane), NOTHING_HELD);
    for (const table of [fills, foreign, adjustments])
      for (const row of table.all()) {
        const { position, short } = sums.get(laneKey(row)) ?? NOTHING_HELD;
        sums.set(laneKey(row), {
          position: position + entryOf(table.name, row),
          short: short + shortOf(table.name, row),
        });
      }
    return sums;
  }

  /** The venue is right about facts, and has shown not long ago what our books were adjusted to. */
  private adjustedToTheVenue(row: AdjustmentRow): void {
    const { tables, venue, nowMs } = this.parts;
    if (isSpot(row.symbol)) {
      this.spot.adjusted(row);
      return;
    }
    const ours = tables.lanes.get(laneKey(row)) ?? NOTHING_HELD;
    const { position, short } = wasHeld(venue, row, ours, nowMs() - SHOWN_WITHIN_MS);
    if (position !== ours.position || short !== ours.short)
      this.breaks(
        'I1 adjusted to what the venue shows',
        `${laneKey(row)} is ${sizesOf(ours)} after an adjustment and was ${sizesOf({ position, short })} there`,
      );
  }

  /** What nobody knows the fate of may explain a difference: nothing is adjusted before it is known. */
  private adjustedAtRest(row: AdjustmentRow): void {
    for (const { clientOrderId, status, ...intent } of this.parts.tables.intents.among('unresolved'))
      if (laneKey(intent) === laneKey(row))
        this.breaks(
          'I1 nothing is adjusted while an order is unresolved',
          `${laneKey(row)} was adjusted and ${clientOrderId} is ${status}`,
        );
  }

  /**
   * What each account has gained there is what the rows here add up to: prices, sizes, sides and fees as they were. A trade by hand
   * of which nobody was ever told is in no row; its size was adjusted.
   */
  private cashIsBooked(): void {
    const { tables, venue } = this.parts;
    const moved = new Map<string, bigint>();
    const add = (accountId: string, amount: bigint): void => {
      if (!venue.spot.has(accountId)) moved.set(accountId, (moved.get(accountId) ?? 0n) + amount);
    };
    for (const { accountId, ...fill } of tables.fills.all()) add(accountId, cashOf(fill));
    for (const { accountId, execution } of tables.foreign.all())
      if (execution['kind'] === 'filled') add(accountId, cashOf(execution));
    for (const { accountId, symbol, tradeId, side, size, price, fee } of venue.trades) {
      const told =
        tables.fills.by('fill_account_id_symbol_trade_id_key', tradeKey(accountId, symbol, tradeId)) ??
        tables.foreign.get(`${laneKey({ accountId, symbol })} trade ${tradeId}`);
      if (told !== undefined) continue;
      const [wholeSize, wholePrice, wholeFee] = [size, price, fee].map(formatMoney);
      add(accountId, cashOf({ side, size: wholeSize, price: wholePrice, fee: wholeFee }));
    }
    for (const [accountId, amount] of moved)
      if (amount !== venue.cashMoved(accountId))
        this.breaks(
          'I17 the ledger balances',
          `${accountId} has moved ${formatMoney(amount)} here and ${formatMoney(venue.cashMoved(accountId))} there`,
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
  private mayLeave(after: IntentRow): void {
    const { clientOrderId, instanceId, userId, adds, epoch, validUntilMs, updatedAtMs } = after;
    const { tables } = this.parts;
    const gate = instanceId === null ? undefined : tables.gates.get(instanceId);
    if (gate !== undefined && (gate.epoch !== epoch || (adds && !gate.open)))
      this.breaks('I12 no send after a stop', `${clientOrderId} was claimed behind a closed gate`);
    if (adds && (tables.riskProfiles.get(userId)?.haltedAt ?? null) !== null)
      this.breaks('I12 no send after the kill switch', `${clientOrderId} was claimed`);
    if (adds) this.nothingIsHalted(after);
    // The time of the claim, from which its deadline counts: a process may sleep before it commits, and what is sent then is late
    // for its venue too, which is looked at when it accepts.
    if (validUntilMs !== null && validUntilMs <= updatedAtMs)
      this.breaks('I12 no send after its time', `${clientOrderId} was claimed too late`);
  }

  private nothingIsHalted(adding: IntentRow): void {
    const { riskAccounts, riskInstances, lanes } = this.parts.tables;
    const { accountId, instanceId, clientOrderId } = adding;
    const instance = instanceId === null ? undefined : riskInstances.get(instanceId);
    const halt = riskAccounts.get(accountId)?.halt ?? lanes.get(laneKey(adding))?.halt ?? instance?.halt;
    if (halt !== undefined && halt !== null)
      this.breaks('I12 no send under a halt', `${clientOrderId} was claimed under ${halt}`);
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
    const waits = { buy: 0n, sell: 0n };
    const isOfSpot = venue.spot.has(accountId);
    // One net position is closed by what is against it before anything of that opens; by nothing else two positions are.
    const isNet = !isOfSpot && !venue.isHedged(accountId);
    const size = isOfSpot
      ? this.spot.ours({ accountId, symbol })
      : isNet
        ? venue.position(accountId, symbol)
        : venue
            .slotsOf(accountId)
            .reduce((sum, slot) => sum + magnitude(venue.held(accountId, symbol, slot)), 0n);
    for (const order of venue.openOrders) {
      if (order.accountId !== accountId || order.symbol !== symbol || order.order.reduceOnly) continue;
      if (tables.byClientId(accountId, order.clientOrderId)?.adds !== true) continue;
      waits[order.order.side] += order.size - order.filled;
    }
    const entries = (held: bigint): bigint =>
      isNet
        ? positive(waits.buy - positive(0n - held)) + positive(waits.sell - positive(held))
        : waits.buy + waits.sell;
    const worth = (held: bigint): bigint =>
      ((magnitude(held) + entries(held)) * venue.priceOf(symbol)) / 10n ** 18n;
    if (worth(size) <= mostNotional()) return;
    const untold = isOfSpot ? 0n : this.untold({ accountId, symbol });
    const known = isOfSpot ? size : isNet ? size - untold : positive(size - magnitude(untold));
    const value = worth(known);
    if (value > mostNotional())
      this.breaks('I14 exposure within its cap', `${accountId} ${symbol} is worth ${formatMoney(value)}`);
  }

  /** What others have traded in a lane, and nobody here has been told of or has seen yet: no limit can know of it. */
  private untold(lane: { readonly accountId: string; readonly symbol: string }): bigint {
    const { tables, venue } = this.parts;
    let size = 0n;
    for (const trade of venue.trades) {
      const { accountId, symbol, tradeId, clientOrderId, side } = trade;
      if (laneKey(trade) !== laneKey(lane) || tables.byClientId(accountId, clientOrderId) !== undefined)
        continue;
      const told =
        tables.fills.by('fill_account_id_symbol_trade_id_key', tradeKey(accountId, symbol, tradeId)) ??
        tables.foreign.get(`${laneKey(lane)} trade ${tradeId}`);
      if (told === undefined) size += side === 'buy' ? trade.size : 0n - trade.size;
    }
    for (const row of tables.adjustments.all())
      if (laneKey(row) === laneKey(lane) && row.holder === FOREIGN) size -= row.change;
    return size;
  }

  /**
   * A position that our books call protected has its stop at the venue, but for a moment. Nobody can look while the host is off:
   * from then on the moment counts.
   */
  private protectedOrKnown(): void {
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
        this.breaks('I15 protected or known', `${name} was due and nobody was told`);
      const late = owed.alarmedAtMs !== null || protects !== true || owed.size === 0n;
      if (late || this.covered(venue, owed)) {
        this.unprotectedSince.delete(name);
        continue;
      }
      const since = this.unprotectedSince.get(name) ?? nowMs();
      this.unprotectedSince.set(name, since);
      if (nowMs() - Math.max(since, hostOnSinceMs()) > STOP_MISSED_MS)
        this.breaks('I15 protected or known', `${name} holds ${formatMoney(owed.size)} without a stop`);
    }
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

  private breaks(invariant: string, details: string): void {
    this.found ??= { invariant, details };
  }
}

const positive = (size: bigint): bigint => (size > 0n ? size : 0n);

const magnitude = (size: bigint): bigint => (size < 0n ? 0n - size : size);

/** What a row of the ledger is of the position of its lane; the lane itself is nothing of it. */
function entryOf(table: string, row: object | undefined): bigint {
  if (row === undefined) return 0n;
  if (table === 'adjustment') return (row as AdjustmentRow).change;
  if (table === 'fill') return movedBy((row as LaneRow).symbol, row as MovingExecution);
  if (table !== 'foreign_execution') return 0n;
  const { symbol, execution } = row as ForeignRow;
  return execution['kind'] === 'filled' ? movedByOthers(symbol, execution as unknown as MovingExecution) : 0n;
}

/** What an execution brings in, its fee taken off; plain decimals in the quote currency. */
function cashOf(row: {
  readonly side?: unknown;
  readonly size?: unknown;
  readonly price?: unknown;
  readonly fee?: unknown;
}): bigint {
  return 0n - (signed(row) * unitsOfText(String(row.price))) / 10n ** 18n - unitsOfText(String(row.fee));
}

/** What a row of the ledger is of the short position of its lane, as a size. */
function shortOf(table: string, row: object | undefined): bigint {
  const about = table === 'foreign_execution' ? (row as ForeignRow | undefined)?.execution : row;
  return (about as { readonly position?: unknown } | undefined)?.position === 'short'
    ? 0n - entryOf(table, row)
    : 0n;
}

const sizesOf = ({ position, short }: Sizes): string =>
  short === 0n ? formatMoney(position) : `${formatMoney(position)} (${formatMoney(short)} of it short)`;

const signed = ({ side, size }: { readonly side?: unknown; readonly size?: unknown }): bigint =>
  side === 'buy' ? unitsOfText(String(size)) : 0n - unitsOfText(String(size));
