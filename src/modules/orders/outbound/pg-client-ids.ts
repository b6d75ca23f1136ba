import { createHmac } from 'node:crypto';
import type { Pool } from 'pg';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import type { Randomness } from '../../../shared/platform/clock/randomness.port.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { ClientIds } from '../application/ports/client-ids.port.js';
import { encodeClientOrderId, hashedPart, type OrderName } from '../domain/client-order-id.js';

interface Installation {
  readonly incarnation: string;
  readonly past: readonly string[];
  readonly renewedAt: EpochMs | null;
  readonly key: Buffer;
}

interface InstallationRow {
  readonly incarnation: string;
  readonly hash_key: string;
  readonly past: readonly string[];
  readonly renewed_at: Date | null;
}

const KEY_BYTES = 32;
const INCARNATIONS = 36 ** 3;

/** Client order ids with HMAC-SHA-256, under a key and an incarnation that the database has kept since its first start. */
export class PgClientIds extends ClientIds {
  private installation: Installation | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly randomness: Randomness,
  ) {
    super();
  }

  override async open(): Promise<void> {
    const incarnation = textOf(this.randomness.below(INCARNATIONS));
    const key = Buffer.from(this.randomness.bytes(KEY_BYTES)).toString('hex');
    await this.pool.query(sql`
      INSERT INTO orders.installation (id, incarnation, hash_key, created_at)
      VALUES ('this', ${incarnation}, ${key}, now()) ON CONFLICT (id) DO NOTHING`);
    const { rows } = await this.pool.query<InstallationRow>(
      sql`SELECT incarnation, hash_key, past, renewed_at FROM orders.installation WHERE id = 'this'`,
    );
    const [row] = rows;
    if (row === undefined) throw new Error('the installation has no row');
    const { incarnation: current, past, renewed_at, hash_key } = row;
    const renewedAt = renewed_at === null ? null : epochMs(renewed_at.getTime());
    this.installation = { incarnation: current, past, renewedAt, key: Buffer.from(hash_key, 'hex') };
  }

  override async renew(tx: Tx): Promise<void> {
    const [row] = await pg(tx).query<Pick<InstallationRow, 'incarnation' | 'past'>>(
      sql`SELECT incarnation, past FROM orders.installation WHERE id = 'this' FOR UPDATE`,
    );
    if (row === undefined) return;
    const used = new Set([row.incarnation, ...row.past].map((text) => Number.parseInt(text, 36)));
    let next = this.randomness.below(INCARNATIONS);
    while (used.has(next)) next = (next + 1) % INCARNATIONS;
    await pg(tx).execute(sql`
      UPDATE orders.installation
      SET incarnation = ${textOf(next)}, past = past || incarnation, renewed_at = clock_timestamp() WHERE id = 'this'`);
  }

  override get incarnation(): string {
    return this.opened.incarnation;
  }

  override get past(): readonly string[] {
    return this.opened.past;
  }

  override get renewedAt(): EpochMs | null {
    return this.opened.renewedAt;
  }

  override of(name: OrderName): string {
    const { incarnation, key } = this.opened;
    const digest = createHmac('sha256', key).update(hashedPart(name)).digest('hex');
    return encodeClientOrderId(incarnation, BigInt(`0x${digest}`), name.attempt);
  }

  private get opened(): Installation {
    if (this.installation === null) throw new Error('client ids are asked for before they are opened');
    return this.installation;
  }
}

const textOf = (number: number): string => number.toString(36).padStart(3, '0');
