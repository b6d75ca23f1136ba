import { formatMoney } from '../../shared/pure/numbers/money.js';
import {
  coinOf,
  FOREIGN,
  isSpot,
  movedBy,
  quoteOf,
  unitsOfText,
  type MovingExecution,
} from '../../modules/orders/domain/index.js';
import {
  laneKey,
  tradeKey,
  type AdjustmentRow,
  type LaneRow,
  type OrdersTables,
} from '../store/orders/orders-tables.js';
import { LEAST_VALUE } from '../venue/spot/spot-accounts.js';
import type { BookOrder, VenueTrade } from '../venue/book-order.js';
import type { Venue } from '../venue/venue.js';

const UNIT = 10n ** 18n;
/** Less than a lot cannot be sold: it stays where it is. */
const LOT = UNIT / 1_000n;
/** What a position is adjusted to was shown by the venue no longer ago. */
const SHOWN_WITHIN_MS = 90_000;

type LaneName = Pick<LaneRow, 'accountId' | 'symbol'>;

interface Parts {
  readonly tables: OrdersTables;
  readonly venue: Venue;
  readonly nowMs: () => number;
  readonly breaks: (invariant: string, details: string) => void;
}

/** So little of a coin that nobody can sell it: less than a lot, or worth less at a price that is known than the venue takes. */
export function isDust(symbol: string, size: bigint, price: bigint | null): boolean {
  if (!isSpot(symbol)) return false;
  const much = size < 0n ? 0n - size : size;
  return much < LOT || (price !== null && (much * price) / UNIT < LEAST_VALUE);
}

/**
 * What must hold of coins. No venue says whose they are: what the orders of a bot have brought there, fees taken off, is counted here
 * from its journal, and nobody sells more than that. What others buy or sell beside it is theirs, as long as what is
 * ours is there.
 */
export class SpotOracle {
  /** By account, symbol and owner. */
  private readonly held = new Map<string, bigint>();
  private hasLostTime = false;

  constructor(private readonly parts: Parts) {}

  /** The venue has traded. */
  traded(trade: VenueTrade, order: BookOrder | null): void {
    const { accountId, symbol, side, clientOrderId } = trade;
    const { tables, venue, breaks } = this.parts;
    const coin = coinOf(symbol);
    if (venue.spot.free(accountId, coin, venue.openOrders) < 0n || venue.spot.total(accountId, 'USDT') < 0n)
      breaks('I5 what is reserved is there', `${accountId} has promised more of ${symbol} than it has`);
    const owner = order?.owner ?? null;
    // Of a lost time nothing is known here but what lies there.
    if (owner === null || tables.byClientId(accountId, clientOrderId) === undefined) return;
    const left = this.heldAfter(trade, owner);
    if (side === 'sell' && left < 0n)
      breaks(
        'I6 nobody sells more than is held',
        `${clientOrderId} has sold ${plain(0n - left)} that ${owner} never had`,
      );
  }

  /**
   * The books have gone back: what a sell of the lost time has taken cannot be told from what a person has sold of their own. From here
   * on the orders count that are known.
   */
  wentBack(): void {
    this.hasLostTime = true;
  }

  private heldAfter({ accountId, symbol, moved }: VenueTrade, owner: string): bigint {
    const name = `${accountId} ${symbol} ${owner}`;
    const left = this.hasLostTime
      ? this.knownOf(accountId, symbol, owner)
      : (this.held.get(name) ?? 0n) + moved;
    this.held.set(name, left);
    return left;
  }

  private knownOf(accountId: string, symbol: string, owner: string): bigint {
    const { tables, venue } = this.parts;
    let size = 0n;
    for (const trade of venue.trades)
      if (
        trade.accountId === accountId &&
        trade.symbol === symbol &&
        tables.byClientId(accountId, trade.clientOrderId)?.instanceId === owner
      )
        size += trade.moved;
    return size;
  }

  /** What our orders have brought, and nobody has taken from our books since. */
  ours(lane: LaneName): bigint {
    const { tables, venue } = this.parts;
    let size = 0n;
    for (const trade of venue.trades)
      if (laneKey(trade) === laneKey(lane) && this.isOurs(trade)) size += trade.moved;
    for (const row of tables.adjustments.all()) if (laneKey(row) === laneKey(lane)) size += row.change;
    return size;
  }

