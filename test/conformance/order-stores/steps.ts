import fc from 'fast-check';
import type { JsonObject } from '../../../src/shared/pure/json.js';
import { money } from '../../../src/shared/pure/numbers/money.js';
import { epochMs } from '../../../src/shared/pure/time/epoch.js';
import type { WireOrder } from '../../../src/shared/pure/strategy/wire-order.js';
import type { Lease } from '../../../src/shared/platform/leases/shard-leases.port.js';
import { SHARDS } from '../../../src/shared/platform/leases/shards.js';
import { ORDER_STATUSES } from '../../../src/modules/orders/contracts/queries/list-orders.query.js';
import { approve } from '../../../src/modules/orders/domain/risk/approve.js';
import { BY_HAND, FOREIGN } from '../../../src/modules/orders/domain/holdings.js';
import { DEFAULT_LIMITS, NOTHING_CHOSEN } from '../../../src/modules/orders/domain/risk/limits.js';
import type { Sweep } from '../../../src/modules/orders/application/ports/intent-store.port.js';
import { movesOf, type Move, type PortStep } from '../alike/play.js';
import type { Side } from './sides.js';

type Step = PortStep<Side>;

const ACCOUNTS = ['a-1', 'a-2'] as const;
const SYMBOLS = ['BTC/USDT:USDT', 'ETH/USDT:USDT', 'ETH/USDT'] as const;
const INSTANCES = ['i-1', 'i-2', 'i-3'] as const;
const strategyOf = (instanceId: string): 'hyper-rsi' | 'grid' =>
  instanceId === 'i-3' ? 'hyper-rsi' : 'grid';
const LEGS = ['entry', 'stop', 'target', 'close-kept-net-1', 'close-kept-long-1'] as const;
const SIZES = ['0.5', '1', '1.50', '3'] as const;
const HOUR_MS = 3_600_000;

const lane = fc.record({ accountId: fc.constantFrom(...ACCOUNTS), symbol: fc.constantFrom(...SYMBOLS) });
const instance = fc.constantFrom(...INSTANCES);
const size = fc.constantFrom(...SIZES);
const price = fc.constantFrom('99.5', '100', '101.25');
const side = fc.constantFrom('buy', 'sell');
/** Names of intents: few, so that most calls meet one that is there. */
const intentNo = fc.integer({ min: 1, max: 14 });
const idOf = (no: number): string => `o-${String(no).padStart(3, '0')}`;
const clientOf = (no: number): string => `tb-${no}`;
const ids = fc.uniqueArray(intentNo, { minLength: 1, maxLength: 6 });
const lookInMs = fc.constantFrom(undefined, -1_000, HOUR_MS);
const owner = fc.constantFrom('p-1', 'p-2');

const ALL_SHARDS = Array.from({ length: SHARDS }, (_, shard) => shard);

const leases = (name: string, fence: number): readonly Lease[] =>
  Array.from({ length: SHARDS }, (_, shard) => ({ shard, owner: name, fence }));

const wire = (
  type: string,
  which: 'buy' | 'sell',
  reduceOnly: boolean,
  at: string,
  of: string,
): WireOrder => {
  if (type === 'market') return { type, side: which, reduceOnly, size: of };
  if (type === 'limit') return { type, side: which, reduceOnly, price: at, size: of };
  if (type === 'trigger')
    return { type, side: which, reduceOnly: true, price: at, direction: 'below', action: 'close' };
  return { type: 'stop-market', side: which, reduceOnly: true, price: at, size: of, trail: null };
};

const step =
  (name: string) =>
  (run: Step['run']): Step => ({ name, run });

