/**
 * Bots on the live path for the performance yardstick: the decider of the strategy shell, which decides every closed candle of
 * live trading, with the HyperRSI that it hosts. Where live trading has its tables there is memory here, so that what is
 * measured ends where the database begins: messages recorded and written as text, ready to be committed.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { epochMs } from '../dist/shared/pure/time/epoch.js';
import { ok } from '../dist/shared/pure/result.js';
import { BoundKernels } from '../dist/shared/platform/strategy/bound-kernels.js';
import { Decider } from '../dist/shared/platform/strategy/decider.js';
import { shardOf, SHARDS } from '../dist/shared/platform/leases/shards.js';
import { HyperRsiStrategy } from '../dist/modules/hyper-rsi/application/hyper-rsi-strategy.js';
import { HYPER_RSI_WORLD } from '../dist/modules/hyper-rsi/application/world.js';

const MINUTE_MS = 60_000;
const VENUE = 'paper';
const DECIMALS = 6;

/** RSI lengths of the bots: 7 to 21, so that they do not all trade at once. */
const LENGTHS = 15;

const instrumentOf = (symbol) => ({
  ...{ symbol, kind: 'perpetual', base: symbol.split('/')[0], quote: 'USDT' },
  ...{ tick: '0.000001', lot: '0.001', minSize: '0.001', minNotional: '5' },
  ...{ quoteScale: 8, maintenanceRate: '0.004', priceBands: null },
});

/** The yardstick calls its symbols s0, s1 and so on. */
const symbolOf = (name) => `${name.toUpperCase()}/USDT:USDT`;

const byId = (a, b) => (a.instance.id < b.instance.id ? -1 : 1);

/** The bots of one run with everything that is stored of them. */
class StoredBots {
  strategy = new HyperRsiStrategy();
  kernels = new BoundKernels(this.strategy);
  /** By shard: its series by symbol. */
  series = Array.from({ length: SHARDS }, () => new Map());
  rows = new Map();
  bindingsOf = new Map();
  facts = {};
  /** Settings and terms of bots that have the same, by symbol and length: as rows they would not be in memory at all. */
  documents = new Map();
  /** Bots by shard. */
  counts = Array.from({ length: SHARDS }, () => 0);

  constructor(count, symbols) {
    for (let index = 0; index < count; index += 1) this.add(index, symbolOf(`s${index % symbols}`));
    for (const shard of this.series) for (const { rows } of shard.values()) rows.sort(byId);
  }

  add(index, symbol) {
    const id = `bot-${index}`;
    const shard = shardOf(id);
    const { settings, terms } = this.documentOf(symbol, 7 + (index % LENGTHS));
    this.bindingsOf.set(id, { id, epoch: 1, settingsVersion: 1, settings, terms });
    const instance = {
      ...{ id, userId: 'user', strategy: 'hyper-rsi', name: id, accountId: id, venue: VENUE, symbol, shard },
      ...{ timeframe: '1m', state: 'running', stateReason: null, settings, settingsVersion: 1, epoch: 1 },
      ...{ lastDecidedAt: null, createdAt: epochMs(0) },
    };
    const state = this.strategy.bind(settings, terms).start(null);
    this.rows.set(id, { instance, version: 1, state, pinnedVersion: 1, halted: false, decidedAt: null });
    this.facts[id] = { equity: '10000', cash: '10000' };
    this.counts[shard] += 1;
    const series = this.series[shard];
    if (!series.has(symbol)) series.set(symbol, { rows: [], indicators: [] });
    series.get(symbol).rows.push(this.rows.get(id));
  }

  documentOf(symbol, rsiLength) {
    const name = `${symbol} ${rsiLength}`;
    if (!this.documents.has(name)) this.documents.set(name, this.read(symbol, rsiLength));
    return this.documents.get(name);
  }

