import type { Draws } from '../kernel/draws.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Faults } from './faults.js';

/** The earliest and the latest moment at which it goes off, counted from the start of a world. */
const OFF_AT_MS = [3_000, 35_000] as const;
/** Longer than an order is good for. */
const OFF_FOR_MS = [50_000, 120_000] as const;

interface Host {
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly faults: Faults;
  /** Ends every process that lives. */
  readonly killAll: (why: string) => void;
}

/**
 * The host of all processes is switched off and on again, while the venue goes on: what waited has become too old, and streams
 * have told nobody what happened.
 */
export class HostOff {
  /** When it came back, or will; 0 when it was never off. */
  onSinceMs = 0;
  /** Whether it goes off in this world. */
  isPlanned = false;

  constructor(private readonly host: Host) {}

  /** Plans it, in a seed that has it. */
  mayHappen(): void {
    const { kernel, draws, faults, killAll } = this.host;
    if (!faults.strikes('host-off', 'host')) return;
    this.isPlanned = true;
    kernel.after(draws.whole('host goes off', ...OFF_AT_MS), 'the host goes off', () => {
      this.onSinceMs = kernel.nowMs + draws.whole('host is off', ...OFF_FOR_MS);
      killAll('with its host');
    });
  }

  /** How long nothing can be started on it. */
  get stillOffMs(): number {
    return Math.max(0, this.onSinceMs - this.host.kernel.nowMs);
  }
}
