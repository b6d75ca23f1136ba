import { ClientIds } from '../../../modules/orders/application/ports/client-ids.port.js';
import { encodeClientOrderId, hashedPart, type OrderName } from '../../../modules/orders/domain/index.js';

const MASK = (1n << 64n) - 1n;

/** Client order ids of a simulated installation: a hash that nobody need keep a secret stands in for the keyed one. */
export class MemoryClientIds extends ClientIds {
  constructor(override readonly incarnation: string) {
    super();
  }

  override async open(): Promise<void> {
    // There is nothing to load.
  }

  override renew(): Promise<void> {
    return Promise.reject(new TypeError('a simulated installation is never restored'));
  }

  override of(name: OrderName): string {
    const text = hashedPart(name);
    const digest = (fnv64(text, 0xcbf29ce484222325n) << 64n) | fnv64(text, 0x84222325cbf29ce4n);
    return encodeClientOrderId(this.incarnation, digest, name.attempt);
  }
}

function fnv64(text: string, basis: bigint): bigint {
  let hash = basis;
  for (let index = 0; index < text.length; index += 1)
    hash = ((hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n) & MASK;
  return hash;
}