const insert = fc
  .record({
    ...{
      no: intentNo,
      lane,
      instance,
      leg: fc.constantFrom(...LEGS),
      attempt: fc.integer({ min: 1, max: 2 }),
    },
    type: fc.constantFrom('market', 'limit', 'stop-market', 'trigger'),
    ...{ side, reduceOnly: fc.boolean(), price, size },
    ...{ cycle: fc.constantFrom(1, 2), denied: fc.boolean(), manual: fc.boolean() },
    step: fc.constantFrom(null, 7),
    validMs: fc.constantFrom(null, 60_000, -1_000),
    replaces: fc.constantFrom(null, clientOf(1), clientOf(2)),
  })
  .map((one) =>
    step('insert')(async ({ intents }, tx) => {
      const order = wire(one.type, one.side, one.reduceOnly, one.price, one.size);
      const wish = {
        ...{ symbol: one.lane.symbol, order, markPrice: '100', leverage: null, gate: null },
        at: epochMs(0),
      };
      const none = money('0');
      const verdict = approve(wish, {
        ...{ limits: DEFAULT_LIMITS, halted: false, accountHalt: null, laneHalt: null, undecided: 0 },
        ...{ instance: { halt: null, cooldownUntil: null }, elsewhere: none, ordersToday: 0 },
        ...{ waitingExposure: none, position: none, short: none, resting: { buy: none, sell: none } },
      });
      const named = one.manual
        ? { strategy: 'manual' as const, instanceId: null, cycle: null, leg: null }
        : { strategy: strategyOf(one.instance), instanceId: one.instance, cycle: one.cycle, leg: one.leg };
      const wanted = {
        ...{ ...one.lane, ...named, orderId: idOf(one.no), clientOrderId: clientOf(one.no), userId: 'u-1' },
        ...{ venue: 'okx', attempt: one.attempt, side: order.side, type: order.type, reason: 'r' },
        price: 'price' in order ? order.price : null,
        size: 'size' in order ? order.size : null,
        ...{ reduceOnly: order.reduceOnly, wire: order, replaces: one.replaces, epoch: 1, place: one.no },
        ...{ correlationId: 'c-1', step: one.step, decidedAt: epochMs(1_000) },
      };
      const intent =
        one.denied || !verdict.ok
          ? { wanted, denial: { code: 'kill-switch' as const, details: { a: '1' } } }
          : {
              ...{ wanted, approved: verdict.value, validMs: one.validMs },
              reservation:
                verdict.value.exposure === 0n ? null : { currency: 'USDT', amount: verdict.value.exposure },
            };
      await intents.insert(tx, [intent], money('12.5'));
    }),
  );

const save = fc
  .record({
    ids,
    status: fc.constantFrom(...ORDER_STATUSES),
    code: fc.constantFrom('why', 'nothing-to-reduce', 'forgotten'),
    ...{ filledSize: fc.constantFrom('0', '0.50', '1'), announced: fc.boolean(), lookInMs },
    looks: fc.integer({ min: 0, max: 3 }),
    venueOrderId: fc.constantFrom('v-1', 'v-2'),
    under: fc.option(fc.record({ owner, fence: fc.integer({ min: 1, max: 3 }) }), { nil: null, freq: 2 }),
  })
  .map((one) =>
    step('save')(async ({ intents }, tx) => {
      const known = await intents.byIds(tx, one.ids.map(idOf));
      const changes = known.map((intent) => ({
        intent: {
          ...intent,
          ...{ status: one.status, code: one.code, filledSize: one.filledSize, filledValue: '50' },
          ...{ announced: one.announced, looks: one.looks, venueOrderId: one.venueOrderId },
        },
        history: [{ status: one.status, code: one.code, details: { price: '1' } }],
        lookInMs: one.lookInMs,
      }));
      await intents.save(tx, changes, one.under === null ? [] : leases(one.under.owner, one.under.fence));
      return known;
    }),
  );

const fills = fc
  .record({
    no: intentNo,
    lane,
    trades: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
    side,
    price,
    size,
  })
  .map((one) =>
    step('addFills')(async ({ intents }, tx) => {
      const [intent] = await intents.byIds(tx, [idOf(one.no)]);
      if (intent === undefined) return 'none';
      const made = one.trades.map((trade) => ({
        ...{ fillId: `f-${one.lane.accountId}-${one.lane.symbol}-${trade}-${one.no}`, tradeId: `t-${trade}` },
        ...{ side: one.side, price: one.price, size: one.size, fee: '-0.1' },
        feeCurrency: one.lane.symbol === 'ETH/USDT' ? 'ETH' : 'USDT',
        ...{ liquidity: 'maker' as const, reason: 'r', phase: 'live' as const, at: epochMs(trade) },
        ...{ intentId: intent.orderId, userId: 'u-1' },
      }));
      return [...(await intents.addFills(tx, one.lane, made))].sort();
    }),
  );

