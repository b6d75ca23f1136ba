import type { AgainFill } from '../../../../backtest/index.js';
import type { InstanceFill } from '../../../../modules/orders/contracts/queries/list-instance-fills.query.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { differingLines } from '../align-lines.js';
import { causeOf, type Cause, type Evidence } from './causes.js';

/** A fill that only one of the two has, or that they have differently. */
export interface FillDifference {
  /** Market time of the fill, that of the backtest where both have it. */
  readonly at: EpochMs;
  readonly backtest: AgainFill | null;
  readonly program: InstanceFill | null;
  readonly cause: Cause;
}

/** The line of a fill in a digest. */
export const fillLine = ({ at, side, price, size, fee, reason }: AgainFill | InstanceFill): string =>
  `F|${at}|${side}|${price}|${size}|${fee}|${reason}`;

/** What differs between the fills of a run and those of its backtest, oldest first. */
export function compareFills(
  backtest: readonly AgainFill[],
  program: readonly InstanceFill[],
  evidence: Evidence,
): readonly FillDifference[] {
  const differences: FillDifference[] = [];
  const regions = differingLines(backtest.map(fillLine), program.map(fillLine));
  for (const { left, right } of regions) {
    const pairs = paired(backtest.slice(left.from, left.to), program.slice(right.from, right.to));
    for (const [one, other] of pairs) {
      const first = differences[0]?.at ?? null;
      const at = (one ?? other)!.at;
      differences.push({ at, backtest: one, program: other, cause: causeOf(one, other, evidence, first) });
    }
  }
  return differences;
}

/** Fills of the same order belong together, in their order; the others stand alone. */
function paired(
  backtest: readonly AgainFill[],
  program: readonly InstanceFill[],
): readonly (readonly [AgainFill | null, InstanceFill | null])[] {
  const rest = [...program];
  const pairs: (readonly [AgainFill | null, InstanceFill | null])[] = [];
  for (const fill of backtest) {
    const index = rest.findIndex(({ cycle, leg }) => cycle === fill.cycle && leg === fill.leg);
    pairs.push([fill, index < 0 ? null : rest.splice(index, 1)[0]!]);
  }
  pairs.push(...rest.map((fill) => [null, fill] as const));
  return pairs.sort((a, b) => (a[0] ?? a[1])!.at - (b[0] ?? b[1])!.at);
}
