import type { Pool } from 'pg';
import type { JsonObject } from '../../../shared/pure/json.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { sql, type Sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import {
  KEPT_VERSIONS,
  PresetNameTaken,
  PresetStore,
  type AfterPreset,
  type Preset,
} from '../application/ports/preset-store.port.js';

interface PresetRow {
  readonly id: string;
  readonly user_id: string;
  readonly name: string;
  readonly version: number;
  readonly settings: JsonObject;
  readonly created_at: Date;
  readonly stored_at: Date;
}

/** The newest version of each preset stands with it; every version, that one too, has a row of its own. */
export class PgPresetStore extends PresetStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override list(userId: string, after: AfterPreset | null, limit: number): Promise<readonly Preset[]> {
    const from = after === null ? sql`TRUE` : sql`(p.name, p.id) > (${after.name}, ${after.id})`;
    return this.read(sql`p.user_id = ${userId} AND v.version = p.version AND ${from}`, limit);
  }

  override async find(userId: string, id: string, version: number | null): Promise<Preset | null> {
    const which = version === null ? sql`p.version` : sql`${version}`;
    const [found] = await this.read(sql`p.user_id = ${userId} AND p.id = ${id} AND v.version = ${which}`, 1);
    return found ?? null;
  }

  override async findByName(userId: string, name: string): Promise<Preset | null> {
    const where = sql`p.user_id = ${userId} AND p.name = ${name} AND v.version = p.version`;
    const [found] = await this.read(where, 1);
    return found ?? null;
  }

  override async count(userId: string): Promise<number> {
    const counted = await this.pool.query<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM hyper_rsi.preset WHERE user_id = ${userId}`,
    );
    return counted.rows[0]!.count;
  }

  override async create(tx: Tx, { id, userId, name, version, settings, createdAt }: Preset): Promise<void> {
    const at = new Date(createdAt);
    await naming(
      pg(tx).execute(sql`
      INSERT INTO hyper_rsi.preset (id, user_id, name, version, created_at)
      VALUES (${id}, ${userId}, ${name}, ${version}, ${at})`),
    );
    await this.addVersion(tx, id, version, settings, at);
  }

  override async replace(
    tx: Tx,
    { id, userId, name, version, settings, updatedAt }: Preset,
  ): Promise<boolean> {
    const changed = await naming(
      pg(tx).execute(sql`
      UPDATE hyper_rsi.preset SET name = ${name}, version = ${version}
      WHERE id = ${id} AND user_id = ${userId} AND version = ${version - 1}`),
    );
    if (changed === 0) return false;
    await this.addVersion(tx, id, version, settings, new Date(updatedAt));
    await pg(tx).execute(sql`
      DELETE FROM hyper_rsi.preset_version WHERE preset_id = ${id} AND version <= ${version - KEPT_VERSIONS}`);
    return true;
  }

  override async remove(tx: Tx, userId: string, id: string): Promise<boolean> {
    const removed = await pg(tx).execute(
      sql`DELETE FROM hyper_rsi.preset WHERE id = ${id} AND user_id = ${userId}`,
    );
    return removed > 0;
  }

  private async addVersion(
    tx: Tx,
    id: string,
    version: number,
    settings: JsonObject,
    at: Date,
  ): Promise<void> {
    await pg(tx).execute(sql`
      INSERT INTO hyper_rsi.preset_version (preset_id, version, settings, stored_at)
      VALUES (${id}, ${version}, ${JSON.stringify(settings)}::jsonb, ${at})`);
  }

  private async read(where: Sql, limit: number): Promise<readonly Preset[]> {
    const { rows } = await this.pool.query<PresetRow>(sql`
      SELECT p.id, p.user_id, p.name, v.version, v.settings, p.created_at, v.stored_at
      FROM hyper_rsi.preset p JOIN hyper_rsi.preset_version v ON v.preset_id = p.id
      WHERE ${where} ORDER BY p.name, p.id LIMIT ${limit}`);
    return rows.map(presetOf);
  }
}

const presetOf = ({ id, user_id, name, version, settings, created_at, stored_at }: PresetRow): Preset => ({
  id,
  userId: user_id,
  name,
  version,
  settings,
  createdAt: epochMs(created_at.getTime()),
  updatedAt: epochMs(stored_at.getTime()),
});

/** The database decides whose name it is when two ask at once. */
async function naming<Value>(writing: Promise<Value>): Promise<Value> {
  try {
    return await writing;
  } catch (error) {
    const { constraint } = error as { constraint?: unknown };
    if (constraint === 'preset_user_id_name_key') throw new PresetNameTaken();
    throw error;
  }
}