const sweep: fc.Arbitrary<Sweep> = fc.oneof(
  instance.map((instanceId) => ({ instanceId })),
  fc.constantFrom(...ACCOUNTS).map((accountId) => ({ accountId })),
  fc.constant({ userId: 'u-1' }),
);

const held = fc
  .record({ owner, fence: fc.integer({ min: 1, max: 3 }) })
  .map((one) => leases(one.owner, one.fence));

const inTransaction: readonly fc.Arbitrary<Step>[] = [
  insert,
  insert,
  insert,
  save,
  save,
  fills,
  fc
    .record({ lane, operations: fc.integer({ min: 0, max: 3 }), mark: fc.option(price, { nil: undefined }) })
    .map((one) =>
      step('enterLane')(({ intents }, tx) => intents.enterLane(tx, one.lane, one.operations, one.mark)),
    ),
  lane.map((one) => step('waiting')(({ intents }, tx) => intents.waiting(tx, one))),
  fc.record({ instance, cycle: fc.constantFrom(1, 2) }).map((one) =>
    step('newest')(({ intents }, tx) =>
      intents.newest(
        tx,
        one.instance,
        LEGS.map((leg) => ({ cycle: one.cycle, leg })),
      ),
    ),
  ),
  ids.map((nos) =>
    step('byClientIds')(({ intents }, tx) => intents.byClientIds(tx, 'a-1', nos.map(clientOf))),
  ),
  fc
    .constantFrom(...ACCOUNTS)
    .map((one) =>
      step('byChildOrderIds')(({ intents }, tx) => intents.byChildOrderIds(tx, one, ['v-1', 'v-3'])),
    ),
  fc.record({ no: intentNo, lane, side, size, instance: fc.option(instance) }).map((one) =>
    step('insertVenueOrder')(async ({ intents }, tx) => {
      const holder =
        one.instance === null
          ? { strategy: 'manual' as const, instanceId: null, cycle: null }
          : { strategy: strategyOf(one.instance), instanceId: one.instance, cycle: 1 };
      await intents.insertVenueOrder(tx, {
        ...{ ...one.lane, ...holder, orderId: idOf(one.no), clientOrderId: clientOf(one.no), userId: 'u-1' },
        ...{ venue: 'okx', leg: 'liquidation', attempt: 1, side: one.side, type: 'liquidation', price: null },
        ...{
          size: one.size,
          reduceOnly: true,
          reason: 'liquidation',
          wire: null,
          replaces: null,
          epoch: null,
        },
        ...{ exposure: '0', place: one.no, status: 'acked', code: null, filledSize: '0', filledValue: '0' },
        ...{ venueOrderId: null, announced: true, correlationId: 'c-1', step: null, decidedAt: epochMs(5) },
        ...{ looks: 0, fence: null, createdAt: epochMs(5), cancelWanted: false },
      });
    }),
  ),
  fc
    .record({
      lane,
      side: fc.constantFrom('buy' as const, 'sell' as const),
      position: fc.constantFrom('net' as const, 'long' as const, 'short' as const),
    })
    .map(({ lane: one, ...taken }) =>
      step('holderOf')(({ intents }, tx) => intents.holderOf(tx, one, taken)),
    ),
  fc
    .record({ lane, at: fc.integer({ min: 0, max: 6 }) })
    .map((one) =>
      step('hasLaterFill')(({ intents }, tx) => intents.hasLaterFill(tx, one.lane, epochMs(one.at))),
    ),
  lane.map((one) =>
    step('bookedAmong')(async ({ intents }, tx) =>
      [...(await intents.bookedAmong(tx, one, ['t-1', 't-2', 't-3', 'q']))].sort(),
    ),
  ),
  lane.map((one) =>
    step('foreignAmong')(async ({ intents }, tx) =>
      [...(await intents.foreignAmong(tx, one, ['x', 'y', 'q']))].sort(),
    ),
  ),
  intentNo.map((no) =>
    step('insertAttempt')(async ({ intents }, tx) => {
      const [intent] = await intents.byIds(tx, [idOf(no)]);
      if (intent === undefined) return 'none';
      return intents.insertAttempt(tx, intent, `${intent.orderId}x`, `${intent.clientOrderId}x`);
    }),
  ),
  sweep.map((of) => step('addingLanes')(({ intents }, tx) => intents.addingLanes(tx, of))),
  fc
    .record({ of: sweep, lane })
    .map((one) => step('adding')(({ intents }, tx) => intents.adding(tx, one.of, one.lane))),
  fc.record({ ids, step: fc.constantFrom(null, 9) }).map((one) =>
    step('requestCancellations')(async ({ intents }, tx) => {
      const known = await intents.byIds(tx, one.ids.map(idOf));
      await intents.requestCancellations(
        tx,
        // Places are unique in a lane, and here over all of them: what has the same place has no order.
        known.map((intent) => ({ intent, place: 100 + intent.place, step: one.step })),
      );
    }),
  ),
  fc
    .record({
      ...{ lane, instance, price, change: fc.constantFrom('1', '-1', '-0.5'), hedges: fc.boolean() },
      position: fc.constantFrom('net', 'long', 'short'),
    })
    .map((one) =>
      step('movePosition')(({ intents }, tx) =>
        intents.movePosition(tx, one.lane, {
          change: money(one.change),
          short: money(one.position === 'short' ? '1' : '0'),
          ...{ price: one.price, added: money('1') },
          held: [
            {
              ...{
                instanceId: one.instance,
                userId: 'u-1',
                venue: 'okx',
                strategy: strategyOf(one.instance),
              },
              ...{ position: one.position, hedges: one.hedges },
              change: money(one.change),
            },
          ],
        }),
      ),
    ),
  fc.record({ lane, keys: fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 }) }).map((one) =>
    step('keepForeign')(async ({ intents }, tx) => {
      const rows = one.keys.map((key) => ({
        key,
        userId: 'u-1',
        clientOrderId: 'theirs',
        execution: {
          key,
          kind: key === 'z' ? 'cancelled' : 'filled',
          side: key === 'x' ? 'buy' : 'sell',
          size: '1.5',
          at: 3,
        },
      }));
      return [...(await intents.keepForeign(tx, one.lane, rows))].sort();
    }),
  ),
  fc
    .record({ lane, keys: fc.uniqueArray(fc.constantFrom('x', 'y', 'q'), { minLength: 1, maxLength: 3 }) })
    .map((one) =>
      step('takeBack')(async ({ intents }, tx) =>
        [...(await intents.takeBack(tx, one.lane, one.keys))].sort(),
      ),
    ),
  fc
    .record({ held, lanes: fc.integer({ min: 1, max: 4 }), except: fc.boolean() })
    .map((one) =>
      step('claim')(({ sends }, tx) => sends.claim(tx, one.lanes, one.held, one.except ? ['a-2'] : [])),
    ),
  fc.record({ ids, ms: fc.constantFrom(-1_000, HOUR_MS) }).map((one) =>
    step('cancelSent')(({ sends }, tx) =>
      sends.cancelSent(
        tx,
        one.ids.map((no) => ({ intentId: idOf(no), lookInMs: one.ms })),
      ),
    ),
  ),
  ids.map((nos) => step('cancelAgain')(({ sends }, tx) => sends.cancelAgain(tx, nos.map(idOf)))),
  fc.record({ epoch: fc.integer({ min: 1, max: 3 }), ids }).map((one) =>
    step('settleGates')(async ({ sends }, tx) => {
      const gates = INSTANCES.map((instanceId) => ({
        ...{ instanceId, userId: 'u-1', accountId: 'a-1', epoch: one.epoch },
      }));
      const settled = await sends.settleGates(tx, gates, one.ids.map(clientOf));
      return [...settled].sort((a, b) => (a.instanceId < b.instanceId ? -1 : 1));
    }),
  ),
  fc
    .constantFrom(...ACCOUNTS)
    .map((one) => step('funds')(({ intents }, tx) => intents.funds(tx, one, 'USDT'))),
  instance.map((one) => step('kept.of')(({ kept }, tx) => kept.of(tx, [one]))),
  fc.record({ instance, left: fc.constantFrom('0', '0.5') }).map((one) =>
    step('kept.leave')(async ({ kept }, tx) => {
      for (const holding of await kept.of(tx, [one.instance])) await kept.leave(tx, holding, money(one.left));
    }),
  ),
  fc.constant(step('standingStops')(({ sends }, tx) => sends.standingStops(tx))),
  fc.constant(step('unprotectable')(({ protection }, tx) => protection.unprotectable(tx))),
  ids.map((nos) => step('ghosts')(({ intents }, tx) => intents.ghosts(tx, 'a-1', nos.map(clientOf)))),
  fc
    .constantFrom(...INSTANCES)
    .map((instanceId) =>
      step('haltInstance')(({ risk }, tx) =>
        risk.haltInstance(tx, { instanceId, accountId: 'a-1', userId: 'u-1' }, 'drawdown'),
      ),
    ),
  fc
    .record({
      instance,
      epoch: fc.integer({ min: 1, max: 3 }),
      open: fc.boolean(),
      protects: fc.constantFrom(undefined, true, false),
      ended: fc.boolean(),
    })
    .map((one) =>
      step('moveGate')(({ risk }, tx) =>
        risk.moveGate(tx, {
          ...(one.ended && !one.open && { ended: true as const }),
          ...{ instanceId: one.instance, userId: 'u-1', accountId: 'a-1', epoch: one.epoch, open: one.open },
          ...(one.protects !== undefined && { protects: one.protects, protectsHedge: one.protects }),
        }),
      ),
    ),
  fc
    .record({
      accountId: fc.constantFrom(...ACCOUNTS),
      instance: fc.option(instance),
      day: fc.integer({ min: 1, max: 3 }),
    })
    .map((one) =>
      step('enter')(({ risk }, tx) =>
        risk.enter(tx, { accountId: one.accountId, userId: 'u-1', instanceId: one.instance }, one.day),
      ),
    ),
  fc
    .constantFrom(...ACCOUNTS)
    .map((one) => step('countOrders')(({ risk }, tx) => risk.countOrders(tx, one, 2))),
  instance.map((one) => step('instanceTally')(({ risk }, tx) => risk.instanceTally(tx, one))),
  fc
    .record({
      accountId: fc.constantFrom(...ACCOUNTS),
      instance,
      halt: fc.constantFrom(null, 'drawdown' as const),
      cooldown: fc.constantFrom(null, 77),
    })
    .map((one) =>
      step('keepTallies')(({ risk }, tx) => {
        const tally = { day: 2, result: money('-1'), total: money('3'), peak: money('4'), lossesInRow: 1 };
        const cooldownUntil = one.cooldown === null ? null : epochMs(one.cooldown);
        return risk.keepTallies(tx, {
          ...{ accountId: one.accountId, userId: 'u-1', account: tally },
          instance: { instanceId: one.instance, tally, halt: one.halt, cooldownUntil },
        });
      }),
    ),
  fc
    .constantFrom(...ACCOUNTS)
    .map((one) => step('haltAccount')(({ risk }, tx) => risk.haltAccount(tx, one, 'daily-loss'))),
  fc
    .record({ instances: fc.uniqueArray(instance, { maxLength: 2 }), times: fc.integer({ min: 1, max: 3 }) })
    .map((one) =>
      step('repaired')(async ({ risk }, tx) => {
        const bots = one.instances.map((instanceId) => ({
          ...{
            instanceId,
            userId: 'u-1',
            accountId: 'a-1',
            venue: 'okx',
            symbol: 'ETH/USDT',
            strategy: 'grid' as const,
          },
        }));
        for (let time = 0; time < one.times; time += 1) await risk.repaired(tx, bots, 'orphan');
      }),
    ),
  lane.map((one) => step('openLane')(({ books }, tx) => books.openLane(tx, one, '101.5'))),
  lane.map((one) => step('lockLane')(({ books }, tx) => books.lockLane(tx, one))),
  fc
    .record({
      ...{ lane, no: fc.integer({ min: 1, max: 4 }), change: fc.constantFrom('1', '-1', '-0.5') },
      holder: fc.constantFrom(...INSTANCES, BY_HAND, FOREIGN),
      position: fc.constantFrom('net' as const, 'long' as const, 'short' as const),
    })
    .map((one) =>
      step('adjust')(({ books }, tx) =>
        books.adjust(tx, { ...one.lane, userId: 'u-1' }, [
          {
            ...{ id: `j-${one.no}`, holder: one.holder, strategy: 'grid', position: one.position },
            ...{ change: money(one.change), left: money('0') },
          },
        ]),
      ),
    ),
  fc
    .record({ lane, code: fc.constantFrom('position-differs' as const, 'position-adjusted' as const, null) })
    .map((one) => step('haltLane')(({ risk }, tx) => risk.haltLane(tx, one.lane, one.code))),
  fc
    .constantFrom(null, 0, 1, 2)
    .map((version) =>
      step('choose')(({ risk }, tx) =>
        risk.choose(tx, 'u-1', { ...NOTHING_CHOSEN, maxLeverage: 5 }, version),
      ),
    ),
  fc.boolean().map((halted) => step('setHalted')(({ risk }, tx) => risk.setHalted(tx, 'u-1', halted))),
  fc.constantFrom(...ACCOUNTS).map((one) => step('recount')(({ books }, tx) => books.recount(tx, one))),
  fc.constant(step('protection.check')(({ protection }, tx) => protection.check(tx))),
  fc.constant(step('protection.orphans')(({ protection }, tx) => protection.orphans(tx))),
];

