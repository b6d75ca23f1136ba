import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeHome, RunningTradingBoost } from '../kit/program.js';

jest.setTimeout(120_000);

describe('what cannot start says so in one sentence', () => {
  let taken: Server;
  let port: number;

  beforeAll(async () => {
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    port = (taken.address() as { port: number }).port;
  });
  afterAll(() => void taken.close());

  const failedStart = async (more: Record<string, string>) => {
    const home = makeHome();
    const program = await RunningTradingBoost.start(home, more);
    const ended = await program.ended();
    home.remove();
    return {
      code: ended.code,
      said: ended.stderr
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('{')),
    };
  };

  test('a taken port: exit code 1, naming the port', async () => {
    const { code, said } = await failedStart({ PORT: String(port) });
    expect(code).toBe(1);
    expect(said).toEqual([expect.stringContaining(`Port ${port}`)]);
  });

  test('wrong variables: exit code 2, one line each', async () => {
    const { code, said } = await failedStart({ TB_FEED_SPEED: 'fast', TB_FED: 'generated', PORT: '99999' });
    expect(code).toBe(2);
    expect(said.map((line) => line.split(':')[0]).sort()).toEqual(['PORT', 'TB_FED', 'TB_FEED_SPEED']);
  });

  test('live data is refused until the exchanges come', async () => {
    const { code, said } = await failedStart({ TB_FEED: 'live' });
    expect(code).toBe(2);
    expect(said).toHaveLength(1);
  });

  test('a folder that is a file: exit code 1', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tradingboost-file-'));
    chmodSync(folder, 0o755);
    const file = join(folder, 'data');
    writeFileSync(file, 'not a folder');
    const { code, said } = await failedStart({ TB_DATA_DIR: file });
    expect(code).toBe(1);
    expect(said).toHaveLength(1);
  });

  test('a recorded file with a bad row: exit code 1, naming the line', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tradingboost-bad-'));
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'bad.csv');
    writeFileSync(file, 'timestamp,open,high,low,close,volume\n0,1,2,1,1,1\n60000,1,0.5,1,1,1\n');
    const { code, said } = await failedStart({ TB_FEED: 'recorded', TB_FEED_FILE: file });
    expect(code).toBe(1);
    expect(said).toEqual([expect.stringContaining('line 3: high 0.5 is below low 1')]);
  });

  test('another feed on the data of the first is refused', async () => {
    const home = makeHome();
    const first = await RunningTradingBoost.start(home, { TB_FEED_SEED: '1' });
    await first.ready();
    await first.end('SIGINT');
    const second = await RunningTradingBoost.start(home, { TB_FEED_SEED: '2' });
    const { code, stderr } = await second.ended();
    home.remove();
    expect(code).toBe(1);
    expect(stderr).toContain('generated, seed 1');
  });
});
