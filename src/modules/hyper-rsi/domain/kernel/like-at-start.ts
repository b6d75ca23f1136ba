import { hedgeLegOf, START, type HyperRsiState } from '../state.js';

/**
 * A bot that holds nothing and waits for nothing decides as one that has just been started, once its cooldowns are over: the
 * gates then see of its state what they see of the first one. Null for every other bot. `from` in ms UTC; confirmed closes only,
 * since with `intrabar` a candle remembers that it was acted in.
 */
export function likeAtStart(
  state: HyperRsiState,
): { readonly state: HyperRsiState; readonly from: number } | null {
  const { open, orphans, stopping, ended, freeAt, decidedAt } = state;
  const isFree = open === null && orphans.length === 0 && hedgeLegOf(state) === null;
  if (!isFree || stopping !== null || ended) return null;
  return { state: START, from: Math.max(freeAt.long, freeAt.short, decidedAt + 1) };
}

/** Nothing is under way that newer settings would change: no cycle, and no entry of the last one that may open it again. */
export const isBetweenCycles = ({ open, orphans }: HyperRsiState): boolean =>
  open === null && orphans.length === 0;
