/** The books of the bots, read from the rows of a running program: what they did, and what must hold of it. */
import { gridProfit, ledgerFrame, emptyLedger, post } from '../../dist/modules/grid/domain/index.js';
import { marketOf } from '../../dist/modules/grid/application/grid-strategy.js';
import { ORDER_INVARIANTS } from '../../dist/modules/orders/outbound/order-invariants.js';
import { POSITION_INVARIANTS } from '../../dist/modules/positions/outbound/position-invariants.js';
import { strategyInvariants } from '../../dist/shared/platform/strategy/outbound/strategy-invariants.js';
import { formatMoney } from '../../dist/shared/pure/numbers/money.js';
import { lotsOf, priceOf } from '../../dist/shared/pure/market/scale.js';
import { epochMs } from '../../dist/shared/pure/time/epoch.js';

const SCHEMAS = { 'hyper-rsi': 'hyper_rsi', grid: 'grid' };

/** Every fill of every bot, in order of market time, as one line each; ids of this installation left out. */
export async function fillLines(client) {
  const { rows } = await client.query(`
    SELECT i.strategy, f.symbol, i.cycle, i.leg, f.trade_id, f.side, trim_scale(f.price)::text AS price,
           trim_scale(f.size)::text AS size, trim_scale(f.fee)::text AS fee, f.reason, f.phase,
           (extract(epoch FROM f.at) * 1000)::bigint AS at
    FROM orders.fill f JOIN orders.intent i ON i.id = f.intent_id WHERE i.instance_id IS NOT NULL
    ORDER BY f.symbol, f.at, length(f.trade_id), f.trade_id`);
  return rows.map((row) =>
    [
      row.at,
      row.symbol,
      row.strategy,
      row.cycle,
      row.leg,
      row.side,
      row.price,
      row.size,
      row.fee,
      row.reason,
      row.phase,
    ].join('|'),
  );
}

/** Market time of the feed, in milliseconds. */
export async function marketTime(client) {
  const { rows } = await client.query(
    `SELECT (extract(epoch FROM market_time) * 1000)::bigint AS at FROM exchange.feed`,
  );
  return Number(rows[0].at);
}

/** Everything that the auditor of the program looks at, whole. */
const AUDITED = [
  ...ORDER_INVARIANTS,
  ...POSITION_INVARIANTS,
  ...Object.values(SCHEMAS).flatMap(strategyInvariants),
];

/** Statements that find what must never be: each answers a count that has to be 0. */
const MUST_BE_NONE = {
  'orders at the venue that nobody intended': `
    SELECT count(*) FROM exchange.client_order c
    LEFT JOIN orders.intent i ON i.account_id = c.account_id AND i.client_order_id = c.client_order_id
    WHERE i.id IS NULL`,
  'intents that rest at the venue and are unknown to it': `
    SELECT count(*) FROM orders.intent i
    LEFT JOIN exchange.client_order c ON c.account_id = i.account_id AND c.client_order_id = i.client_order_id
    WHERE i.status IN ('acked', 'open', 'partial', 'filled') AND c.client_order_id IS NULL`,
  'fills of the orders that the positions do not have': `
    SELECT count(*) FROM orders.fill o FULL JOIN positions.fill p
      ON p.account_id = o.account_id AND p.symbol = o.symbol AND p.trade_id = o.trade_id
    WHERE o.id IS NULL OR p.id IS NULL`,
  'positions that are not the sum of their fills': `
    SELECT count(*) FROM (
      SELECT account_id, symbol, holder, sum(CASE side WHEN 'buy' THEN size ELSE -size END) AS net
      FROM positions.fill GROUP BY 1, 2, 3) f
    LEFT JOIN positions.position p ON p.account_id = f.account_id AND p.symbol = f.symbol AND p.holder = f.holder
      AND p.closed_at IS NULL
    WHERE f.net <> coalesce(CASE p.side WHEN 'long' THEN p.size WHEN 'short' THEN -p.size END, 0)`,
  'messages that are dead': Object.values({ ...SCHEMAS, orders: 'orders', positions: 'positions' })
    .map((schema) => `SELECT count(*) FROM ${schema}.inbox WHERE dead_at IS NOT NULL`)
    .reduce((all, one) => `SELECT (${all}) + (${one})`),
  'bots that failed': `SELECT (SELECT count(*) FROM hyper_rsi.instance WHERE state = 'failed')
    + (SELECT count(*) FROM grid.instance WHERE state = 'failed')`,
};

