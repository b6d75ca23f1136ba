import { MemoryWakeups } from '../../shared/platform/queue/memory-wakeups.js';
import { Draws } from '../kernel/draws.js';
import { Kernel, type Breath } from '../kernel/kernel.js';
import { Trace } from '../kernel/trace.js';
import { Faults, type FaultPlan } from '../process/faults.js';
import { Fates } from '../process/fates.js';
import { MemoryDatabase } from '../store/memory-database.js';
import { MemoryPost } from '../store/memory-record-rows.js';
import { Violation } from '../invariants/violation.js';
import type { Mutation } from '../mutations/mutation.js';
import type { VenueProfile } from '../venue/profiles.js';
import { SimulatedQueue } from './simulated-queue.js';

/** What one run is made of; the same choice gives the same run. */
export interface GroundChoice {
  readonly seed: number;
  readonly profile: VenueProfile;
  readonly faults: FaultPlan;
  readonly breath: Breath;
  /** A planted fault; null for the program as it is. */
  readonly mutation: Mutation | null;
  /** Lines of the trace that are kept. */
  readonly keep: number;
  readonly tell: ((line: string) => void) | null;
  /** The run ends after so many events. */
  readonly mostEvents: number;
  /** Length of the part with faults. */
  readonly safetyMs: number;
}

/** Market time, wall time and virtual time begin together. */
export const START_MS = 1_750_000_000_000;

/** Errors that the program is meant to live with. */
const EXPECTED: ReadonlySet<string> = new Set([
  'AskTimeout',
  'CommitUnknown',
  'Conflict',
  'ConnectionLost',
  'FenceLost',
  'NewerState',
  'Overloaded',
  'TelegramFailure',
  'TransactionOver',
  'VenueUnreachable',
]);

/** What every simulated world stands on: luck, time, faults, tables, post and the queue. */
export class Ground {
  readonly draws: Draws;
  readonly trace: Trace;
  readonly kernel: Kernel;
  readonly faults: Faults;
  readonly fates: Fates;
  readonly post = new MemoryPost();
  readonly queue: SimulatedQueue;
  private readonly byName = new Map<string, MemoryDatabase>();
  private violation: Violation | null = null;

  constructor(
    readonly choice: GroundChoice,
    look: () => Violation | null,
  ) {
    this.draws = new Draws(choice.seed);
    this.trace = new Trace(choice.keep, choice.tell, START_MS);
    this.faults = new Faults(this.draws, choice.faults);
    this.fates = new Fates(this.draws, this.faults);
    const check = (): void => {
      const found = this.violation ?? look();
      if (found !== null) throw found;
    };
    this.kernel = new Kernel(
      { draws: this.draws, trace: this.trace, breath: choice.breath, check },
      START_MS,
    );
    const { kernel, draws, faults } = this;
    const queueParts = { kernel, draws, faults, say: (what: string): void => this.say(what) };
    this.queue = new SimulatedQueue(new MemoryWakeups(), queueParts);
    this.post.onFailure = (envelope, { reason, retryInMs }) => {
      this.say(`${envelope.type} failed: ${reason}`);
      if (retryInMs === null)
        this.breaks('I16 every event is delivered', `${envelope.type} is dead: ${reason}`);
      const name = reason.split(':')[0]!;
      if (!EXPECTED.has(name)) this.breaks('no error that nobody expects', `${envelope.type}: ${reason}`);
    };
  }

  database(name: string): MemoryDatabase {
    const there = this.byName.get(name);
    if (there !== undefined) return there;
    const database = new MemoryDatabase(name, () => this.kernel.nowMs);
    this.byName.set(name, database);
    return database;
  }

  get databases(): readonly MemoryDatabase[] {
    return [...this.byName.values()];
  }

  say(what: string): void {
    this.trace.line(this.kernel.nowMs, what);
  }

  /** Something of a process could not be done. */
  readonly failed = (error: unknown): void => {
    const { name, message } = error as Error;
    this.say(`${name}: ${message}`);
    if (!EXPECTED.has(name))
      this.breaks(
        'no error that nobody expects',
        `${name}: ${message} ${(error as Error).stack?.split('\n')[1] ?? ''}`,
      );
  };

  /** What was found so far, which is thrown after the event in which it was; null when nothing was. */
  get found(): Violation | null {
    return this.violation;
  }

  breaks(invariant: string, details: string): void {
    this.violation ??= new Violation(invariant, details);
  }

  /** From here on everything goes well. */
  calm(): void {
    this.faults.stop();
    this.fates.stop();
  }
}
