import type { FieldRefusal } from '../../pure/refusal.js';
import type { Config } from './config.js';
import { configSecrets } from './config-secrets.js';
import type { ConfigFiles } from './config-files.js';
import { formatConfigRefusals } from './format-refusals.js';
import type { Environ } from './environ.js';
import { readConfig } from './read-config.js';

const noFiles: ConfigFiles = { secret: () => null, isFile: () => false };
const STRONG = '9f2c1e7ab84d5063f1e2d3c4b5a69788';
const STRONGER = 'b7d1408e62fa93c5170bd8e4296fa35c';

function accepted(env: Environ, files = noFiles): Config {
  const result = readConfig(env, files);
  if (!result.ok) throw new Error(formatConfigRefusals(result.error));
  return result.value;
}

function refused(env: Environ, files = noFiles): readonly FieldRefusal[] {
  const result = readConfig(env, files);
  if (result.ok) throw new Error('accepted');
  return result.error;
}

const fields = (env: Environ, files = noFiles): string[] => refused(env, files).map(({ field }) => field);

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(accepted({})).toMatchObject({
      environment: 'development',
      host: '127.0.0.1',
      port: 3000,
      dataDir: './.data',
      dataDirGiven: false,
      databaseUrl: null,
      redisUrl: null,
      roles: ['api', 'worker', 'feed', 'bot'],
      demo: true,
      demoEmail: 'demo@tradingboost.local',
      registration: 'closed',
      feed: 'generated',
      feedSpeed: 10,
    });
    expect(accepted({}).modules).toHaveLength(8);
  });

  it('has no demo account in production unless asked, and asking is refused', () => {
    expect(accepted({ NODE_ENV: 'production' }).demo).toBe(false);
    expect(fields({ NODE_ENV: 'production', TB_DEMO: 'on' })).toEqual(['TB_DEMO']);
    expect(accepted({ TB_DEMO: 'off' }).demo).toBe(false);
  });

  it('knows whether the data folder was chosen by a person', () => {
    expect(accepted({ TB_DATA_DIR: '/data' })).toMatchObject({ dataDir: '/data', dataDirGiven: true });
  });

  it('names every problem at once, one line each', () => {
    const text = formatConfigRefusals(refused({ PORT: '70000', TB_FEED: 'liv', TB_ROLES: 'api,cook' }));
    expect(text.split('\n')).toEqual([
      'PORT: "70000"; allowed: a whole number 0..65535',
      'TB_ROLES: "api,cook"; allowed: some of api,worker,feed,bot',
      'TB_FEED: "liv"; allowed: generated or recorded; live venues are not connected in this version',
    ]);
  });

  it.each([
    ['NODE_ENV', 'prod'],
    ['TB_LOG_LEVEL', 'loud'],
    ['HOST', 'not a host'],
    ['PORT', '3e3'],
    ['PORT', '0x10'],
    ['PORT', '-1'],
    ['PORT', '+80'],
    ['PORT', ' 80'],
    ['PORT', 'NaN'],
    ['TB_TRUSTED_PROXIES', 'all'],
    ['TB_CORS_ORIGINS', '*'],
    ['TB_CORS_ORIGINS', 'null'],
    ['TB_CORS_ORIGINS', 'https://a.example.org/path'],
    ['TB_DATA_DIR', ''],
    ['DATABASE_URL', 'mysql://u:p@host/db'],
    ['DATABASE_URL', 'postgresql://u:p@host'],
    ['DATABASE_URL', ''],
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', ''],
    ['TB_ROLES', ''],
    ['TB_ROLES', 'api,api'],
    ['TB_MODULES', 'all,users'],
    ['TB_DEMO', 'true'],
    ['TB_DEMO', ''],
    ['TB_DEMO_EMAIL', 'nobody'],
    ['TB_DEMO_PASSWORD', 'short'],
    ['TB_FEED', 'live'],
    ['TB_FEED', ''],
    ['TB_FEED_SPEED', '0'],
    ['TB_FEED_SPEED', 'Infinity'],
    ['TB_FEED_SEED', '1.5'],
    ['TB_REGISTRATION', 'yes'],
    ['TELEGRAM_BOT_TOKEN', 'token'],
    ['TELEGRAM_API_ROOT', 'http://telegram.example.org'],
    ['TELEGRAM_API_ROOT', 'https://telegram.example.org/'],
    ['TB_TOKEN_SECRET', ''],
    ['TB_OPERATIONS_TOKEN', 'has spaces in it'],
  ])('refuses %s=%s and only that', (name, value) => {
    expect(fields({ [name]: value })).toEqual([name]);
  });

  it('reads an empty value as left out where the default is the careful choice', () => {
    const blank = {
      PORT: '',
      TELEGRAM_BOT_TOKEN: '',
      TB_REGISTRATION: '',
      TB_OPERATIONS_TOKEN: '',
      TB_DEMO_PASSWORD: '',
    };
    expect(accepted(blank)).toEqual(accepted({}));
  });

  it('refuses an unknown name of its prefix and says which one was meant', () => {
    expect(refused({ TB_FED: 'generated' })).toEqual([
      { field: 'TB_FED', value: '(not read)', allowed: 'no such variable; did you mean TB_FEED?' },
    ]);
    expect(refused({ TB_SOMETHING_ELSE_ENTIRELY: '1' })[0]!.allowed).toBe('no such variable');
    expect(accepted({ EDITOR: 'vi', TB_RECORDINGS: '/data' }).port).toBe(3000);
  });

  it('reads choices in a fixed order, and all modules by one word', () => {
    expect(accepted({ TB_ROLES: 'worker,api' }).roles).toEqual(['api', 'worker']);
    expect(accepted({ TB_MODULES: 'all' }).modules).toEqual(accepted({}).modules);
  });

  describe('the feed', () => {
    const oneFile: ConfigFiles = { ...noFiles, isFile: (path) => path === 'btc.csv' };

    it('needs an existing file when it is recorded', () => {
      expect(fields({ TB_FEED: 'recorded' })).toEqual(['TB_FEED_FILE']);
      expect(fields({ TB_FEED: 'recorded', TB_FEED_FILE: 'eth.csv' }, oneFile)).toEqual(['TB_FEED_FILE']);
      expect(accepted({ TB_FEED: 'recorded', TB_FEED_FILE: 'btc.csv' }, oneFile).feedFile).toBe('btc.csv');
    });

    it('refuses a file that it would not play', () => {
      expect(fields({ TB_FEED_FILE: 'btc.csv' }, oneFile)).toEqual(['TB_FEED_FILE']);
    });
  });

  describe('secrets', () => {
    const file = (text: string, worldReadable = false): ConfigFiles => ({
      ...noFiles,
      secret: (path) => (path === '/run/secret' ? { text, worldReadable } : null),
    });

    it('come by value or from a file, never from both', () => {
      expect(accepted({ TB_TOKEN_SECRET_FILE: '/run/secret' }, file(STRONG)).tokenSecret).toBe(STRONG);
      expect(fields({ TB_TOKEN_SECRET_FILE: '/run/secret', TB_TOKEN_SECRET: STRONG }, file(STRONG))).toEqual([
        'TB_TOKEN_SECRET_FILE',
      ]);
      expect(fields({ TB_TOKEN_SECRET_FILE: '/nowhere' }, file(STRONG))).toEqual(['TB_TOKEN_SECRET_FILE']);
      expect(fields({ TB_TOKEN_SECRET_FILE: '/run/secret' }, file(''))).toEqual(['TB_TOKEN_SECRET_FILE']);
    });

    it('have files only where they are secrets', () => {
      expect(fields({ TB_DATA_DIR_FILE: '/run/secret' }, file('x'))).toEqual(['TB_DATA_DIR_FILE']);
    });

    it('are never shown by a refusal', () => {
      const env = {
        NODE_ENV: 'production',
        DATABASE_URL: 'postgres//u:canary-one@host/db',
        REDIS_URL: 'canary-two',
        TB_DEMO_PASSWORD: 'canary-3',
        TELEGRAM_BOT_TOKEN: 'canary-four',
        TB_TOKEN_SECRET: 'canary-five',
        TB_OPERATIONS_TOKEN: 'canary six',
      };
      expect(fields(env)).toHaveLength(6);
      expect(formatConfigRefusals(refused(env))).not.toContain('canary');
    });

    it.each(['TB_TOKEN_SECRET', 'TB_OPERATIONS_TOKEN'])('%s is long and random in production', (name) => {
      expect(accepted({ [name]: 'password1' })).toBeDefined();
      expect(fields({ NODE_ENV: 'production', [name]: 'password1' })).toEqual([name]);
      expect(fields({ NODE_ENV: 'production', [name]: 'a'.repeat(64) })).toEqual([name]);
      expect(fields({ NODE_ENV: 'production', [name]: 'abab'.repeat(16) })).toEqual([name]);
      expect(accepted({ NODE_ENV: 'production', [name]: STRONG })).toBeDefined();
    });

    it('are each for one use in production', () => {
      const same = { NODE_ENV: 'production', TB_TOKEN_SECRET: STRONG, TB_OPERATIONS_TOKEN: STRONG };
      expect(fields(same)).toEqual(['TB_OPERATIONS_TOKEN']);
      expect(accepted({ ...same, TB_OPERATIONS_TOKEN: STRONGER })).toBeDefined();
    });

    it('lie in files that others cannot read in production', () => {
      const env = { NODE_ENV: 'production', TB_TOKEN_SECRET_FILE: '/run/secret' };
      expect(fields(env, file(STRONG, true))).toEqual(['TB_TOKEN_SECRET_FILE']);
      expect(accepted(env, file(STRONG)).tokenSecret).toBe(STRONG);
    });

    it('demand a password of a Redis on another machine in production', () => {
      expect(fields({ NODE_ENV: 'production', REDIS_URL: 'redis://redis.example.org' })).toEqual([
        'REDIS_URL',
      ]);
      expect(accepted({ NODE_ENV: 'production', REDIS_URL: 'redis://127.0.0.1' })).toBeDefined();
      expect(accepted({ NODE_ENV: 'production', REDIS_URL: 'redis://:pw@redis.example.org' })).toBeDefined();
    });

    it('are listed for the mask, of an address its decoded password alone', () => {
      const env = { DATABASE_URL: 'postgresql://u:s%40fe@host/db', TB_TOKEN_SECRET: STRONG };
      expect(configSecrets(accepted(env))).toEqual([STRONG, 's@fe']);
    });
  });
});
