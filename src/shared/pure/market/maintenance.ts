import { parseDecimal, pow10, rescale } from '../numbers/decimal.js';
import { MONEY_SCALE } from '../numbers/money.js';
import type { Instrument, MaintenanceTier } from './instrument.js';

/** Decimals of a cost, which is size x average: exact at any lot. */
export const COST_DECIMALS = 30;

/** From money to a cost. */
export const MONEY_TO_COST = pow10(COST_DECIMALS - MONEY_SCALE);

/** One tier as integers: rate = `rate / base`, amount in units of 10^-18 quote, floor in units of 10^-30 quote. */
export interface MaintenanceStep {
  readonly floor: bigint;
  readonly rate: bigint;
  readonly amount: bigint;
  /** Infinity where nothing bounds it. */
  readonly maxLeverage: number;
}

/**
 * What a venue keeps back of a position: its value at the mark x the rate of its tier, less the amount of its tier. The tier
 * is that of its cost, size x average entry, so it changes with the position and not with the price.
 */
export interface Maintenance {
  readonly base: bigint;
  /** At least one, the first from 0, ascending. */
  readonly steps: readonly MaintenanceStep[];
}

/** Most tiers of one instrument: venues have up to some dozens. */
const MOST = 100;

/** The maintenance margin of an instrument, `otherwise` where it says none; null where what it says is none. */
export function maintenanceOf(
  { maintenanceRate, maintenanceTiers }: Pick<Instrument, 'maintenanceRate' | 'maintenanceTiers'>,
  otherwise: string | null = null,
): Maintenance | null {
  if (maintenanceTiers === undefined) {
    const rate = parseDecimal(maintenanceRate ?? otherwise ?? '');
    if (rate === null || rate.units < 0n || rate.units >= pow10(rate.scale)) return null;
    return {
      base: pow10(rate.scale),
      steps: [{ floor: 0n, rate: rate.units, amount: 0n, maxLeverage: Infinity }],
    };
  }
  if (wrongTiers(maintenanceTiers) !== null) return null;
  const scale = Math.max(...maintenanceTiers.map((tier) => parseDecimal(tier.maintenanceRate)!.scale));
  return {
    base: pow10(scale),
    steps: maintenanceTiers.map((tier) => ({
      floor: units(tier.notionalFloor)! * MONEY_TO_COST,
      rate: rescale(parseDecimal(tier.maintenanceRate)!, scale)!,
      amount: units(tier.maintenanceAmount ?? '0')!,
      maxLeverage: tier.maxLeverage,
    })),
  };
}

/** The tier of a position of this cost, units of 10^-30 quote. */
export function stepAt({ steps }: Maintenance, cost: bigint): MaintenanceStep {
  let place = steps.length - 1;
  while (place > 0 && cost < steps[place]!.floor) place -= 1;
  return steps[place]!;
}

/**
 * What is wrong with tiers, in words; null when nothing is. Floors rise from 0, rates do not fall, leverages do not rise, and
 * no amount is above what the rate keeps back at the floor: a position would be charged less than nothing.
 */
export function wrongTiers(tiers: readonly MaintenanceTier[]): string | null {
  if (tiers.length < 1 || tiers.length > MOST) return `there may be 1 to ${MOST} tiers`;
  for (const [index, tier] of tiers.entries()) {
    const before = tiers[index - 1];
    const floor = units(tier.notionalFloor);
    const amount = units(tier.maintenanceAmount ?? '0');
    const rate = parseDecimal(tier.maintenanceRate);
    if (floor === null || amount === null || rate === null) return `tier ${index + 1} is no number`;
    if (before === undefined ? floor !== 0n : floor <= units(before.notionalFloor)!)
      return 'notionalFloor rises from 0';
    if (rate.units < 0n || rate.units >= pow10(rate.scale))
      return 'maintenanceRate is at least 0 and below 1';
    if (before !== undefined && isBelow(tier.maintenanceRate, before.maintenanceRate))
      return 'maintenanceRate does not fall';
    if (!Number.isSafeInteger(tier.maxLeverage) || tier.maxLeverage < 1)
      return 'maxLeverage is a whole number from 1';
    if (before !== undefined && tier.maxLeverage > before.maxLeverage) return 'maxLeverage does not rise';
    if (amount < 0n || amount * pow10(rate.scale) > floor * rate.units)
      return 'maintenanceAmount is at least 0 and at most notionalFloor x maintenanceRate';
  }
  return null;
}

function units(text: string): bigint | null {
  const value = parseDecimal(text);
  return value === null ? null : rescale(value, MONEY_SCALE);
}

function isBelow(left: string, right: string): boolean {
  const [a, b] = [parseDecimal(left)!, parseDecimal(right)!];
  return a.units * pow10(b.scale) < b.units * pow10(a.scale);
}
