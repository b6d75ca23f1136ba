import type { Bus } from '../bus/bus.port.js';
import type { Clock } from '../clock/clock.port.js';
import type { Ids } from '../clock/ids.port.js';
import type { ShardLeases } from '../leases/shard-leases.port.js';
import type { UnitOfWork } from '../persistence/unit-of-work.port.js';
import type { Wakeups } from '../queue/wakeups.port.js';
import { BoundKernels } from './bound-kernels.js';
import { Decider } from './decider.js';
import type { DecisionStore } from './decision-store.port.js';
import type { InstanceStore } from './instance-store.port.js';
import { NEWER_IS_AWAITED_MS, NewerStates } from './newer-states.js';
import { Reactor } from './reactor.js';
import { ShardRunner } from './shard-runner.js';
import type { ShellReporter } from './shell-reporter.js';
import type { StrategyQueue } from './strategy-queue.js';
import { StrategyShell } from './strategy-shell.js';
import type { Strategy } from './strategy.port.js';
import type { WorldMessages } from './strategy-world.js';

/** Where a strategy keeps what it must not forget. */
export interface StrategyStores {
  readonly schema: string;
  readonly instances: InstanceStore;
  readonly decisions: DecisionStore;
  readonly leases: ShardLeases;
}

export interface ShellSurroundings {
  readonly unitOfWork: UnitOfWork;
  readonly bus: Bus;
  readonly wakeups: Wakeups;
  readonly queue: StrategyQueue;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly reporter: ShellReporter;
  readonly works: boolean;
  /** How long what a newer version has to do may wait for one. */
  readonly newerIsAwaitedMs?: number;
}

/** Puts the shell of one strategy together, over stores of any kind. */
export function openShell(
  strategy: Strategy,
  world: WorldMessages,
  { schema, instances, decisions, leases }: StrategyStores,
  around: ShellSurroundings,
): StrategyShell {
  const { unitOfWork, bus, wakeups, queue, clock, ids, reporter, works } = around;
  const { kind } = strategy;
  const kernels = new BoundKernels(strategy);
  const store = decisions;
  const decider = new Decider({ strategy, world, bus, store, unitOfWork, kernels, reporter, clock });
  const newer = new NewerStates({
    ...{ strategy, store: instances, unitOfWork, bus, world, clock, reporter },
    awaitedMs: around.newerIsAwaitedMs ?? NEWER_IS_AWAITED_MS,
  });
  const runner = new ShardRunner({
    ...{ kind, schema, store, instances, leases, decider, wakeups, clock, reporter, newer },
  });
  const reactor = new Reactor({ strategy, store: instances, kernels, reporter, ids, newer });
  return new StrategyShell({
    ...{ strategy, world, bus, store: instances, unitOfWork, ids, clock },
    ...{ decisions, reactor, runner, queue, works, newer },
  });
}
