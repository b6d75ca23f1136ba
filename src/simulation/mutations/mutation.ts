import type { Bus } from '../../shared/platform/bus/bus.port.js';
import type { Incarnation } from '../process/incarnation.js';
import type { Kernel } from '../kernel/kernel.js';
import type { OrdersTables } from '../store/orders/orders-tables.js';
import type { OrdersPorts } from '../world/orders-node.js';

export interface MutationGround {
  readonly tables: OrdersTables;
  readonly life: Incarnation;
  readonly kernel: Kernel;
  /** What lives as long as the run. */
  readonly memory: Map<string, unknown>;
}

/**
 * A fault planted into the program: the ports of orders as a worse program would have them. The program itself has no hooks for
 * this; whatever it may do wrong shows at its ports.
 */
export interface Mutation {
  readonly name: string;
  /** What somebody might have written, in a sentence. */
  readonly summary: string;
  readonly ports: (ports: OrdersPorts, ground: MutationGround) => OrdersPorts;
}

/** Ports whose bus asks otherwise. */
export const withBus = (ports: OrdersPorts, bus: (inner: Bus) => Bus): OrdersPorts => ({
  ...ports,
  bus: bus(ports.bus),
});
