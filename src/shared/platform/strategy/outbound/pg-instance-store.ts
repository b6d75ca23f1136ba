import type { Pool } from 'pg';
import type { JsonObject } from '../../../pure/json.js';
import type {
  DecisionView,
  EvaluationView,
  InstanceState,
  StrategyKind,
} from '../../../pure/strategy/instance.js';
import {
  OWNER_ACTS,
  type InstanceJournal,
  type JournalChoice,
  type OwnerAct,
} from '../../../pure/strategy/journal.js';
import { epochMs, type EpochMs } from '../../../pure/time/epoch.js';
import { bucketOpen, TIMEFRAME_MS, type Timeframe } from '../../../pure/time/timeframe.js';
import { pg } from '../../persistence/pg-tx.js';
import { empty, join, raw, sql, type Sql } from '../../persistence/sql.js';
import type { Tx } from '../../persistence/unit-of-work.port.js';
import {
  InstanceStore,
  NameTaken,
  SlotTaken,
  type DecisionCounts,
  type DecisionRange,
  type InstanceChange,
  type LockedInstance,
  type NewReaction,
  type ReactionView,
} from '../instance-store.port.js';
import {
  KEPT_DECISIONS,
  RETENTION_MS,
  viewOf,
  type Chapter,
  type Instance,
  type KernelRow,
  type Terms,
} from '../instance.js';
import { insertChapters } from './chapter-rows.js';

interface InstanceRow {
  readonly id: string;
  readonly user_id: string;
  readonly account_id: string;
  readonly venue: string;
  readonly symbol: string;
  readonly name: string;
  readonly timeframe: string;
  readonly settings: JsonObject;
  readonly settings_version: number;
  readonly state: string;
  readonly state_reason: string | null;
  readonly epoch: number;
  readonly shard: number;
  readonly ended_at: Date | null;
  readonly created_at: Date;
  readonly last_decided: Date | null;
  readonly series_decided: Date | null;
  readonly decides_inside: boolean;
}

/** All null where there is no kernel yet. */
interface KernelColumns {
  readonly state: object | null;
  readonly version: string;
  readonly settings: JsonObject;
  readonly settings_version: number;
  readonly terms: Terms;
  readonly last_decided: Date | null;
}

interface DecisionRow {
  readonly candle_open: Date;
  readonly evaluations: readonly EvaluationView[];
}

const FORGET_AT_ONCE = 5_000;

/** Of instance `i`: it is asked what it does with every candle. One that has ended only waits until nothing is left of it. */
export const GOES_ON = raw(`i.state IN ('running', 'stopping') AND i.ended_at IS NULL`);

/** Instances in their module's Postgres schema. */
export class PgInstanceStore extends InstanceStore {
  /** @param insiders which of its instances `i` decide inside their candles, null where none ever does. */
  constructor(
    private readonly pool: Pool,
    private readonly kind: StrategyKind,
    private readonly schema: string,
    private readonly insiders: Sql | null,
  ) {
    super();
  }

  override async create(tx: Tx, instance: Instance): Promise<void> {
    const { id, userId, accountId, venue, symbol, name, timeframe, shard } = instance;
    await refusing(
      pg(tx).execute(sql`
      INSERT INTO ${this.table('instance')}
        (id, user_id, account_id, venue, symbol, name, timeframe, settings, settings_version, state, epoch, shard, created_at)
      VALUES (${id}, ${userId}, ${accountId}, ${venue}, ${symbol}, ${name}, ${timeframe},
        ${JSON.stringify(instance.settings)}::jsonb, ${instance.settingsVersion}, ${instance.state}, ${instance.epoch},
        ${shard}, ${new Date(instance.createdAt)})`),
    );
  }

  override async find(userId: string, instanceId: string): Promise<Instance | null> {
    const [found] = await this.read(sql`i.user_id = ${userId} AND i.id = ${instanceId}`, 1);
    return found ?? null;
  }

  override async findByName(userId: string, name: string): Promise<Instance | null> {
    const [found] = await this.read(sql`i.user_id = ${userId} AND i.name = ${name}`, 1);
    return found ?? null;
  }

  override async list(userId: string, after: string | null, limit: number): Promise<readonly Instance[]> {
    const rest = after === null ? empty : sql`AND i.id > ${after}`;
    return this.read(sql`i.user_id = ${userId} ${rest}`, limit);
  }

