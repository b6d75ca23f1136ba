import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import type { EntryRule } from './settings/hyper-rsi-settings.js';

/** An entry rule with its thresholds. */
export interface SignalRule {
  readonly rule: EntryRule;
  readonly oversold: number;
  readonly overbought: number;
}

/** Is there an entry signal? `p` and `c` are the previous and the current RSI, unrounded; a short mirrors a long. */
export function hasSignal(
  { rule, oversold: lo, overbought: hi }: SignalRule,
  side: PositionSide,
  p: number,
  c: number,
): boolean {
  const long = side === 'long';
  switch (rule) {
    case 'breakout':
      return long ? p > lo && c <= lo : p < hi && c >= hi;
    case 'inflection':
      return long ? (p < lo || c < lo) && c > p : (p > hi || c > hi) && c < p;
    case 'inflection-breakout':
      return long ? p < lo && c >= lo : p > hi && c <= hi;
    case 'beyond':
      return long ? c < lo : c > hi;
  }
}