  read(symbol, rsiLength) {
    const document = {
      ...{ symbol, timeframe: '1m', margin: '20', leverage: 5, useTrend: false, rsiLength },
      ...{ maxNotional: '100000', breakEven: { tp1: false, tp2: false, tp3: false } },
      trailing: { enabled: false },
    };
    const bounds = {
      ...{ positionMode: 'one-way', maxLeverage: 20, maxOpenOrders: null, notionalLimit: '1000000' },
    };
    const context = { kind: 'perpetual', minSize: '0.001', minNotional: '5', equity: '10000', ...bounds };
    const read = this.strategy.read(document, context);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const terms = {
      ...{ instrument: instrumentOf(symbol), candleDecimals: DECIMALS, makerRate: '0.0002' },
      ...{ takerRate: '0.0005', leverage: 5, run: 1, held: '0', bounds },
    };
    return { settings: read.value.document, terms };
  }

  of({ symbol, shard }) {
    return this.series[shard].get(symbol);
  }
}

const memberOf = ({ instance, version, decidedAt }) => ({
  ...{ id: instance.id, accountId: instance.accountId, epoch: 1, settingsVersion: 1, wantedSettings: 1 },
  ...{ version, isHalted: false, decidedAt, mark: version },
});

/**
 * The decision path's store in memory: the same questions, no database. Bots neither come nor go here, so what a caller knows
 * of a series, once it knows it, is in step with its rows.
 */
class MemoryDecisions {
  constructor(bots) {
    this.bots = bots;
  }

  async moved(known) {
    const moved = new Map();
    for (const [place, { series, marks }] of known.entries()) {
      const { rows } = this.bots.of(series);
      const members = rows.filter(({ version }, index) => version !== marks[index]).map(memberOf);
      if (members.length > 0) moved.set(place, { members, left: [] });
    }
    return moved;
  }

  async bindings(ids) {
    return ids.map((id) => this.bots.bindingsOf.get(id));
  }

  async states(ids) {
    return ids.map((id) => ({ id, ...this.bots.rows.get(id) }));
  }

  async indicators(series) {
    return series.map((key) => ({
      series: key,
      snapshots: this.bots.of(key).indicators.map((text) => JSON.parse(text)),
    }));
  }

  async begin(tx, wakes) {
    tx.shard = wakes[0].shard;
    return true;
  }

  async lock(tx, ids, _end, known) {
    tx.isDeciding = true;
    return ids.map((id) => {
      const row = this.bots.rows.get(id);
      return known.get(id) === row.version ? { ...row, state: null } : { ...row };
    });
  }

  async saveStates(tx, _lease, end, changes) {
    for (const { instanceId, state, version } of changes) {
      tx.texts.push(JSON.stringify(state));
      const row = this.bots.rows.get(instanceId);
      row.state = state;
      row.version = version + 1;
      row.decidedAt = end;
    }
  }

  async addDecisions(tx, decisions) {
    for (const { evaluations, effects } of decisions) tx.texts.push(evaluations, effects);
  }

  async nameStates() {}

  finish(tx, decided) {
    for (const { wake, snapshots } of decided) {
      this.bots.of(wake).indicators = snapshots.map((snapshot) => JSON.stringify(snapshot));
    }
  }
}

/**
 * Transactions that end with texts instead of rows: everything that would go over the wire is written out, and then the
 * commit takes its turn of the event loop: the least that anything takes that is not in memory.
 */
class MemoryWork {
  /** Told when all texts of a transaction are ready to be committed. */
  ready = () => {};
  /** Told when nothing is left to be done in a shard but to write why. */
  told = () => {};

  async run(work) {
    const messages = [];
    const texts = [];
    const tx = {
      ...{ texts, isDeciding: false },
      record: (...recorded) => messages.push(...recorded),
      afterCommit: (action) => action(),
    };
    const outcome = await work(tx);
    for (const message of messages) texts.push(JSON.stringify(message));
    this.ready(tx, messages);
    await turn();
    return outcome;
  }
}

const REPORTER = { decided() {}, begun() {}, noted() {}, failed: fail, stalled: fail };

function fail(what, error) {
  throw new Error(`${what} failed`, { cause: error });
}

