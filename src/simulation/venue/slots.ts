import type { PositionSide } from '../../shared/pure/strategy/order.js';

/** Which position is meant: the net one of one-way mode, or one of the two of hedge mode. */
export type Slot = 'net' | PositionSide;

const ONE: readonly Slot[] = ['net'];
const TWO: readonly Slot[] = ['long', 'short'];

/** What every account of a venue holds: one net position of a symbol, or a long and a short one beside each other. */
export class Slots {
  private readonly hedged = new Set<string>();
  private readonly sums = new Map<string, bigint>();
  private readonly shorts = new Map<string, bigint>();

  /** From here on the account is in hedge mode; it holds nothing yet. */
  hedge(accountId: string): void {
    this.hedged.add(accountId);
  }

  isHedged(accountId: string): boolean {
    return this.hedged.has(accountId);
  }

  of(accountId: string): readonly Slot[] {
    return this.hedged.has(accountId) ? TWO : ONE;
  }

  /** Signed size of all that is held of a symbol, a short position counted as negative. */
  sum(accountId: string, symbol: string): bigint {
    return this.sums.get(`${accountId} ${symbol}`) ?? 0n;
  }

  /** Size of the short position of hedge mode; 0 in one-way mode. */
  short(accountId: string, symbol: string): bigint {
    return this.shorts.get(`${accountId} ${symbol}`) ?? 0n;
  }

  /** Signed size of one position. */
  held(accountId: string, symbol: string, slot: Slot): bigint {
    if (slot === 'net') return this.sum(accountId, symbol);
    const short = this.short(accountId, symbol);
    return slot === 'short' ? 0n - short : this.sum(accountId, symbol) + short;
  }

  move(accountId: string, symbol: string, slot: Slot, change: bigint): void {
    const key = `${accountId} ${symbol}`;
    this.sums.set(key, this.sum(accountId, symbol) + change);
    if (slot === 'short') this.shorts.set(key, this.short(accountId, symbol) - change);
  }
}

/** Whether a trade of this side makes a position smaller; in one-way mode that depends on what is held. */
export const closesSlot = (slot: PositionSide, side: 'buy' | 'sell'): boolean =>
  (slot === 'long') === (side === 'sell');
