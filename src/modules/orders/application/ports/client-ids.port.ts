import type { Tx } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import type { OrderName } from '../../domain/client-order-id.js';

/** Makes client order ids: the same name gives the same id until the installation is renewed. */
export abstract class ClientIds {
  /** Loads, or at the first start makes, what the ids of this installation are made with. */
  abstract open(): Promise<void>;

  /** From the next `open` on, ids are others than any made before: a restored database does not know all of those. */
  abstract renew(tx: Tx): Promise<void>;

  /** Tells the ids of this installation from those of any other. @throws Error before `open`. */
  abstract get incarnation(): string;

  /** @throws Error before `open`. */
  abstract of(name: OrderName): string;
}
