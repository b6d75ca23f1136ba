import { err, ok, type Result } from '../result.js';
import type { FieldRefusal } from '../refusal.js';
import { SettingsReader } from '../settings/reader.js';
import { Adx, adx } from './adx.js';
import { Atr, atr } from './atr.js';
import { Bollinger, bollinger } from './bollinger.js';
import { Ema, ema } from './ema.js';
import { Rsi, rsi } from './rsi.js';
import { Sma, sma } from './sma.js';

/** Columns of closed candles, oldest first, as doubles. */
export interface PriceColumns {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
}

/** The longest window that can be asked for by name; code may go up to `LONGEST`. */
export const LONGEST_BY_NAME = 1000;

interface Parameter {
  readonly name: 'length' | 'deviations';
  readonly kind: 'integer' | 'decimal';
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

type Values = Readonly<Record<Parameter['name'], number>>;

/** What a person can ask for by name, and what comes out. */
export interface CatalogueEntry {
  readonly name: string;
  readonly title: string;
  readonly parameters: readonly Parameter[];
  readonly inputs: readonly (keyof PriceColumns)[];
  /** Names of the columns that come out, the main one first. */
  readonly outputs: readonly string[];
  /** How many candles it takes to the first value of every output, that candle included. */
  readonly warmUp: (values: Values) => number;
  readonly compute: (prices: PriceColumns, values: Values) => Readonly<Record<string, Float64Array>>;
}

const length = (fallback: number, least: number): Parameter => ({
  name: 'length',
  kind: 'integer',
  default: fallback,
  min: least,
  max: LONGEST_BY_NAME,
});

const deviations: Parameter = { name: 'deviations', kind: 'decimal', default: 2, min: 0, max: 10 };

export const INDICATOR_CATALOGUE: readonly CatalogueEntry[] = [
  {
    name: 'rsi',
    title: 'Relative strength index (Wilder)',
    parameters: [length(14, Rsi.leastLength)],
    inputs: ['close'],
    outputs: ['rsi'],
    warmUp: (values) => values.length + 1,
    compute: ({ close }, values) => ({ rsi: rsi(close, values.length) }),
  },
  {
    name: 'sma',
    title: 'Simple moving average',
    parameters: [length(20, Sma.leastLength)],
    inputs: ['close'],
    outputs: ['sma'],
    warmUp: (values) => values.length,
    compute: ({ close }, values) => ({ sma: sma(close, values.length) }),
  },
  {
    name: 'ema',
    title: 'Exponential moving average',
    parameters: [length(20, Ema.leastLength)],
    inputs: ['close'],
    outputs: ['ema'],
    warmUp: (values) => values.length,
    compute: ({ close }, values) => ({ ema: ema(close, values.length) }),
  },
  {
    name: 'atr',
    title: 'Average true range (Wilder)',
    parameters: [length(14, Atr.leastLength)],
    inputs: ['high', 'low', 'close'],
    outputs: ['atr'],
    warmUp: (values) => values.length + 1,
    compute: ({ high, low, close }, values) => ({ atr: atr(high, low, close, values.length) }),
  },
  {
    name: 'bollinger',
    title: 'Bollinger bands (population deviation)',
    parameters: [length(20, Bollinger.leastLength), deviations],
    inputs: ['close'],
    outputs: ['middle', 'upper', 'lower'],
    warmUp: (values) => values.length,
    compute: ({ close }, values) => {
      const { upper, middle, lower } = bollinger(close, values.length, values.deviations);
      return { middle, upper, lower };
    },
  },
  {
    name: 'adx',
    title: 'Average directional index (Wilder)',
    parameters: [length(14, Adx.leastLength)],
    inputs: ['high', 'low', 'close'],
    outputs: ['adx', 'plusDi', 'minusDi'],
    warmUp: (values) => 2 * values.length,
    compute: ({ high, low, close }, values) => {
      const columns = adx(high, low, close, values.length);
      return { adx: columns.adx, plusDi: columns.plusDi, minusDi: columns.minusDi };
    },
  },
];

/** An indicator that was asked for by name, its parameters checked and completed, ready to be computed. */
export interface IndicatorPlan {
  readonly name: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly inputs: readonly (keyof PriceColumns)[];
  readonly outputs: readonly string[];
  readonly warmUp: number;
  /** The outputs, as long as the prices, NaN before warm-up. @throws RangeError on unusable prices. */
  readonly compute: (prices: PriceColumns) => Readonly<Record<string, Float64Array>>;
}

/**
 * Reads a question such as `{ length: '14' }`, as a query string has it: a missing parameter takes its default, a wrong or
 * unknown one is refused with the allowed range, an unknown name with the names there are.
 */
export function planIndicator(
  name: string,
  given: Readonly<Record<string, unknown>>,
): Result<IndicatorPlan, readonly FieldRefusal[]> {
  const entry = INDICATOR_CATALOGUE.find((candidate) => candidate.name === name);
  if (entry === undefined) {
    const names = INDICATOR_CATALOGUE.map((candidate) => candidate.name);
    return err([{ field: 'name', value: name, allowed: `one of ${names.join(', ')}` }]);
  }
  const reader = SettingsReader.open(given);
  const parameters = Object.fromEntries(
    entry.parameters.map((parameter) => [parameter.name, read(reader, parameter)]),
  );
  reader.close();
  if (reader.refusals.length > 0) return err(reader.refusals);
  const values: Values = { length: 0, deviations: 0, ...parameters };
  return ok({
    name,
    parameters,
    inputs: entry.inputs,
    outputs: entry.outputs,
    warmUp: entry.warmUp(values),
    compute: (prices) => entry.compute(prices, values),
  });
}

function read(reader: SettingsReader, { name, kind, default: fallback, min, max }: Parameter): number {
  if (kind === 'integer') return reader.integer(name, fallback, min, max);
  return Number(reader.decimal(name, String(fallback), { min: String(min), max: String(max) }));
}
