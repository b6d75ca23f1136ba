import type { Telling } from '../../src/modules/notifications/domain/index.js';

const bot = { paper: true, strategy: 'hyper-rsi', symbol: 'BTC/USDT:USDT' } as const;
const grid = { paper: true, strategy: 'grid', symbol: 'BTC/USDT' } as const;
const entry = { side: 'buy', size: '0.0050', reason: 'entry' } as const;
const exit = { side: 'sell', size: '0.005', reason: 'tp3' } as const;
const whole = { complete: true, cumulativeSize: '0.005', filledSize: '0.005', feeCurrency: 'USDT' } as const;
const filled = { kind: 'order-filled', ...whole } as const;
const closed = { kind: 'position-closed', side: 'long', currency: 'USDT' } as const;

const resumed = {
  kind: 'grid-resumed',
  ...{ ...grid, name: 'Demo', currency: 'USDT' },
  ...{ wanted: 19, realisedPnl: '12.3456', held: '0.01525' },
} as const;

const botResumed = {
  kind: 'bot-resumed',
  ...{ ...bot, name: 'Demo', currency: 'USDT', realisedPnl: '12.3456' },
} as const;

const differed = { paper: true, symbol: 'BTC/USDT:USDT' } as const;

/** Cases of every kind of news, by kind and by what is special about them. */
export const SAMPLES: Readonly<Record<Telling['kind'], Readonly<Record<string, Telling>>>> = {
  'order-filled': {
    entry: { ...filled, ...bot, ...entry, price: '60000.1', fee: '0.15000025' },
    exit: { ...filled, ...bot, ...exit, price: '61250', fee: '0.153125' },
    part: {
      ...filled,
      ...bot,
      ...entry,
      price: '60000',
      fee: '0.09',
      complete: false,
      cumulativeSize: '0.003',
      filledSize: '0.003',
    },
    'grid with a rebate': {
      ...filled,
      ...grid,
      side: 'sell',
      size: '1234.5',
      filledSize: '1234.5',
      reason: 'grid-sell',
      price: '0.52341',
      fee: '-0.0123',
    },
    'by hand, with real money': {
      ...filled,
      ...bot,
      ...entry,
      paper: false,
      strategy: 'manual',
      reason: 'manual',
      price: '60000',
      fee: '0.15',
    },
    liquidation: {
      ...filled,
      ...bot,
      ...exit,
      size: null,
      reason: 'liquidation',
      price: '54271.3',
      fee: '28.65',
    },
    won: {
      ...filled,
      ...grid,
      symbol: 'BTC/KRW',
      ...entry,
      reason: 'grid-buy',
      price: '135000000',
      fee: '337.5',
      feeCurrency: 'KRW',
    },
  },
  'order-denied': {
    'above a limit': {
      kind: 'order-denied',
      ...bot,
      ...entry,
      code: 'order-above-limit',
      details: { value: '620.505', limit: '500' },
    },
    'kill switch': { kind: 'order-denied', ...bot, ...entry, code: 'kill-switch', details: {} },
    'a code without words': {
      kind: 'order-denied',
      ...grid,
      ...entry,
      code: 'cannot-be-valued',
      details: { because: 'no price' },
    },
  },
  'order-rejected': {
    'not enough margin': {
      kind: 'order-rejected',
      ...bot,
      ...entry,
      code: 'insufficient-margin',
      details: { needed: '60.16', available: '-12.5' },
    },
    'not held': {
      kind: 'order-rejected',
      ...grid,
      ...exit,
      reason: 'grid-sell',
      code: 'not-held',
      details: { neededLots: '500', heldLots: '0' },
    },
    'size not given': {
      kind: 'order-rejected',
      ...grid,
      ...exit,
      size: null,
      reason: 'stop-loss',
      code: 'duplicate-order',
      details: {},
    },
  },
  'order-expired': {
    'nothing to take': {
      kind: 'order-expired',
      ...bot,
      ...entry,
      strategy: 'manual',
      reason: 'manual',
      code: 'not-filled-at-once',
      details: {},
    },
  },
  'position-opened': {
    long: { kind: 'position-opened', ...bot, side: 'long', size: '0.005', averagePrice: '60000.1' },
    short: {
      kind: 'position-opened',
      ...bot,
      side: 'short',
      size: '0.005',
      averagePrice: '60123.456789012345',
    },
  },
  'position-closed': {
    gain: { ...closed, ...bot, realisedPnl: '12.8', fees: '0.303125', funding: '-0.06', reason: 'tp3' },
    loss: {
      ...closed,
      ...bot,
      side: 'short',
      realisedPnl: '-10.5',
      fees: '0.3',
      funding: '0',
      reason: 'stop',
    },
    'a gain that fees eat up': {
      ...closed,
      ...grid,
      realisedPnl: '0.2',
      fees: '0.2',
      funding: '0',
      reason: 'grid-sell',
    },
    liquidation: {
      ...closed,
      ...bot,
      realisedPnl: '-28.64',
      fees: '28.65',
      funding: '0',
      reason: 'liquidation',
    },
  },
  'strategy-started': {
    HyperRSI: { kind: 'strategy-started', ...bot, name: 'Demo', reason: null },
    Grid: { kind: 'strategy-started', ...grid, name: '데모 그리드', reason: null },
  },
  'strategy-stopped': {
    'as asked': { kind: 'strategy-stopped', ...bot, name: 'Demo', reason: 'asked' },
    'by its own rules': { kind: 'strategy-stopped', ...grid, name: 'Demo', reason: 'range-exit' },
  },
  'strategy-failed': {
    HyperRSI: { kind: 'strategy-failed', ...bot, name: 'Demo', reason: 'TypeError: boom' },
  },
  'grid-resumed': {
    'all there': { ...resumed, recovered: 19, missing: 0, filledWhileDown: 2, positionMatches: true },
    paused: {
      ...resumed,
      ...{ state: 'paused', recovered: 0, missing: 3, filledWhileDown: 0, positionMatches: true },
    },
    'still stopping': {
      ...resumed,
      ...{
        state: 'stopping',
        wanted: 0,
        recovered: 0,
        missing: 0,
        filledWhileDown: 1,
        positionMatches: true,
      },
    },
    'some lost': { ...resumed, recovered: 17, missing: 2, filledWhileDown: 0, positionMatches: true },
    'a position that differs': {
      ...resumed,
      ...{ recovered: 19, missing: 0, filledWhileDown: 0, held: '-0.5', positionMatches: false },
      realisedPnl: '-3.216',
    },
    'a venue that does not tell': {
      ...resumed,
      ...{ recovered: 0, missing: 0, filledWhileDown: 0, positionMatches: null },
      paper: false,
    },
  },
  'bot-resumed': {
    protected: { ...botResumed, resting: 4, held: '0.5', protectedSize: '0.5', positionMatches: true },
    'still stopping': {
      ...botResumed,
      ...{ state: 'stopping', resting: 1, held: '0.5', protectedSize: '0.5', positionMatches: true },
    },
    'parked, with nothing that protects it': {
      ...botResumed,
      ...{ state: 'failed', resting: 0, held: '0.5', protectedSize: '0', positionMatches: true },
    },
    flat: { ...botResumed, resting: 0, held: '0', protectedSize: '0', positionMatches: true },
    'without a stop, and differing': {
      ...botResumed,
      ...{ resting: 1, held: '-0.5', protectedSize: null, positionMatches: false, paper: false },
    },
  },
  'position-unprotected': {
    'no stop': { kind: 'position-unprotected', ...bot, size: '0.5', protectedSize: '0' },
    'a stop that is too small': { kind: 'position-unprotected', ...bot, size: '-0.5', protectedSize: '0.2' },
  },
  'position-protected': {
    again: { kind: 'position-protected', ...bot, paper: false, size: '0.5', protectedSize: '0.5' },
  },
  'position-kept': {
    long: { kind: 'position-kept', ...bot, side: 'long', size: '0.5' },
    short: { kind: 'position-kept', ...bot, paper: false, side: 'short', size: '0.25' },
  },
  'order-needs-human': {
    entry: { kind: 'order-needs-human', ...bot, ...entry },
    'one that its venue has forgotten': { kind: 'order-needs-human', ...bot, ...entry, forgotten: true },
    'the whole position': { kind: 'order-needs-human', ...bot, ...exit, size: null, paper: false },
  },
  'account-differed': {
    position: { kind: 'account-differed', ...differed, difference: 'position', ours: '0.5', theirs: '0' },
    'position that agrees again': {
      ...{ kind: 'account-differed', ...differed, difference: 'position-agrees' },
      ...{ ours: '0.5', theirs: '0.5' },
    },
    'a position that was adjusted': {
      ...{ kind: 'account-differed', ...differed, difference: 'position-adjusted', ours: '0.5', theirs: '0' },
    },
    'an order nobody wanted': {
      ...{ kind: 'account-differed', ...differed, difference: 'unknown-order' },
      ...{ ours: null, theirs: 'tbabc0123456789abcdef01k' },
    },
    'another installation': {
      ...{ kind: 'account-differed', ...differed, difference: 'other-installation' },
      ...{ ours: null, theirs: 'tbxyz0123456789abcdef01k', paper: false },
    },
  },
  'bot-halted': {
    'by the loss of the day': {
      ...{ kind: 'bot-halted', ...bot, code: 'instance-daily-loss', details: { loss: '101', limit: '100' } },
    },
    'by a liquidation': {
      ...{ kind: 'bot-halted', ...bot, code: 'instance-liquidated', details: { side: 'sell', size: '0.5' } },
    },
    'by repairs without end': {
      ...{ kind: 'bot-halted', ...bot, code: 'instance-repairs', details: { repairs: '11', limit: '10' } },
    },
    'for a while': {
      ...{ kind: 'bot-halted', ...grid, code: 'cooldown', details: { losses: '10', limit: '10' } },
    },
  },
  'books-broken': {
    'of one bot': {
      ...{ kind: 'books-broken', module: 'orders', invariant: 'I9', rows: 1, heldBack: 1 },
      says: 'filled sizes that are not the sum of the fills',
    },
  },
  'trading-halted': {
    'by a key that is refused': {
      ...{ kind: 'trading-halted', everywhere: false, code: 'key-refused', details: {} },
    },
    'by its owner': { kind: 'trading-halted', everywhere: true, code: 'kill-switch', details: {} },
    'by the loss of the day': {
      kind: 'trading-halted',
      everywhere: false,
      code: 'daily-loss',
      details: { value: '512.3', limit: '500' },
    },
  },
  'entries-gone': { 'after the kill switch': { kind: 'entries-gone' } },
  'trading-resumed': {
    everywhere: { kind: 'trading-resumed', everywhere: true, code: null, details: {} },
    'one account': { kind: 'trading-resumed', everywhere: false, code: null, details: {} },
  },
  'user-registered': {
    demo: { kind: 'user-registered', email: 'demo@tradingboost.local', demo: true },
    person: { kind: 'user-registered', email: 'kim@example.com', demo: false },
  },
  'session-copied': {
    known: { kind: 'session-copied', address: '203.0.113.9' },
    unknown: { kind: 'session-copied', address: null },
  },
  'telegram-linked': { linked: { kind: 'telegram-linked' } },
  'telegram-unlinked': { unlinked: { kind: 'telegram-unlinked' } },
  'telegram-blocked': { blocked: { kind: 'telegram-blocked' } },
  'test-message': { test: { kind: 'test-message' } },
};
