export { GRID_TEXTS, type Described } from './describe.js';
export { gridKernel, type GridKernel, type Inheritance } from './kernel/kernel.js';
export { RUNNING, type GridGate } from './kernel/outputs.js';
export type { BotOrder, Cell, CellOrder, GridPhase, GridState } from './kernel/state.js';
export { netHeld } from './kernel/stop.js';
export { ladderView, wantedOrders, type CellView } from './kernel/view.js';
export { planGrid, type Ladder } from './ladder/ladder.js';
export { waitingLine } from './ladder/lines.js';
export { startRefusals, type StartFacts } from './ladder/start-checks.js';
export { stopDecimals } from './ladder/stop-prices.js';
export { gridMarket, type GridMarket } from './market.js';
export {
  previewGrid,
  type DepthPreview,
  type GridPreview,
  type PreviewFacts,
  type StepPreview,
} from './preview.js';
export { gridProfit, type GridProfit } from './profit/grid-profit.js';
export {
  emptyLedger,
  ledgerFrame,
  pairs,
  post,
  type Ledger,
  type LedgerEntry,
  type LedgerFrame,
  type OpenPair,
  type Pair,
  type PairFill,
  type Posting,
} from './profit/ledger.js';
export {
  GRID_DEFAULTS,
  GRID_TIMEFRAMES,
  type GridMode,
  type GridSettings,
} from './settings/grid-settings.js';
export { readGridSettings } from './settings/read-settings.js';
export type { SettingsContext } from './settings/settings-rules.js';
