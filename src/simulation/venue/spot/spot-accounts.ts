import { coinOf, quoteOf, unitsOfText } from '../../../modules/orders/domain/index.js';
import type { BookOrder } from '../book-order.js';

const UNIT = 10n ** 18n;
/** Venues round a fee in coins up to the eighth decimal. */
const ROUNDED = 10n ** 10n;
/** The third coin, which has a price of its own that never moves. */
export const THIRD_COIN = 'BNB';
const THIRD_PRICE = 300n;
/** Of the value of a trade, in hundred-thousandths: spot is dearer than contracts. */
const FEES = { maker: 80n, taker: 100n } as const;
/** Whoever pays in the third coin pays three quarters. */
const DISCOUNT = { paid: 3n, of: 4n } as const;
const LOT = UNIT / 1_000n;
export const LEAST_VALUE = UNIT;

/** What an account has to begin with, and what its fees are taken in. */
export interface SpotTerms {
  readonly quote: bigint;
  /** Above 0: fees are taken in the third coin as long as there is enough of it, then as everybody pays them. */
  readonly third: bigint;
}

/** What a trade does to what an account holds. */
export interface Settled {
  readonly fee: bigint;
  readonly feeCurrency: string;
  /** Signed change of the coin that is traded. */
  readonly moved: bigint;
}

interface Wallet {
  readonly totals: Map<string, bigint>;
  /** What of it did not come from trading. */
  readonly given: Map<string, bigint>;
  /** Every change, in order. */
  readonly changes: { readonly atMs: number; readonly currency: string; readonly change: bigint }[];
}

/** What is traded, from the view of an account. */
interface Trading {
  readonly accountId: string;
  readonly symbol: string;
  readonly side: 'buy' | 'sell';
  readonly size: bigint;
  readonly price: bigint;
}

/**
 * Accounts of a venue that hold coins and nothing else: what is bought is paid for at once, what is sold has to be there and not
 * promised to another order, and nothing knows reduce-only, leverage or positions. Fees of buys are taken out of what was
 * bought, those of sells in quote; or both in a third coin.
 */
export class SpotAccounts {
  private readonly wallets = new Map<string, Wallet>();

  constructor(private readonly nowMs: () => number) {}

  get any(): boolean {
    return this.wallets.size > 0;
  }

  /** Whether fees of somebody are taken in a coin that nothing here has a price of. */
  get anyInThirdCoin(): boolean {
    return [...this.wallets.values()].some(({ given }) => given.has(THIRD_COIN));
  }

  has(accountId: string): boolean {
    return this.wallets.has(accountId);
  }

  open(accountId: string, { quote, third }: SpotTerms): void {
    this.wallets.set(accountId, { totals: new Map(), given: new Map(), changes: [] });
    this.deposit(accountId, 'USDT', quote);
    if (third > 0n) this.deposit(accountId, THIRD_COIN, third);
  }

  /** Coins come from somewhere else. */
  deposit(accountId: string, currency: string, amount: bigint): void {
    const { given } = this.wallets.get(accountId)!;
    given.set(currency, (given.get(currency) ?? 0n) + amount);
    this.change(accountId, currency, amount);
  }

  /** What trading has made of it, by currency, fees taken off. */
  gained(accountId: string): ReadonlyMap<string, bigint> {
    const { totals, given } = this.wallets.get(accountId)!;
    return new Map([...totals].map(([currency, total]) => [currency, total - (given.get(currency) ?? 0n)]));
  }

  /** Every total of a currency that has held since `sinceMs`, the newest first. */
  totalsSince(accountId: string, currency: string, sinceMs: number): readonly bigint[] {
    const { changes } = this.wallets.get(accountId)!;
    const seen = [this.total(accountId, currency)];
    for (const { atMs, currency: of, change } of changes.toReversed()) {
      if (atMs < sinceMs) break;
      if (of === currency) seen.push(seen.at(-1)! - change);
    }
    return seen;
  }

