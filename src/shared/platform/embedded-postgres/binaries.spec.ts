import { chmod, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedBinaries, usableBinaries } from './binaries.js';
import { serverUser } from './server-user.js';

describe('binaries of the server', () => {
  let home: string;
  let native: string;
  let cache: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'binaries-'));
    await chmod(home, 0o755);
    native = join(home, 'linux-test', 'native');
    cache = join(home, 'cache');
    for (const folder of ['bin', 'lib', 'share'])
      await mkdir(join(native, folder), { recursive: true, mode: 0o755 });
    for (const program of ['postgres', 'initdb'])
      await writeFile(join(native, 'bin', program), program, { mode: 0o755 });
    await writeFile(join(native, 'lib', 'libpq.so.5.18'), 'library', { mode: 0o644 });
    await writeFile(join(native, '..', 'package.json'), JSON.stringify({ version: '18.4.0' }));
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    await writeFile(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  });
  afterEach(async () => {
    await chmod(join(home, 'linux-test'), 0o755);
    await rm(home, { recursive: true, force: true });
  });

  const usable = async () => usableBinaries(await serverUser(join(home, 'none')), native, [cache]);

  test('are used where npm put them when the server can read them', async () => {
    expect(await usable()).toBe(native);
  });

  test('get back the links to libraries that npm packages cannot hold', async () => {
    await usable();
    expect(await readlink(join(native, 'lib', 'libpq.so.5'))).toBe('libpq.so.5.18');
    expect(await usable()).toBe(native);
  });

  test('are copied once, links and all, when the server cannot come to them', async () => {
    await chmod(join(native, 'bin', 'postgres'), 0o644);
    const copy = await usable();
    expect(copy).toBe(
      join(cache, `tradingboost-${process.getuid?.() ?? 0}`, 'postgres-18.4.0-linux-test', 'native'),
    );
    expect(await readFile(join(copy, 'lib', 'libpq.so.5'), 'utf8')).toBe('library');
    expect((await stat(join(copy, 'bin', 'postgres'))).mode & 0o777).toBe(0o755);
    const { ctimeMs } = await stat(copy);
    expect(await usable()).toBe(copy);
    expect((await stat(copy)).ctimeMs).toBe(ctimeMs);
  });

  test('are never copied into a folder that others can write', async () => {
    await chmod(join(native, 'bin', 'postgres'), 0o644);
    const folder = join(cache, `tradingboost-${process.getuid?.() ?? 0}`);
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o777);
    await expect(usable()).rejects.toMatchObject({ code: 'embedded-postgres-unreachable' });
  });

  test('of this machine are installed', async () => {
    expect((await stat(join(installedBinaries(), 'bin', 'postgres'))).isFile()).toBe(true);
  });
});
