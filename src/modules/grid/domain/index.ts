export { type CandleFold, type FoldNeed, type FoldValues } from './candle-fold.js';
export { GRID_TEXTS, type Described } from './describe.js';
export { placeOfEdit } from './kernel/edit.js';
export { nextRefusals } from './kernel/generation.js';
export { gridKernel, type GridKernel, type RunBefore } from './kernel/kernel.js';
export { latestState, type GridStateV1 } from './kernel/latest-state.js';
export { PAUSED, RUNNING, type GridGate } from './kernel/outputs.js';
export { planOf, pointIn } from './kernel/plan.js';
export { isSettled, STATE_FORMAT, type BotOrder, type Cell, type CellOrder } from './kernel/state.js';
export type { Change, Course, GridPhase, GridState } from './kernel/state.js';
export { netHeld } from './kernel/stop.js';
export { ladderView, wantedOrders, type CellView } from './kernel/view.js';
export { planGrid, type Ladder, type LadderPlace } from './ladder/ladder.js';
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
export { justHolding, type JustHolding } from './profit/just-holding.js';
export { chapterOfGeneration, framesOfRun, type GenerationChapter } from './profit/generations.js';
export { emptyLedger, frameReader, ledgerFrame, pairs, post, type LedgerEntry } from './profit/ledger.js';
export { runEntries, runLedger } from './profit/run-ledger.js';
export type { Ledger, LedgerFrame, Posting } from './profit/book.js';
export type { OpenPair, Pair, PairFill } from './profit/pair.js';
export { DYNAMIC_LINES, requiredIndicators, type RequiredIndicators } from './required-indicators.js';
export {
  GRID_DEFAULTS,
  GRID_TIMEFRAMES,
  type GridMode,
  type GridSettings,
} from './settings/grid-settings.js';
export { readGridSettings } from './settings/read-settings.js';
export type { SettingsContext } from './settings/settings-rules.js';
