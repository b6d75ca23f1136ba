import { at } from '../numbers.js';

/** Where a pivot stands among its neighbours: so many older and so many newer values. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

/** The candidate at `index - after` and all its neighbours; a missing one is NONE. */
function neighbourhood(values: readonly number[], index: number, { before, after }: Reach) {
  const centre = index - after;
  const others: number[] = [];
  for (let step = 1; step <= before; step++) others.push(at(values, centre - step));
  for (let step = 1; step <= after; step++) others.push(at(values, centre + step));
  return { candidate: at(values, centre), others };
}

/** The pivot high that the value at `index` confirms, or null: above 0 and strictly above all its neighbours. */
export function pivotHigh(values: readonly number[], index: number, reach: Reach): number | null {
  const { candidate, others } = neighbourhood(values, index, reach);
  return candidate > 0 && others.every((other) => candidate > other) ? candidate : null;
}

/** The pivot low that the value at `index` confirms, or null: above 0 and strictly below all its neighbours. */
export function pivotLow(values: readonly number[], index: number, reach: Reach): number | null {
  const { candidate, others } = neighbourhood(values, index, reach);
  return candidate > 0 && others.every((other) => candidate < other) ? candidate : null;
}
