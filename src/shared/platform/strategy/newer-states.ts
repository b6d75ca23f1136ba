import type { NewerState } from '../../pure/strategy/newer-state.js';
import type { Bus } from '../bus/bus.port.js';
import type { Clock } from '../clock/clock.port.js';
import type { UnitOfWork } from '../persistence/unit-of-work.port.js';
import { runInScope } from '../telemetry/scope.js';
import { formatOf } from '../../pure/strategy/newer-state.js';
import { parked } from './consequences.js';
import type { InstanceStore } from './instance-store.port.js';
import type { ShellReporter } from './shell-reporter.js';
import type { Strategy } from './strategy.port.js';
import type { WorldMessages } from './strategy-world.js';

/** So long a process of the newer version may be away, as while it is restarted, before a person is told. */
export const NEWER_IS_AWAITED_MS = 5 * 60_000;
/**
 * What was not met again for so long, twice as long as anything is left, is met for the first time then: who can read it may have done it
 * meanwhile, or this process may have stood still.
 */
const FORGOTTEN_AFTER_MS = 10_000;

export interface NewerStatesParts {
  readonly strategy: Strategy;
  readonly store: InstanceStore;
  readonly unitOfWork: UnitOfWork;
  readonly bus: Bus;
  readonly world: Pick<WorldMessages, 'feed'>;
  readonly clock: Clock;
  readonly reporter: ShellReporter;
  readonly awaitedMs: number;
}

/** Something that waits for a version which can read the state of a bot. */
interface Waiting {
  readonly sinceMs: number;
  metMs: number;
  readonly bots: Set<string>;
  /** Those of the bots that were parked because of it. */
  readonly parked: Set<string>;
}

/**
 * Bots whose states this process has met and cannot read. Each is left to a process of the newer version. When the same thing still waits
 * after a while there is none, as after a rollback: the bot is parked as it is, and its owner told. What it remembers stays
 * untouched, what rests at its venue goes on protecting it.
 */
export class NewerStates {
  /** By what waits: a message, or a close in a shard. */
  private readonly waiting = new Map<string, Waiting>();

  constructor(private readonly parts: NewerStatesParts) {}

  /** Bots for which something waits that this process has lately met. */
  get bots(): ReadonlySet<string> {
    const before = this.parts.clock.monotonicMs() - FORGOTTEN_AFTER_MS;
    for (const [what, { metMs }] of this.waiting) if (metMs < before) this.waiting.delete(what);
    return new Set([...this.waiting.values()].flatMap(({ bots }) => [...bots]));
  }

  /** Something was left as it is because of the state of a bot: a message, or all that closes at once in a shard. */
  met(what: string, error: NewerState): void {
    const { instanceId } = error;
    if (instanceId === null) return;
    const { clock, reporter, awaitedMs } = this.parts;
    if (!this.bots.has(instanceId)) reporter.newer(instanceId, error);
    const nowMs = clock.monotonicMs();
    const one = this.waiting.get(what) ?? {
      ...{ sinceMs: nowMs, metMs: nowMs, bots: new Set<string>(), parked: new Set<string>() },
    };
    this.waiting.set(what, one);
    one.metMs = nowMs;
    one.bots.add(instanceId);
    if (nowMs - one.sinceMs < awaitedMs || one.parked.has(instanceId)) return;
    one.parked.add(instanceId);
    this.park(instanceId, error).catch((failure: unknown) => {
      one.parked.delete(instanceId);
      reporter.stalled(`parking ${instanceId}`, failure);
    });
  }

  private async park(instanceId: string, error: NewerState): Promise<void> {
    const { strategy, store, unitOfWork, bus, world } = this.parts;
    const { marketTime } = await bus.ask(new world.feed({}));
    await unitOfWork.run(async (tx) => {
      const locked = await store.lock(tx, instanceId);
      if (locked === null || locked.kernel === null) return;
      const { instance, kernel } = locked;
      if (instance.state !== 'running' && instance.state !== 'stopping') return;
      // It may have been read and written anew by who can, and be of an older format after a restore.
      if (formatOf(kernel.state) <= strategy.stateFormat) return;
      const { messages, name } = parked(strategy, instance, error, marketTime);
      if (name !== null)
        await store.change(tx, instanceId, { state: name.state, stateReason: name.reason, endedAt: null });
      runInScope({ userId: instance.userId }, () => tx.record(...messages));
    });
  }
}
