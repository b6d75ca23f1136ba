import { epochMs, type EpochMs } from '../../shared/pure/time/epoch.js';
import { Clock, type Cancel } from '../../shared/platform/clock/clock.port.js';
import { Ids } from '../../shared/platform/clock/ids.port.js';
import { CommitUnknown } from '../../shared/platform/persistence/unit-of-work.port.js';
import type { Draws } from '../kernel/draws.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Connection } from '../store/connection.js';
import type { Faults } from './faults.js';

/** The connection to the database broke. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';
  readonly code = '08006';
}

/** Another transaction stood in the way, and this one was refused: nothing of it is stored. */
export class Conflict extends Error {
  override readonly name = 'Conflict';

  constructor(
    where: string,
    readonly code: '40001' | '40P01',
  ) {
    super(`${code} at ${where}`);
  }
}

export interface IncarnationParts {
  readonly kernel: Kernel;
  readonly draws: Draws;
  readonly faults: Faults;
  readonly process: string;
  /** From 1. */
  readonly number: number;
  /** Says whether this call is one at which the process dies or falls asleep. */
  readonly fate: Fate;
  readonly trace: (what: string) => void;
  readonly died: (incarnation: Incarnation) => void;
}

/** What a call of a port may lead to, besides its answer. */
export interface Fate {
  /** Whether the process dies here, or for how long it sleeps from here on; 0 when it just goes on. */
  readonly at: (site: string) => 'dies' | number;
}

/** Postgres ends a transaction in which nothing has happened for so long. */
const IDLE_TRANSACTION_MS = 10_000;
const SLOW_MS = 900;
const BEGIN = '.begin';
/** A wall clock is set by as much at most, in either direction. */
const STEP_MS = 3_600_000;

/**
 * One life of one process. Every port of it passes here: on the way it may die, and then nothing of it ever goes on; or it may
 * sleep, and go on later as if nothing had happened, while others have taken over.
 */
export class Incarnation {
  private living = true;
  private severed = false;
  private asleepUntilMs = 0;
  private sleepsUntilMs = 0;
  private readonly open = new Set<() => void>();
  private readonly mourners: (() => void)[] = [];
  readonly name: string;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly connection: Connection;

  constructor(private readonly parts: IncarnationParts) {
    this.name = `${parts.process}.${parts.number}`;
    this.clock = new SimulatedClock(this, parts);
    this.ids = new SimulatedIds(parts);
    this.connection = this.connected();
  }

  get alive(): boolean {
    return this.living;
  }

  get asleep(): boolean {
    return this.asleepUntilMs > this.parts.kernel.nowMs;
  }

  /** Since when nothing of it has slept: who is woken before its time has calls that are still under way. */
  get awakeSinceMs(): number {
    return this.sleepsUntilMs;
  }

  get process(): string {
    return this.parts.process;
  }

  /** The process is gone, at once: what it had open is undone, and nothing that it waits for ever comes. */
  die(why: string): void {
    if (!this.living) return;
    this.living = false;
    this.parts.trace(`${this.name} dies ${why}`);
    for (const end of [...this.open]) end();
    this.open.clear();
    for (const mourner of this.mourners) mourner();
    this.parts.died(this);
  }

  /** Does something when the process dies. */
  whenDead(action: () => void): void {
    this.mourners.push(action);
  }

  /** Its connections break, and whatever it had open is undone. It lives on, and reaches the database no more until it is mended. */
  sever(): void {
    this.severed = true;
    for (const end of [...this.open]) end();
    this.open.clear();
  }

  /** It reaches the database again. */
  mend(): void {
    this.severed = false;
  }

  /** The process stands still, and does not know it. */
  sleep(forMs: number, why: string): void {
    const { kernel, trace } = this.parts;
    this.asleepUntilMs = Math.max(this.asleepUntilMs, kernel.nowMs + forMs);
    this.sleepsUntilMs = Math.max(this.sleepsUntilMs, this.asleepUntilMs);
    trace(`${this.name} sleeps ${forMs} ms ${why}`);
    for (const end of [...this.open])
      kernel.after(IDLE_TRANSACTION_MS, `${this.name} idle in transaction`, () => {
        if (this.open.has(end) && this.asleep) end();
      });
  }

  wake(): void {
    this.asleepUntilMs = Math.min(this.asleepUntilMs, this.parts.kernel.nowMs);
  }

  /** A call passes: it comes back when the process may go on, which may be never. */
  pass(site: string): Promise<void> {
    return this.meets(site) ? AT_ONCE : this.hold();
  }

  /** Waits until the process is awake. */
  async hold(): Promise<void> {
    while (this.living && this.asleep)
      await this.parts.kernel.sleep(this.asleepUntilMs - this.parts.kernel.nowMs, `${this.name} wakes`);
    if (!this.living) return never();
  }

  /** Lets happen what is to happen at this site; true when the process goes on at once, as it nearly always does. */
  private meets(site: string): boolean {
    if (!this.living) return false;
    const fate = this.parts.fate.at(site);
    if (fate === 'dies') this.die(`at ${site}`);
    else if (fate > 0) this.sleep(fate, `at ${site}`);
    return this.alive && !this.asleep;
  }

