import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import type { EntryRule } from './settings/hyper-rsi-settings.js';

/** Is there an entry signal? `p` and `c` are the previous and the current RSI, unrounded. */
export type Signal = (p: number, c: number) => boolean;

export type SignalRule = Readonly<Record<PositionSide, Signal>>;

/** The four entry rules with their thresholds; a short is the mirror image of a long. */
export function signalRule(rule: EntryRule, oversold: number, overbought: number): SignalRule {
  const lo = oversold;
  const hi = overbought;
  switch (rule) {
    case 'breakout':
      return { long: (p, c) => p > lo && c <= lo, short: (p, c) => p < hi && c >= hi };
    case 'inflection':
      return {
        long: (p, c) => (p < lo || c < lo) && c > p,
        short: (p, c) => (p > hi || c > hi) && c < p,
      };
    case 'inflection-breakout':
      return { long: (p, c) => p < lo && c >= lo, short: (p, c) => p > hi && c <= hi };
    case 'beyond':
      return { long: (_, c) => c < lo, short: (_, c) => c > hi };
  }
}
