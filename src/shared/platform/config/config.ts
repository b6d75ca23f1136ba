export const environments = ['development', 'production', 'test'] as const;
export type Environment = (typeof environments)[number];

export const roles = ['api', 'worker', 'feed', 'bot'] as const;
/** What a process does: serve HTTP, run queues and strategies, make or take market data, talk to people by Telegram. */
export type Role = (typeof roles)[number];

export const moduleNames = [
  'users',
  'exchange',
  'market-data',
  'orders',
  'positions',
  'hyper-rsi',
  'grid',
  'notifications',
] as const;
export type ModuleName = (typeof moduleNames)[number];

export const feeds = ['generated', 'recorded'] as const;
export type Feed = (typeof feeds)[number];

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What the environment says, checked and typed. Null means not given, and nothing else. */
export abstract class Config {
  abstract readonly environment: Environment;
  abstract readonly logLevel: LogLevel;
  abstract readonly host: string;
  /** 0 takes any free port. */
  abstract readonly port: number;
  abstract readonly trustedProxies: number;
  /** Of one signed-in person, or of one network of strangers, to one process. */
  abstract readonly requestsPerMinute: number;
  /** Of one bot, of what its venue showed otherwise than our books; more take a person. */
  abstract readonly repairsPerHour: number;
  /** Processes of this program that ask exchanges from the same address, this one included: each has its part of what may be asked. */
  abstract readonly venueProcesses: number;
  abstract readonly corsOrigins: readonly string[];

  /** As it was given; whoever opens it makes it absolute. */
  abstract readonly dataDir: string;
  /** Whether a person chose `dataDir`; only the default may be moved elsewhere when it cannot be used. */
  abstract readonly dataDirGiven: boolean;
  /** Null: the embedded Postgres. */
  abstract readonly databaseUrl: string | null;
  /** Null: queues on Postgres. */
  abstract readonly redisUrl: string | null;

  abstract readonly roles: readonly Role[];
  abstract readonly modules: readonly ModuleName[];

  abstract readonly demo: boolean;
  abstract readonly demoEmail: string;
  /** Null: make one and print it once. */
  abstract readonly demoPassword: string | null;
  abstract readonly registration: 'closed' | 'open';

  abstract readonly feed: Feed;
  /** Set when, and only when, the feed is `recorded`. */
  abstract readonly feedFile: string | null;
  /** Upper bound, in candles of one minute per second of wall time. */
  abstract readonly feedSpeed: number;
  abstract readonly feedSeed: number;

  /** How long messages between modules stay to be looked at after they took effect. */
  abstract readonly recordRetentionHours: number;

  abstract readonly telegramBotToken: string | null;
  /** Without a slash at the end. */
  abstract readonly telegramApiRoot: string;
  /** Address of this installation, without a slash at the end. Null: updates are fetched. */
  abstract readonly telegramWebhookUrl: string | null;

  /** Signs access tokens. Null: make one and keep it in the data directory. */
  abstract readonly tokenSecret: string | null;
  /** Opens the keys of exchange accounts. Null: one is made and kept in the data directory, but not in production. */
  abstract readonly masterKey: string | null;
  /** Earlier ones, which open what was sealed before; the newest first. */
  abstract readonly masterKeysOld: readonly string[];
  /** The half that seals and cannot open, for processes that only take keys. */
  abstract readonly vaultPublicKey: string | null;

  /** Seals and opens backups. */
  abstract readonly backupKey: string | null;

  /** Opens `/metrics`, `/docs` and `/openapi.json` in production. Null: they do not exist there. */
  abstract readonly operationsToken: string | null;
}