function open(bots) {
  const work = new MemoryWork();
  const bus = {
    ask: async (question) => (question instanceof HYPER_RSI_WORLD.facts ? bots.facts : ok([])),
  };
  const decider = new Decider({
    ...{ strategy: bots.strategy, world: HYPER_RSI_WORLD, bus, store: new MemoryDecisions(bots) },
    ...{ unitOfWork: work, kernels: bots.kernels },
    reporter: { ...REPORTER, latency: (_seconds, { shard }) => work.told(shard) },
    clock: { now: () => epochMs(Date.now()), schedule: (_delayMs, action) => void turn().then(action) },
  });
  return { decider, work };
}

/** A kline message of a venue as the closed candle that the shell is told. */
function candleOf(text) {
  const { s, k } = JSON.parse(text).data;
  const openTime = epochMs(k.t - (k.t % MINUTE_MS));
  const price = (value) => Number(value).toFixed(DECIMALS);
  const candle = {
    openTime,
    open: price(k.o),
    high: price(k.h),
    low: price(k.l),
    close: price(k.c),
    volume: k.v,
  };
  return { symbol: symbolOf(s), candle };
}

/** One minute closes on every symbol: each shard decides its series, side by side, as the runner's loops do. */
async function burst(bots, decider, texts) {
  const closed = texts.map(candleOf);
  const shards = Array.from({ length: SHARDS }, (_, shard) => {
    const wakes = [];
    for (const { symbol, candle } of closed) {
      if (!bots.series[shard].has(symbol)) continue;
      wakes.push({
        venue: VENUE,
        symbol,
        timeframe: '1m',
        shard,
        candleEnd: epochMs(candle.openTime + MINUTE_MS),
        candle,
        step: null,
        correlationId: symbol,
        closedAt: candle.openTime,
      });
    }
    return wakes.length === 0 ? null : decider.decide(wakes, { shard, owner: 'bench', fence: 1 });
  });
  await Promise.all(shards);
}

/** Venues are away: every order comes back denied, so that its bot looks for the next entry. */
function deny(bots, messages) {
  for (const { data } of messages) {
    if (data.operations === undefined) continue;
    const row = bots.rows.get(data.instanceId);
    const kernel = bots.kernels.of({ id: data.instanceId, epoch: 1, settingsVersion: 1 });
    for (const { op, leg, cycle } of data.operations) {
      if (op !== 'place') continue;
      const input = { kind: 'order-denied', leg, cycle, code: 'bench' };
      row.state = kernel.step(row.state, input, { at: data.decidedAt, seq: row.version }).state;
    }
    row.version += 1;
    bots.kernels.remember(data.instanceId, row.version, row.state);
  }
}

const quantile = (list, share) => {
  const sorted = Float64Array.from(list).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
};

async function measure(count, { symbols, msgs, bursts }) {
  const bots = new StoredBots(count, symbols);
  const { decider, work } = open(bots);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const [whole, p99] = [[], []];
  let intents = 0;
  let bytes = 0;
  for (let index = 0; index < bursts; index += 1) {
    const texts = msgs(index);
    /** By shard: when everything that its bots want done was ready to be committed, in ms from the arrival of the burst. */
    const ready = new Map();
    const orders = [];
    const begun = performance.now();
    work.ready = ({ shard, isDeciding }, messages) => {
      if (isDeciding) ready.set(shard, performance.now() - begun);
      orders.push(...messages);
    };
    // Where nobody acts there is no such transaction.
    work.told = (shard) => {
      if (!ready.has(shard)) ready.set(shard, performance.now() - begun);
    };
    await burst(bots, decider, texts);
    const took = performance.now() - begun;
    deny(bots, orders);
    if (index === 30) {
      globalThis.gc?.();
      bytes = (process.memoryUsage().heapUsed - before) / count;
    }
    if (index <= 30) continue;
    whole.push(took);
    const late = [...ready].flatMap(([shard, ms]) => Array.from({ length: bots.counts[shard] }, () => ms));
    p99.push(quantile(late, 0.99));
    intents += orders.length;
  }
  return {
    n: count,
    burst_ms: quantile(whole, 0.5),
    p99_ms: quantile(p99, 0.5),
    bytes_per_bot: Math.round(bytes),
    intents_per_burst: intents / whole.length,
  };
}

export async function run({ symbols, bots, msgs, bursts }) {
  const rows = [];
  for (const count of bots) rows.push(await measure(count, { symbols, msgs, bursts }));
  return rows;
}
