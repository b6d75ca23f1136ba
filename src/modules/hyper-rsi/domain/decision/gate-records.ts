import { formatLots, formatPrice } from '../../../../shared/pure/market/scale.js';
import { formatMoney } from '../../../../shared/pure/numbers/money.js';
import type { GateRecord } from '../../../../shared/pure/strategy/output.js';
import type { PositionSide } from '../../../../shared/pure/strategy/order.js';
import { addLevelText } from '../add-level.js';
import type { Plan } from '../plan.js';
import type { Cycle } from '../state.js';
import { inMoney, type Risk } from './risk.js';

/** Names of the gates, in the order of an entry; the last three stand between `unresolved` and `signal` of an add. */
export const GATES = [
  'warm-up',
  'trading',
  'cooldown',
  'unresolved',
  'signal',
  'trend',
  'size',
  'risk',
  'passed',
  'limit',
  'tp-done',
  'price',
] as const;

export type GateName = (typeof GATES)[number];

/** Where gates write what they saw; null = nobody reads it. */
export type GateLog = GateRecord[] | null;

type Values = Readonly<Record<string, number | null>>;

const record = (gate: GateName, value: string, threshold: string, passed: boolean): GateRecord => ({
  gate,
  value,
  threshold,
  verdict: passed ? 'passed' : 'refused',
});

const number = (value: number | null | undefined): string =>
  value === null || value === undefined || Number.isNaN(value) ? 'unknown' : String(value);

export const PASSED: GateRecord = Object.freeze(record('passed', 'all gates', 'all gates', true));

export const warmUp = ({ needsAtr }: Plan, values: Values, passed: boolean): GateRecord =>
  record(
    'warm-up',
    `rsi.previous ${number(values['rsi.previous'])}, rsi ${number(values.rsi)}` +
      (needsAtr ? `, atr ${number(values.atr)}` : ''),
    'known',
    passed,
  );

export const trading = (allowed: boolean): GateRecord =>
  record('trading', allowed ? 'allowed' : 'halted', 'allowed', allowed);

/** Times in ms UTC. */
export const cooldown = (freeAt: number, at: number, passed: boolean): GateRecord =>
  record('cooldown', String(at), `>= ${freeAt}`, passed);

export const unresolved = (count: number): GateRecord =>
  record('unresolved', String(count), '0', count === 0);

export function signal(
  { settings }: Plan,
  side: PositionSide,
  p: number,
  c: number,
  required: boolean,
  passed: boolean,
): GateRecord {
  const bound = side === 'long' ? settings.oversold : settings.overbought;
  const threshold = required ? `${settings.entryRule} ${bound}` : 'not required';
  return record('signal', `${number(p)} -> ${number(c)}`, threshold, passed);
}

export const trend = ({ settings }: Plan, against: number, state: number | null, passed: boolean) =>
  record('trend', number(state), settings.useTrend ? `known, not ${against}` : 'not required', passed);

export const limit = ({ settings }: Plan, entries: number, passed: boolean): GateRecord =>
  record('limit', String(entries + 1), `<= ${settings.pyramidingLimit}`, passed);

export const takeProfitDone = ({ settings }: Plan, taken: boolean, passed: boolean): GateRecord =>
  record(
    'tp-done',
    taken ? 'filled' : 'none filled',
    settings.addsAfterTakeProfit ? 'not required' : 'none filled',
    passed,
  );

export function price(
  plan: Plan,
  cycle: Cycle,
  close: number,
  atr: number | null,
  passed: boolean,
): GateRecord {
  const threshold = plan.settings.pyramidingNeedsPrice
    ? `${cycle.side === 'long' ? '<=' : '>='} ${addLevelText(plan, cycle, atr)}`
    : 'not required';
  return record('price', formatPrice(plan.market.scale, close), threshold, passed);
}

export function size({ market }: Plan, close: number, lots: number | null, legal: boolean): GateRecord {
  const { scale } = market;
  return record(
    'size',
    lots === null ? 'unknown' : `${formatLots(scale, lots)} at ${formatPrice(scale, close)}`,
    `>= ${formatLots(scale, scale.minSize)}, worth >= ${formatMoney(scale.minNotional)}`,
    legal,
  );
}

export function risk({ cap, market, settings }: Plan, seen: Risk): GateRecord {
  const per = market.spot ? 1n : BigInt(settings.leverage);
  const what = market.spot ? 'cash' : 'margin';
  return record(
    'risk',
    `notional ${formatMoney(inMoney(seen.notional))}, ${what} ${formatMoney(inMoney(seen.needed / per))}`,
    `notional <= ${cap === null ? 'unknown' : formatMoney(cap)}, ` +
      `${what} <= ${seen.available === null ? 'unknown' : formatMoney(inMoney(seen.available / per))}`,
    seen.passed,
  );
}
