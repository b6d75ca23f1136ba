import { ZERO_MONEY } from '../../shared/pure/numbers/money.js';
import { MemorySendStore } from '../store/orders/memory-send-store.js';
import { obligationKey, type IntentRow } from '../store/orders/orders-tables.js';
import { otherwise } from './changed-port.js';
import type { Mutation, MutationGround } from './mutation.js';

/** Claims that take no notice of some of the reasons not to send. */
class CarelessSends extends MemorySendStore {
  constructor(
    { tables, life }: MutationGround,
    private readonly ignores: (code: string) => boolean,
  ) {
    super(tables, life.connection);
  }

  protected override refusedBecause(row: IntentRow, nowMs: number): string | null {
    const code = super.refusedBecause(row, nowMs);
    return code !== null && this.ignores(code) ? null : code;
  }
}

const careless =
  (...ignored: readonly string[]): Mutation['ports'] =>
  (ports, ground) => ({ ...ports, sends: new CarelessSends(ground, (code) => ignored.includes(code)) });

/** Reasons not to send that are no halt of an account, a lane or a bot. */
const NO_HALTS: readonly string[] = ['expired', 'gate-moved', 'gate-closed', 'kill-switch'];

/** What can be done wrong with gates, limits and protection. */
export const HOLDING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'gate-not-asked',
    summary: 'What waits is sent though its bot was stopped meanwhile.',
    finds: ['I12 no send after a stop'],
    ports: careless('gate-moved', 'gate-closed'),
  },
  {
    name: 'age-not-asked',
    summary: 'What has waited longer than it was good for is sent all the same.',
    finds: ['I12 no send after its time'],
    ports: careless('expired'),
  },
  {
    name: 'kill-switch-not-asked',
    summary: 'What waits is sent though the kill switch is on.',
    finds: ['I12 no send after the kill switch'],
    needs: ['user-halts'],
    ports: careless('kill-switch'),
  },
  {
    name: 'halts-not-asked',
    summary: 'An entry is let through though its account, its lane or its bot is halted.',
    finds: ['I12 no send under a halt'],
    ports: (ports, ground) => ({
      ...ports,
      sends: new CarelessSends(ground, (code) => !NO_HALTS.includes(code)),
      risk: otherwise(ports.risk, {
        enter: async (right, tx, whose, day) => ({
          ...(await right(tx, whose, day)),
          accountHalt: null,
          instance: { halt: null, cooldownUntil: null },
        }),
      }),
      intents: otherwise(ports.intents, {
        enterLane: async (right, tx, lane, operations, mark) => ({
          ...(await right(tx, lane, operations, mark)),
          halt: null,
        }),
      }),
    }),
  },
  {
    name: 'halt-settled-at-once',
    summary: 'The kill switch is told to be carried out as soon as it is used.',
    finds: ['I12 a halt is carried out'],
    needs: ['user-halts'],
    ports: (ports, { tables, kernel }) => ({
      ...ports,
      sends: otherwise(ports.sends, {
        quietHalts: async () =>
          [...tables.riskProfiles.all()].flatMap(({ userId, haltedAt, settledAtMs }) =>
            haltedAt === null || settledAtMs !== null ? [] : [{ userId, haltedAt, accountIds: [] }],
          ),
        settleHalt: async (_, _tx, { userId }) =>
          tables.riskProfiles.update(userId, { settledAtMs: kernel.nowMs }),
      }),
    }),
  },
  {
    name: 'stop-settled-at-once',
    summary: 'A stop counts as carried out as soon as the gate is closed.',
    finds: ['I12 a stop is carried out'],
    needs: ['user-stops'],
    ports: (ports, { tables, kernel }) => ({
      ...ports,
      sends: otherwise(ports.sends, {
        closedGates: async () => [...tables.gates.among('closing')],
        settleGates: async (_, _tx, gates) => {
          for (const { instanceId } of gates) tables.gates.update(instanceId, { settledAtMs: kernel.nowMs });
          return gates;
        },
      }),
    }),
  },
  {
    name: 'no-sweep',
    summary: 'A closed gate leaves at the venue what waits there to add.',
    finds: ['I20 a stop is carried out', 'I20 a halt is carried out'],
    needs: ['user-stops'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, { adding: async () => [], addingLanes: async () => [] }),
    }),
  },
  {
    name: 'position-not-counted',
    summary: 'A limit counts what waits and not what is held.',
    finds: ['I14'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        enterLane: async (right, tx, lane, operations, mark) => ({
          ...(await right(tx, lane, operations, mark)),
          position: ZERO_MONEY,
        }),
      }),
    }),
  },
  {
    name: 'nobody-watches-stops',
    summary: 'A position without a stop is not noticed.',
    finds: ['I15'],
    ports: (ports) => ({
      ...ports,
      protection: otherwise(ports.protection, { check: async () => [] }),
    }),
  },
  {
    name: 'nothing-is-owed',
    summary: 'A fill does not write down that what is held is to be protected.',
    finds: ['I15'],
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        movePosition: (right, tx, lane, { change, short, price, added }) =>
          right(tx, lane, { change, short, price, added, held: [] }),
      }),
    }),
  },
  {
    name: 'adds-owe-nothing',
    summary: 'What is added to a position does not raise what has to be protected.',
    finds: ['I15'],
    ports: (ports, { tables }) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        movePosition: (right, tx, lane, { change, short, price, added, held }) =>
          right(tx, lane, {
            ...{ change, short, price, added },
            held: held.filter((one) => {
              const before = tables.obligations.get(obligationKey({ ...lane, ...one }))?.size ?? 0n;
              return before === 0n || before > 0n !== one.change > 0n;
            }),
          }),
      }),
    }),
  },
  {
    name: 'stops-left-behind',
    summary: 'A stop of a position that is gone stays at the venue.',
    finds: ['I6 no stop without a position'],
    ports: (ports) => ({
      ...ports,
      protection: otherwise(ports.protection, { orphans: async () => [] }),
    }),
  },
];