  total(accountId: string, currency: string): bigint {
    return this.wallets.get(accountId)?.totals.get(currency) ?? 0n;
  }

  /** As it was at `asOfMs`, by currency. */
  totalsAt(accountId: string, asOfMs: number): ReadonlyMap<string, bigint> {
    const wallet = this.wallets.get(accountId);
    if (wallet === undefined) return new Map();
    const totals = new Map(wallet.totals);
    for (let index = wallet.changes.length - 1; index >= 0; index -= 1) {
      const { atMs, currency, change } = wallet.changes[index]!;
      if (atMs <= asOfMs) break;
      totals.set(currency, totals.get(currency)! - change);
    }
    return totals;
  }

  /** Of a total, what no open order of the account may still need. */
  free(accountId: string, currency: string, open: Iterable<BookOrder>): bigint {
    let free = this.total(accountId, currency);
    for (const order of open) {
      if (order.accountId !== accountId) continue;
      const left = order.size - order.filled;
      if (order.order.side === 'sell' && coinOf(order.symbol) === currency) free -= left;
      if (order.order.side === 'buy' && quoteOf(order.symbol) === currency)
        free -= (left * (order.price ?? 0n)) / UNIT;
    }
    return free;
  }

  /** Why an order is refused; null when it is not. */
  refuses(
    { accountId, symbol, order }: Pick<BookOrder, 'accountId' | 'symbol' | 'order'>,
    price: bigint,
    open: Iterable<BookOrder>,
  ): string | null {
    if (order.type === 'trigger' || order.type === 'stop-market') return 'invalid-terms';
    const size = unitsOfText(order.size);
    if (size % LOT !== 0n) return 'invalid-size';
    const at = order.type === 'limit' ? unitsOfText(order.price) : price;
    if ((size * at) / UNIT < LEAST_VALUE) return 'below-minimum';
    const [needed, currency] =
      order.side === 'sell' ? [size, coinOf(symbol)] : [(size * at) / UNIT, quoteOf(symbol)];
    return this.free(accountId, currency, open) < needed ? 'insufficient-funds' : null;
  }

  /** Moves coins and money, and takes the fee. */
  settle({ accountId, symbol, side, size, price }: Trading, maker: boolean): Settled {
    const coin = coinOf(symbol);
    const value = (size * price) / UNIT;
    const rate = FEES[maker ? 'maker' : 'taker'];
    const third = (value * rate * DISCOUNT.paid) / (100_000n * DISCOUNT.of * THIRD_PRICE);
    const [fee, feeCurrency] =
      this.total(accountId, THIRD_COIN) >= roundedUp(third)
        ? [roundedUp(third), THIRD_COIN]
        : side === 'buy'
          ? [roundedUp((size * rate) / 100_000n), coin]
          : [roundedUp((value * rate) / 100_000n), quoteOf(symbol)];
    const inCoins = feeCurrency === coin ? fee : 0n;
    const moved = (side === 'buy' ? size : 0n - size) - inCoins;
    this.change(accountId, coin, moved);
    this.change(accountId, quoteOf(symbol), side === 'buy' ? 0n - value : value);
    if (inCoins === 0n) this.change(accountId, feeCurrency, 0n - fee);
    return { fee, feeCurrency, moved };
  }

  private change(accountId: string, currency: string, change: bigint): void {
    const { totals, changes } = this.wallets.get(accountId)!;
    totals.set(currency, (totals.get(currency) ?? 0n) + change);
    changes.push({ atMs: this.nowMs(), currency, change });
  }
}

/** `BTC/USDT` of `BTC/USDT:USDT`: what spot calls it. */
export const pairOf = (symbol: string): string => symbol.split(':')[0]!;

const roundedUp = (amount: bigint): bigint => ((amount + ROUNDED - 1n) / ROUNDED) * ROUNDED;