  override async lock(tx: Tx, instanceId: string, userId?: string): Promise<LockedInstance | null> {
    const scope = userId === undefined ? empty : sql`AND i.user_id = ${userId}`;
    const [row] = await pg(tx).query<InstanceRow>(sql`
      SELECT i.*, NULL::timestamptz AS last_decided, NULL::timestamptz AS series_decided FROM ${this.table('instance')} i
      WHERE i.id = ${instanceId} ${scope} FOR UPDATE`);
    if (row === undefined) return null;
    // A statement of its own: one that had waited for the lock would still see the kernel as it was before.
    const [more] = await pg(tx).query<KernelColumns & { decided: Date | null; close: string | null }>(sql`
      SELECT ${KERNEL_COLUMNS}, s.decided, s.close FROM (SELECT 1) one
      LEFT JOIN ${this.table('kernel_state')} k ON k.instance_id = ${instanceId}
      LEFT JOIN ${this.table('series')} s ON s.venue = ${row.venue} AND s.symbol = ${row.symbol}
        AND s.timeframe = ${row.timeframe} AND s.shard = ${row.shard}`);
    const { decided = null, close = null } = more ?? {};
    return {
      instance: this.instance(row),
      kernel: more === undefined ? null : kernelRow(more),
      market: decided === null || close === null ? null : { at: epochMs(decided.getTime()), close },
    };
  }

  override async change(tx: Tx, instanceId: string, change: InstanceChange): Promise<void> {
    const columns: Sql[] = [];
    if (change.state !== undefined) columns.push(sql`state = ${change.state}`);
    if (change.stateReason !== undefined) columns.push(sql`state_reason = ${change.stateReason}`);
    if (change.endedAt !== undefined)
      columns.push(sql`ended_at = ${change.endedAt === null ? null : new Date(change.endedAt)}`);
    if (change.epoch !== undefined) columns.push(sql`epoch = ${change.epoch}`);
    if (change.settings !== undefined)
      columns.push(sql`settings = ${JSON.stringify(change.settings)}::jsonb`);
    if (change.settingsVersion !== undefined) columns.push(sql`settings_version = ${change.settingsVersion}`);
    if (change.timeframe !== undefined) columns.push(sql`timeframe = ${change.timeframe}`);
    if (change.startedAt !== undefined) columns.push(sql`started_at = ${new Date(change.startedAt)}`);
    if (columns.length === 0) return;
    await refusing(
      pg(tx).execute(
        sql`UPDATE ${this.table('instance')} SET ${join(columns, ', ')} WHERE id = ${instanceId}`,
      ),
    );
  }

  override async saveKernel(tx: Tx, instanceId: string, row: KernelRow): Promise<void> {
    const lastDecided = row.lastDecided === null ? null : new Date(row.lastDecided);
    await pg(tx).execute(sql`
      INSERT INTO ${this.table('kernel_state')}
        (instance_id, state, version, settings, settings_version, terms, last_decided)
      VALUES (${instanceId}, ${JSON.stringify(row.state)}::jsonb, ${row.version}, ${JSON.stringify(row.settings)}::jsonb,
        ${row.settingsVersion}, ${JSON.stringify(row.terms)}::jsonb, ${lastDecided})
      ON CONFLICT (instance_id) DO UPDATE SET state = excluded.state, version = excluded.version,
        settings = excluded.settings, settings_version = excluded.settings_version, terms = excluded.terms,
        last_decided = excluded.last_decided`);
  }

  override async kernelOf(userId: string, instanceId: string): Promise<KernelRow | null> {
    const { rows } = await this.pool.query<KernelColumns>(sql`
      SELECT ${KERNEL_COLUMNS} FROM ${this.table('kernel_state')} k
      JOIN ${this.table('instance')} i ON i.id = k.instance_id
      WHERE i.id = ${instanceId} AND i.user_id = ${userId}`);
    return rows[0] === undefined ? null : kernelRow(rows[0]);
  }

  override async remove(tx: Tx, instanceId: string): Promise<void> {
    await pg(tx).execute(sql`DELETE FROM ${this.table('instance')} WHERE id = ${instanceId}`);
  }

  override async addReaction(tx: Tx, reaction: NewReaction): Promise<void> {
    await pg(tx).execute(sql`
      INSERT INTO ${this.table('reaction')} (id, instance_id, at, cause, correlation_id, effects, stored_at)
      VALUES (${reaction.id}, ${reaction.instanceId}, ${new Date(reaction.at)}, ${JSON.stringify(reaction.cause)}::jsonb,
        ${reaction.correlationId}, ${JSON.stringify(reaction.effects)}::jsonb, now())`);
  }

  override async addChapter(tx: Tx, instanceId: string, chapter: Chapter): Promise<void> {
    await pg(tx).execute(insertChapters(this.schema, [{ ...chapter, instanceId }]));
  }

  override async chapters(instanceId: string): Promise<readonly Chapter[]> {
    const { rows } = await this.pool.query<Chapter>(sql`
      SELECT number, content FROM ${this.table('chapter')} WHERE instance_id = ${instanceId} ORDER BY number`);
    return rows;
  }

