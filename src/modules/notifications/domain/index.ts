export { showMoney, showPrice, showSigned, showSize } from './numbers.js';
export { priorityOf } from './priority.js';
export * from './telling.js';
export { write } from './write.js';
