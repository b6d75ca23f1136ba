import { eventually } from '../kit/eventually.js';
import { makeHome, RunningTradingBoost, type Home } from '../kit/program.js';

jest.setTimeout(120_000);

describe('the program as `npm start` runs it', () => {
  let home: Home;
  let program: RunningTradingBoost;

  beforeAll(async () => {
    home = makeHome();
    program = await RunningTradingBoost.start(home, { TB_FEED_SPEED: '100' });
    await program.ready();
  });

  afterAll(async () => {
    const { code } = await program.end('SIGTERM');
    home.remove();
    expect(code).toBe(0);
  });

  test('it says what runs, in which mode, where, and how to stop it', async () => {
    const block = await eventually(() => /TradingBoost [\s\S]*Ctrl-C/.exec(program.stdout)?.[0]);
    expect(block).toContain('PAPER');
    expect(block).toContain('SIMULATED (generated, seed');
    expect(block).toContain(program.url);
  });

  test('every dependency is ready, with its latency, and the market has its own clock', async () => {
    const ready = await program.ready();
    expect(ready.mode).toBe('PAPER');
    expect(ready.marketSource).toBe('SIMULATED');
    expect(ready.dependencies.map(({ name }) => name).sort()).toEqual([
      'bus',
      'database',
      'feed',
      'queue',
      'strategies',
    ]);
    const before = Date.parse(ready.marketTime);
    await eventually(async () => Date.parse((await program.ready()).marketTime) > before);
  });

  test('a generated candle is the same in the table, through the REST API and counted in the metrics', async () => {
    const { status, headers, body } = await program.get(
      '/api/v1/market/paper/candles?symbol=BTC/USDT&timeframe=1m&limit=2',
    );
    expect(status).toBe(200);
    expect(headers.get('x-market-source')).toBe('SIMULATED');
    const [candle] = body.items;
    const stored = await program.rows<{ close: string }>(
      `SELECT trim_scale(close)::text AS close FROM market_data.candle
       WHERE venue = 'paper' AND symbol = 'BTC/USDT' AND timeframe = '1m' AND open_time = '${candle.openTime}'`,
    );
    expect(stored).toEqual([{ close: candle.close }]);
    const metrics = (await program.get('/metrics')).body as string;
    const handled = /bus_records_handled_total\{module="market-data"\} (\d+)/.exec(metrics)?.[1];
    expect(Number(handled)).toBeGreaterThan(0);
    for (const name of [
      'http_requests_total',
      'http_request_duration_seconds',
      'queue_jobs',
      'database_connections',
      'feed_age_seconds',
    ]) {
      expect(metrics).toContain(name);
    }
  });

  test('coarse candles agree with the minutes they are made of', async () => {
    const get = async (timeframe: string, from: string, limit: number) =>
      (
        await program.get(
          `/api/v1/market/paper/candles?symbol=BTC/USDT&timeframe=${timeframe}&from=${from}&limit=${limit}`,
        )
      ).body.items;
    const [hour] = await get('1h', '2025-01-10T05:00:00Z', 1);
    const minutes = await get('1m', '2025-01-10T05:00:00Z', 60);
    expect(minutes).toHaveLength(60);
    expect(hour).toMatchObject({
      openTime: '2025-01-10T05:00:00.000Z',
      open: minutes[0].open,
      close: minutes[59].close,
    });
    expect(Number(hour.high)).toBe(Math.max(...minutes.map(({ high }: { high: string }) => Number(high))));
    expect(Number(hour.low)).toBe(Math.min(...minutes.map(({ low }: { low: string }) => Number(low))));
  });

  test('pages of candles follow each other without a gap or a repetition', async () => {
    const path =
      '/api/v1/market/paper/candles?symbol=BTC/USDT&timeframe=15m&from=2025-01-02T00:00:00Z&limit=7';
    const times: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < 4 && cursor !== null; page += 1) {
      const { body }: { body: any } = await program.get(cursor === '' ? path : `${path}&cursor=${cursor}`);
      times.push(...body.items.map(({ openTime }: { openTime: string }) => openTime));
      cursor = body.nextCursor;
    }
    expect(times).toHaveLength(28);
    times.forEach((time, index) => expect(Date.parse(time)).toBe(Date.UTC(2025, 0, 2) + index * 900_000));
  });

  test('an indicator is computed from the same candles, and a wrong one is refused with its range', async () => {
    const { body } = await program.get(
      '/api/v1/market/paper/indicators?symbol=BTC/USDT&timeframe=5m&name=rsi&length=14&limit=3',
    );
    expect(body).toMatchObject({ name: 'rsi', parameters: { length: 14 } });
    expect(body.items).toHaveLength(3);
    for (const { values } of body.items) expect(values.rsi > 0 && values.rsi < 100).toBe(true);
    const wrong = await program.get(
      '/api/v1/market/paper/indicators?symbol=BTC/USDT&timeframe=5m&name=rsi&length=1',
    );
    expect(wrong).toMatchObject({
      status: 400,
      body: { code: 'indicator-refused', details: { fields: [{ field: 'length' }] } },
    });
  });

  test('tickers, search, and clear answers to what does not exist', async () => {
    const ticker = await program.get('/api/v1/market/paper/ticker?symbol=BTC/USDT:USDT');
    expect(ticker.body).toMatchObject({ venue: 'paper', symbol: 'BTC/USDT:USDT', ageMs: 0 });
    const both = await program.get('/api/v1/market/paper/tickers?symbols=BTC/USDT,BTC/USDT:USDT,NO/NE');
    expect(both.body.items).toHaveLength(2);
    const found = await program.get('/api/v1/market/search?q=btc');
    expect(found.body.items.map(({ symbol }: { symbol: string }) => symbol)).toEqual([
      'BTC/USDT',
      'BTC/USDT:USDT',
    ]);
    const unknown = await program.get('/api/v1/market/paper/candles?symbol=NO/NE&timeframe=5m');
    expect(unknown).toMatchObject({
      status: 404,
      body: { code: 'unknown-instrument', details: { symbol: 'NO/NE' } },
    });
    const wrong = await program.get('/api/v1/market/paper/candles?symbol=BTC/USDT&timeframe=7m&limit=0&x=1');
    expect(wrong.status).toBe(400);
    expect(wrong.body.details.fields.map(({ field }: { field: string }) => field).sort()).toEqual([
      'limit',
      'timeframe',
      'x',
    ]);
  });

  test('a market of candles says that it has no order book, which is not an empty one', async () => {
    const book = await program.get('/api/v1/market/paper/orderbook?symbol=BTC/USDT&depth=5');
    expect(book).toMatchObject({
      status: 404,
      body: { code: 'no-order-book', details: { venue: 'paper', symbol: 'BTC/USDT', timeframe: '1m' } },
    });
    const unknown = await program.get('/api/v1/market/paper/orderbook?symbol=NO/NE');
    expect(unknown).toMatchObject({ status: 404, body: { code: 'unknown-instrument' } });
    const wrong = await program.get('/api/v1/market/paper/orderbook?symbol=BTC&depth=1000');
    expect(wrong.body.details.fields.map(({ field }: { field: string }) => field).sort()).toEqual([
      'depth',
      'symbol',
    ]);
  });

  test('a second program on the same data is refused with one sentence', async () => {
    const second = await RunningTradingBoost.start(home);
    const { code, stderr } = await second.ended();
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
