import { formatMoney } from '../../../shared/pure/numbers/money.js';
import {
  isSpot,
  movedBy,
  movedByOthers,
  unitsOfText,
  type MovingExecution,
} from '../../../modules/orders/domain/index.js';
import type { RowChange } from '../../store/memory-database.js';
import {
  laneKey,
  tradeKey,
  type AdjustmentRow,
  type ForeignRow,
  type LaneRow,
} from '../../store/orders/orders-tables.js';
import { NOTHING_HELD, wasHeld, type Sizes } from '../was-held.js';
import type { FamilyParts } from './oracle-parts.js';

/** Tables of what a position is the sum of. */
const LEDGER: ReadonlySet<string> = new Set(['fill', 'lane', 'foreign_execution', 'adjustment']);
/** What a position is adjusted to, or ends an order, was shown by the venue no longer ago: whoever has asked may have slept since. */
export const SHOWN_WITHIN_MS = 90_000;

/** A position is what its fills add up to and what the venue has, each of them counted once, and so is the cash (I1, I8, I9, I17). */
export class LedgerOracle {
  /** What the entries of each lane add up to, as they were committed. */
  private readonly sums = new Map<string, bigint>();
  /** The same of the short positions of hedge mode, as sizes. */
  private readonly shorts = new Map<string, bigint>();

  constructor(private readonly parts: FamilyParts) {}

  /** A transaction of orders was committed. */
  committed(changes: readonly RowChange[]): void {
    let lanes: Set<string> | null = null;
    let adjusted: Map<string, AdjustmentRow> | null = null;
    for (const { table, before, after } of changes) {
      if (!LEDGER.has(table)) continue;
      const lane = laneKey((after ?? before) as LaneRow);
      const change = entryOf(table, after) - entryOf(table, before);
      this.sums.set(lane, (this.sums.get(lane) ?? 0n) + change);
      const short = shortOf(table, after) - shortOf(table, before);
      if (short !== 0n) this.shorts.set(lane, (this.shorts.get(lane) ?? 0n) + short);
      (lanes ??= new Set()).add(lane);
      if (table === 'adjustment')
        (adjusted ??= new Map<string, AdjustmentRow>()).set(lane, after as AdjustmentRow);
    }
    for (const lane of lanes ?? [])
      this.positionIsFold(lane, this.sums.get(lane)!, this.shorts.get(lane) ?? 0n);
    for (const row of adjusted?.values() ?? []) {
      this.adjustedToTheVenue(row);
      this.adjustedAtRest(row);
    }
  }

  /** The tables have gone back: what is remembered of them goes with them. */
  wentBack(): void {
    this.sums.clear();
    this.shorts.clear();
    for (const [lane, { position, short }] of this.folds()) {
      this.sums.set(lane, position);
      this.shorts.set(lane, short);
    }
  }

  /** After everything is quiet: what the venue has traded is what is booked. */
  atRest(): void {
    this.fillsAreAll();
    this.positionsAreFolds();
    this.cashIsBooked();
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
        this.parts.breaks(
          'I8 a fill counts once',
          `${trade.tradeId} of ${trade.clientOrderId} (${row.status}) was never booked`,
        );
      sizes.set(row.orderId, (sizes.get(row.orderId) ?? 0n) + trade.size);
    }
    for (const [orderId, size] of sizes) {
      const row = tables.intents.get(orderId)!;
      if (unitsOfText(row.filledSize) !== size)
        this.parts.breaks('I9 filled is what was filled', `${row.clientOrderId} says ${row.filledSize}`);
    }
    // An account on which nobody here has ever ordered is not compared with its venue: it may be told of by others in part.
    const ordered = new Set([...tables.intents.all()].map(({ accountId }) => accountId));
    this.parts.spot.atRest();
    for (const lane of tables.lanes.all()) {
      if (venue.spot.has(lane.accountId)) continue;
      const theirs = venue.position(lane.accountId, lane.symbol);
      const short = venue.short(lane.accountId, lane.symbol);
      if ((lane.position === theirs && lane.short === short) || !ordered.has(lane.accountId)) continue;
      this.parts.breaks(
        'I1 a position is the fold of its fills',
        `${laneKey(lane)} is ${sizesOf(lane)} here and ${sizesOf({ position: theirs, short })} there`,
      );
    }
  }

  private positionIsFold(lane: string, sum: bigint, short: bigint): void {
    const row = this.parts.tables.lanes.get(lane);
    if (row === undefined || (sum === row.position && short === row.short)) return;
    this.parts.breaks(
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
      this.parts.spot.adjusted(row);
      return;
    }
    const ours = tables.lanes.get(laneKey(row)) ?? NOTHING_HELD;
    const { position, short } = wasHeld(venue, row, ours, nowMs() - SHOWN_WITHIN_MS);
    if (position !== ours.position || short !== ours.short)
      this.parts.breaks(
        'I1 adjusted to what the venue shows',
        `${laneKey(row)} is ${sizesOf(ours)} after an adjustment and was ${sizesOf({ position, short })} there`,
      );
  }

  /** What nobody knows the fate of may explain a difference: nothing is adjusted before it is known. */
  private adjustedAtRest(row: AdjustmentRow): void {
    for (const { clientOrderId, status, ...intent } of this.parts.tables.intents.among('unresolved'))
      if (laneKey(intent) === laneKey(row))
        this.parts.breaks(
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
        this.parts.breaks(
          'I17 the ledger balances',
          `${accountId} has moved ${formatMoney(amount)} here and ${formatMoney(venue.cashMoved(accountId))} there`,
        );
  }
}

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
