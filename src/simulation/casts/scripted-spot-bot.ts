import { formatMoney, money } from '../../shared/pure/numbers/money.js';
import type { WireOrder } from '../../shared/pure/strategy/wire-order.js';
import type { OrderOperation } from '../../modules/orders/contracts/commands/apply-orders.command.js';
import type { Draws } from '../kernel/draws.js';
import { cancelAll, entry, tick, type BotRow, type Market, type Move } from './scripted-bot.js';

const UNIT = 10n ** 18n;
const LOT = UNIT / 1_000n;
/** The venue takes nothing that is worth less. */
const LEAST_VALUE = UNIT;

/** One decision of a bot that trades coins: it buys, and sells whole lots of what has arrived, one sell at a time. */
export function decideOnSpot(row: BotRow, draws: Draws, { price }: Market): Move {
  const luck = draws.unit(`bot ${row.id} decides`);
  const number = row.decisions + 1;
  const moved: BotRow = { ...row, decisions: number };
  if (!row.open) return { row: moved, operations: [] };
  const size = formatMoney(BigInt(draws.whole(`bot ${row.id} size`, 1, 4)) * (UNIT / 10n));
  const buys = (leg: string, cycle: number, chance: number): Move =>
    entry({ ...moved, cycle }, leg, 'buy', size, price, chance);
  const lots = sellable(money(row.held), price);
  if (lots === 0n && row.entries.length === 0) return buys(`e${number}`, row.cycle + 1, (luck * 10) % 1);
  if (lots === 0n) return luck < 0.5 ? cancelAll(moved, 'entries') : { row: moved, operations: [] };
  if (luck < 0.25) return buys(`a${number}`, row.cycle, luck * 4);
  if (luck < 0.35) return cancelAll(moved, 'entries');
  // What rests has a part of the coins: the next sell waits until it has ended.
  if (row.targets.length > 0)
    return luck < 0.7 ? cancelAll(moved, 'targets') : { row: moved, operations: [] };
  return luck < 0.85
    ? sell(moved, number, lots, luck < 0.6 ? price + price / 200n : null)
    : { row: moved, operations: [] };
}

/** Whole lots of what is held; 0 where that is worth less than the venue takes. */
function sellable(held: bigint, price: bigint): bigint {
  const lots = held <= 0n ? 0n : (held / LOT) * LOT;
  return (lots * price) / UNIT < LEAST_VALUE ? 0n : lots;
}

/** @param limit null to sell at the market */
function sell(row: BotRow, number: number, lots: bigint, limit: bigint | null): Move {
  const wanted = { side: 'sell', reduceOnly: false, size: formatMoney(lots) } as const;
  const order: WireOrder =
    limit === null ? { type: 'market', ...wanted } : { type: 'limit', ...wanted, price: tick(limit) };
  const leg = limit === null ? `x${number}` : `t${number}`;
  const { cycle } = row;
  const place: OrderOperation = {
    ...{ op: 'place', leg, cycle, order, replaces: null },
    reason: limit === null ? 'close' : 'target',
  };
  return { row: { ...row, targets: [{ leg, cycle }] }, operations: [place] };
}
