import { ZERO_MONEY } from '../../shared/pure/numbers/money.js';
import { MemorySendStore } from '../store/orders/memory-send-store.js';
import type { IntentRow } from '../store/orders/orders-tables.js';
import { otherwise } from './changed-port.js';
import type { Mutation, MutationGround } from './mutation.js';

/** Claims that take no notice of some of the reasons not to send. */
class CarelessSends extends MemorySendStore {
  constructor(
    { tables, life }: MutationGround,
    private readonly ignored: readonly string[],
  ) {
    super(tables, life.connection);
  }

  protected override refusedBecause(row: IntentRow, nowMs: number): string | null {
    const code = super.refusedBecause(row, nowMs);
    return code !== null && this.ignored.includes(code) ? null : code;
  }
}

const careless =
  (...ignored: readonly string[]): Mutation['ports'] =>
  (ports, ground) => ({ ...ports, sends: new CarelessSends(ground, ignored) });

/** What can be done wrong with gates, limits and protection. */
export const HOLDING_MUTATIONS: readonly Mutation[] = [
  {
    name: 'gate-not-asked',
    summary: 'What waits is sent though its bot was stopped meanwhile.',
    ports: careless('gate-moved', 'gate-closed'),
  },
  {
    name: 'kill-switch-not-asked',
    summary: 'What waits is sent though the kill switch is on.',
    ports: careless('kill-switch'),
  },
  {
    name: 'stop-settled-at-once',
    summary: 'A stop counts as carried out as soon as the gate is closed.',
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
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, { adding: async () => [], addingLanes: async () => [] }),
    }),
  },
  {
    name: 'position-not-counted',
    summary: 'A limit counts what waits and not what is held.',
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
    ports: (ports) => ({
      ...ports,
      protection: otherwise(ports.protection, { check: async () => [] }),
    }),
  },
  {
    name: 'nothing-is-owed',
    summary: 'A fill does not write down that what is held is to be protected.',
    ports: (ports) => ({
      ...ports,
      intents: otherwise(ports.intents, {
        movePosition: (right, tx, lane, { change, short, price, added }) =>
          right(tx, lane, { change, short, price, added, held: [] }),
      }),
    }),
  },
  {
    name: 'stops-left-behind',
    summary: 'A stop of a position that is gone stays at the venue.',
    ports: (ports) => ({
      ...ports,
      protection: otherwise(ports.protection, { orphans: async () => [] }),
    }),
  },
];
