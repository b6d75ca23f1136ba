import type { WorldMessages } from '../../../shared/platform/strategy/strategy-world.js';
import { PrepareInstrument } from '../../exchange/contracts/commands/prepare-instrument.command.js';
import { GetAccountFacts } from '../../exchange/contracts/queries/get-account-facts.query.js';
import { GetAccountState } from '../../exchange/contracts/queries/get-account-state.query.js';
import { GetFeedStatus } from '../../exchange/contracts/queries/get-feed-status.query.js';
import { GetInstrumentTerms } from '../../exchange/contracts/queries/get-instrument-terms.query.js';
import { ListAccounts } from '../../exchange/contracts/queries/list-accounts.query.js';
import { ListInstruments } from '../../exchange/contracts/queries/list-instruments.query.js';
import { GetCandles } from '../../market-data/contracts/queries/get-candles.query.js';
import { GetTickers } from '../../market-data/contracts/queries/get-tickers.query.js';
import { CloseKeptPosition } from '../../orders/contracts/commands/close-kept-position.command.js';
import { ReportBreaches } from '../../orders/contracts/commands/report-breaches.command.js';
import { GetRiskLimits } from '../../orders/contracts/queries/get-risk-limits.query.js';
import { ListKeptPositions } from '../../orders/contracts/queries/list-kept-positions.query.js';
import { ListOrders } from '../../orders/contracts/queries/list-orders.query.js';
import { GetInstancePnl } from '../../positions/contracts/queries/get-instance-pnl.query.js';

/** Whom this module asks what. */
export const HYPER_RSI_WORLD: WorldMessages = {
  accounts: ListAccounts,
  instruments: ListInstruments,
  facts: GetAccountFacts,
  balances: GetAccountState,
  terms: GetInstrumentTerms,
  limits: GetRiskLimits,
  kept: ListKeptPositions,
  closeKept: CloseKeptPosition,
  prepare: PrepareInstrument,
  reportBreaches: ReportBreaches,
  feed: GetFeedStatus,
  candles: GetCandles,
  tickers: GetTickers,
  pnl: GetInstancePnl,
  orders: ListOrders,
};
