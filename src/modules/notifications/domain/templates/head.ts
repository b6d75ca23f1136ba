import type { StrategyName, Texts } from '../telling.js';
import { STRATEGY_TEXTS } from '../words.js';

interface Place {
  readonly paper: boolean;
  readonly strategy: StrategyName;
  readonly symbol: string;
}

/** What comes before everything else: simulated money is never mistaken for money. */
export const MARK: Texts = { ko: '[모의] ', en: '[PAPER] ' };

export const markOf = (paper: boolean): Texts => (paper ? MARK : { ko: '', en: '' });

/** `[PAPER] Grid · BTC/USDT: `. */
export function headOf({ paper, strategy, symbol }: Place): Texts {
  const mark = markOf(paper);
  const { ko, en } = STRATEGY_TEXTS[strategy];
  return { ko: `${mark.ko}${ko} · ${symbol}: `, en: `${mark.en}${en} · ${symbol}: ` };
}
