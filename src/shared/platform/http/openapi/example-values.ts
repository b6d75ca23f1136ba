import type { JsonObject } from '../../../pure/json.js';

const ID = '01970000-0000-7000-8000-000000000000';

/**
 * Examples of members by their name: the vocabulary is one, so a name means the same everywhere. A member whose class has an
 * example of its own shows that one; a name that is missing here fails the test of the document.
 */
const VALUES: Readonly<Record<string, unknown>> = {
  ...{
    id: ID,
    accountId: ID,
    instanceId: ID,
    orderId: ID,
    venueOrderId: '48211',
    clientOrderId: 'tb7k2m9xq4w1',
  },
  ...{
    tradeId: '90210',
    correlationId: ID,
    requestId: ID,
    cycleId: '3',
    leg: 'entry-1',
    digest: '9f2c…1e7a',
  },
  ...{ venue: 'paper', symbol: 'BTC/USDT:USDT', instrument: 'BTC/USDT:USDT', base: 'BTC', quote: 'USDT' },
  ...{ timeframe: '15m', label: 'Demo', name: 'My first bot', q: 'btc', strategy: 'hyper-rsi' },
  ...{
    price: '65000.1',
    averagePrice: '64980.25',
    markPrice: '65010',
    liquidationPrice: '53120.4',
    last: '65010',
  },
  ...{ close: '65010', high: '65100', low: '64900', volume: '12.5', stopPrice: '61750', lower: '62400' },
  ...{ upper: '67600', from: '62400', tick: '0.1', lot: '0.001', liquidation: '41200.5', amount: '100' },
  ...{
    size: '0.01',
    filledSize: '0.004',
    protectedSize: '0.01',
    maxSize: '0.02',
    minSize: '0.001',
    held: '0.01',
  },
  ...{
    longSize: '0.01',
    shortSize: '0',
    netSize: '0.01',
    initialSize: '0.015',
    total: '10123.45',
    free: '9800',
  },
  ...{
    filled: '0.004',
    fee: '0.0260',
    feeCurrency: 'USDT',
    fees: '1.32',
    funding: '-0.08',
    realisedPnl: '12.5',
  },
  ...{
    floatingPnl: '-3.1',
    result: '8.02',
    equity: '10123.45',
    margin: '100',
    notional: '500',
    loss: '25.7',
  },
  ...{ totalNotional: '1500', profit: '0.42', lowerEdge: '-310.2', upperEdge: '120.8', minNotional: '5' },
  ...{ maxNotional: '20000', maxOrderNotional: '1000', maxPositionNotional: '5000', maxDailyLoss: '200' },
  ...{ maintenanceRate: '0.005', fundingRate: '0.0001', maxLeverage: 5, maxOrdersPerDay: 200, leverage: 5 },
  ...{
    version: 1,
    settingsVersion: 2,
    epoch: 3,
    generation: 1,
    shift: 0,
    trend: 1,
    entry: 1,
    cell: 4,
    number: 42,
  },
  ...{ fills: 6, orders: 12, positions: 1, decisions: 96, signals: 4, openPositions: 1, waitingLine: 10 },
  ...{ daysOutside: 2, done: 40320, ageMs: 850, latencyMs: 1.4, speed: 10, quoteScale: 8, uptimeSec: 3600 },
  ...{
    code: 'order-above-limit',
    haltCode: 'daily-loss',
    reason: 'entry',
    stateReason: 'asked',
    status: 'open',
  },
  ...{
    type: 'limit',
    outcome: 'passed',
    gate: 'rsi',
    value: '28.4',
    threshold: '30',
    message: 'Bought 0.01 BTC',
  },
  ...{ ko: '현재 가격이 범위 안에 있습니다.', en: 'The price is inside the range.', day: '2025-05-01' },
  ...{ title: 'Not found', detail: 'There is nothing at this address, or it is not yours.' },
  ...{ instance: `urn:tradingboost:request:${ID}`, report: `/api/v1/backtests/${ID}/report` },
  ...{
    accessToken: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.…',
    limit: 50,
    length: 14,
    symbols: 'BTC/USDT',
  },
  ...{ refreshToken: 'Jx2P0mYq9fS5wRk8uVbN3cLz7tHdE1gAoXiTyQ6eMsW', nextCursor: null, details: {} },
  ...{
    cause: { kind: 'order-filled' },
    effects: [{ kind: 'place', leg: 'entry-1' }],
    chosen: ['maxLeverage'],
  },
  ...{
    maxAccountNotional: '20000',
    maxDrawdown: '500',
    maxInstanceDailyLoss: '100',
    maxInstanceDrawdown: '250',
    maxPriceDeviationPercent: 5,
    lossesBeforeCooldown: 4,
  },
  ...{ cooldownMinutes: 30, drawdown: '41.2', apiKey: 'k7Qm2xV9bT4wL1zN', passphrase: 'three plain words' },
  ...{ apiSecret: 'nR5tY8uI3oP6aS1dF4gH7jK0xCv', explanation: 'An account on paper has no key.' },
  ...{ module: 'positions', source: 'orders', key: ID, attempts: 5, lastError: 'the database was closed' },
  ...{ waiting: 3, outbox: 0, inbox: 2, dead: 1, oldestMs: 1200, mutedKinds: ['order-filled'] },
  ...{ startPrice: '64800', returnPct: 1.42, count: 7, gridProfit: '12.6', unpairedFees: '0.31' },
  ...{
    ...{ replaces: ID, replacedBy: null, successorId: null },
    venueFloatingPnl: '-3.05',
    lines: ['62400', '65000', '67600'],
    summary: { trades: 12, netProfit: '34.5' },
  },
};

/** Members that mean something else by the type they have. */
const BY_TYPE: Readonly<Record<string, unknown>> = {
  ...{
    'cycleId integer': 3,
    'filled integer': 2,
    'detail object': { waiting: 0 },
    'version string': '0.1.0',
  },
  ...{
    'total integer': 86_400,
    'instrument object': { symbol: 'BTC/USDT:USDT' },
    'from query': '2025-05-01T00:00:00Z',
  },
};

const GRID: JsonObject = {
  symbol: 'BTC/USDT',
  lower: '62400',
  upper: '67600',
  levels: 20,
  investment: '2000',
};
const HYPER_RSI: JsonObject = { symbol: 'BTC/USDT:USDT', timeframe: '15m', leverage: 5 };

/** The example of a member by its name and type, at a route; undefined when there is none. */
export function exampleValue(name: string, type: string, path: string): unknown {
  if (name === 'settings') return path.includes('/grid') ? GRID : HYPER_RSI;
  return BY_TYPE[`${name} ${type}`] ?? VALUES[name];
}
