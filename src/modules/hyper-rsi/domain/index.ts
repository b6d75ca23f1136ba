export { hyperRsiKernel, type HyperRsiKernel } from './kernel/kernel.js';
export { isBetweenCycles, likeAtStart } from './kernel/like-at-start.js';
export { hyperRsiMarket, type HyperRsiMarket } from './market.js';
export { ATR_LENGTH, requiredIndicators, type RequiredIndicators } from './required-indicators.js';
export { HYPER_RSI_DEFAULTS, type HyperRsiSettings } from './settings/hyper-rsi-settings.js';
export { readHyperRsiSettings } from './settings/read-settings.js';
export type { SettingsContext } from './settings/settings-context.js';
export { worstCase, type WorstCase } from './settings/worst-case.js';
export { STATE_FORMAT, type Cycle, type HyperRsiState } from './state.js';
export { GATES, type GateName } from './decision/gate-records.js';
export type { Subject } from './decision/verdicts.js';
export {
  FINDING_TEXTS,
  GATE_TEXTS,
  NOTE_TEXTS,
  REASON_TEXTS,
  SUBJECT_TEXTS,
  type NoteCode,
  type Text,
} from './describe.js';
export {
  previewHyperRsi,
  type EntryPreview,
  type HyperRsiPreview,
  type PreviewFacts,
  type SidePreview,
} from './preview/preview.js';
export type { Finding, FindingCode } from './preview/findings.js';
export {
  foldTrend,
  Trend,
  trendColumn,
  type Closes,
  type TrendSnapshot,
  type TrendValue,
} from './trend/index.js';
