import type { Done, FoundViolation } from '../../../simulation/run/work.js';
import type { MutationResult } from '../../../simulation/run/try-mutation.js';

/** The JSON result of `simulate`. */
export interface SimulationResult {
  readonly profile: string;
  readonly scenario: string;
  readonly fromSeed: number;
  readonly seeds: number;
  readonly regressions: number;
  readonly decisions: number;
  readonly orders: number;
  readonly crashes: number;
  readonly pauses: number;
  readonly faults: number;
  readonly events: number;
  readonly violations: readonly (FoundViolation & { readonly line: string })[];
  readonly seconds: number;
  readonly seedsPerMin: number;
  /** How often each fault happened at each site. */
  readonly coverage: Readonly<Record<string, number>>;
  readonly mutations?: readonly MutationResult[];
}

type Counts = Extract<Done, { kind: 'seed' }>['counts'];

/** Sums of what the threads have told. */
export class Totals {
  seeds = 0;
  readonly cells = new Map<string, number>();
  private readonly sums = new Map<keyof Counts, number>();

  add({ counts, cells }: Extract<Done, { kind: 'seed' }>): void {
    this.seeds += 1;
    for (const [name, value] of Object.entries(counts) as [keyof Counts, number][])
      this.sums.set(name, this.of(name) + value);
    for (const [cell, value] of Object.entries(cells))
      this.cells.set(cell, (this.cells.get(cell) ?? 0) + value);
  }

  of(name: keyof Counts): number {
    return this.sums.get(name) ?? 0;
  }

  get coverage(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.cells].sort(([left], [right]) => (left < right ? -1 : 1)));
  }
}
