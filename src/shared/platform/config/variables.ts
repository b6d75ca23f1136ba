import {
  type Environment,
  environments,
  type Feed,
  feeds,
  type LogLevel,
  logLevels,
  type ModuleName,
  moduleNames,
  type Role,
  roles,
} from './config.js';
import {
  decimal,
  hostName,
  integer,
  isLoopback,
  onOff,
  oneOf,
  origins,
  path,
  pattern,
  someOf,
  url,
  type Parser,
} from './parsers.js';

/** One variable of the environment: how it is read and how it is explained. */
export interface Variable<Value> {
  readonly name: string;
  readonly parser: Parser<Value>;
  readonly fallback: Value;
  /** The default as a person reads it. */
  readonly byDefault: string;
  readonly example: string;
  readonly about: string;
  /**
   * What `NAME=` means. `unset` where the default is the careful choice; `refused` where an empty text could silently
   * send data elsewhere, open something or switch a part off.
   */
  readonly blank: 'unset' | 'refused';
  /** Never shown, may come from a file named by `NAME_FILE`; a `key` must be long and random in production. */
  readonly secret?: 'password' | 'key' | 'url';
}

const of = <Value>(variable: Variable<Value>): Variable<Value> => variable;

const postgres = url(
  'postgresql://user:password@host:5432/database',
  ({ protocol, hostname, pathname }) =>
    ['postgres:', 'postgresql:'].includes(protocol) && hostname !== '' && pathname.length > 1,
);
const redis = url(
  'redis://:password@host:6379 or rediss://…',
  ({ protocol, hostname }) => ['redis:', 'rediss:'].includes(protocol) && hostname !== '',
);
const telegramRoot = url(
  'an https:// address without a slash at the end; http:// only on this machine',
  ({ protocol, hostname, href, search, hash }) =>
    (protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))) &&
    search + hash === '' &&
    href !== '',
);
const key = pattern('8..512 characters without spaces', /^\S{8,512}$/);
const KEY_EXAMPLE = 'replace-me-with-the-output-of-openssl-rand-hex-32';

