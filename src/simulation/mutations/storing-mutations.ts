import { formatMoney } from '../../shared/pure/numbers/money.js';
import { unitsOfText, isEnded } from '../../modules/orders/domain/index.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** What can be done wrong with what is stored. */
export const STORING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'no-fence-at-the-answer',
    summary:
      'What the venue has answered is written by whoever has heard it, also when somebody else has taken over.',
    finds: ['I13'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, { save: (right, tx, changes) => right(tx, changes) }),
    }),
  },
  {
    name: 'no-lease',
    summary: 'Every process sends and resolves for every lane.',
    finds: ['I13'],
    ports: (ports, { tables }) => ({
      ...ports,
      leases: otherwise(ports.leases, {
        take: async (right, shards, owner, ttlMs) => {
          await right(shards, owner, ttlMs, []);
          return shards.map((shard) => ({ ...tables.leases.get(String(shard))!, owner }));
        },
        renew: async (right, owner, ttlMs) => {
          await right(owner, ttlMs);
          return [...tables.leases.all()].map(({ shard, fence }) => ({ shard, fence }));
        },
      }),
      intents: otherwise(ports.intents, { save: (right, tx, changes) => right(tx, changes) }),
      sends: otherwise(ports.sends, {
        claim: (right, tx, lanes, held, except) =>
          right(
            tx,
            lanes,
            held.map((lease) => ({ ...lease, ...tables.leases.get(String(lease.shard)) })),
            except,
          ),
      }),
    }),
  },
  {
    name: 'sending-is-sent-again',
    summary: 'What was being sent when a process died is sent again by the next.',
    finds: ['I2', 'I10'],
    ports: (ports, { tables, kernel }) => ({
      ...ports,
      sends: otherwise(ports.sends, {
        claim: async (right, tx, lanes, held, except) => {
          for (const row of [...tables.intents.among('unresolved')])
            if (row.status === 'sending' && (row.sendDeadlineMs ?? 0) < kernel.nowMs)
              tables.intents.update(row.orderId, { status: 'planned' });
          return right(tx, lanes, held, except);
        },
      }),
    }),
  },
  {
    name: 'fills-counted-twice',
    summary: 'A fill that is told twice counts twice.',
    finds: ['I1', 'I9'],
    ports: (ports, { memory }) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        addFills: async (right, tx, lane, fills) => {
          const number = ((memory.get('fills') as number | undefined) ?? 0) + 1;
          memory.set('fills', number);
          await right(
            tx,
            lane,
            fills.map((fill) => ({ ...fill, tradeId: `${fill.tradeId}/${number}` })),
          );
          return new Set(fills.map(({ tradeId }) => tradeId));
        },
      }),
    }),
  },
  {
    name: 'late-fills-dropped',
    summary: 'A fill of an order that has ended already is not booked.',
    finds: ['I8'],
    needs: ['frame-late'],
    ports: (ports, { tables }) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        addFills: (right, tx, lane, fills) =>
          right(
            tx,
            lane,
            fills.filter(({ intentId }) => !isEnded(tables.intents.get(intentId)!.status)),
          ),
      }),
    }),
  },
  {
    name: 'fees-dropped',
    summary: 'A fill is booked without its fee.',
    finds: ['I1', 'I17'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        addFills: (right, tx, lane, fills) =>
          right(
            tx,
            lane,
            fills.map((fill) => ({ ...fill, fee: '0' })),
          ),
      }),
    }),
  },
  {
    name: 'foreign-fills-dropped',
    summary: 'What somebody trades by hand is not counted.',
    finds: ['I1'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        keepForeign: async (right, tx, lane, rows) => {
          await right(tx, lane, rows);
          return new Set<string>();
        },
      }),
    }),
  },
  {
    name: 'positions-from-statuses',
    summary: 'A position moves by what was ordered and not by what was filled.',
    finds: ['I1'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        movePosition: (right, tx, lane, moved) => {
          const doubled = (value: bigint): typeof moved.change => (value * 2n) as typeof moved.change;
          return right(tx, lane, {
            ...{ price: moved.price, added: moved.added, short: moved.short, change: doubled(moved.change) },
            held: moved.held,
          });
        },
      }),
    }),
  },
  {
    name: 'status-goes-back',
    summary: 'An order that is filled is written as open when something is told late.',
    finds: ['I10'],
    ports: (ports, { tables }) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        save: (right, tx, changes, under) =>
          right(
            tx,
            changes.map((change) => {
              const before = tables.intents.get(change.intent.orderId);
              if (before?.status !== 'cancelled' && before?.status !== 'filled') return change;
              return { ...change, intent: { ...change.intent, status: 'open' as const } };
            }),
            under,
          ),
      }),
    }),
  },
  {
    name: 'filled-size-of-the-last-fill',
    summary: 'The filled size of an order is that of its last fill.',
    finds: ['I9'],
    ports: (ports, { tables }) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        save: (right, tx, changes, under) =>
          right(
            tx,
            changes.map((change) => {
              const before = tables.intents.get(change.intent.orderId);
              const size = unitsOfText(change.intent.filledSize) - unitsOfText(before?.filledSize ?? '0');
              if (size === 0n) return change;
              return { ...change, intent: { ...change.intent, filledSize: formatMoney(size) } };
            }),
            under,
          ),
      }),
    }),
  },
  {
    name: 'cancel-wishes-lost',
    summary: 'That an order should end is not remembered.',
    finds: ['I6 no stop without a position', 'I20'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, { requestCancellations: async () => undefined }),
    }),
  },
  {
    name: 'ids-without-attempt',
    summary: 'Every attempt of an order has the same client id.',
    finds: ['I2', 'no error that nobody expects'],
    ports: (ports) => ({
      ...ports,
      clientIds: otherwise(ports.clientIds, { of: (right, name) => right({ ...name, attempt: 1 }) }),
    }),
  },
  {
    name: 'ids-without-leg',
    summary: 'Orders of one cycle share their client id.',
    finds: ['I2', 'no error that nobody expects'],
    ports: (ports) => ({
      ...ports,
      clientIds: otherwise(ports.clientIds, { of: (right, name) => right({ ...name, leg: 'one' }) }),
    }),
  },
];
