import { Module, type FactoryProvider } from '@nestjs/common';
import { AuditSources, type Breach } from '../audit/invariant.js';
import { Bus } from '../bus/bus.port.js';
import { SettlementSources } from '../bus/settlement.port.js';
import { Clock } from '../clock/clock.port.js';
import { Ids } from '../clock/ids.port.js';
import { Config } from '../config/config.js';
import { ownIdentity } from '../leases/process-identity.js';
import { Database } from '../persistence/database.js';
import { UnitOfWork } from '../persistence/unit-of-work.port.js';
import { Wakeups } from '../queue/wakeups.port.js';
import { Meter } from '../telemetry/meter.port.js';
import { InstanceStore } from './instance-store.port.js';
import type { StoreSurroundings } from './outbound/open-pg-stores.js';
import type { StrategyStores } from './open-shell.js';
import { openShell } from './open-shell.js';
import { meteredReporter } from './shell-reporter.js';
import { strategyInvariants } from './outbound/strategy-invariants.js';
import { StrategyCensus } from './strategy-census.js';
import { StrategyQueue } from './strategy-queue.js';
import { StrategyShell } from './strategy-shell.js';
import type { Strategy } from './strategy.port.js';
import type { WorldMessages } from './strategy-world.js';

export { openShell, type ShellSurroundings } from './open-shell.js';

/** What all strategies of a process share. */
@Module({ providers: [StrategyQueue, StrategyCensus], exports: [StrategyQueue, StrategyCensus] })
export class StrategyModule {}

/** The instances of the shell, for queries that are answered without one, too. */
export const INSTANCES_OF_SHELL: FactoryProvider<InstanceStore> = {
  provide: InstanceStore,
  inject: [StrategyShell],
  useFactory: (shell: StrategyShell) => shell.parts.store,
};

/** The instances of a strategy where nothing of it runs. */
export const provideInstances = (
  openReads: (database: Database) => InstanceStore,
): FactoryProvider<InstanceStore> => ({
  provide: InstanceStore,
  inject: [Database],
  useFactory: openReads,
});

/** The shell of a module's strategy as a provider; the module imports `StrategyModule` and its own `BusModule` feature. */
export function provideShell(
  strategy: Strategy,
  world: WorldMessages,
  openStores: (surroundings: StoreSurroundings) => StrategyStores,
): FactoryProvider<StrategyShell> {
  return {
    provide: StrategyShell,
    inject: [
      Database,
      UnitOfWork,
      Bus,
      Wakeups,
      StrategyQueue,
      Clock,
      Ids,
      Meter,
      Config,
      SettlementSources,
      StrategyCensus,
      AuditSources,
    ],
    useFactory: async (
      database: Database,
      unitOfWork: UnitOfWork,
      bus: Bus,
      wakeups: Wakeups,
      queue: StrategyQueue,
      clock: Clock,
      ids: Ids,
      meter: Meter,
      config: Config,
      settlement: SettlementSources,
      census: StrategyCensus,
      audits: AuditSources,
    ) => {
      const reporter = meteredReporter(meter, strategy.kind);
      const works = config.roles.includes('worker');
      const self = await ownIdentity();
      const stores = openStores({ database, clock, self });
      const around = { unitOfWork, bus, wakeups, queue, clock, ids, reporter, works };
      const shell = openShell(strategy, world, stores, around);
      audits.register({
        ...{ module: strategy.kind, invariants: strategyInvariants(stores.schema) },
        found: (breaches: readonly Breach[]) =>
          bus.ask(new world.reportBreaches({ module: strategy.kind, breaches })),
      });
      settlement.register(shell.parts.runner);
      census.add(
        strategy.kind,
        () => shell.parts.store.counts(),
        () => shell.parts.newer.bots,
      );
      return shell;
    },
  };
}
