import { prepareMarket } from '../setup/prepare.js';
import { columnsOf, csvOf } from '../testing/candle-text.js';
import { requestOf, symbolOf, type Asked } from '../testing/requests.js';
import { walk } from '../testing/walk.js';
import { checkWarmUp } from './check-warm-up.js';

function check(settings: object, candles: number) {
  const asked: Asked = { strategy: 'hyper-rsi', settings: { timeframe: '1m', ...settings } };
  const file = columnsOf(csvOf(walk(3, candles, { gaps: false })));
  return checkWarmUp(prepareMarket(requestOf(asked), symbolOf(asked), file)).indicators;
}

describe('the warm-up check', () => {
  it('says how many candles it takes until Wilder has forgotten where history began', () => {
    const [rsi] = check({ useTrend: false }, 3_000);
    // (13/14)^n falls below 1e-9 of a hundred after some 330 candles.
    expect(rsi).toMatchObject({ name: 'rsi' });
    expect(rsi!.candles).toBeGreaterThan(150);
    expect(rsi!.candles).toBeLessThan(450);
    expect(rsi!.settledAt).not.toBeNull();
  });

  it('takes longer for a longer length', () => {
    const [short] = check({ useTrend: false, rsiLength: 5 }, 3_000);
    const [long] = check({ useTrend: false, rsiLength: 30 }, 3_000);
    expect(long!.candles).toBeGreaterThan(short!.candles!);
  });

  it('says that a file is too short to tell', () => {
    expect(check({ useTrend: false }, 120)).toEqual([{ name: 'rsi', candles: null, settledAt: null }]);
  });

  it('tells of every indicator that is in use', () => {
    const names = check({ stopLoss: { unit: 'atr', value: '3' } }, 5_000).map(({ name }) => name);
    expect(names).toEqual(['rsi', 'atr', 'trend']);
  });
});