  /** After an adjustment the bots hold together what the account had of the coin not long ago. */
  adjusted({ accountId, symbol, holder }: AdjustmentRow): void {
    const { venue, nowMs, breaks } = this.parts;
    const held = this.botsHold(accountId, coinOf(symbol));
    const shown = venue.spot.totalsSince(accountId, coinOf(symbol), nowMs() - SHOWN_WITHIN_MS);
    if (holder !== FOREIGN && shown.includes(held)) return;
    breaks(
      'I1 adjusted to what the venue shows',
      `${accountId} ${symbol} of ${holder} is ${plain(held)} after an adjustment`,
    );
  }

  /** After everything is quiet. */
  atRest(): void {
    const { tables, venue, breaks } = this.parts;
    if (!venue.spot.any) return;
    for (const lane of tables.lanes.all()) {
      if (!venue.spot.has(lane.accountId)) continue;
      const ours = this.ours(lane);
      if (lane.position !== ours)
        breaks(
          'I1 a position is the fold of its fills',
          `${laneKey(lane)} is ${plain(lane.position)} here and ${plain(ours)} there`,
        );
      const coin = coinOf(lane.symbol);
      const held = this.botsHold(lane.accountId, coin);
      const total = venue.spot.total(lane.accountId, coin);
      if (held > total)
        breaks(
          'I1 what is held is there',
          `${lane.accountId} has ${plain(total)} ${coin}, its bots hold ${plain(held)}`,
        );
    }
    this.everyAssetIsBooked();
  }

  /**
   * What each account has gained of each currency there is what the rows here add up to. A trade by hand of which nobody was told is in
   * no row.
   */
  private everyAssetIsBooked(): void {
    const { tables, venue, breaks } = this.parts;
    const gained = new Map<string, bigint>();
    const add = (accountId: string, symbol: string, row: Priced): void => {
      for (const [currency, amount] of assetsOf(symbol, row)) {
        const name = `${accountId} ${currency}`;
        gained.set(name, (gained.get(name) ?? 0n) + amount);
      }
    };
    for (const fill of tables.fills.all())
      if (venue.spot.has(fill.accountId)) add(fill.accountId, fill.symbol, fill);
    for (const { accountId, symbol, execution } of tables.foreign.all())
      if (venue.spot.has(accountId) && execution['kind'] === 'filled')
        add(accountId, symbol, execution as unknown as Priced);
    const accounts = new Set<string>();
    for (const { accountId, symbol, tradeId, side, feeCurrency, ...trade } of venue.trades) {
      if (!venue.spot.has(accountId)) continue;
      accounts.add(accountId);
      const told =
        tables.fills.by('fill_account_id_symbol_trade_id_key', tradeKey(accountId, symbol, tradeId)) ??
        tables.foreign.get(`${laneKey({ accountId, symbol })} trade ${tradeId}`);
      const [size, price, fee] = [trade.size, trade.price, trade.fee].map(plain) as [string, string, string];
      if (told === undefined) add(accountId, symbol, { side, feeCurrency, size, price, fee });
    }
    for (const accountId of accounts)
      for (const [currency, there] of venue.spot.gained(accountId)) {
        const here = gained.get(`${accountId} ${currency}`) ?? 0n;
        if (here !== there)
          breaks(
            'I17 the ledger balances',
            `${accountId} has gained ${plain(here)} ${currency} here and ${plain(there)} there`,
          );
      }
  }

  private botsHold(accountId: string, coin: string): bigint {
    let held = 0n;
    for (const owed of this.parts.tables.obligations.all())
      if (
        owed.accountId === accountId &&
        isSpot(owed.symbol) &&
        coinOf(owed.symbol) === coin &&
        owed.size > 0n
      )
        held += owed.size;
    return held;
  }

  private isOurs({ accountId, clientOrderId }: VenueTrade): boolean {
    return this.parts.tables.byClientId(accountId, clientOrderId) !== undefined;
  }
}

type Priced = MovingExecution & { readonly price: string };

/** What a trade does to each currency that it is about. */
function assetsOf(symbol: string, row: Priced): readonly (readonly [string, bigint])[] {
  const { side, size, price, fee, feeCurrency } = row;
  const value = (unitsOfText(size) * unitsOfText(price)) / UNIT;
  const inCoins = feeCurrency === coinOf(symbol);
  return [
    [coinOf(symbol), movedBy(symbol, row)],
    [quoteOf(symbol), side === 'buy' ? 0n - value : value],
    ...(inCoins ? [] : [[feeCurrency, 0n - unitsOfText(fee)] as const]),
  ];
}

const plain = (units: bigint): string => formatMoney(units);
