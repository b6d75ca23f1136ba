import type { CandleColumns } from '../candles/columns.js';
import type { BacktestResult } from '../result/backtest-result.js';
import { runMarket, writeResult } from '../run-backtest.js';
import { prepareMarket } from '../setup/prepare.js';
import { USUAL, type SymbolRequest, type TradingRequest } from '../setup/request.js';

/** What is asked of a test run: a strategy with its settings, and whatever differs from the usual assumptions. */
export interface Asked extends Partial<TradingRequest> {
  readonly strategy: TradingRequest['strategy'];
  readonly settings?: unknown;
  readonly instrument?: unknown;
}

export const requestOf = ({ settings: _, instrument: __, ...asked }: Asked): TradingRequest => ({
  ...USUAL,
  timeframe: null,
  venue: null,
  funding: { kind: 'none' },
  from: null,
  to: null,
  ...asked,
});

export const symbolOf = ({ settings = {}, instrument = null }: Asked): SymbolRequest => ({
  settings,
  instrument,
});

/** A whole backtest: prepared, run, written. */
export function backtest(file: CandleColumns, asked: Asked): BacktestResult {
  const request = requestOf(asked);
  return writeResult(runMarket(request, prepareMarket(request, symbolOf(asked), file)));
}
