import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataDir, resolveDataDir, SYSTEM_DATA_HOME } from './data-dir.js';
import { isRoot, serverUser } from './server-user.js';

describe('the data folder', () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'data-dir-'));
    await chmod(home, 0o755);
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  const prepare = async (dataDir: string) => prepareDataDir(dataDir, await serverUser(dataDir));

  test('is the one asked for where the way to it is open', async () => {
    expect(await resolveDataDir(join(home, 'pg'))).toEqual({ dataDir: join(home, 'pg'), reason: null });
  });

  test('below a closed folder, a program started by root keeps data elsewhere and says why; any other keeps it there', async () => {
    const closed = join(home, 'closed');
    await mkdir(closed, { mode: 0o700 });
    const asked = join(closed, 'project', 'pg');
    const answer = await resolveDataDir(asked);
    const elsewhere = {
      dataDir: join(SYSTEM_DATA_HOME, 'pg'),
      reason: `Data is kept in ${SYSTEM_DATA_HOME}/pg and not in ${asked}: as root the database runs as uid 65534, which may not enter ${closed}.`,
    };
    expect(answer).toEqual(isRoot() ? elsewhere : { dataDir: asked, reason: null });
  });

  test('is made with its parents and closed to all others', async () => {
    const dataDir = join(home, 'a', 'b', 'pg');
    await prepare(dataDir);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    await prepare(dataDir);
  });

  test('with files of somebody else is refused by name', async () => {
    await writeFile(join(home, 'thesis.doc'), '');
    await expect(prepare(home)).rejects.toMatchObject({
      code: 'data-dir-foreign',
      message: expect.stringContaining('thesis.doc'),
    });
  });

  test('that cannot be made is refused with one sentence', async () => {
    const forbidden = process.platform === 'darwin' ? '/System/tradingboost' : '/sys/tradingboost';
    const file = join(home, 'file');
    await writeFile(file, '');
    for (const dataDir of [forbidden, join(file, 'pg')]) {
      await expect(prepare(dataDir)).rejects.toMatchObject({
        code: 'data-dir-not-writable',
        message: expect.stringMatching(
          new RegExp(`^The data folder ${dataDir} cannot be made or written by [^\\n]+$`),
        ),
      });
    }
  });
});