/** Every variable the program reads: the reader, the sample file and its test are driven by this table. */
export const variables = {
  environment: of<Environment>({
    name: 'NODE_ENV',
    parser: oneOf(environments),
    fallback: 'development',
    byDefault: 'development',
    example: 'production',
    about: 'production refuses weak secrets and the demo account, and hides the API documentation.',
    blank: 'refused',
  }),
  logLevel: of<LogLevel>({
    name: 'TB_LOG_LEVEL',
    parser: oneOf(logLevels),
    fallback: 'info',
    byDefault: 'info',
    example: 'debug',
    about: 'The least important log lines to write. Logs are JSON lines on stderr.',
    blank: 'unset',
  }),
  host: of({
    name: 'HOST',
    parser: hostName,
    fallback: '127.0.0.1',
    byDefault: '127.0.0.1',
    example: '0.0.0.0',
    about: 'Address that HTTP and /ws listen on. Only put it on a network behind a proxy that speaks TLS.',
    blank: 'unset',
  }),
  port: of({
    name: 'PORT',
    parser: integer(0, 65_535),
    fallback: 3_000,
    byDefault: '3000',
    example: '8080',
    about: 'Port that HTTP and /ws listen on; 0 takes any free one.',
    blank: 'unset',
  }),
  trustedProxies: of({
    name: 'TB_TRUSTED_PROXIES',
    parser: integer(0, 10),
    fallback: 0,
    byDefault: '0',
    example: '1',
    about: 'How many proxies stand in front. Only that many entries of X-Forwarded-For are believed.',
    blank: 'unset',
  }),
  requestsPerMinute: of({
    name: 'TB_REQUESTS_PER_MINUTE',
    parser: integer(10, 1_000_000),
    fallback: 1_200,
    byDefault: '1200',
    example: '600',
    about: 'API requests a minute of one signed-in person, and of one network of strangers. More get 429.',
    blank: 'unset',
  }),
  repairsPerHour: of({
    name: 'TB_REPAIRS_PER_HOUR',
    parser: integer(1, 1_000),
    fallback: 10,
    byDefault: '10',
    example: '5',
    about:
      'How often an hour one bot may be put right after its exchange. Then it opens nothing until a person looks.',
    blank: 'unset',
  }),
  venueProcesses: of<number | null>({
    name: 'TB_VENUE_PROCESSES',
    parser: integer(1, 16),
    fallback: null,
    byDefault: '1 for a process with every role, otherwise 4',
    example: '2',
    about:
      'Processes of this program that ask exchanges from one address. Each keeps to its part of the exchange limits.',
    blank: 'unset',
  }),
  corsOrigins: of<readonly string[]>({
    name: 'TB_CORS_ORIGINS',
    parser: origins,
    fallback: [],
    byDefault: 'none: only pages from this server itself',
    example: 'https://trade.example.org,https://desk.example.org',
    about: 'Other web origins whose pages may call the API, separated by commas. * is refused.',
    blank: 'unset',
  }),
  dataDir: of({
    name: 'TB_DATA_DIR',
    parser: path,
    fallback: './.data',
    byDefault: './.data',
    example: '/var/lib/tradingboost',
    about: 'Folder of everything that must survive: the embedded database, generated keys, reports.',
    blank: 'refused',
  }),
  databaseUrl: of<string | null>({
    name: 'DATABASE_URL',
    parser: postgres,
    fallback: null,
    byDefault: 'an embedded Postgres in TB_DATA_DIR',
    example: 'postgresql://tradingboost:replace-me@db.example.org:5432/tradingboost',
    about: 'Postgres to use. Roles in separate processes need one.',
    blank: 'refused',
    secret: 'url',
  }),
  redisUrl: of<string | null>({
    name: 'REDIS_URL',
    parser: redis,
    fallback: null,
    byDefault: 'queues on Postgres',
    example: 'redis://:replace-me@redis.example.org:6379',
    about: 'Redis for the queues. Losing it costs time, never an order. In production it needs a password.',
    blank: 'refused',
    secret: 'url',
  }),
  roles: of<readonly Role[]>({
    name: 'TB_ROLES',
    parser: someOf(roles),
    fallback: roles,
    byDefault: 'api,worker,feed,bot',
    example: 'api',
    about: 'What this process does. Separate api and worker to keep exchange keys out of the API process.',
    blank: 'refused',
  }),
  modules: of<readonly ModuleName[]>({
    name: 'TB_MODULES',
    parser: someOf(moduleNames, 'all'),
    fallback: moduleNames,
    byDefault: 'all',
    example: 'exchange,market-data',
    about: 'Modules that live in this process.',
    blank: 'refused',
  }),
  demo: of<boolean | null>({
    name: 'TB_DEMO',
    parser: onOff,
    fallback: null,
    byDefault: 'on, but off in production',
    example: 'off',
    about: 'A demo account that trades on paper with 10,000 USDT. Refused in production.',
    blank: 'refused',
  }),
  demoEmail: of({
    name: 'TB_DEMO_EMAIL',
    parser: pattern('an e-mail address', /^[^\s@]{1,64}@[^\s@]{1,190}$/),
    fallback: 'demo@tradingboost.local',
    byDefault: 'demo@tradingboost.local',
    example: 'me@example.org',
    about: 'Login of the demo account.',
    blank: 'unset',
  }),
  demoPassword: of<string | null>({
    name: 'TB_DEMO_PASSWORD',
    parser: pattern('12..128 characters', /^.{12,128}$/u),
    fallback: null,
    byDefault: 'a random one, printed once',
    example: 'replace-me-with-a-long-password',
    about: 'Password of the demo account.',
    blank: 'unset',
    secret: 'password',
  }),
  registration: of<'closed' | 'open'>({
    name: 'TB_REGISTRATION',
    parser: oneOf(['closed', 'open']),
    fallback: 'closed',
    byDefault: 'closed',
    example: 'open',
    about:
      'Whether strangers may register. The first admin is made by the set-up token printed at first start.',
    blank: 'unset',
  }),
  feed: of<Feed>({
    name: 'TB_FEED',
    parser: {
      ...oneOf(feeds),
      allowed: 'generated or recorded; live venues are not connected in this version',
    },
    fallback: 'generated',
    byDefault: 'generated',
    example: 'recorded',
    about: 'Market data: generated (an invented market, labelled SIMULATED) or recorded (TB_FEED_FILE).',
    blank: 'refused',
  }),
  feedFile: of<string | null>({
    name: 'TB_FEED_FILE',
    parser: path,
    fallback: null,
    byDefault: 'none',
    example: './candles/btc-usdt-1m.csv.gz',
    about:
      'Candles to replay, CSV or CSV.gz with timestamp,open,high,low,close,volume. Needs TB_FEED=recorded.',
    blank: 'unset',
  }),
  feedSpeed: of({
    name: 'TB_FEED_SPEED',
    parser: decimal(0.01, 10_000),
    fallback: 10,
    byDefault: '10',
    example: '2.5',
    about: 'Most candles of one minute to play per second. Slower whenever their consequences take longer.',
    blank: 'unset',
  }),
  feedSeed: of({
    name: 'TB_FEED_SEED',
    parser: integer(0, 4_294_967_295),
    fallback: 20_260_101,
    byDefault: '20260101',
    example: '7',
    about: 'Seed of the generated market; the same seed gives the same market.',
    blank: 'unset',
  }),
  recordRetentionHours: of({
    name: 'TB_RECORD_RETENTION_HOURS',
    parser: decimal(0.1, 8_760),
    fallback: 2,
    byDefault: '2',
    example: '24',
    about: 'How long messages between modules stay in the database after they took effect, to be looked at.',
    blank: 'unset',
  }),
  telegramBotToken: of<string | null>({
    name: 'TELEGRAM_BOT_TOKEN',
    parser: pattern('NUMBER:TOKEN as BotFather prints it', /^\d{6,12}:[\w-]{30,64}$/),
    fallback: null,
    byDefault: 'no Telegram',
    example: '123456789:replace-me-with-the-token-from-botfather',
    about: 'Token of the Telegram bot.',
    blank: 'unset',
    secret: 'password',
  }),
  telegramApiRoot: of({
    name: 'TELEGRAM_API_ROOT',
    parser: {
      ...telegramRoot,
      read: (text: string) => (text.endsWith('/') ? undefined : telegramRoot.read(text)),
    },
    fallback: 'https://api.telegram.org',
    byDefault: 'https://api.telegram.org',
    example: 'http://127.0.0.1:8081',
    about: 'Address of the Telegram Bot API, for a local Bot API server.',
    blank: 'unset',
  }),
  telegramWebhookUrl: of<string | null>({
    name: 'TELEGRAM_WEBHOOK_URL',
    parser: {
      ...telegramRoot,
      read: (text: string) => (text.endsWith('/') ? undefined : telegramRoot.read(text)),
    },
    fallback: null,
    byDefault: 'none: the bot asks Telegram for updates',
    example: 'https://trade.example.org',
    about: 'Address under which Telegram reaches this installation, so that it brings updates of the bot.',
    blank: 'unset',
  }),
  tokenSecret: of<string | null>({
    name: 'TB_TOKEN_SECRET',
    parser: key,
    fallback: null,
    byDefault: 'a random one, kept in TB_DATA_DIR',
    example: KEY_EXAMPLE,
    about: 'Signs access tokens; the same in every process. A new one logs everybody out.',
    blank: 'refused',
    secret: 'key',
  }),
  masterKey: of<string | null>({
    name: 'TB_MASTER_KEY',
    parser: key,
    fallback: null,
    byDefault: 'a random one, kept in TB_DATA_DIR; in production none, and then no exchange keys are taken',
    example: KEY_EXAMPLE,
    about: 'Opens the stored keys of exchange accounts. Keep a copy elsewhere: without it they are lost.',
    blank: 'refused',
    secret: 'key',
  }),
  masterKeysOld: of<readonly string[]>({
    name: 'TB_MASTER_KEY_OLD',
    parser: {
      allowed: 'earlier values of TB_MASTER_KEY, separated by commas',
      read: (text) => {
        const keys = text.split(',');
        return keys.every((one) => key.read(one) !== undefined) ? keys : undefined;
      },
    },
    fallback: [],
    byDefault: 'none',
    example: KEY_EXAMPLE,
    about: 'Earlier master keys, until "tradingboost keys rotate" has moved everything to the present one.',
    blank: 'unset',
    secret: 'key',
  }),
  vaultPublicKey: of<string | null>({
    name: 'TB_VAULT_PUBLIC_KEY',
    parser: pattern('43 characters as "tradingboost keys rotate" prints them', /^[\w-]{43}$/),
    fallback: null,
    byDefault: 'follows from TB_MASTER_KEY',
    example: 'public-half-as-tradingboost-keys-rotate-say',
    about:
      'For processes without the worker role: seals exchange keys and cannot open them. Instead of TB_MASTER_KEY.',
    blank: 'refused',
  }),
  backupKey: of<string | null>({
    name: 'TB_BACKUP_KEY',
    parser: key,
    fallback: null,
    byDefault: 'none: "tradingboost backup" then asks for --plain, which production refuses',
    example: KEY_EXAMPLE,
    about: 'Seals backups and opens them. Keep a copy elsewhere: without it a backup is worth nothing.',
    blank: 'unset',
    secret: 'key',
  }),
  operationsToken: of<string | null>({
    name: 'TB_OPERATIONS_TOKEN',
    parser: key,
    fallback: null,
    byDefault: 'none',
    example: KEY_EXAMPLE,
    about:
      'Opens /metrics, /docs and /openapi.json in production (bearer, or the password of basic); without it they do not exist there.',
    blank: 'unset',
    secret: 'key',
  }),
} as const;

export type Variables = typeof variables;
export type VariableKey = keyof Variables;

/** The values of the table, before the checks across variables. */
export type Values = {
  readonly [Key in VariableKey]: Variables[Key] extends Variable<infer Value> ? Value : never;
};

export const variableList: readonly Variable<unknown>[] = Object.values(variables);

/** Variables of our prefix that the program itself does not read, but that may stand in the same environment. */
export const foreignVariables: readonly string[] = ['TB_RECORDINGS'];
