import type { MaintenanceTier } from './instrument.js';
import { maintenanceOf, stepAt, wrongTiers } from './maintenance.js';

const TIERS: readonly MaintenanceTier[] = [
  { notionalFloor: '0', maintenanceRate: '0.004', maxLeverage: 100 },
  { notionalFloor: '50000', maintenanceRate: '0.0055', maxLeverage: 50, maintenanceAmount: '75' },
  { notionalFloor: '600000.5', maintenanceRate: '0.01', maxLeverage: 50 },
];

const COST = 10n ** 30n;

describe('the maintenance margin of an instrument', () => {
  it('without tiers is one rate for every position', () => {
    const one = maintenanceOf({ maintenanceRate: '0.005' })!;
    expect(one.base).toBe(1_000n);
    expect(stepAt(one, 10n ** 60n)).toEqual({ floor: 0n, rate: 5n, amount: 0n, maxLeverage: Infinity });
    expect(maintenanceOf({ maintenanceRate: null }, '0.01')).toMatchObject({ base: 100n });
    for (const rate of ['1', '-0.1', 'x', '']) expect(maintenanceOf({ maintenanceRate: rate })).toBeNull();
    expect(maintenanceOf({ maintenanceRate: null })).toBeNull();
  });

  it('is that of the tier in which a cost lies, its floor included', () => {
    const tiers = maintenanceOf({ maintenanceRate: '0.004', maintenanceTiers: TIERS })!;
    const rateAt = (cost: bigint): number => Number(stepAt(tiers, cost).rate) / Number(tiers.base);
    expect(rateAt(0n)).toBe(0.004);
    expect(rateAt(50_000n * COST - 1n)).toBe(0.004);
    expect(rateAt(50_000n * COST)).toBe(0.0055);
    expect(stepAt(tiers, 50_000n * COST)).toMatchObject({ amount: 75n * 10n ** 18n, maxLeverage: 50 });
    expect(rateAt((6_000_005n * COST) / 10n)).toBe(0.01);
  });

  const changed = (place: number, change: Partial<MaintenanceTier>): readonly MaintenanceTier[] =>
    TIERS.map((tier, index) => (index === place ? { ...tier, ...change } : tier));

  it.each<[string, readonly MaintenanceTier[]]>([
    ['there may be 1 to 100 tiers', []],
    ['notionalFloor rises from 0', changed(0, { notionalFloor: '1' })],
    ['notionalFloor rises from 0', changed(2, { notionalFloor: '50000' })],
    ['maintenanceRate is at least 0 and below 1', changed(2, { maintenanceRate: '1' })],
    ['maintenanceRate does not fall', changed(2, { maintenanceRate: '0.005' })],
    ['maxLeverage is a whole number from 1', changed(2, { maxLeverage: 0.5 })],
    ['maxLeverage does not rise', changed(2, { maxLeverage: 51 })],
    ['at most notionalFloor x maintenanceRate', changed(1, { maintenanceAmount: '275.01' })],
    ['at most notionalFloor x maintenanceRate', changed(0, { maintenanceAmount: '0.01' })],
    ['maintenanceAmount is at least 0', changed(1, { maintenanceAmount: '-1' })],
    ['tier 2 is no number', changed(1, { notionalFloor: '5e4' })],
  ])('is refused: %s', (says, tiers) => {
    expect(wrongTiers(TIERS)).toBeNull();
    expect(wrongTiers(changed(1, { maintenanceAmount: '275' }))).toBeNull();
    expect(wrongTiers(tiers)).toContain(says);
    expect(maintenanceOf({ maintenanceRate: '0.004', maintenanceTiers: tiers })).toBeNull();
  });
});