const amended: readonly fc.Arbitrary<Step>[] = [
  fc
    .record({
      no: intentNo,
      price,
      size: fc.constantFrom('0', '0.50', '3'),
      before: fc.constantFrom('0', '0.5'),
    })
    .map((one) =>
      step('amend')(({ amendments }, tx) =>
        amendments.add(tx, {
          ...{ orderId: idOf(one.no), userId: 'u-1', requestKey: 'k', price: one.price, size: one.size },
          ...{ filledBefore: one.before, state: 'pending', correlationId: 'c-1' },
        }),
      ),
    ),
  intentNo.map((no) => step('amendment')(({ amendments }, tx) => amendments.of(tx, idOf(no)))),
  intentNo.map((no) => step('versionOf')(({ amendments }, tx) => amendments.versionOf(tx, idOf(no)))),
  fc
    .record({
      ...{ no: intentNo, successor: fc.option(intentNo) },
      state: fc.constantFrom('replaced' as const, 'filled' as const, 'denied' as const, 'ended' as const),
    })
    .map((one) =>
      step('endAmendment')(({ amendments }, tx) =>
        amendments.end(tx, idOf(one.no), {
          ...{ state: one.state, code: one.state === 'ended' ? 'why' : null, details: { a: '1' } },
          successorId: one.successor === null ? null : idOf(one.successor),
        }),
      ),
    ),
];

