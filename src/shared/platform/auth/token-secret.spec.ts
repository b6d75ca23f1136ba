import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemRandomness } from '../clock/system-randomness.js';
import { openTokenSecret, tokenSecretFile } from './token-secret.js';

describe('the secret that signs access tokens', () => {
  let dataDir: string;
  const warnings: string[] = [];
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tradingboost-secret-'));
    warnings.length = 0;
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  const openSecret = (parts: { given?: string; dataDir?: string | null } = {}) =>
    openTokenSecret({
      given: parts.given ?? null,
      dataDir: parts.dataDir === undefined ? dataDir : parts.dataDir,
      randomness: new SystemRandomness(),
      warn: (message) => warnings.push(message),
    });

  it('is the one of the configuration where there is one, and then nothing is written', async () => {
    expect(await openSecret({ given: 'given by a person' })).toBe('given by a person');
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('is made at the first start, kept for its owner only, and the same at every later start', async () => {
    const first = await openSecret();
    expect(Buffer.from(first, 'base64url')).toHaveLength(32);
    expect((await stat(tokenSecretFile(dataDir))).mode & 0o777).toBe(0o600);
    expect(await openSecret()).toBe(first);
    expect(await readdir(dataDir)).toEqual(['token-secret']);
    expect(warnings).toEqual([]);
  });

  it('is one, whole, for several programs that start at once', async () => {
    const secrets = await Promise.all(Array.from({ length: 20 }, () => openSecret()));
    expect(new Set(secrets).size).toBe(1);
    expect(await readFile(tokenSecretFile(dataDir), 'utf8')).toBe(`${secrets[0]!}\n`);
    expect(await readdir(dataDir)).toEqual(['token-secret']);
  });

  it('lives as long as the process where there is no folder, and that is said', async () => {
    const [one, other] = [await openSecret({ dataDir: null }), await openSecret({ dataDir: null })];
    expect(one).not.toBe(other);
    expect(warnings).toEqual([
      expect.stringContaining('TB_TOKEN_SECRET'),
      expect.stringContaining('signed out'),
    ]);
  });

  it('is not used once others could read it', async () => {
    await openSecret();
    await chmod(tokenSecretFile(dataDir), 0o640);
    await expect(openSecret()).rejects.toMatchObject({ code: 'token-secret-open', exitCode: 1 });
  });

  it.each(['', 'short', 'x'.repeat(44), `${'x'.repeat(43)}\nmore`])(
    'is not taken from a file that holds %j',
    async (text) => {
      await writeFile(tokenSecretFile(dataDir), text, { mode: 0o600 });
      await expect(openSecret()).rejects.toMatchObject({ code: 'token-secret-damaged' });
    },
  );

  it('that cannot be kept, or read, stops the start with a sentence', async () => {
    await expect(openSecret({ dataDir: join(dataDir, 'missing') })).rejects.toMatchObject({
      code: 'token-secret-unwritable',
      message: expect.stringContaining(join(dataDir, 'missing', 'token-secret')),
    });
    const file = join(dataDir, 'a-file');
    await writeFile(file, '');
    await expect(openSecret({ dataDir: file })).rejects.toMatchObject({ code: 'token-secret-unreadable' });
  });
});
