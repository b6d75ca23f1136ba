import { eventually } from '../kit/eventually.js';
import { makeHome, RunningTradingBoost } from '../kit/program.js';

jest.setTimeout(120_000);

describe('kill -9', () => {
  test('the market goes on where it was: no candle lost, none twice', async () => {
    const home = makeHome();
    for (let round = 0; round < 3; round += 1) {
      const program = await RunningTradingBoost.start(home, { TB_FEED_SPEED: '500' });
      const { marketTime } = await program.ready();
      await eventually(
        async () => Date.parse((await program.ready()).marketTime) > Date.parse(marketTime) + 600_000,
      );
      await program.end('SIGKILL');
    }
    const program = await RunningTradingBoost.start(home, { TB_FEED_SPEED: '0.01' });
    await program.ready();
    const told = await eventually(async () => {
      const [rows] = await program.rows<{ told: string; closed: string }>(
        `SELECT (SELECT count(*) FROM exchange.outbox WHERE type = 'exchange.candles-received.v1') AS told,
                (SELECT count(*) FROM market_data.outbox WHERE type = 'market-data.candles-closed.v1') AS closed`,
      );
      return rows!.told === rows!.closed ? Number(rows!.told) : null;
    });
    expect(told).toBeGreaterThan(20);
    const gaps = await program.rows(
      `SELECT 1 FROM (SELECT open_time - lag(open_time) OVER (PARTITION BY symbol ORDER BY open_time) AS distance
         FROM market_data.candle) step WHERE distance <> interval '1 minute'`,
    );
    expect(gaps).toEqual([]);
    await program.end('SIGTERM');
    home.remove();
  });
});