  private connected(): Connection {
    const { faults } = this.parts;
    /** What nothing happens to costs a look-up and no promise of its own: a run has tens of thousands of statements. */
    const reach = (name: string, fails: Failing): Promise<void> => {
      if (!this.meets(name)) return this.late(name, fails);
      if (faults.strikes('database-slow', name)) return this.slow(name, fails);
      const failed = fails(name);
      return failed === null ? AT_ONCE : Promise.reject(failed);
    };
    const conflicts = faults.of('database-conflict') > 0;
    const refuses = (name: string): Error | null => {
      if (this.severed || faults.strikes('database-refuses', name)) return new ConnectionLost(name);
      return conflicts ? this.conflict(name) : null;
    };
    const loses = (name: string): Error | null => {
      if (this.severed || faults.strikes('commit-lost', name)) return new ConnectionLost(name);
      return conflicts ? this.conflict(name) : null;
    };
    return {
      statement: (name) => reach(name, refuses),
      answered: (name) => this.pass(doneOf(name)),
      commit: (name) => reach(name, loses),
      committed: async (name) => {
        if (!this.meets(name)) await this.hold();
        if (this.severed || faults.strikes('commit-unknown', name))
          throw new CommitUnknown('the connection broke during COMMIT');
      },
      opened: (end) => {
        if (!this.living) end();
        this.open.add(end);
        return () => this.open.delete(end);
      },
    };
  }

  private async late(name: string, fails: Failing): Promise<void> {
    await this.hold();
    if (this.parts.faults.strikes('database-slow', name)) {
      await this.slow(name, fails);
      return;
    }
    const failed = fails(name);
    if (failed !== null) throw failed;
  }

  private async slow(name: string, fails: Failing): Promise<void> {
    const { kernel, draws } = this.parts;
    await kernel.sleep(draws.whole(`slow ${name}`, 1, SLOW_MS), `${this.name} waits for ${name}`);
    await this.hold();
    const failed = fails(name);
    if (failed !== null) throw failed;
  }

  /** A transaction that has done nothing yet is in nobody's way. */
  private conflict(name: string): Conflict | null {
    const { faults, draws } = this.parts;
    if (name.endsWith(BEGIN) || !faults.strikes('database-conflict', name)) return null;
    return new Conflict(name, draws.chance('kind of conflict', 0.5) ? '40001' : '40P01');
  }
}

/** What goes wrong at a place; null when nothing does. */
type Failing = (name: string) => Error | null;

/** Nothing that a dead process waits for comes. */
const never = (): Promise<never> => new Promise(() => undefined);

const AT_ONCE = Promise.resolve();

const doneNames = new Map<string, string>();

/** Site of the way back of a statement. */
function doneOf(name: string): string {
  const there = doneNames.get(name);
  if (there !== undefined) return there;
  const done = `${name} done`;
  doneNames.set(name, done);
  return done;
}

class SimulatedClock extends Clock {
  private readonly skewMs: number;
  /** How far it has been set beside that. */
  private steppedMs = 0;
  private readonly timer: string;

  constructor(
    private readonly life: Incarnation,
    private readonly parts: IncarnationParts,
  ) {
    super();
    this.timer = `${life.name} timer`;
    const { draws, faults } = parts;
    const span = Math.round(faults.of('clock-skew') * 1_000);
    this.skewMs = span === 0 ? 0 : draws.whole('clock skew', -span, span);
    if (faults.of('clock-steps') > 0) this.setLater();
  }

  override now(): EpochMs {
    return epochMs(this.parts.kernel.nowMs + this.skewMs + this.steppedMs);
  }

  /** Somebody sets it now and then, or a server that is wrong itself; at other times it is set right. */
  private setLater(): void {
    const { kernel, draws, faults, process, trace } = this.parts;
    kernel.after(draws.whole('clock is set', 2_000, 15_000), `${this.life.name} may set its clock`, () => {
      if (!this.life.alive) return;
      this.steppedMs = faults.strikes('clock-steps', process) ? draws.whole('step', -STEP_MS, STEP_MS) : 0;
      trace(`${this.life.name} is ${this.steppedMs} ms off`);
      if (faults.of('clock-steps') > 0) this.setLater();
    });
  }

  override monotonicMs(): number {
    return this.parts.kernel.nowMs;
  }

  override schedule(delayMs: number, action: () => void): Cancel {
    let cancelled = false;
    const { kernel } = this.parts;
    const cancel = kernel.after(delayMs, this.timer, () => {
      if (!this.life.alive || cancelled) return;
      if (!this.life.asleep) {
        action();
        return;
      }
      void this.life.hold().then(() => {
        if (!cancelled) action();
      });
    });
    return () => {
      cancelled = true;
      cancel();
    };
  }
}

class SimulatedIds extends Ids {
  private count = 0;

  constructor(private readonly parts: IncarnationParts) {
    super();
  }

  override next(): string {
    const { kernel, process, number } = this.parts;
    this.count += 1;
    return `${kernel.nowMs}-${process}${number}-${String(this.count).padStart(5, '0')}`;
  }
}
