import { money } from '../../shared/pure/numbers/money.js';
import { epochMs } from '../../shared/pure/time/epoch.js';
import type { HeldPosition } from '../../modules/positions/application/ports/position-store.port.js';
import {
  charged,
  fold,
  readPrice,
  readSize,
  type PositionFill,
} from '../../modules/positions/domain/index.js';
import { MemoryDatabase } from '../store/memory-database.js';
import { OrdersTables } from '../store/orders/orders-tables.js';
import { billKey, PositionTables, type BillRow } from '../store/positions/position-tables.js';
import { FundingLedger } from '../venue/funding-ledger.js';
import type { Venue } from '../venue/venue.js';
import { PositionsOracle } from './positions-oracle.js';

const SYMBOL = 'BTC/USDT:USDT';
/** What every intent has, and nobody looks at here. */
const NUMBERS = { filledSize: '2', filledValue: '200', exposure: '0', adds: false, status: 'filled' };
const LANE = { accountId: 'a-1', symbol: SYMBOL } as const;

/** A position of one trade by hand, which Orders knows, and whatever a test does to it. */
function open() {
  const trade = {
    ...{ ...LANE, tradeId: 't1', clientOrderId: 'c-1', side: 'buy', maker: true, atMs: 5 },
    ...{ size: money('2'), moved: money('2'), price: money('100'), fee: money('0.1'), feeCurrency: 'USDT' },
  } as const;
  const venue = {
    ...{ trades: [trade], cashMoved: () => money('-200.1'), spot: { has: () => false } },
  } as unknown as Venue;
  let nowMs = 0;
  const found: string[] = [];
  const orders = new OrdersTables(new MemoryDatabase('orders', () => nowMs));
  const database = new MemoryDatabase('positions', () => nowMs);
  const tables = new PositionTables(database);
  const ledger = new FundingLedger();
  const oracle = new PositionsOracle({
    ...{ tables, orders, venue, ledger, nowMs: () => nowMs },
    breaks: (invariant) => void found.push(invariant),
  });
  database.onCommit = (changes) => oracle.committed(changes);
  const owner = { ...LANE, userId: 'u-1', instanceId: null } as const;
  orders.intents.insert('o-1', {
    orderId: 'o-1',
    ...owner,
    strategy: 'manual',
    attempt: 1,
    ...NUMBERS,
  } as never);
  orders.fills.insert('f-1', {
    ...{ ...LANE, fillId: 'f-1', tradeId: 't1', intentId: 'o-1', side: 'buy', price: '100', size: '2' },
  } as never);
  const fill: PositionFill = {
    ...{
      orderId: 'o-1',
      side: 'buy' as const,
      price: readPrice('100'),
      size: readSize('2'),
      fee: money('0.1'),
    },
  };
  const times = { openedAt: epochMs(5), changedAt: epochMs(5), closedAt: null };
  const position: HeldPosition = {
    ...{ ...owner, ...times, id: 'p-1', venue: 'okx' },
    ...{ strategy: 'manual', position: 'net', life: fold(null, fill).opened! },
  };
  const does = (work: () => void) => void database.statement(work);
  does(() => {
    tables.positions.insert('p-1', position);
    tables.fills.insert('f-1', {
      ...{ ...owner, fillId: 'f-1', tradeId: 't1', position: 'net', fill, reason: 'sim', ordinal: 1 },
      ...{
        realised: money('0'),
        positionId: 'p-1',
        nextPositionId: null,
        correlationId: 'c',
        at: epochMs(5),
      },
    });
    tables.reads.insert('a-1', { userId: 'u-1', accountId: 'a-1', readUntil: epochMs(0), nextReadAtMs: 0 });
  });
  const { billId } = ledger.charge({ ...LANE, slot: 'net', amount: money('-0.5'), atMs: 9 });
  const bill = {
    ...LANE,
    billId,
    userId: 'u-1',
    position: 'net',
    amount: money('-0.5'),
    at: epochMs(9),
  } as const;
  const keeps = (state: BillRow['state']) =>
    does(() => tables.bills.set(billKey(bill), { ...bill, seenAtMs: 10, state }));
  const bears = (name: string) =>
    does(() => {
      const { life } = tables.positions.get('p-1')!;
      tables.positions.update('p-1', { life: charged(life, bill.amount) });
      tables.shares.insert(`${billKey(bill)} ${name}`, { ...bill, positionId: 'p-1' });
    });
  return {
    ...{ oracle, tables, does, keeps, bears },
    passes: (ms: number) => (nowMs += ms),
    atRest: () => {
      oracle.atRest();
      return found;
    },
  };
}

describe('what Positions says', () => {
  test('is right where each fill and each bill counts once', () => {
    const { oracle, keeps, bears, atRest } = open();
    expect(oracle.unsettled()).toContain('is not known');
    keeps('waiting');
    expect(oracle.unsettled()).toContain('waits');
    keeps('booked');
    bears('p-1');
    expect(oracle.unsettled()).toBeNull();
    expect(atRest()).toEqual([]);
  });

  test('is wrong where a bill is borne twice, or by nobody', () => {
    const twice = open();
    twice.keeps('booked');
    twice.bears('p-1');
    twice.bears('again');
    expect(twice.atRest()).toEqual(['I17 a bill counts once', 'I17 the ledger balances']);
    const never = open();
    never.keeps('booked');
    expect(never.atRest()).toEqual(['I17 a bill counts once', 'I17 the ledger balances']);
  });

  test('is wrong where a bill was given up before a fill could have come', () => {
    const { keeps, passes, atRest } = open();
    keeps('waiting');
    passes(20_000);
    keeps('unclaimed');
    expect(atRest()).toEqual(['I17 a bill waits for its position']);
  });

  test('is wrong where a position is not what the venue has traded', () => {
    const { tables, does, keeps, bears, atRest } = open();
    keeps('booked');
    bears('p-1');
    does(() => {
      const { life } = tables.positions.get('p-1')!;
      tables.positions.update('p-1', { life: { ...life, size: readSize('1') } });
    });
    expect(atRest()).toEqual(['I1 a position is the fold of its fills', 'I17 what is stored is folded']);
  });
});
