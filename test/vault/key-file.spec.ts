import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import { readConfig } from '../../src/shared/platform/config/read-config.js';
import { dataFiles } from '../../src/shared/platform/embedded-postgres/data-dir.js';
import { addKey, dropOldKeys, keyFile, openKeyFile } from '../../src/shared/platform/vault/key-file.js';
import { openKeyRing } from '../../src/shared/platform/vault/open-key-ring.js';
import { masterKeyOf, publicText } from '../../src/shared/platform/vault/master-key.js';

const randomness = new SystemRandomness();
const configOf = (env: Record<string, string>) => {
  const read = readConfig(env);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
};

describe('the master key of a data folder', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'telegram-vault-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, readable by its owner only, and the same at every start', async () => {
    const [first, ...others] = await Promise.all(
      Array.from({ length: 8 }, () => openKeyFile(folder, randomness)),
    );
    expect(others.every(({ secrets }) => secrets[0] === first!.secrets[0])).toBe(true);
    expect([first!, ...others].filter(({ made }) => made)).toHaveLength(1);
    expect(statSync(keyFile(folder)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['vault-key']);
    expect(await openKeyFile(folder, randomness)).toEqual({ secrets: first!.secrets, made: false });
  });

  it('is at home in the data folder: the next start does not take it for a stranger', () => {
    expect(Object.values(dataFiles(folder))).toContain(keyFile(folder));
  });

  it('is refused when others may read it, and when it is damaged', async () => {
    await openKeyFile(folder, randomness);
    chmodSync(keyFile(folder), 0o644);
    await expect(openKeyFile(folder, randomness)).rejects.toMatchObject({ code: 'vault-key-open' });
    chmodSync(keyFile(folder), 0o600);
    writeFileSync(keyFile(folder), 'half of a ke');
    await expect(openKeyFile(folder, randomness)).rejects.toMatchObject({ code: 'vault-key-damaged' });
    expect(readFileSync(keyFile(folder), 'utf8')).toBe('half of a ke');
  });

  it('gets a new one before the old, which stays until it is dropped', async () => {
    const { secrets } = await openKeyFile(folder, randomness);
    await addKey(folder, randomness);
    const both = await openKeyFile(folder, randomness);
    expect(both.secrets).toHaveLength(2);
    expect(both.secrets[1]).toBe(secrets[0]);
    await dropOldKeys(folder);
    expect((await openKeyFile(folder, randomness)).secrets).toEqual([both.secrets[0]]);
    expect(statSync(keyFile(folder)).mode & 0o777).toBe(0o600);
  });

  it('leaves nothing behind: drafts of programs that were killed go with the old keys', async () => {
    const { secrets } = await openKeyFile(folder, randomness);
    writeFileSync(`${keyFile(folder)}.0b2e3c1c-draft`, `${secrets[0]}\n`, { mode: 0o600 });
    await addKey(folder, randomness);
    await dropOldKeys(folder);
    expect(readdirSync(folder)).toEqual(['vault-key']);
  });

  it('is asked for when no key was given, and never in production', async () => {
    const given = await openKeyRing(
      configOf({ TB_MASTER_KEY: 'a-master-key-of-the-tests' }),
      folder,
      randomness,
    );
    expect([given.source, given.opens, existsSync(keyFile(folder))]).toEqual(['given', true, false]);
    const strong = { NODE_ENV: 'production' };
    const none = await openKeyRing(configOf(strong), folder, randomness);
    expect([none.source, none.sealingId, existsSync(keyFile(folder))]).toEqual(['none', null, false]);
    const made = await openKeyRing(configOf({}), folder, randomness);
    expect([made.source, made.file]).toEqual(['made', keyFile(folder)]);
    expect((await openKeyRing(configOf({}), folder, randomness)).source).toBe('kept');
  });

  it('has a half that seals and opens nothing, for processes that need no more', async () => {
    const whole = masterKeyOf('a-master-key-of-the-tests');
    const half = await openKeyRing(
      configOf({ TB_VAULT_PUBLIC_KEY: publicText(whole.publicKey) }),
      folder,
      randomness,
    );
    const belonging = { userId: 'u', accountId: 'a', venue: 'okx', field: 'api-key' };
    const { keyId, blob } = half.seal(belonging, 'a secret');
    expect([half.opens, keyId]).toEqual([false, whole.id]);
    expect(() => half.open(belonging, blob)).toThrow('cannot be opened');
    expect(JSON.stringify(half)).not.toContain('privateKey');
  });
});

describe('master keys in the configuration', () => {
  const KEY = '7d1c0a9be4f25368a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718';
  const OTHER = '0f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff0';
  const refused = (env: Record<string, string>): readonly string[] => {
    const read = readConfig({ NODE_ENV: 'production', ...env });
    return read.ok
      ? []
      : read.error.map(({ field, value }) => `${field} ${value.includes(KEY) ? 'SHOWN' : ''}`.trim());
  };

  it.each([
    [{ TB_MASTER_KEY: 'short-key' }, ['TB_MASTER_KEY']],
    [{ TB_MASTER_KEY: 'a'.repeat(64) }, ['TB_MASTER_KEY']],
    [{ TB_MASTER_KEY: 'replace-me-with-the-output-of-openssl-rand-hex-32' }, ['TB_MASTER_KEY']],
    [{ TB_MASTER_KEY: KEY, TB_TOKEN_SECRET: KEY }, ['TB_MASTER_KEY', 'TB_TOKEN_SECRET']],
    [{ TB_MASTER_KEY: KEY, TB_MASTER_KEY_OLD: KEY }, ['TB_MASTER_KEY_OLD']],
    [{ TB_MASTER_KEY: KEY, TB_MASTER_KEY_OLD: `${OTHER},weak-old-key` }, ['TB_MASTER_KEY_OLD']],
    [{ TB_MASTER_KEY_OLD: OTHER }, ['TB_MASTER_KEY_OLD']],
    [{ TB_MASTER_KEY: KEY, TB_VAULT_PUBLIC_KEY: 'x'.repeat(43) }, ['TB_VAULT_PUBLIC_KEY']],
    [{ TB_MASTER_KEY: '' }, ['TB_MASTER_KEY']],
  ])('stop the start in production when they are %j', (env, fields) => {
    const found = refused(env);
    expect(found.length).toBeGreaterThan(0);
    expect(fields).toEqual(expect.arrayContaining([...found]));
  });

  it('are taken when they are strong, each for itself', () => {
    expect(refused({ TB_MASTER_KEY: KEY, TB_MASTER_KEY_OLD: OTHER })).toEqual([]);
  });
});
