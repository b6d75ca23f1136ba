import type { AgainFill } from '../../../../backtest/index.js';
import type { InstanceFill } from '../../../../modules/orders/contracts/queries/list-instance-fills.query.js';
import type { InstanceOrder } from '../../../../modules/orders/contracts/queries/list-instance-orders.query.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { differingLines } from '../align-lines.js';

/** A fill that only one of the two has, or that they have differently. */
export interface DifferingFill {
  /** Market time of the fill, that of the backtest where both have it. */
  readonly at: EpochMs;
  readonly backtest: AgainFill | null;
  readonly program: InstanceFill | null;
}

/** The line of a fill in a digest. */
export const fillLine = ({ at, side, price, size, fee, reason }: AgainFill | InstanceFill): string =>
  `F|${at}|${side}|${price}|${size}|${fee}|${reason}`;

/** What differs between the fills of a run and those of its backtest, oldest first. */
export function differingFills(
  backtest: readonly AgainFill[],
  program: readonly InstanceFill[],
  orders: readonly InstanceOrder[],
): readonly DifferingFill[] {
  const ones: AgainFill[] = [];
  const others: InstanceFill[] = [];
  for (const { left, right } of differingLines(backtest.map(fillLine), program.map(fillLine))) {
    ones.push(...backtest.slice(left.from, left.to));
    others.push(...program.slice(right.from, right.to));
  }
  return paired(ones, others, orders).sort((a, b) => a.at - b.at);
}

/** Fills of the same order, wanted at the same moment, belong together in their order; the others stand alone. */
function paired(
  backtest: readonly AgainFill[],
  program: readonly InstanceFill[],
  orders: readonly InstanceOrder[],
): DifferingFill[] {
  const rest = [...program];
  const pairs = backtest.map((fill): DifferingFill => {
    const order = orderOf(fill, orders);
    const index = order === null ? -1 : rest.findIndex((other) => isOf(order, other));
    return { at: fill.at, backtest: fill, program: index < 0 ? null : rest.splice(index, 1)[0]! };
  });
  return [...pairs, ...rest.map((fill) => ({ at: fill.at, backtest: null, program: fill }))];
}

/**
 * The program's order of a fill of the backtest, wanted at the same moment: the one of its name, or, where the two count
 * cycles differently by now, the only one of its side and reason. Null when there is none.
 */
export function orderOf(
  { cycle, leg, side, reason, wanted }: AgainFill,
  orders: readonly InstanceOrder[],
): InstanceOrder | null {
  const ofMoment = orders.filter(({ decidedAt }) => decidedAt === wanted?.at);
  const named = ofMoment.findLast((order) => order.cycle === cycle && order.leg === leg);
  if (named !== undefined) return named;
  const alike = ofMoment.filter((order) => order.side === side && order.reason === reason);
  return alike.length === 1 ? alike[0]! : null;
}

const isOf = (order: InstanceOrder, { cycle, leg }: InstanceFill): boolean =>
  order.cycle === cycle && order.leg === leg;
