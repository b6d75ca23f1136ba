import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
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

  /** Incarnations of before: their orders are this installation's, known or of a time that was lost. @throws Error before `open`. */
  abstract get past(): readonly string[];

  /** When they were renewed last, by the database's clock; null when they never were. @throws Error before `open`. */
  abstract get renewedAt(): EpochMs | null;

  /** @throws Error before `open`. */
  abstract of(name: OrderName): string;
}
