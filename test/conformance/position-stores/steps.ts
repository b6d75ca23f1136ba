import fc from 'fast-check';
import type { HeldPosition } from '../../../src/modules/positions/application/ports/position-store.port.js';
import type { FundingBill } from '../../../src/modules/positions/application/ports/funding-store.port.js';
import {
  charged,
  fold,
  POSTED_WITHIN_MS,
  readPrice,
  readSize,
  type PositionFill,
} from '../../../src/modules/positions/domain/index.js';
import type { Tx } from '../../../src/shared/platform/persistence/unit-of-work.port.js';
import { money } from '../../../src/shared/pure/numbers/money.js';
import { epochMs } from '../../../src/shared/pure/time/epoch.js';
import { movesOf, type PortStep } from '../alike/play.js';
import type { Side } from './sides.js';

const step =
  (name: string) =>
  (run: (side: Side, tx: Tx) => Promise<unknown>): PortStep<Side> => ({ name, run });

const START = 1_700_000_000_000;
/** Far enough from each other that some are too old for some bills. */
const at = fc.integer({ min: 0, max: 6 }).map((place) => epochMs(START + (place * POSTED_WITHIN_MS) / 2));
const accountId = fc.constantFrom('a-1', 'a-2');
const symbol = fc.constantFrom('BTC/USDT:USDT', 'ETH/USDT:USDT');
const instanceId = fc.constantFrom('i-1', null);
const position = fc.constantFrom<HeldPosition['position']>('net', 'long', 'short');
const key = fc.record({ accountId, symbol, instanceId, position });
const size = fc.constantFrom('1', '2.5', '0.001');
const price = fc.constantFrom('100', '99.37');

const fillOf = (side: 'buy' | 'sell', lots: string, at: string): PositionFill => ({
  ...{ orderId: 'o-1', side, price: readPrice(at), size: readSize(lots), fee: money('0.03') },
});

/** One fill as its handler folds it, without asking whether it is known. */
const folds = fc
  .record({
    key,
    trade: fc.integer({ min: 1, max: 30 }),
    side: fc.constantFrom('buy', 'sell'),
    size,
    price,
    at,
  })
  .map(({ key, trade, side, size, price, at }) =>
    step(`fold ${trade}`)(async ({ positions }, tx) => {
      const fill = fillOf(side, size, price);
      const held = await positions.open(tx, key);
      const { moved, opened } = fold(held?.life ?? null, fill);
      const begun = (life: HeldPosition['life']): HeldPosition => ({
        ...{ ...key, id: `p-${trade}`, userId: 'u-1', venue: 'okx', life, openedAt: at, changedAt: at },
        ...{ strategy: key.instanceId === null ? 'manual' : 'grid', closedAt: null },
      });
      const after =
        moved === null
          ? null
          : { ...held!, life: moved, changedAt: at, closedAt: moved.size === 0n ? at : null };
      const fresh = opened === null ? null : begun(opened);
      for (const one of [after, fresh]) if (one !== null) await positions.save(tx, one);
      await positions.addFill(tx, {
        ...{ ...key, fillId: `f-${trade}`, tradeId: `t-${trade}`, userId: 'u-1', fill, reason: 'entry', at },
        ...{ realised: money('0'), correlationId: 'c-1', positionId: (after ?? fresh)!.id },
        nextPositionId: after === null ? null : (fresh?.id ?? null),
      });
      return positions.open(tx, key);
    }),
  );

const adjusts = fc.record({ key, number: fc.integer({ min: 1, max: 5 }), at }).map(({ key, number, at }) =>
  step(`adjust ${number}`)(async ({ positions }, tx) => {
    const held = await positions.open(tx, key);
    if (held === null) return null;
    const part = { size: 1_000n, flow: 5n, correlationId: 'c-1', at };
    await positions.addAdjustment(tx, { ...part, adjustmentId: `a-${number}` }, held);
    return positions.hasAdjustment(tx, `a-${number}`);
  }),
);

const bill: fc.Arbitrary<FundingBill> = fc
  .record({ accountId, symbol, position, number: fc.integer({ min: 1, max: 12 }), at })
  .map(({ number, ...about }) => ({
    ...{ ...about, userId: 'u-1', billId: `b-${number}`, amount: money(`-0.${number}`) },
  }));

const nameOf = ({ accountId, symbol, billId }: FundingBill): string => `${accountId} ${symbol} ${billId}`;

const inTransaction = [
  { weight: 8, arbitrary: folds },
  adjusts,
  key.map((one) => step('open')(({ positions }, tx) => positions.open(tx, one))),
  fc
    .record({ accountId, symbol, trade: fc.integer({ min: 1, max: 30 }) })
    .map(({ accountId, symbol, trade }) =>
      step('hasFill')(({ positions }, tx) => positions.hasFill(tx, accountId, symbol, `t-${trade}`)),
    ),
  { weight: 3, arbitrary: bill.map((one) => step('keep')(({ bills }, tx) => bills.keep(tx, one))) },
  {
    weight: 3,
    arbitrary: bill.map((one) => step('around')(({ positions }, tx) => positions.heldAround(tx, one))),
  },
  fc
    .record({ bill, state: fc.constantFrom<'booked' | 'unclaimed'>('booked', 'unclaimed') })
    .map(({ bill, state }) => step('settle')(({ bills }, tx) => bills.settle(tx, bill, state))),
  bill.map((one) =>
    step('share')(async ({ positions, bills }, tx) => {
      const [bearer] = await positions.heldAround(tx, one);
      if (bearer === undefined) return;
      await positions.save(tx, { ...bearer, life: charged(bearer.life, one.amount) });
      await bills.addShare(tx, one, bearer, one.amount);
    }),
  ),
  // What is kept in one moment in memory is kept one after the other in Postgres.
  fc.constant(
    step('waiting')(async ({ bills }, tx) =>
      [...(await bills.waiting(tx, 100))].sort((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1)),
    ),
  ),
  {
    weight: 2,
    arbitrary: fc
      .record({ accountId, at })
      .map((one) =>
        step('begin')(({ bills }, tx) =>
          bills.begin(tx, { userId: 'u-1', accountId: one.accountId }, one.at),
        ),
      ),
  },
  fc
    .record({ accountId, until: fc.oneof(at, at, at, fc.constant(null)) })
    .map((one) => step('readTo')(({ bills }, tx) => bills.readTo(tx, one.accountId, one.until))),
];

const alone = [
  fc.constant(step('rows')(({ rows }) => rows())),
  fc.constant(step('someWait')(({ bills }) => bills.someWait())),
  {
    weight: 3,
    arbitrary: fc
      .constantFrom(35_000, 95_000)
      .map((ms) => step('claimDue')(({ bills }) => bills.claimDue(ms, 5))),
  },
  fc.constantFrom(10, 60).map((seconds) => step('time passes')(({ age }) => age(seconds))),
];

export const moves = movesOf<Side>(inTransaction, alone);
