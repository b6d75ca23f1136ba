import { GRID_TEXTS } from '../../../modules/grid/domain/index.js';
import { GATES, GATE_TEXTS, REASON_TEXTS } from '../../../modules/hyper-rsi/domain/index.js';
import type { StrategyKind } from '../../../shared/pure/strategy/instance.js';
import { TIMEFRAME_MS, TIMEFRAMES } from '../../../shared/pure/time/timeframe.js';
import { showDuration } from '../figures.js';
import type { Words } from '../words.js';

/** The names of products are not translated. */
export const STRATEGY_TITLES: Readonly<Record<StrategyKind, string>> = {
  'hyper-rsi': 'HyperRSI',
  grid: 'Grid',
};

/** A length of candles as traders call it: `15m`, `4h`. */
export const showLength = (lengthMs: number): string =>
  TIMEFRAMES.find((timeframe) => TIMEFRAME_MS[timeframe] === lengthMs) ?? showDuration(lengthMs / 1_000);

const textsOf: Readonly<Record<StrategyKind, Readonly<Record<string, Words>>>> = {
  'hyper-rsi': GATE_TEXTS,
  grid: GRID_TEXTS,
};

/** What a gate asks, or its bare name where nobody has put it into words. */
export const gateWords = (strategy: StrategyKind, gate: string): Words => {
  const texts = textsOf[strategy];
  return Object.hasOwn(texts, gate) ? texts[gate]! : { en: gate, ko: gate };
};

/** Why an order was made; without words of its own the reason stands as it is in the result. */
export const reasonWords = (strategy: StrategyKind, reason: string): Words =>
  strategy === 'hyper-rsi' && Object.hasOwn(REASON_TEXTS, reason)
    ? REASON_TEXTS[reason]!
    : { en: reason, ko: reason };

/** Gates in the order in which an evaluation meets them; others behind, as they come. */
export function inGateOrder(gates: readonly string[]): readonly string[] {
  const order: readonly string[] = GATES;
  const place = (gate: string): number => (order.includes(gate) ? order.indexOf(gate) : order.length);
  return [...gates].sort((a, b) => place(a) - place(b));
}
