import { HYPER_RSI_DEFAULTS } from './hyper-rsi-settings.js';
import { worstCase } from './worst-case.js';

const D = HYPER_RSI_DEFAULTS;

describe('worst case', () => {
  it('sums all entries the limit allows', () => {
    expect(worstCase(D, null)).toEqual({ entries: ['200', '200', '200', '200'], total: '800' });
    expect(worstCase({ ...D, pyramidingLimit: 1 }, null)?.total).toBe('200');
  });

  it('percent is taken of the equity and unknown without it', () => {
    const percent = { ...D, marginUnit: 'percent', margin: '1.5', entryMultiplier: '2' } as const;
    expect(worstCase(percent, '1000')?.entries).toEqual(['150', '300', '600', '1200']);
    expect(worstCase(percent, null)).toBeNull();
    expect(worstCase(percent, 'a lot')).toBeNull();
  });

  it('base units have no worth before there is a price', () => {
    expect(worstCase({ ...D, marginUnit: 'base' }, '1000')).toBeNull();
  });

  it('more than 18 decimals are rounded up, never down', () => {
    const fine = { ...D, margin: '0.000000000000000001', entryMultiplier: '0.1', leverage: 1 };
    expect(worstCase(fine, null)?.entries[1]).toBe('0.000000000000000001');
  });
});
