import type { OrderName } from '../../domain/client-order-id.js';

/** Makes client order ids: the same name gives the same id for as long as the installation lives. */
export abstract class ClientIds {
  /** Loads, or at the first start makes, what the ids of this installation are made with. */
  abstract open(): Promise<void>;

  /** Tells the ids of this installation from those of any other. @throws Error before `open`. */
  abstract get incarnation(): string;

  /** @throws Error before `open`. */
  abstract of(name: OrderName): string;
}
