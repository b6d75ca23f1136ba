import type { FilledEvent, FundingEvent, PathColumns } from '../../modules/exchange/domain/index.js';
import {
  emptyLedger,
  post,
  type Ledger,
  type LedgerEntry,
  type LedgerFrame,
  type OpenPair,
  type Pair,
} from '../../modules/grid/domain/index.js';
import { notional, priceOf } from '../../shared/pure/market/scale.js';
import { money, type Money } from '../../shared/pure/numbers/money.js';
import type { StrategyOutput } from '../../shared/pure/strategy/output.js';
import type { EpochMs } from '../../shared/pure/time/epoch.js';
import { Excursion } from './excursion.js';
import { PriceRange } from './price-range.js';
import type { Leftover, TradeLedger } from './trade-ledger.js';
import type { OpenTrade, TradeSink } from './trade.js';

/** The grid's own ledger, the one its live profit is read from: a trade is one cell's pair. */
export class CellLedger implements TradeLedger {
  private ledger: Ledger | null = null;
  private closedFunding = 0n;
  private readonly range = new PriceRange();
  private excursions = new Map<number, Excursion>();

  /** @param frames tells the frame of the generation that trades now. */
  constructor(
    private readonly frames: { frame(): LedgerFrame },
    private readonly sink: TradeSink,
  ) {}

  get isOpen(): boolean {
    return this.excursions.size > 0;
  }

  fill({ fill }: FilledEvent): void {
    this.post({ kind: 'fill', fill });
  }

  charge({ at, amount }: FundingEvent): void {
    this.post({ kind: 'funding', at, amount: (0n - money(amount)) as Money });
  }

  /**
   * A generation takes over when it is laid. Cells of both sides that cancelled out were closed without an execution, at the
   * price the bot tells.
   */
  heard(outputs: readonly StrategyOutput[], at: EpochMs): void {
    if (outputs.some((output) => output.kind === 'note' && output.code === 'new-generation'))
      this.post({ kind: 'generation' });
    const told = outputs.find((output) => output.kind === 'note' && output.code === 'cells-cancelled-out');
    if (told?.kind !== 'note' || typeof told.details['price'] !== 'string') return;
    const ended = outputs.find((output) => output.kind === 'ended');
    const price = priceOf(this.frames.frame().market.scale, told.details['price']);
    this.post({ kind: 'offset', at, price, reason: ended?.kind === 'ended' ? ended.reason : 'stop' });
  }

  seen(low: number, high: number): void {
    this.range.see(low, high);
  }

  passed(candles: PathColumns, from: number, to: number): void {
    this.range.pass(candles, from, to);
  }

  open(): readonly OpenTrade[] {
    return (this.ledger?.open ?? []).flatMap((pair) => (pair === null ? [] : [tradeOf(pair)]));
  }

  leftover(): Leftover {
    const { ledger } = this;
    if (ledger === null) return { cash: 0n, fees: 0n, funding: 0n };
    const open = ledger.open.reduce((sum, pair) => sum - (pair?.funding ?? 0n), 0n);
    return {
      cash: ledger.strayCash,
      fees: ledger.strayFees,
      funding: 0n - ledger.funding - this.closedFunding - open,
    };
  }

  private post(entry: LedgerEntry): void {
    const frame = this.frames.frame();
    const before = this.ledger ?? emptyLedger(frame);
    const { ledger, closed, touched } = post(frame, before, entry);
    this.ledger = ledger;
    if (ledger.generation !== before.generation) {
      this.carry(before, ledger, closed);
      return;
    }
    for (const pair of closed) {
      const excursion = this.excursions.get(pair.cell);
      this.excursions.delete(pair.cell);
      this.close(pair, excursion);
    }
    for (const { cell } of touched) {
      const pair = ledger.open[cell] ?? null;
      if (pair !== null) this.follow(pair);
    }
  }

  private follow(pair: OpenPair): void {
    const lots = signedLots(pair);
    const excursion = this.excursions.get(pair.cell);
    if (excursion !== undefined) excursion.move(pair.cash, lots);
    else this.excursions.set(pair.cell, this.excursionOf(pair));
  }

  /** Cells of a new generation have taken over what the old ones held, some of it in parts. */
  private carry(before: Ledger, after: Ledger, closed: readonly Pair[]): void {
    const { excursions } = this;
    const sourceOf = ({ side, entries }: OpenPair): Excursion | undefined => {
      const first = entries[0];
      for (const pair of before.open)
        if (pair?.side === side && pair.entries.some(({ at }) => at === first?.at))
          return excursions.get(pair.cell);
      return undefined;
    };
    for (const pair of closed) {
      const { cash, lots } = this.enteredWith(pair);
      this.close(pair, sourceOf(pair)?.partedFor(cash, lots));
    }
    this.excursions = new Map(
      after.open.flatMap((pair) =>
        pair === null
          ? []
          : [
              [
                pair.cell,
                sourceOf(pair)?.partedFor(pair.cash, signedLots(pair)) ?? this.excursionOf(pair),
              ] as const,
            ],
      ),
    );
    for (const excursion of excursions.values()) excursion.drop();
  }

  /** What a pair was before anything of it was exited. */
  private enteredWith({ side, entries }: OpenPair): { readonly cash: bigint; readonly lots: number } {
    const { scale } = this.frames.frame().market;
    const spent = entries.reduce<bigint>((sum, { price, size }) => sum + notional(scale, price, size), 0n);
    const lots = entries.reduce((sum, { size }) => sum + size, 0);
    return side === 'long' ? { cash: -spent, lots } : { cash: spent, lots: -lots };
  }

  private excursionOf(pair: OpenPair): Excursion {
    const { valueFactor } = this.frames.frame().market.scale;
    return new Excursion(this.range, valueFactor).begin(pair.cash, signedLots(pair));
  }

  private close(pair: Pair, excursion: Excursion | undefined): void {
    excursion?.end(pair.gross);
    this.closedFunding -= pair.funding;
    const { closedAt } = pair;
    const { side, openedAt, entries, exits, cash, fees } = pair;
    this.sink.trade({
      side,
      openedAt,
      entries,
      exits,
      cash,
      fees,
      funding: 0n - pair.funding,
      closedAt,
      worst: excursion?.worst ?? 0n,
      best: excursion?.best ?? 0n,
    });
  }
}

const signedLots = ({ side, held }: OpenPair): number => (side === 'long' ? held : 0 - held);

const tradeOf = ({ side, openedAt, entries, exits, cash, fees, funding }: OpenPair): OpenTrade => ({
  side,
  openedAt,
  entries,
  exits,
  cash,
  fees,
  funding: 0n - funding,
});
