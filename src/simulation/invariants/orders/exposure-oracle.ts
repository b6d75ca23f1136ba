import { formatMoney } from '../../../shared/pure/numbers/money.js';
import { FOREIGN } from '../../../modules/orders/domain/index.js';
import { laneKey, tradeKey, type IntentRow } from '../../store/orders/orders-tables.js';
import type { FamilyParts } from './oracle-parts.js';

/** What an account has in one instrument stays within its cap (I14). */
export class ExposureOracle {
  constructor(private readonly parts: FamilyParts) {}

  withinCap({ accountId, symbol, adds }: IntentRow): void {
    if (!adds) return;
    const { venue, mostNotional, tables, spot, breaks } = this.parts;
    const waits = { buy: 0n, sell: 0n };
    const isOfSpot = venue.spot.has(accountId);
    // One net position is closed by what is against it before anything of that opens; by nothing else two positions are.
    const isNet = !isOfSpot && !venue.isHedged(accountId);
    const size = isOfSpot
      ? spot.ours({ accountId, symbol })
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
      breaks('I14 exposure within its cap', `${accountId} ${symbol} is worth ${formatMoney(value)}`);
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
}

const positive = (size: bigint): bigint => (size > 0n ? size : 0n);

const magnitude = (size: bigint): bigint => (size < 0n ? 0n - size : size);
