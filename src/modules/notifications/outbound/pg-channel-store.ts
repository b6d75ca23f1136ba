import type { Pool } from 'pg';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import {
  ChannelStore,
  type Channel,
  type Choice,
  type VersionedPreferences,
} from '../application/ports/channel-store.port.js';
import { NOW } from './database-time.js';
import { DEFAULT_PREFERENCES, priorityOfRank, RANKS } from '../domain/index.js';

interface ChannelRow {
  readonly kind: Channel['kind'];
  readonly state: Channel['state'];
  readonly changed_at: Date;
}

interface PreferenceRow {
  readonly least_rank: number;
  readonly muted_kinds: readonly string[];
  readonly quiet_from: number | null;
  readonly quiet_to: number | null;
  readonly time_zone: string;
  readonly version: number;
}

/** Channels and preferences in Postgres. */
export class PgChannelStore extends ChannelStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async open(tx: Tx, userId: string, address: string): Promise<void> {
    await pg(tx).execute(sql`
      DELETE FROM notifications.channel WHERE kind = 'telegram' AND address = ${address} AND user_id <> ${userId}`);
    await pg(tx).execute(sql`
      INSERT INTO notifications.channel (user_id, kind, address, state, changed_at)
      VALUES (${userId}, 'telegram', ${address}, 'active', ${NOW})
      ON CONFLICT (user_id, kind) DO UPDATE
      SET address = excluded.address, state = excluded.state, changed_at = excluded.changed_at`);
  }

  override async close(tx: Tx, userId: string): Promise<void> {
    await pg(tx).execute(
      sql`DELETE FROM notifications.channel WHERE user_id = ${userId} AND kind = 'telegram'`,
    );
    await this.giveUp(tx, userId, 'the channel was closed');
  }

  override async block(tx: Tx, userId: string, refused: readonly string[]): Promise<boolean> {
    const spoken = await pg(tx).query(sql`
      SELECT 1 FROM notifications.outgoing
      WHERE user_id = ${userId} AND body IS NOT NULL AND position > (
        SELECT max(position) FROM notifications.outgoing WHERE id = ANY (${[...refused]}::text[])
      ) LIMIT 1`);
    if (spoken.length > 0) return false;
    const changed = await pg(tx).execute(sql`
      UPDATE notifications.channel SET state = 'blocked', changed_at = ${NOW}
      WHERE user_id = ${userId} AND kind = 'telegram' AND state = 'active'`);
    await this.giveUp(tx, userId, 'the channel is blocked');
    return changed === 1;
  }

  override async reopen(tx: Tx, userId: string): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE notifications.channel SET state = 'active', changed_at = ${NOW}
      WHERE user_id = ${userId} AND kind = 'telegram' AND state = 'blocked'`);
  }

  override async ownerOf(address: string): Promise<string | null> {
    const { rows } = await this.pool.query<{ user_id: string }>(sql`
      SELECT user_id FROM notifications.channel WHERE kind = 'telegram' AND address = ${address}`);
    return rows[0]?.user_id ?? null;
  }

  override async list(userId: string): Promise<readonly Channel[]> {
    const { rows } = await this.pool.query<ChannelRow>(sql`
      SELECT kind, state, changed_at FROM notifications.channel WHERE user_id = ${userId} ORDER BY kind`);
    return rows.map(({ kind, state, changed_at }) => ({
      ...{ kind, state },
      changedAt: epochMs(changed_at.getTime()),
    }));
  }

  override async preferences(userId: string): Promise<VersionedPreferences> {
    const { rows } = await this.pool.query<PreferenceRow>(sql`
      SELECT least_rank, muted_kinds, quiet_from, quiet_to, time_zone, version
      FROM notifications.preference WHERE user_id = ${userId}`);
    return rows[0] === undefined ? { ...DEFAULT_PREFERENCES, version: 0 } : preferencesOf(rows[0]);
  }

  override async choose(tx: Tx, { userId, preferences, ifVersion }: Choice): Promise<boolean> {
    const { leastPriority, mutedKinds, quietHours, timeZone } = preferences;
    // Whoever has seen a later version than none has seen a row; it is never deleted.
    const chosen = await pg(tx).execute(sql`
      INSERT INTO notifications.preference AS p
        (user_id, least_rank, muted_kinds, quiet_from, quiet_to, time_zone, version)
      SELECT ${userId}, ${RANKS[leastPriority]}::integer, ${[...mutedKinds]}::text[],
             ${quietHours?.from ?? null}::integer, ${quietHours?.to ?? null}::integer, ${timeZone}, 1
      WHERE coalesce(${ifVersion}::integer, 0) = 0
         OR EXISTS (SELECT 1 FROM notifications.preference WHERE user_id = ${userId})
      ON CONFLICT (user_id) DO UPDATE
      SET least_rank = excluded.least_rank, muted_kinds = excluded.muted_kinds, quiet_from = excluded.quiet_from,
          quiet_to = excluded.quiet_to, time_zone = excluded.time_zone, version = p.version + 1
      WHERE ${ifVersion}::integer IS NULL OR p.version = ${ifVersion}`);
    if (chosen === 0) return false;
    await pg(tx).execute(sql`
      UPDATE notifications.outgoing SET due_at = ${NOW}
      WHERE user_id = ${userId} AND state = 'waiting' AND attempts = 0 AND due_at > ${NOW}`);
    return true;
  }

  private async giveUp(tx: Tx, userId: string, error: string): Promise<void> {
    await pg(tx).execute(sql`
      UPDATE notifications.outgoing SET state = 'dead', last_error = ${error}, ended_at = ${NOW}
      WHERE user_id = ${userId} AND channel = 'telegram' AND state = 'waiting'`);
  }
}

const preferencesOf = (row: PreferenceRow): VersionedPreferences => ({
  leastPriority: priorityOfRank(row.least_rank),
  mutedKinds: row.muted_kinds,
  quietHours:
    row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to },
  timeZone: row.time_zone,
  version: row.version,
});
