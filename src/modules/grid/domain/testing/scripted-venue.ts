import { lotsOf, priceOf, type Lots, type Price } from '../../../../shared/pure/market/scale.js';
import type { Instrument } from '../../../../shared/pure/market/instrument.js';
import { formatMoney } from '../../../../shared/pure/numbers/money.js';
import { notional } from '../../../../shared/pure/market/scale.js';
import type { StrategyInput, AccountFacts } from '../../../../shared/pure/strategy/input.js';
import type { Fill, Leg, WantedOrder } from '../../../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../../../shared/pure/strategy/output.js';
import { epochMs } from '../../../../shared/pure/time/epoch.js';
import { gridKernel, type GridKernel, type RunBefore } from '../kernel/kernel.js';
import type { GridState } from '../kernel/state.js';
import { feeOf, type GridMarket } from '../market.js';
import type { LedgerEntry } from '../profit/ledger.js';
import type { GridSettings } from '../settings/grid-settings.js';
import { readGridSettings } from '../settings/read-settings.js';
import { marketOf } from './markets.js';

export function settingsOf(document: object, instrument: Instrument): GridSettings {
  const read = readGridSettings(document, { kind: instrument.kind });
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

interface FillOptions {
  readonly size?: number;
  readonly price?: number;
  readonly tradeId?: string;
  readonly reason?: string;
  /** Taken in the coin that is traded; left out: in quote. Base units. */
  readonly feeInBase?: string;
}

/** A tiny venue for specs: keeps the orders a kernel has placed and fills them as the script says. */
export class ScriptedVenue {
  settings: GridSettings;
  readonly market: GridMarket;
  readonly kernel: GridKernel;
  readonly orders = new Map<Leg, WantedOrder>();
  readonly outputs: StrategyOutput[] = [];
  readonly entries: LedgerEntry[] = [];
  state: GridState;
  /** Writes the state to JSON and reads it again before each step, as a restart does. */
  restarts = false;
  /** Orders whose cancellation the kernel has not heard of yet, by cycle and leg: they may still fill. */
  readonly dying = new Map<string, WantedOrder>();
  private now = 0;
  private trades = 0;

  constructor(document: object, instrument: Instrument, market?: GridMarket, before?: RunBefore) {
    this.settings = settingsOf(document, instrument);
    this.market = market ?? marketOf(instrument);
    this.kernel = gridKernel(this.market, before);
    this.state = this.kernel.start(this.settings);
  }

  price(text: string): Price {
    return priceOf(this.market.scale, text);
  }

  lots(text: string): Lots {
    return lotsOf(this.market.scale, text);
  }

  send(input: StrategyInput): readonly StrategyOutput[] {
    if (this.restarts) this.state = JSON.parse(JSON.stringify(this.state)) as GridState;
    const step = this.kernel.step(this.state, input, { at: epochMs(this.now), seq: 0 }, this.settings);
    this.state = step.state;
    for (const output of step.outputs) {
      this.outputs.push(output);
      if (output.kind === 'place') this.orders.set(output.order.leg, output.order);
      if (output.kind === 'cancel') this.cancelled(output.leg);
    }
    return step.outputs;
  }

  /** Fills every market order at a price, as the next open does. */
  open(price: Price): void {
    for (const { leg, type } of [...this.orders.values()])
      if (type === 'market' && this.orders.has(leg)) this.fill(leg, { price });
  }

  /** Tells the cancellations that were asked for, as a venue does, and what comes of them. */
  confirm(): readonly StrategyOutput[] {
    const told: StrategyOutput[] = [];
    for (;;) {
      const [next] = this.dying;
      if (next === undefined) return told;
      const [name, { leg, cycle }] = next;
      this.dying.delete(name);
      told.push(...this.send({ kind: 'order-cancelled', leg, cycle, code: 'asked' }));
    }
  }

  /** New settings, as a person gives them to a running bot. */
  edit(document: object): void {
    this.settings = settingsOf({ ...this.settings, ...document }, this.market.scale.instrument);
  }

  private cancelled(leg: Leg): void {
    const order = this.orders.get(leg);
    this.orders.delete(leg);
    if (order !== undefined) this.dying.set(`${order.cycle} ${leg}`, order);
  }

  close(
    price: string | Price,
    options: {
      account?: Partial<AccountFacts>;
      rsi?: number;
      values?: Readonly<Record<string, number | null>>;
      tradingAllowed?: boolean;
      minutes?: number;
    } = {},
  ): readonly StrategyOutput[] {
    this.now += (options.minutes ?? 1) * 60_000;
    return this.send({
      kind: 'candle-closed',
      open: epochMs(this.now - 60_000),
      close: typeof price === 'string' ? this.price(price) : price,
      values: { rsi: options.rsi ?? null, ...options.values },
      account: { equity: '1000000', cash: '1000000', ...options.account },
      tradingAllowed: options.tradingAllowed ?? true,
    });
  }

  /** Fills an order, whole and at its own price unless the script says otherwise; reports it once. */
  fill(leg: Leg, options: FillOptions = {}): readonly StrategyOutput[] {
    return this.report(this.execute(leg, options));
  }

  /** The execution of an order, not reported yet. */
  execute(leg: Leg, { size, price, tradeId, reason, feeInBase }: FillOptions = {}): Fill {
    const order = this.orders.get(leg) ?? [...this.dying.values()].find((dying) => dying.leg === leg);
    if (order === undefined)
      throw new Error(`no order ${leg}; there are ${[...this.orders.keys()].join(', ')}`);
    const lots = (size ?? ('size' in order ? order.size : 0)) as Lots;
    const at = (price ?? ('price' in order ? order.price : 0)) as Price;
    this.trades += 1;
    this.remainder(order, lots);
    return {
      tradeId: tradeId ?? `t${this.trades}`,
      leg,
      cycle: order.cycle,
      side: order.side,
      price: at,
      size: lots,
      fee:
        feeInBase ??
        formatMoney(feeOf(this.market, notional(this.market.scale, at, lots), this.market.maker)),
      ...(feeInBase !== undefined && { feeIn: 'base' as const }),
      liquidity: 'maker',
      reason: reason ?? order.reason,
      at: epochMs(this.now),
      phase: 'path',
    };
  }

  report(fill: Fill): readonly StrategyOutput[] {
    this.entries.push({ kind: 'fill', fill });
    return this.send({ kind: 'order-filled', fill });
  }

  ended(
    leg: Leg,
    kind: 'order-denied' | 'order-rejected' | 'order-cancelled',
    code = 'because',
  ): readonly StrategyOutput[] {
    this.orders.delete(leg);
    return this.send({ kind, leg, cycle: this.state.generation, code });
  }

  /**
   * Moves the price: limits it reaches fill nearest first, and what they cause may fill on the way too. An order whose
   * cancellation is not confirmed yet fills like any other.
   */
  move(from: Price, to: Price): void {
    const falling = to < from;
    for (;;) {
      const reached = [...this.orders.values(), ...this.dying.values()]
        .filter((order) => order.type === 'limit')
        .filter(({ side, price }) =>
          falling
            ? side === 'buy' && price <= from && price >= to
            : side === 'sell' && price >= from && price <= to,
        )
        .sort((a, b) => (falling ? b.price - a.price : a.price - b.price));
      const next = reached[0];
      if (next === undefined) return;
      this.fill(next.leg);
    }
  }

  /** The resting limits as `side price size`, in the units of the market, sorted: the ladder, whatever its legs. */
  ladder(): readonly string[] {
    return [...this.orders.values()]
      .filter((order) => order.type === 'limit')
      .sort((a, b) => a.price - b.price || a.side.localeCompare(b.side))
      .map(({ side, price, size }) => `${side} ${price} ${size}`);
  }

  private remainder(order: WantedOrder, filled: Lots): void {
    const name = `${order.cycle} ${order.leg}`;
    const isDying = this.dying.get(name) === order;
    const left =
      'size' in order && filled < order.size ? { ...order, size: (order.size - filled) as Lots } : null;
    if (isDying && left !== null) this.dying.set(name, left);
    else if (isDying) this.dying.delete(name);
    else if (left !== null) this.orders.set(order.leg, left);
    else this.orders.delete(order.leg);
  }
}
