import type { Draws } from '../kernel/draws.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Faults } from './faults.js';

/**
 * How a deployment ends: all processes are of the next version, one stays as it was, all are taken back, or they are taken back and brought
 * forward again when nothing fails any more.
 */
const ENDS = ['whole', 'half', 'back', 'again'] as const;
type End = (typeof ENDS)[number];

const FIRST_AT_MS = [2_000, 20_000] as const;
const SECOND_AFTER_MS = [1_000, 20_000] as const;
const BACK_AFTER_MS = [3_000, 25_000] as const;
const AGAIN_AFTER_MS = [1_000, 60_000] as const;

export interface RolloutParts {
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly faults: Faults;
  readonly processes: readonly string[];
  /** When nothing fails any more, from the start of the world. */
  readonly calmAtMs: number;
  /** Ends a process, which is started again. */
  readonly restart: (process: string, why: string) => void;
}

/**
 * The next version of the program is rolled out: the processes are started again as that one after the other, and in some worlds taken back.
 */
export class Rollout {
  private readonly next = new Set<string>();
  private readonly end: End;

  private constructor(private readonly parts: RolloutParts) {
    this.end = parts.draws.pick('end of the rollout', ENDS);
  }

  /** Null in a seed without one. */
  static in(parts: RolloutParts): Rollout | null {
    return parts.faults.strikes('two-versions', 'host') ? new Rollout(parts) : null;
  }

  /** Whether a process that is started now is of the next version. */
  isNext(process: string): boolean {
    return this.next.has(process);
  }

  /** Nobody who could read what the next version has written will come any more. */
  get isTakenBack(): boolean {
    return this.end === 'back' && this.next.size === 0;
  }

  begin(): void {
    const { draws, processes, calmAtMs } = this.parts;
    const first = draws.pick('first of the rollout', processes);
    const others = processes.filter((process) => process !== first);
    const firstAt = draws.whole('first is rolled out', ...FIRST_AT_MS);
    this.later(firstAt, () => this.forward(first));
    const secondAt = firstAt + draws.whole('second is rolled out', ...SECOND_AFTER_MS);
    const backAt = firstAt + draws.whole('rollout is taken back', ...BACK_AFTER_MS);
    const isTakenBack = this.end === 'back' || this.end === 'again';
    if (this.end === 'whole' || (isTakenBack && secondAt < backAt))
      this.later(secondAt, () => others.forEach((process) => this.forward(process)));
    if (isTakenBack) this.later(backAt, () => this.back());
    if (this.end === 'again') {
      const againAt = Math.max(backAt, calmAtMs) + draws.whole('rolled out again', ...AGAIN_AFTER_MS);
      this.later(againAt, () => processes.forEach((process) => this.forward(process)));
    }
  }

  private forward(process: string): void {
    this.next.add(process);
    this.parts.restart(process, 'to be the next version');
  }

  private back(): void {
    const taken = [...this.next];
    this.next.clear();
    for (const process of taken) this.parts.restart(process, 'to be the version before');
  }

  private later(atMs: number, action: () => void): void {
    this.parts.kernel.after(atMs, 'the rollout goes on', action);
  }
}