const alone: readonly fc.Arbitrary<Step>[] = [
  intentNo.map((no) =>
    step('reads.get')(async ({ reads }) => {
      const order = await reads.get('u-1', idOf(no));
      // Nobody who changes an order asks what it has filled at, so the one in memory does not say.
      return order === null ? null : { ...order, averagePrice: null };
    }),
  ),
  fc
    .record({
      userId: fc.constantFrom('u-1', 'u-2'),
      instanceId: fc.option(instance, { nil: null }),
      status: fc.constantFrom(null, 'planned' as const, 'open' as const, 'filled' as const),
      after: fc.option(intentNo.map(idOf), { nil: null }),
      limit: fc.constantFrom(1, 20),
    })
    .map((one) =>
      step('reads.list')(async ({ reads }) =>
        (await reads.list(one)).map((order) => ({ ...order, averagePrice: null })),
      ),
    ),
  fc.constant(
    step('dueAmendments')(async ({ amendments }) =>
      [...(await amendments.due(20))]
        .map(({ intent }) => intent)
        .sort((left, right) => (left.orderId < right.orderId ? -1 : 1)),
    ),
  ),
  fc
    .tuple(fc.constantFrom(...ACCOUNTS), fc.constantFrom(0, 5_000))
    .map(([one, shownMs]) => step('cut')(({ books }) => books.cut(one, shownMs))),
  fc.constant(step('kept.due')(({ kept }) => kept.due())),
  fc.option(lane).map((one) => step('kept.list')(({ kept }) => kept.list('u-1', one))),
  fc
    .record({
      shard: fc.integer({ min: 0, max: SHARDS - 1 }),
      owner,
      ttl: fc.constantFrom(HOUR_MS, -1),
      dead: fc.boolean(),
    })
    .map((one) =>
      step('lease.take')(({ leases: rows }) =>
        rows.take([one.shard], one.owner, one.ttl, one.dead ? ['p-1'] : []),
      ),
    ),
  owner.map((one) => step('lease.take all')(({ leases: rows }) => rows.take(ALL_SHARDS, one, HOUR_MS, []))),
  owner.map((one) =>
    step('lease.renew')(async ({ leases: rows }) =>
      [...(await rows.renew(one, HOUR_MS))].sort((left, right) => left.shard - right.shard),
    ),
  ),
  fc
    .record({ owner, shard: fc.option(fc.nat(1), { nil: null }) })
    .map((one) => step('lease.release')(({ leases: rows }) => rows.release(one.owner, one.shard))),
  fc.constant(step('protection.counts')(({ protection }) => protection.counts())),
  fc.constant(step('protection.mayChange')(({ protection }) => protection.mayChange())),
  held.map((one) =>
    step('dueLooks')(async ({ sends }) =>
      [...(await sends.dueLooks(50, one))]
        .map(looked)
        .sort((left, right) => (left.text < right.text ? -1 : 1)),
    ),
  ),
  fc
    .record({ held, ms: fc.constantFrom(-1_000, HOUR_MS) })
    .map((one) =>
      step('postpone')(async ({ sends }) => sends.postpone(await sends.dueLooks(50, one.held), one.ms)),
    ),
  fc.constantFrom(...ACCOUNTS).map((one) =>
    step('fundsShown')(async ({ unitOfWork, intents, books, age }) => {
      await age(1);
      const asOf = await books.now();
      await unitOfWork.run((tx) => intents.fundsShown(tx, one, [{ currency: 'USDT', free: '500' }], asOf));
    }),
  ),
  fc.constant(step('quietHalts')(({ sends }) => sends.quietHalts())),
  fc.constant(step('overRepaired')(({ risk }) => risk.overRepaired(2))),
  // What is quiet is found outside of any transaction, and settled in one.
  ids.map((nos) =>
    step('settleHalt')(async ({ sends, unitOfWork }) => {
      const settled: boolean[] = [];
      for (const halt of await sends.quietHalts())
        settled.push(await unitOfWork.run((tx) => sends.settleHalt(tx, halt, nos.map(clientOf))));
      return settled;
    }),
  ),
  fc.constant(step('closedGates')(({ sends }) => sends.closedGates())),
  fc.constantFrom(...ACCOUNTS).map((one) => step('openGates')(({ risk }) => risk.openGates('u-1', one))),
  fc.constant(step('accounts')(({ books }) => books.accounts())),
  fc.constantFrom(...ACCOUNTS).map((one) => step('lanes')(({ books }) => books.lanes(one))),
  fc
    .record({ accountId: fc.constantFrom(...ACCOUNTS), ids })
    .map((one) => step('lookFor')(({ books }) => books.lookFor(one.accountId, one.ids.map(clientOf)))),
  lane.map((one) =>
    step('mayHaveFilled')(async ({ books }) => {
      const { clientOrderIds, oldest } = await books.mayHaveFilled(one.accountId, [one.symbol]);
      return [clientOrderIds, oldest === null];
    }),
  ),
  ids.map((nos) =>
    step('unknown')(async ({ books }) => [...(await books.unknown('a-1', nos.map(clientOf)))].sort()),
  ),
  fc.constant(step('view')(({ risk }) => risk.view('u-1', 'USDT'))),
  fc.constant(step('counts')(({ protection }) => protection.counts())),
  fc.constantFrom(6, 16, 61).map((seconds) => step(`age ${seconds}`)(({ age }) => age(seconds))),
];

function looked(look: object): { text: string } {
  const { about, intent, lease, believableInMs } = look as JsonObject & {
    believableInMs: number;
    intent: { orderId: string };
  };
  return { text: JSON.stringify([intent.orderId, about, lease, believableInMs > 0]) };
}

export const moves: fc.Arbitrary<readonly Move<Side>[]> = movesOf([...inTransaction, ...amended], alone);
