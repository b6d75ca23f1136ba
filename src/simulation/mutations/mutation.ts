import type { Bus } from '../../shared/platform/bus/bus.port.js';
import type { ShardLeases } from '../../shared/platform/leases/shard-leases.port.js';
import type { Wakeups } from '../../shared/platform/queue/wakeups.port.js';
import type { DecisionStore } from '../../shared/platform/strategy/decision-store.port.js';
import type { InstanceStore } from '../../shared/platform/strategy/instance-store.port.js';
import type { Strategy } from '../../shared/platform/strategy/strategy.port.js';
import type { GridResumeStore } from '../../modules/grid/application/ports/grid-resume-store.port.js';
import type { VenueGateway } from '../../modules/exchange/application/ports/venue-gateway.port.js';
import type { FaultKind } from '../process/fault-kinds.js';
import type { Incarnation } from '../process/incarnation.js';
import type { Kernel } from '../kernel/kernel.js';
import type { OrdersTables } from '../store/orders/orders-tables.js';
import type { MeterParts } from '../world/meter-parts.js';
import type { NotifierPorts } from '../world/notifier-node.js';
import type { OrdersPorts } from '../world/orders-node.js';
import type { PositionsPorts } from '../world/positions-node.js';
import type { NotificationTables } from '../store/notifications/notification-tables.js';
import type { TalkPorts } from '../telegram/talk-node.js';
import type { StrategyTables } from '../store/strategies/strategy-tables.js';

/** What a port that is changed finds around it, whosever it is. */
export interface MutationLife {
  readonly life: Incarnation;
  readonly kernel: Kernel;
  /** What lives as long as the run. */
  readonly memory: Map<string, unknown>;
  /** What is kept on the server of the queue: all of it is gone when that is flushed. */
  readonly besideQueue: Set<string>;
}

export interface MutationGround extends MutationLife {
  readonly tables: OrdersTables;
}

/** What the shell of a strategy stands on, as one life of one process has it. */
export interface ShellPorts {
  readonly strategy: Strategy;
  readonly instances: InstanceStore;
  readonly decisions: DecisionStore;
  readonly leases: ShardLeases;
  readonly bus: Bus;
}

export interface ShellGround extends MutationLife {
  readonly tables: StrategyTables;
  /** Whose shell it is. */
  readonly module: string;
}

export interface TalkGround extends MutationLife {
  readonly tables: NotificationTables;
}

/**
 * A fault planted into the program: ports as a worse program would have them, those of orders nearly always. The program
 * itself has no hooks for this; whatever it may do wrong shows at its ports.
 */
export interface Mutation {
  readonly name: string;
  /** What somebody might have written, in a sentence. */
  readonly summary: string;
  /** The invariants that are there to find it, by number or in full; a seed that breaks another one has not found it. */
  readonly finds: readonly string[];
  /** Faults without which it cannot show: worlds that look for it have them as strong as they get. */
  readonly needs?: readonly FaultKind[];
  readonly ports?: (ports: OrdersPorts, ground: MutationGround) => OrdersPorts;
  /** It needs bots that decide so that it can show; those of `orders` do for all others. */
  readonly shell?: (ports: ShellPorts, ground: ShellGround) => ShellPorts;
  /** What a restart is told of bots, in worlds in which somebody is told of it. */
  readonly resume?: (store: GridResumeStore, ground: MutationLife) => GridResumeStore;
  readonly notifier?: (ports: NotifierPorts, ground: MutationLife) => NotifierPorts;
  /** What the bot hears by, in worlds in which somebody talks to it. */
  readonly talk?: (ports: TalkPorts, ground: TalkGround) => TalkPorts;
  /** How the venue is asked where it counts requests. */
  readonly venue?: (parts: MeterParts, ground: MutationLife) => VenueGateway;
  readonly positions?: (ports: PositionsPorts, ground: MutationLife) => PositionsPorts;
  readonly wakeups?: (wakeups: Wakeups, ground: MutationLife) => Wakeups;
}

/** Ports whose bus asks otherwise. */
export const withBus = (ports: OrdersPorts, bus: (inner: Bus) => Bus): OrdersPorts => ({
  ...ports,
  bus: bus(ports.bus),
});
