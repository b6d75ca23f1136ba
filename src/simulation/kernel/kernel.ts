import type { Draw, Draws } from './draws.js';
import { Heap } from './heap.js';
import type { Trace } from './trace.js';

interface Entry {
  readonly atMs: number;
  /** Drawn, so that things of the same instant happen in another order for every seed. */
  readonly turn: number;
  readonly sequence: number;
  readonly what: string;
  readonly action: () => void;
  cancelled: boolean;
}

/** Lets everything that is ready run, and comes back: the one thing here that is real. */
export type Breath = () => Promise<void>;

export interface KernelParts {
  readonly draws: Draws;
  readonly trace: Trace;
  readonly breath: Breath;
  /** Looks at the world after every event. @throws when something that must hold does not. */
  readonly check: () => void;
}

/** Virtual time: what is due next happens, then everything that follows at once, then what must hold is looked at. */
export class Kernel {
  private readonly entries = new Heap<Entry>(
    (left, right) =>
      left.atMs < right.atMs ||
      (left.atMs === right.atMs &&
        (left.turn < right.turn || (left.turn === right.turn && left.sequence < right.sequence))),
  );
  private sequence = 0;
  private time: number;
  private count = 0;
  private readonly turn: Draw;

  constructor(
    private readonly parts: KernelParts,
    startMs: number,
  ) {
    this.time = startMs;
    this.turn = parts.draws.at('kernel.turn');
  }

  get nowMs(): number {
    return this.time;
  }

  /** Events so far. */
  get events(): number {
    return this.count;
  }

  /** Does something so much later; answers how to take that back. */
  after(delayMs: number, what: string, action: () => void): () => void {
    const atMs = this.time + Math.max(0, Math.ceil(delayMs));
    const { sequence } = this;
    const entry: Entry = { atMs, turn: this.turn(), sequence, what, action, cancelled: false };
    this.sequence += 1;
    this.entries.push(entry);
    return () => {
      entry.cancelled = true;
    };
  }

  sleep(delayMs: number, what: string): Promise<void> {
    return new Promise((resolve) => {
      this.after(delayMs, what, resolve);
    });
  }

  /** Runs until `untilMs`, or until `done` says so after an event, or until so many events have happened. */
  async run(untilMs: number, done: () => boolean = () => false, mostEvents = Infinity): Promise<void> {
    const { trace, breath, check } = this.parts;
    for (;;) {
      const next = this.entries.peek();
      if (next === undefined || next.atMs > untilMs || this.count >= mostEvents) return;
      this.entries.pop();
      if (next.cancelled) continue;
      this.time = next.atMs;
      this.count += 1;
      trace.line(this.time, next.what);
      next.action();
      await breath();
      check();
      if (done()) return;
    }
  }
}
