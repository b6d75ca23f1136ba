import { readCandles } from '../../src/backtest/index.js';
import { choiceOf, plainPlan } from '../../src/simulation/run/plan.js';
import { runSeed } from '../../src/simulation/run/run-seed.js';
import { describeWithRecordings, recording } from '../kit/recordings.js';

const breath = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
/** A crash, a rally, a market of small prices and one with gaps in time. */
const FILES = [
  'binance_BTC-USDT_1m_2021-05.csv.gz',
  'binance_BTC-USDT_1h_2017-2024.csv.gz',
  'binance_XRP-ETH_1m_2019-10.csv.gz',
  'upbit_BTC-KRW_1m_2020-02.csv.gz',
];

describeWithRecordings('simulated worlds whose prices were recorded', () => {
  test.each(FILES)(
    '%s: nothing is broken, and a seed is another world than with prices of its own',
    async (name) => {
      const recorded = await readCandles([recording('ohlcv', name)], { cacheDir: null });
      for (let seed = 1; seed <= 8; seed += 1) {
        const plan = plainPlan(seed, 'hostile', seed % 2 === 0 ? 'mixed' : 'orders');
        const result = await runSeed(choiceOf(plan, { breath, recorded }));
        expect({ seed, violation: result.violation }).toEqual({ seed, violation: null });
        expect(result.hash).not.toBe((await runSeed(choiceOf(plan, { breath }))).hash);
      }
    },
    60_000,
  );
});
