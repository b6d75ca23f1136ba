import { requiredIndicators } from './required-indicators.js';
import { HYPER_RSI_DEFAULTS as D, type HyperRsiSettings } from './settings/hyper-rsi-settings.js';

const atr = (changes: Partial<HyperRsiSettings>): number | null =>
  requiredIndicators({ ...D, ...changes }).atrLength;
const ATR = { unit: 'atr', value: '2' } as const;

describe('required indicators', () => {
  it('the RSI has the length of the settings', () => {
    expect(requiredIndicators({ ...D, rsiLength: 7 }).rsiLength).toBe(7);
  });

  it('an ATR of 14 is needed where a distance in use is given in it', () => {
    expect(atr({})).toBeNull();
    expect(atr({ stopLoss: { ...ATR, enabled: true } })).toBe(14);
    expect(atr({ stopLoss: { ...ATR, enabled: false } })).toBeNull();
    expect(atr({ takeProfits: [{ ...ATR, enabled: true, share: '1' }] })).toBe(14);
    expect(atr({ takeProfits: [{ ...ATR, enabled: false, share: '1' }] })).toBeNull();
    expect(atr({ pyramidingSpacing: ATR })).toBe(14);
    expect(atr({ pyramidingSpacing: ATR, pyramidingLimit: 1 })).toBeNull();
    expect(atr({ pyramidingSpacing: ATR, pyramidingNeedsPrice: false })).toBeNull();
  });

  it.each([
    ['1m', '15m', '5m'],
    ['3m', '15m', '5m'],
    ['5m', '30m', '15m'],
    ['15m', '30m', '15m'],
    ['30m', '30m', '1h'],
    ['1h', '1h', '1h'],
    ['2h', '1h', '1h'],
    ['4h', '8h', '1h'],
    ['1d', '8h', '1h'],
  ] as const)('the trend of a %s chart comes from %s and %s', (timeframe, cycle, band) => {
    expect(requiredIndicators({ ...D, timeframe }).trend).toEqual({ cycle, band });
  });

  it('an explicit trend timeframe replaces that of the cycle only; without the filter there is none', () => {
    expect(requiredIndicators({ ...D, trendTimeframe: '4h' }).trend).toEqual({ cycle: '4h', band: '15m' });
    expect(requiredIndicators({ ...D, useTrend: false }).trend).toBeNull();
  });
});
