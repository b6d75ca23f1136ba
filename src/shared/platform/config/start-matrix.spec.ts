import type { ConfigFiles } from './config-files.js';
import { readConfig } from './read-config.js';
import { variableList } from './variables.js';

const strong = (letter: string): string => `${letter}7Qm2Vx9Lr4Tz8Bn1Wk6Ys3Pd5Hc0Jg${letter}aEuIoA`;
const keys = variableList.filter(({ secret }) => secret === 'key').map(({ name }) => name);
/** A value of its own for each key; together they are a configuration that production takes. */
const good: Readonly<Record<string, string>> = {
  NODE_ENV: 'production',
  ...Object.fromEntries(keys.map((name, index) => [name, strong(String.fromCharCode(97 + index))])),
};

const files = (text: string, worldReadable: boolean): ConfigFiles => ({
  secret: () => ({ text, worldReadable }),
  isFile: () => true,
});
const refusedFields = (env: Readonly<Record<string, string>>, from?: ConfigFiles): readonly string[] => {
  const outcome = readConfig(env, from);
  return outcome.ok ? [] : outcome.error.map(({ field }) => field);
};

describe('a start in production', () => {
  it('knows the keys that it is about', () => {
    expect([...keys].sort()).toEqual([
      ...['TB_BACKUP_KEY', 'TB_MASTER_KEY', 'TB_MASTER_KEY_OLD', 'TB_OPERATIONS_TOKEN', 'TB_TOKEN_SECRET'],
    ]);
    expect(refusedFields(good)).toEqual([]);
  });

  describe.each(keys)('with %s', (name) => {
    const other = keys.find((one) => one !== name)!;
    const sample = variableList.find((one) => one.name === name)!.example;

    it.each([
      ['the sample of .env.example', sample],
      ['a word', 'changeme'],
      ['a short key', 'aB3$xY9!kL'],
      ['one character again and again', 'a'.repeat(64)],
      ['a pattern', '0123'.repeat(16)],
    ])('that is %s is refused by its name', (_what, value) => {
      expect(refusedFields({ ...good, [name]: value })).toContain(name);
    });

    it('that is the value of another one is refused', () => {
      expect(refusedFields({ ...good, [name]: good[other]! })).toHaveLength(1);
    });

    it('that is the password of the database or of Redis is refused', () => {
      const value = good[name]!;
      const database = `postgresql://tradingboost:${value}@db.example.org:5432/tradingboost`;
      expect(refusedFields({ ...good, DATABASE_URL: database })).toHaveLength(1);
      expect(refusedFields({ ...good, REDIS_URL: `redis://:${value}@redis.example.org:6379` })).toHaveLength(
        1,
      );
    });

    it('in a file that others can read is refused', () => {
      const { [name]: value, ...rest } = good;
      const env = { ...rest, [`${name}_FILE`]: '/run/secrets/one' };
      expect(refusedFields(env, files(value!, true))).toEqual([`${name}_FILE`]);
      expect(refusedFields(env, files(value!, false))).toEqual([]);
    });
  });

  it('takes no one password for database and Redis', () => {
    const password = strong('z');
    expect(
      refusedFields({
        ...good,
        DATABASE_URL: `postgresql://tradingboost:${password}@db.example.org:5432/tradingboost`,
        REDIS_URL: `redis://:${password}@redis.example.org:6379`,
      }),
    ).toEqual(['REDIS_URL']);
  });

  it('takes no Redis of another machine without a password, no open CORS and no demo', () => {
    expect(refusedFields({ ...good, REDIS_URL: 'redis://redis.example.org:6379' })).toEqual(['REDIS_URL']);
    expect(refusedFields({ ...good, TB_CORS_ORIGINS: '*' })).toEqual(['TB_CORS_ORIGINS']);
    expect(refusedFields({ ...good, TB_DEMO: 'on' })).toEqual(['TB_DEMO']);
  });
});
