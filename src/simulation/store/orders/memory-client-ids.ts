import type { EpochMs } from '../../../shared/pure/time/epoch.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { ClientIds } from '../../../modules/orders/application/ports/client-ids.port.js';
import { encodeClientOrderId, hashedPart, type OrderName } from '../../../modules/orders/domain/index.js';
import { memory } from '../memory-tx.js';
import type { InstallationRow, OrdersTables } from './orders-tables.js';

const MASK = (1n << 64n) - 1n;
const INCARNATIONS = 36 ** 3;

/** Of an installation that was never renewed. */
const FIRST: InstallationRow = { incarnation: 'sim', past: [], renewedAtMs: null };

/** Client order ids of a simulated installation: a hash that nobody need keep a secret stands in for the keyed one. */
export class MemoryClientIds extends ClientIds {
  private row = FIRST;

  constructor(private readonly tables: Pick<OrdersTables, 'installation'>) {
    super();
  }

  override async open(): Promise<void> {
    this.row = this.tables.installation.get('this') ?? FIRST;
  }

  override renew(tx: Tx): Promise<void> {
    return memory(tx).statement('clientIds.renew', () => {
      const { nowMs } = memory(tx);
      const { incarnation, past } = this.tables.installation.get('this') ?? FIRST;
      const used = new Set([incarnation, ...past]);
      // Depends on when: a count would give the same one again to who has lost the last renewal.
      let next = nowMs % INCARNATIONS;
      while (used.has(textOf(next))) next = (next + 1) % INCARNATIONS;
      const renewed = { incarnation: textOf(next), past: [...past, incarnation], renewedAtMs: nowMs };
      this.tables.installation.set('this', renewed);
    });
  }

  override get incarnation(): string {
    return this.row.incarnation;
  }

  override get past(): readonly string[] {
    return this.row.past;
  }

  override get renewedAt(): EpochMs | null {
    return this.row.renewedAtMs === null ? null : epochMs(this.row.renewedAtMs);
  }

  override of(name: OrderName): string {
    const text = hashedPart(name);
    const digest = (fnv64(text, 0xcbf29ce484222325n) << 64n) | fnv64(text, 0x84222325cbf29ce4n);
    return encodeClientOrderId(this.incarnation, digest, name.attempt);
  }
}

const textOf = (number: number): string => number.toString(36).padStart(3, '0');

function fnv64(text: string, basis: bigint): bigint {
  let hash = basis;
  for (let index = 0; index < text.length; index += 1)
    hash = ((hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n) & MASK;
  return hash;
}
