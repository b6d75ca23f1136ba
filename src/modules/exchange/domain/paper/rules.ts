import { parseDecimal, pow10 } from '../../../../shared/pure/numbers/decimal.js';
import { MONEY_SCALE } from '../../../../shared/pure/numbers/money.js';
import { maintenanceOf, type Maintenance } from '../../../../shared/pure/market/maintenance.js';
import { AVERAGE_DECIMALS, type MarketScale } from '../../../../shared/pure/market/scale.js';
import { refusal, type Refusal } from '../../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../../shared/pure/result.js';
import type { BookTerms, FillRule } from './terms.js';

/** A fee rate as the fraction that turns price x lots into steps of the quote scale: steps = price x lots x n / d. */
export interface FeeRate {
  readonly numerator: bigint;
  readonly denominator: bigint;
  /** The same as numbers when both are safe integers, else 0: the way without BigInt is then closed. */
  readonly n: number;
  readonly d: number;
}

/** A funding rate as the exact fraction `units / 10^scale`, due at `at`. */
export interface DueRate {
  readonly at: number;
  readonly units: bigint;
  readonly scale: number;
}

/** Terms in the form the matching works with: integers, read once from the texts. */
export interface Rules {
  readonly scale: MarketScale;
  readonly spot: boolean;
  readonly through: boolean;
  readonly tradePrefix: string;
  readonly maker: FeeRate;
  readonly taker: FeeRate;
  /** Money units of one step of the quote scale, and steps of one quote. */
  readonly quoteStep: bigint;
  readonly quoteUnit: number;
  /** Slippage s = slippage / slippageBase. */
  readonly slippage: number;
  readonly slippageBase: number;
  readonly maintenance: Maintenance;
  /** An average is avg = price x averageUp / averageDown in units of 10^-12. */
  readonly averageUp: bigint;
  readonly averageDown: bigint;
  /** 10^-30 money units of one unit of an average x one lot: money there is exact at any lot. */
  readonly averageValue: bigint;
  /** Quote per price unit x lot as a double, and a notional that is above the minimum even if doubles are a little wrong. */
  readonly valueNumber: number;
  readonly ampleNotional: number;
  readonly constantFunding: DueRate | null;
  readonly fundingList: readonly DueRate[];
}

const NONE: Maintenance = {
  base: 1n,
  steps: [{ floor: 0n, rate: 0n, amount: 0n, maxLeverage: Infinity }],
};

/** Reads terms. Refused, with the field, when one is not a number of its range. */
export function compileTerms(terms: BookTerms): Result<Rules, Refusal> {
  const { scale, fees, funding } = terms;
  const { instrument } = scale;
  const spot = instrument.kind === 'spot';
  const maker = parseDecimal(fees.maker);
  const taker = parseDecimal(fees.taker);
  const slippage = parseDecimal(terms.slippageBps);
  if (maker === null) return bad('fees.maker', fees.maker);
  if (taker === null || taker.units < 0n) return bad('fees.taker', fees.taker);
  if (slippage === null || slippage.units < 0n || slippage.scale > 6)
    return bad('slippageBps', terms.slippageBps);
  if (!isLeverage(terms.leverage, spot)) return bad('leverage', String(terms.leverage));
  if (spot && terms.positionMode === 'hedge') return bad('positionMode', terms.positionMode);
  const maintenance = spot ? NONE : maintenanceOf(instrument);
  if (maintenance === null)
    return instrument.maintenanceTiers === undefined
      ? bad('instrument.maintenanceRate', String(instrument.maintenanceRate))
      : bad('instrument.maintenanceTiers', JSON.stringify(instrument.maintenanceTiers));
  if (terms.leverage > maintenance.steps[0]!.maxLeverage) return bad('leverage', String(terms.leverage));
  const constant = funding.kind === 'constant' && !spot ? dueRate(0, funding.rate) : null;
  if (funding.kind === 'constant' && !spot && constant === null) return bad('funding.rate', funding.rate);
  const list: DueRate[] = [];
  for (const charge of funding.kind === 'list' && !spot ? funding.charges : []) {
    const due = dueRate(charge.at, charge.rate);
    if (due === null || charge.at <= (list.at(-1)?.at ?? -Infinity))
      return bad('funding.charges', `${charge.at} ${charge.rate}`);
    list.push(due);
  }
  const lost = scale.priceDecimals - AVERAGE_DECIMALS;
  return ok({
    scale,
    spot,
    through: isThrough(terms.fillRule),
    tradePrefix: terms.tradePrefix ?? '',
    maker: feeRate(scale, maker.units, maker.scale),
    taker: feeRate(scale, taker.units, taker.scale),
    quoteStep: pow10(MONEY_SCALE - instrument.quoteScale),
    quoteUnit: 10 ** instrument.quoteScale,
    slippage: Number(slippage.units),
    slippageBase: 10_000 * 10 ** slippage.scale,
    maintenance,
    averageUp: pow10(Math.max(-lost, 0)),
    averageDown: pow10(Math.max(lost, 0)),
    averageValue: BigInt(scale.lotUnits) * pow10(MONEY_SCALE - scale.lotDecimals),
    valueNumber: Number(scale.valueFactor) / 1e18,
    ampleNotional: (Number(scale.minNotional) / 1e18) * (1 + 1e-9),
    constantFunding: constant,
    fundingList: list,
  });
}

/** Leverage is a whole number; coins on hand have none. */
export const isLeverage = (leverage: number, spot: boolean): boolean =>
  Number.isSafeInteger(leverage) && leverage >= 1 && (!spot || leverage === 1);

const isThrough = (rule: FillRule): boolean => rule === 'through';

function feeRate(scale: MarketScale, units: bigint, decimals: number): FeeRate {
  const numerator = scale.valueFactor * units;
  const denominator = pow10(decimals + MONEY_SCALE - scale.instrument.quoteScale);
  const common = gcd(numerator < 0n ? -numerator : numerator, denominator);
  const n = Number(numerator / common);
  const d = Number(denominator / common);
  const safe = Number.isSafeInteger(n) && Number.isSafeInteger(d);
  return {
    numerator: numerator / common,
    denominator: denominator / common,
    n: safe ? n : 0,
    d: safe ? d : 0,
  };
}

function dueRate(at: number, rate: string): DueRate | null {
  const value = parseDecimal(rate);
  return value === null ? null : { at, units: value.units, scale: value.scale };
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

const bad = (field: string, value: string) =>
  err(refusal('invalid-terms', `${field} cannot be ${value}`, { field, value }));
