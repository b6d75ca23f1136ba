import { ZERO_MONEY, type Money } from '../../../shared/pure/numbers/money.js';
import type { NewIntent } from '../../../modules/orders/application/ports/intent-store.port.js';
import { isAtVenue, isEnded, paidIn, unitsOfText } from '../../../modules/orders/domain/index.js';
import type { BalanceRow, OrdersTables } from './orders-tables.js';

export const balanceKey = (accountId: string, currency: string): string => `${accountId} ${currency}`;

/** Takes what these orders reserve; their rows are there already. */
export function reserve(
  { reservations, balances, database }: OrdersTables,
  intents: readonly NewIntent[],
): void {
  for (const intent of intents) {
    if (!('approved' in intent) || intent.reservation === null) continue;
    const { orderId: intentId, accountId } = intent.wanted;
    const { currency, amount } = intent.reservation;
    reservations.insert(intentId, { intentId, accountId, currency, whole: amount, amount });
    const key = balanceKey(accountId, currency);
    const there = balances.get(key);
    balances.set(key, {
      ...{ accountId, currency, total: there?.total ?? null, movedAtMs: database.nowMs() },
      reserved: ((there?.reserved ?? 0n) + amount) as Money,
    });
  }
}

/** Gives back what these orders do not need any more; what was filled without a reservation makes the funds unknown. */
export function settleReservations(tables: OrdersTables, intentIds: readonly string[]): void {
  const { intents, reservations, balances, database } = tables;
  const moves = new Map<string, { released: bigint; spent: bigint; unknown: boolean }>();
  for (const id of new Set(intentIds)) {
    const row = intents.get(id);
    if (row === undefined) continue;
    const key = balanceKey(row.accountId, paidIn(row.symbol));
    const move = moves.get(key) ?? { released: 0n, spent: 0n, unknown: false };
    moves.set(key, move);
    const taken = reservations.get(id);
    const filled = unitsOfText(row.filledSize);
    if (taken === undefined) {
      move.unknown ||= filled > 0n;
      continue;
    }
    const size = unitsOfText(row.size ?? '0');
    const left = size > filled ? size - filled : 0n;
    const share = ceilDivide(taken.whole * left, size);
    const unfilled = share < taken.amount ? share : taken.amount;
    const live = !isEnded(row.status);
    move.released += taken.amount - (live ? unfilled : 0n);
    move.spent += taken.amount - unfilled;
    if (!live || unfilled === 0n) reservations.delete(id);
    else if (unfilled < taken.amount) reservations.update(id, { amount: unfilled as Money });
  }
  for (const [key, { released, spent, unknown }] of moves) {
    const there: BalanceRow | undefined = balances.get(key);
    if (there === undefined) continue;
    balances.update(key, {
      reserved: (there.reserved - released) as Money,
      total: unknown || there.total === null ? null : ((there.total - spent) as Money),
      movedAtMs: database.nowMs(),
    });
  }
}

const ceilDivide = (product: bigint, by: bigint): bigint => (by === 0n ? 0n : (product + by - 1n) / by);

/** Takes over what a venue shows as free, as far as nothing of it is on its way or has moved since. */
export function showFunds(
  { intents, reservations, balances }: OrdersTables,
  accountId: string,
  shown: readonly { readonly currency: string; readonly free: string }[],
  asOf: string,
): void {
  for (const row of intents.among('unresolved')) if (row.accountId === accountId) return;
  for (const { currency, free } of shown) {
    const key = balanceKey(accountId, currency);
    const there = balances.get(key);
    if (there !== undefined && there.movedAtMs >= Number(asOf)) continue;
    let total = unitsOfText(free) as bigint;
    for (const taken of reservations.all()) {
      const { status } = intents.get(taken.intentId)!;
      if (taken.accountId === accountId && taken.currency === currency && isAtVenue(status))
        total += taken.amount;
    }
    const fresh = { accountId, currency, reserved: ZERO_MONEY, movedAtMs: Number(asOf) };
    balances.set(key, { ...fresh, ...there, total: total as Money });
  }
}