/** Reads what must never be; also whether a bot has decided one of its candles twice or left one out. */
export async function auditTrading(client) {
  const violations = [];
  for (const { number, says, broken } of AUDITED) {
    const { text, values } = broken('whole');
    const { rows } = await client.query(`SELECT count(*) AS n FROM (${text}) broken`, values);
    if (Number(rows[0].n) !== 0) violations.push(`${number}: ${says}: ${rows[0].n}`);
  }
  for (const [what, statement] of Object.entries(MUST_BE_NONE)) {
    const count = Number(Object.values((await client.query(statement)).rows[0])[0]);
    if (count !== 0) violations.push(`${what}: ${count}`);
  }
  const one = async (statement) => Number(Object.values((await client.query(statement)).rows[0])[0] ?? 0);
  return {
    orders: await one('SELECT count(*) FROM orders.intent'),
    fills: await one('SELECT count(*) FROM orders.fill'),
    decisions:
      (await one('SELECT count(*) FROM hyper_rsi.decision')) +
      (await one('SELECT count(*) FROM grid.decision')),
    notifications: await one('SELECT count(*) FROM notifications.notification'),
    violations,
  };
}

/**
 * Profit of every bot at the last close, worked out three times: sells less buys less fees plus what is held, straight from
 * the fills, with the funding bills; the fold of the positions; and for a grid the identity grid profit + floating + funding - unpaired fees over
 * its cells.
 */
export async function profits(client) {
  const all = [];
  for (const [kind, schema] of Object.entries(SCHEMAS)) {
    const { rows } = await client.query(
      `SELECT i.id, i.symbol, i.venue, k.state, k.settings, k.terms FROM ${schema}.instance i JOIN ${schema}.kernel_state k ON k.instance_id = i.id ORDER BY i.id`,
    );
    for (const bot of rows) {
      const mark = await heldPrice(client, bot);
      const fills = await fillsOf(client, bot.id);
      const profit = { strategy: kind, symbol: bot.symbol, fills: fills.length, mark };
      profit.fromFills = await fromFills(client, bot.id, mark);
      profit.fromPositions = await fromPositions(client, bot.id, mark);
      if (kind === 'grid') profit.byIdentity = byIdentity(bot, fills, mark);
      all.push(profit);
    }
  }
  return all;
}

/** The last close of a bot's market, plain decimal: what is held is worth that. */
async function heldPrice(client, { venue, symbol }) {
  const { rows } = await client.query(
    `SELECT trim_scale(close)::text AS close FROM market_data.candle WHERE venue = $1 AND symbol = $2 AND timeframe = '1m'
     ORDER BY open_time DESC LIMIT 1`,
    [venue, symbol],
  );
  return rows[0].close;
}

async function fillsOf(client, instanceId) {
  const { rows } = await client.query(
    `SELECT f.*, i.leg, i.cycle, trim_scale(f.price)::text AS price_text, trim_scale(f.size)::text AS size_text,
            trim_scale(f.fee)::text AS fee_text
     FROM orders.fill f JOIN orders.intent i ON i.id = f.intent_id WHERE i.instance_id = $1 ORDER BY f.position`,
    [instanceId],
  );
  return rows;
}

async function fromFills(client, instanceId, mark) {
  const { rows } = await client.query(
    `SELECT trim_scale(sum(CASE f.side WHEN 'buy' THEN -f.price * f.size ELSE f.price * f.size END - f.fee
              + CASE f.side WHEN 'buy' THEN f.size ELSE -f.size END * $2::numeric)
            + coalesce((SELECT sum(b.amount) FROM positions.funding b JOIN positions.position p ON p.id = b.position_id
                        WHERE p.holder = $1), 0))::text AS total
     FROM orders.fill f JOIN orders.intent i ON i.id = f.intent_id WHERE i.instance_id = $1`,
    [instanceId, mark],
  );
  return rows[0].total ?? '0';
}

async function fromPositions(client, instanceId, mark) {
  const { rows } = await client.query(
    `SELECT trim_scale(sum(flow + CASE side WHEN 'long' THEN size ELSE -size END * $2::numeric - fees + funding))::text AS total
     FROM positions.position WHERE holder = $1`,
    [instanceId, mark],
  );
  return rows[0].total ?? '0';
}

function byIdentity({ terms, state }, fills, mark) {
  const market = marketOf(terms);
  const frame = ledgerFrame(market, state);
  let ledger = emptyLedger(frame);
  for (const fill of fills)
    ({ ledger } = post(frame, ledger, {
      kind: 'fill',
      fill: {
        tradeId: fill.trade_id,
        leg: fill.leg,
        cycle: fill.cycle,
        side: fill.side,
        price: priceOf(market.scale, fill.price_text),
        size: lotsOf(market.scale, fill.size_text),
        fee: fill.fee_text,
        liquidity: fill.liquidity,
        reason: fill.reason,
        at: epochMs(fill.at.getTime()),
        phase: fill.phase,
      },
    }));
  const parts = gridProfit(frame, ledger, priceOf(market.scale, mark));
  return {
    pairs: ledger.pairs,
    ...Object.fromEntries(Object.entries(parts).map(([term, amount]) => [term, formatMoney(amount)])),
  };
}