  override async reactions(instanceId: string, limit: number): Promise<readonly ReactionView[]> {
    const { rows } = await this.pool.query<{
      id: string;
      at: Date;
      cause: JsonObject;
      correlation_id: string;
      effects: JsonObject[];
    }>(sql`
      SELECT id, at, cause, correlation_id, effects FROM ${this.table('reaction')}
      WHERE instance_id = ${instanceId} ORDER BY id DESC LIMIT ${limit}`);
    return rows.map(({ id, at, cause, correlation_id, effects }) => ({
      id,
      at: epochMs(at.getTime()),
      cause,
      correlationId: correlation_id,
      effects,
    }));
  }

  override async decisions(
    instanceId: string,
    { before, limit, actedOnly }: DecisionRange,
  ): Promise<readonly DecisionView[]> {
    const { rows } = await this.pool.query<{
      timeframe: string;
      candle_open: Date;
      decided_at: Date;
      correlation_id: string;
      evaluations: EvaluationView[];
      effects: JsonObject[];
    }>(sql`
      SELECT timeframe, candle_open, decided_at, correlation_id, evaluations, effects FROM ${this.table('decision')}
      WHERE instance_id = ${instanceId} ${before === null ? empty : sql`AND candle_open < ${new Date(before)}`}
        ${actedOnly ? sql`AND acted` : empty}
      ORDER BY candle_open DESC LIMIT ${limit}`);
    return rows.map((row) => ({
      instanceId,
      timeframe: row.timeframe as Timeframe,
      candleOpen: epochMs(row.candle_open.getTime()),
      decidedAt: epochMs(row.decided_at.getTime()),
      correlationId: row.correlation_id,
      evaluations: row.evaluations,
      effects: row.effects,
    }));
  }

  override async decisionCounts(instanceId: string): Promise<DecisionCounts> {
    const { rows } = await this.pool.query<{ stored: string; acted: string }>(sql`
      SELECT count(*) AS stored, count(*) FILTER (WHERE acted) AS acted FROM ${this.table('decision')}
      WHERE instance_id = ${instanceId}`);
    return { stored: Number(rows[0]!.stored), acted: Number(rows[0]!.acted) };
  }

  override async journal({ instanceId, candleOpens }: JournalChoice): Promise<InstanceJournal | null> {
    const [found] = await this.read(sql`i.id = ${instanceId}`, 1);
    if (found === undefined) return null;
    const decisions = await this.pool.query<DecisionRow>(sql`
      SELECT candle_open, evaluations FROM ${this.table('decision')}
      WHERE instance_id = ${instanceId} AND timeframe = ${found.timeframe}
        AND candle_open = ANY(${candleOpens.map((open) => new Date(open))}::timestamptz[])
      ORDER BY candle_open`);
    const kept = await this.pool.query<{ since: Date | null }>(sql`
      SELECT min(candle_open) AS since FROM ${this.table('decision')} WHERE instance_id = ${instanceId}`);
    return {
      instance: viewOf(found),
      acts: await this.acts(found),
      decisions: decisions.rows.map(({ candle_open, evaluations }) => ({
        candleOpen: epochMs(candle_open.getTime()),
        evaluations,
      })),
      keptFrom: epochOrNull(kept.rows[0]?.since ?? null),
    };
  }

  /** Acts as they were written, starts with the first decision of their run. */
  private async acts({ id, timeframe }: Instance): Promise<readonly OwnerAct[]> {
    const { rows } = await this.pool.query<{ at: Date; cause: JsonObject; first_decided: Date | null }>(sql`
      SELECT r.at, r.cause, (
        SELECT min(d.candle_open) FROM ${this.table('decision')} d
        WHERE d.instance_id = r.instance_id AND d.timeframe = ${timeframe}
          AND d.candle_open > r.at - ${TIMEFRAME_MS[timeframe]} * interval '1 ms'
          AND r.stored_at > now() - ${RETENTION_MS} * interval '1 ms'
      ) AS first_decided
      FROM ${this.table('reaction')} r
      WHERE r.instance_id = ${id} AND r.cause->>'kind' = ANY(${[...OWNER_ACTS]}::text[]) ORDER BY r.id`);
    return rows.map(({ at, cause: { record, ...cause }, first_decided }) => ({
      ...cause,
      ...(record as JsonObject | undefined),
      ...(cause['kind'] === 'started' && { firstDecided: epochOrNull(first_decided) }),
      at: epochMs(at.getTime()),
    })) as unknown as readonly OwnerAct[];
  }

