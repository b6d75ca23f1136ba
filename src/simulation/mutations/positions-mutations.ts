import { ZERO_MONEY } from '../../shared/pure/numbers/money.js';
import { Bus, type AskOptions } from '../../shared/platform/bus/bus.port.js';
import type { AnswerOf, Ask } from '../../shared/pure/messages/message.js';
import { ListFundingBills } from '../../modules/exchange/contracts/queries/list-funding-bills.query.js';
import type { HeldPosition } from '../../modules/positions/application/ports/position-store.port.js';
import { openKey } from '../store/positions/position-tables.js';
import { otherwise } from './changed-port.js';
import type { Mutation, MutationLife } from './mutation.js';

/** A bus on which nobody asks for bills. */
class Incurious extends Bus {
  constructor(private readonly inner: Bus) {
    super();
  }

  override async ask<A extends Ask<object, unknown>>(message: A, options?: AskOptions): Promise<AnswerOf<A>> {
    if (message instanceof ListFundingBills) return { bills: [], readUntil: null } as AnswerOf<A>;
    return this.inner.ask(message, options);
  }
}

/** Something that lives as long as the run, made when it is first needed. */
function remembered<Value>({ memory }: MutationLife, name: string, make: () => Value): Value {
  if (!memory.has(name)) memory.set(name, make());
  return memory.get(name) as Value;
}

/** What can be done wrong when it is booked what was held, made and paid. */
export const POSITIONS_MUTATIONS: readonly Mutation[] = [
  {
    name: 'bill-counted-twice',
    summary: 'A bill of funding is booked whenever it is told, each time as another share.',
    finds: ['I17 a bill counts once'],
    positions: (ports, ground) => ({
      ...ports,
      bills: otherwise(ports.bills, {
        keep: async (right, ...bill) => {
          await right(...bill);
          return true;
        },
        addShare: (right, tx, bill, ...share) => {
          const times = remembered(ground, 'shares', () => ({ count: 0 }));
          times.count += 1;
          return right(tx, { ...bill, billId: `${bill.billId} ${times.count}` }, ...share);
        },
      }),
    }),
  },
  {
    name: 'bills-as-told',
    summary: 'Only the stream is believed about funding: nobody asks for the bills that it has not told.',
    finds: ['I20 everything is decided'],
    positions: (ports) => ({ ...ports, bus: new Incurious(ports.bus) }),
  },
  {
    name: 'bill-without-a-position-is-nobodys',
    summary: 'A bill whose position is not known yet is taken at once for one of somebody else.',
    finds: ['I17 a bill waits for its position'],
    positions: (ports) => ({
      ...ports,
      bills: otherwise(ports.bills, {
        waiting: async (right, ...args) =>
          (await right(...args)).map((bill) => ({ ...bill, waitedMs: Infinity })),
      }),
    }),
  },
  {
    name: 'bill-of-either-side',
    summary: 'In hedge mode the bill of one position is divided over both.',
    finds: ['I17 a bill falls on what was held'],
    needs: ['funding', 'hedge-mode'],
    positions: (ports) => ({
      ...ports,
      positions: otherwise(ports.positions, {
        heldAround: (right, tx, bill) => right(tx, { ...bill, position: 'net' }),
      }),
    }),
  },
  {
    name: 'position-remembered-before-commit',
    summary:
      'What is held is remembered beside the database before it is committed, so a fill that is handled again counts twice.',
    finds: ['I1'],
    needs: ['funding'],
    positions: (ports, ground) => {
      const known = remembered(ground, 'positions', () => new Map<string, HeldPosition>());
      return {
        ...ports,
        positions: otherwise(ports.positions, {
          open: async (right, tx, key) => known.get(openKey(key)) ?? (await right(tx, key)),
          save: async (right, tx, position) => {
            await right(tx, position);
            if (position.closedAt === null) known.set(openKey(position), position);
            else known.delete(openKey(position));
          },
        }),
      };
    },
  },
  {
    name: 'late-fill-is-old',
    summary: 'A fill that comes after a later one of its market is taken for one that was counted.',
    finds: ['I8'],
    needs: ['funding'],
    positions: (ports, ground) => ({
      ...ports,
      positions: otherwise(ports.positions, {
        hasFill: async (right, tx, accountId, symbol, tradeId) => {
          const newest = remembered(ground, 'trades', () => new Map<string, number>());
          const market = `${accountId} ${symbol}`;
          const number = Number(tradeId.slice(1));
          if (number < (newest.get(market) ?? 0)) return true;
          newest.set(market, number);
          return right(tx, accountId, symbol, tradeId);
        },
      }),
    }),
  },
  {
    name: 'hedge-sides-mixed',
    summary: 'The two positions of hedge mode are folded into one.',
    finds: ['I1'],
    needs: ['funding', 'hedge-mode'],
    positions: (ports) => ({
      ...ports,
      positions: otherwise(ports.positions, {
        open: (right, tx, key) => right(tx, { ...key, position: 'net' }),
        save: (right, tx, position) => right(tx, { ...position, position: 'net' }),
      }),
    }),
  },
  {
    name: 'adjustment-is-not-folded',
    summary: 'What Orders takes out of a position stays in the one that people are shown.',
    finds: ['I1'],
    needs: ['funding', 'foreign-orders'],
    positions: (ports) => ({
      ...ports,
      positions: otherwise(ports.positions, { hasAdjustment: async () => true }),
    }),
  },
  {
    name: 'profit-without-fees',
    summary: 'Fees are left out of what a position has made.',
    finds: ['I17 what is stored is folded'],
    positions: (ports) => ({
      ...ports,
      positions: otherwise(ports.positions, {
        save: (right, tx, { life, ...position }) =>
          right(tx, { ...position, life: { ...life, fees: ZERO_MONEY } }),
      }),
    }),
  },
];
