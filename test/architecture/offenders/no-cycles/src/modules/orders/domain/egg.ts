import type { hen } from './hen.js'; // offends

export const egg = (one: typeof hen): unknown => one;
