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
}

/** Puts the shell of one strategy together, over stores of any kind. */
export function openShell(
  strategy: Strategy,
  world: WorldMessages,
  { schema, instances, decisions, leases }: StrategyStores,
  { unitOfWork, bus, wakeups, queue, clock, ids, reporter, works }: ShellSurroundings,
): StrategyShell {
  const { kind } = strategy;
  const kernels = new BoundKernels(strategy);
  const store = decisions;
  const decider = new Decider({ strategy, world, bus, store, unitOfWork, kernels, reporter, clock });
  const runner = new ShardRunner({
    ...{ kind, schema, store, instances, leases, decider, wakeups, clock, reporter },
  });
  const reactor = new Reactor({ strategy, store: instances, kernels, reporter, ids });
  return new StrategyShell({
    ...{ strategy, world, bus, store: instances, unitOfWork, ids, clock },
    ...{ decisions, reactor, runner, queue, works },
  });
}