  override async counts(): Promise<Readonly<Record<string, number>>> {
    const { rows } = await this.pool.query<{ state: string; n: string }>(
      sql`SELECT state, count(*) AS n FROM ${this.table('instance')} GROUP BY state`,
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, Number(n)]));
  }

  override async halt(tx: Tx, userId: string, accountId: string | null, code: string): Promise<void> {
    await pg(tx).execute(sql`
      INSERT INTO ${this.table('halt')} (user_id, account_id, code) VALUES (${userId}, ${accountId ?? ''}, ${code})
      ON CONFLICT (user_id, account_id) DO UPDATE SET code = excluded.code`);
  }

  override async resume(tx: Tx, userId: string, accountId: string | null): Promise<void> {
    await pg(tx).execute(sql`
      DELETE FROM ${this.table('halt')} WHERE user_id = ${userId} AND account_id = ${accountId ?? ''}`);
  }

  override async forget(before: EpochMs): Promise<number> {
    let gone = 0;
    for (const name of ['decision', 'reaction'] as const) {
      const table = this.table(name);
      const stays =
        name === 'reaction'
          ? sql`AND cause->>'kind' <> ALL(${[...OWNER_ACTS]}::text[])`
          : sql`AND candle_open < (
              SELECT n.candle_open FROM ${table} n WHERE n.instance_id = old.instance_id
              ORDER BY n.candle_open DESC OFFSET ${KEPT_DECISIONS - 1} LIMIT 1)`;
      const { rowCount } = await this.pool.query(sql`
        DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM ${table} old WHERE stored_at < ${new Date(before)} ${stays} LIMIT ${FORGET_AT_ONCE}))`);
      gone += rowCount ?? 0;
    }
    return gone;
  }

  private table(name: string): Sql {
    return raw(`${this.schema}.${name}`);
  }

  /** `series_decided`: how far the series of a running instance has come since it started. */
  private async read(where: Sql, limit: number): Promise<Instance[]> {
    const { rows } = await this.pool.query<InstanceRow>(sql`
      SELECT i.*, k.last_decided, coalesce(${this.insiders ?? sql`false`}, false) AS decides_inside,
             CASE WHEN ${GOES_ON} AND s.decided_at >= i.started_at THEN s.decided END AS series_decided
      FROM ${this.table('instance')} i
      LEFT JOIN ${this.table('kernel_state')} k ON k.instance_id = i.id
      LEFT JOIN ${this.table('series')} s
        ON s.venue = i.venue AND s.symbol = i.symbol AND s.timeframe = i.timeframe AND s.shard = i.shard
      WHERE ${where} ORDER BY i.id LIMIT ${limit}`);
    return rows.map((row) => this.instance(row));
  }

  private instance(row: InstanceRow): Instance {
    return {
      id: row.id,
      userId: row.user_id,
      strategy: this.kind,
      name: row.name,
      accountId: row.account_id,
      venue: row.venue,
      symbol: row.symbol,
      timeframe: row.timeframe as Timeframe,
      state: row.state as InstanceState,
      stateReason: row.state_reason,
      settings: row.settings,
      settingsVersion: row.settings_version,
      epoch: row.epoch,
      lastDecidedAt: lastDecidedOf(row),
      createdAt: epochMs(row.created_at.getTime()),
      shard: row.shard,
      endedAt: epochOrNull(row.ended_at),
    };
  }
}

/**
 * How far its series has come, or what it last changed at. A series that has bots which decide inside their candles comes
 * forward by the finest ones; the others have decided the newest of their own candles.
 */
function lastDecidedOf({
  last_decided,
  series_decided,
  decides_inside,
  timeframe,
}: InstanceRow): EpochMs | null {
  const [own, told] = [epochOrNull(last_decided), epochOrNull(series_decided)];
  if (told === null) return own;
  const decided = decides_inside ? told : bucketOpen(told, timeframe as Timeframe);
  return own === null || own < decided ? decided : own;
}

const epochOrNull = (date: Date | null): EpochMs | null => (date === null ? null : epochMs(date.getTime()));

const KERNEL_COLUMNS = sql`k.state, k.version, k.settings, k.settings_version, k.terms, k.last_decided`;

function kernelRow(row: KernelColumns): KernelRow | null {
  if (row.state === null) return null;
  return {
    state: row.state,
    version: Number(row.version),
    settings: row.settings,
    settingsVersion: row.settings_version,
    terms: row.terms,
    lastDecided: row.last_decided === null ? null : epochMs(row.last_decided.getTime()),
  };
}

/** Names the two things that the table refuses by itself. */
async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { constraint } = error as { constraint?: unknown };
    if (constraint === 'instance_slot_key') throw new SlotTaken();
    if (constraint === 'instance_user_id_name_key') throw new NameTaken();
    throw error;
  }
}
