import { marketScale, lotsOf, priceOf, type MarketScale } from '../../shared/pure/market/scale.js';
import type { LimitOrder, MarketOrder, Side, StopOrder } from '../../shared/pure/strategy/order.js';
import type { StrategyOutput } from '../../shared/pure/strategy/output.js';
import { candleMs } from '../candles/timeline.js';
import type { CandleColumns } from '../candles/columns.js';
import { inDecimals } from '../candles/columns.js';
import type { BacktestResult } from '../result/backtest-result.js';
import { runMarket, writeResult } from '../run-backtest.js';
import type { PreparedMarket } from '../setup/prepare.js';
import { readInstrument } from '../setup/read-instrument.js';
import { USUAL, type TradingRequest } from '../setup/request.js';
import { asBot } from '../strategies/bot.js';

/** An order as a script writes it; prices and sizes are texts, `stop` is a stop-market order. */
export interface ScriptedOrder {
  readonly type: 'market' | 'limit' | 'stop';
  readonly side: Side;
  readonly size: string;
  readonly price?: string;
  readonly reason?: string;
  readonly reduceOnly?: boolean;
  readonly postOnly?: true;
}

/** What to place at which decision (counted from 0), and in answer to fills of which reason. */
export interface Script {
  readonly at?: Readonly<Record<number, readonly ScriptedOrder[]>>;
  readonly after?: Readonly<Record<string, readonly ScriptedOrder[]>>;
}

export interface ScriptedRun {
  readonly instrument?: string;
  readonly decisionMs?: number;
  readonly leverage?: number;
  readonly marginMode?: 'cross' | 'isolated';
  readonly request?: Partial<TradingRequest>;
}

export const usualRequest: TradingRequest = {
  ...USUAL,
  strategy: 'hyper-rsi',
  timeframe: null,
  venue: null,
  slippageBps: '0',
  funding: { kind: 'none' },
  from: null,
  to: null,
};

/** Runs a bot that does what its script says through the real pipeline; without slippage unless asked for. */
export function runScript(file: CandleColumns, script: Script, run: ScriptedRun = {}): BacktestResult {
  const { decisionMs, leverage = 1, marginMode = 'cross' } = run;
  const request: TradingRequest = { ...usualRequest, ...run.request };
  const instrument = readInstrument(run.instrument ?? 'ETH/USDT:USDT', {}, 'hyper-rsi');
  const scale = marketScale(instrument, file.decimals);
  const lengthMs = candleMs(file)!;
  const market: PreparedMarket = {
    ...{ instrument, scale, candleMs: lengthMs, funding: request.funding },
    candles: inDecimals(file, scale.priceDecimals),
    first: request.from === null ? 0 : file.time.findIndex((time) => time >= request.from!),
    bot: asBot({
      kernel: scriptedKernel(scale, script),
      settings: { leverage, marginMode },
      decisionMs: decisionMs ?? lengthMs,
      intrabar: false,
      needs: { rsiLength: null, atrLength: null, trend: null },
      trades: { kind: 'cycles' },
    }),
  };
  return writeResult(runMarket(request, market));
}

interface ScriptState {
  readonly decisions: number;
  readonly orders: number;
}

function scriptedKernel(scale: MarketScale, { at = {}, after = {} }: Script) {
  const placed = (state: ScriptState, orders: readonly ScriptedOrder[]) => ({
    state: { ...state, orders: state.orders + orders.length },
    outputs: orders.map((order, index): StrategyOutput => ({
      kind: 'place',
      order: orderOf(scale, order, `${state.orders + index}`),
      replaces: null,
    })),
  });
  return {
    start: (): ScriptState => ({ decisions: 0, orders: 0 }),
    step: (
      state: ScriptState,
      input: { readonly kind: string; readonly fill?: { readonly reason: string } },
    ) => {
      if (input.kind === 'order-filled') return placed(state, after[input.fill!.reason] ?? []);
      if (input.kind !== 'candle-closed') return { state, outputs: [] };
      return placed({ ...state, decisions: state.decisions + 1 }, at[state.decisions] ?? []);
    },
  };
}

function orderOf(
  scale: MarketScale,
  { type, side, size, price, reason = type, reduceOnly = false, postOnly }: ScriptedOrder,
  leg: string,
): MarketOrder | LimitOrder | StopOrder {
  const base = { leg, cycle: 1, side, reason, reduceOnly, size: lotsOf(scale, size) };
  if (type === 'market') return { ...base, type };
  const at = priceOf(scale, price!);
  return type === 'limit'
    ? { ...base, type, price: at, ...(postOnly === true && { postOnly }) }
    : { ...base, type: 'stop-market', price: at, trail: null };
}
