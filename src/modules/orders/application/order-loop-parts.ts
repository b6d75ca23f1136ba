import type { Bus } from '../../../shared/platform/bus/bus.port.js';
import type { Clock } from '../../../shared/platform/clock/clock.port.js';
import type { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { LostOrdersParts } from './lost-orders.js';
import type { OrderMetrics } from './order-metrics.js';
import type { OrderShards } from './order-shards.js';
import type { ReconciledAccounts } from './reconciled-accounts.js';
import type { Repairs } from './repairs.js';
import type { RiskStore } from './ports/risk-store.port.js';
import type { SendStore } from './ports/send-store.port.js';

/** What the workers over orders have in common. */
export interface OrderLoopParts extends LostOrdersParts {
  readonly sends: SendStore;
  readonly risk: RiskStore;
  readonly shards: OrderShards;
  readonly accounts: ReconciledAccounts;
  readonly unitOfWork: UnitOfWork;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly metrics: OrderMetrics;
  readonly repairs: Repairs;
  /** A run could not even begin: the database is away, most likely. */
  readonly failed: (error: unknown) => void;
}

/** Under which it is handed out. */
export const ORDER_LOOP_PARTS = Symbol('OrderLoopParts');
