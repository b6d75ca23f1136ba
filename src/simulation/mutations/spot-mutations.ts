import type { Money } from '../../shared/pure/numbers/money.js';
import type { Tx } from '../../shared/platform/persistence/unit-of-work.port.js';
import type { StrategyInput } from '../../shared/pure/strategy/input.js';
import type { NewFill } from '../../modules/orders/application/ports/intent-store.port.js';
import { coinOf, isSpot, unitsOfText } from '../../modules/orders/domain/index.js';
import { THIRD_COIN } from '../venue/spot/spot-accounts.js';
import { changedBus } from './changed-bus.js';
import { otherwise } from './changed-port.js';
import type { Mutation } from './mutation.js';

/** Holdings that are booked by more than what a fill has brought, or by less. */
const bookedOtherwise =
  (wrong: (symbol: string, fill: NewFill) => bigint): Mutation['ports'] =>
  (ports) => {
    const wrongIn = new WeakMap<Tx, bigint>();
    return {
      ...ports,
      intents: otherwise(ports.intents, {
        addFills: async (right, tx, lane, fills) => {
          const added = await right(tx, lane, fills);
          const all = fills
            .filter(({ tradeId }) => isSpot(lane.symbol) && added.has(tradeId))
            .reduce((sum, fill) => sum + wrong(lane.symbol, fill), 0n);
          wrongIn.set(tx, all);
          return added;
        },
        movePosition: (right, tx, lane, { change, short, price, added, held }) => {
          const more = wrongIn.get(tx) ?? 0n;
          const wrongly = (size: Money): Money => (size + more) as Money;
          return right(tx, lane, {
            ...{ change: wrongly(change), short, price, added },
            held: held.map((one) => ({ ...one, change: wrongly(one.change) })),
          });
        },
      }),
    };
  };

/** What can be done wrong with coins, and with fees that are taken in them. */
export const SPOT_MUTATIONS: readonly Mutation[] = [
  {
    name: 'fee-in-coins-not-taken-off',
    summary: 'What was bought counts as held, though the venue has taken its fee out of it.',
    finds: ['I1'],
    ports: bookedOtherwise((symbol, { fee, feeCurrency }) =>
      feeCurrency === coinOf(symbol) ? unitsOfText(fee) : 0n,
    ),
  },
  {
    name: 'fee-in-a-third-coin-taken-off',
    summary: 'Whatever coin a fee was taken in, it is taken off what is held.',
    finds: ['I1'],
    ports: bookedOtherwise((_symbol, { fee, feeCurrency }) =>
      feeCurrency === THIRD_COIN ? 0n - unitsOfText(fee) : 0n,
    ),
  },
  {
    name: 'missing-coins-not-noticed',
    summary: 'A venue that does not show a coin is taken to have all of it.',
    finds: ['I1 what is held is there'],
    needs: ['spot-account', 'foreign-orders'],
    ports: changedBus({
      shown: (answer) => ({
        ...answer,
        balances: answer.balances.map((one) => ({ ...one, total: '1000000' })),
      }),
    }),
  },
  {
    name: 'sold-as-bought',
    summary: 'A sell is sized by what was bought, and not by what has arrived of it.',
    finds: ['I22'],
    shell: (ports) => ({
      ...ports,
      strategy: otherwise(ports.strategy, {
        bind: (right, settings, terms) => {
          const kernel = right(settings, terms);
          return {
            ...kernel,
            like: () => null,
            step: (state, input, stamp) => kernel.step(state, inQuote(input), stamp),
          };
        },
      }),
    }),
  },
];

/** A fill as if its fee had been taken in quote. */
function inQuote(input: StrategyInput): StrategyInput {
  if (input.kind !== 'order-filled') return input;
  const { feeIn: _, ...fill } = input.fill;
  return { ...input, fill };
}
