export { backOffMs } from './delivery/back-off.js';
export { bodyOf, plainText, type Body, type Button, type Span } from './delivery/body.js';
export { compose, cut, LONGEST_TEXT, type Composed, type WaitingNews } from './delivery/compose.js';
export {
  ANSWER_RANK,
  DEFAULT_PREFERENCES,
  priorityOfRank,
  RANKS,
  type Preferences,
} from './delivery/preferences.js';
export { clockText, isTimeZone, minuteOf, quietUntil, type QuietHours } from './delivery/quiet-hours.js';
export { showMoney, showPrice, showSigned, showSize } from './numbers.js';
export { priorityOf } from './priority.js';
export * from './telling.js';
export { write } from './write.js';
export * from './telegram/bot-pages.js';
export * from './telegram/danger-pages.js';
export * from './telegram/money-pages.js';
export type { Page } from './telegram/page.js';
export { commandOf, readUpdate, type Command, type Press, type Said, type Update } from './telegram/said.js';
export * from './telegram/small-pages.js';
