import type { Pool } from 'pg';
import type { JsonObject } from '../../../pure/json.js';
import type { InstanceState, StrategyKind } from '../../../pure/strategy/instance.js';
import { epochMs, type EpochMs } from '../../../pure/time/epoch.js';
import { TIMEFRAMES, type Timeframe } from '../../../pure/time/timeframe.js';
import { pg } from '../../persistence/pg-tx.js';
import { raw, sql, type Sql } from '../../persistence/sql.js';
import type { Tx } from '../../persistence/unit-of-work.port.js';
import {
  DecisionStore,
  type Binding,
  type ClosedTogether,
  type DecidedSeries,
  type Deciding,
  type KnownMembers,
  type Moved,
  type NewChapter,
  type NewDecision,
  type StateChange,
  type StateName,
  type StoredIndicators,
  type StoredState,
  type Wake,
} from '../decision-store.port.js';
import {
  linesOf,
  movedIn,
  snapshotOf,
  textOf,
  wakeOf,
  wakesAre,
  type IndicatorRow,
  type MovedRow,
  type WakeRow,
} from './decision-rows.js';
import { formingAt } from '../forming.js';
import type { SeriesKey, Terms } from '../instance.js';
import { insertChapters } from './chapter-rows.js';
import { GOES_ON } from './pg-instance-store.js';
import { FenceLost, type Lease } from '../../leases/shard-leases.port.js';

interface DecidingRow {
  readonly id: string;
  readonly user_id: string;
  readonly account_id: string;
  readonly venue: string;
  readonly symbol: string;
  readonly name: string;
  readonly timeframe: string;
  readonly state: string;
  readonly epoch: number;
  readonly shard: number;
  readonly settings: JsonObject;
  readonly settings_version: number;
  readonly created_at: Date;
  readonly version: string;
  readonly kernel_state: object | null;
  readonly pinned_version: number;
  readonly halted: boolean;
}

/** The decision path in its module's Postgres schema: a few statements for any number of instances. */
export class PgDecisionStore extends DecisionStore {
  constructor(
    private readonly pool: Pool,
    private readonly kind: StrategyKind,
    private readonly schema: string,
    /** Which of its instances `i` decide inside their candles, null where none ever does. */
    private readonly insiders: Sql | null,
  ) {
    super();
  }

  override async wake(tx: Tx, closed: ClosedTogether): Promise<readonly number[]> {
    const [outside, inside] = await Promise.all([this.wakeClosed(tx, closed), this.wakeForming(tx, closed)]);
    return [...new Set([...outside, ...inside])];
  }

  override async due(shard: number, limit: number): Promise<readonly Wake[]> {
    const { rows } = await this.pool.query<WakeRow>(sql`
      SELECT venue, symbol, timeframe, shard, candle_end, candle, finest, step, correlation_id, closed_at
      FROM ${this.table('wake')} WHERE shard = ${shard}
      ORDER BY candle_end, array_position(${[...TIMEFRAMES]}::text[], timeframe), venue, symbol LIMIT ${limit}`);
    return rows.map(wakeOf);
  }

  override async waitingShards(): Promise<readonly number[]> {
    const { rows } = await this.pool.query<{ shard: number }>(
      sql`SELECT DISTINCT shard FROM ${this.table('wake')}`,
    );
    return rows.map(({ shard }) => shard);
  }

  override async moved(known: readonly KnownMembers[]): Promise<ReadonlyMap<number, Moved>> {
    if (known.length === 0) return new Map();
    const column = <T>(value: (series: SeriesKey) => T): T[] => known.map(({ series }) => value(series));
    // A mark is every version that a member has: whatever changes one of them makes it another one.
    const { rows } = await this.pool.query<MovedRow>(sql`
      WITH series AS (
        SELECT * FROM unnest(${column(({ venue }) => venue)}::text[], ${column(({ symbol }) => symbol)}::text[],
                             ${column(({ timeframe }) => timeframe)}::text[], ${known.map(linesOf)}::text[])
          WITH ORDINALITY AS s(venue, symbol, timeframe, known, place)),
      known AS (
        SELECT place, split_part(line, E'\\t', 1) AS id, split_part(line, E'\\t', 2) AS mark
        FROM series, string_to_table(known, E'\\n') AS line WHERE known <> ''),
      member AS (
        SELECT s.place, i.id, i.account_id, i.epoch, i.settings_version AS wanted, k.settings_version, k.version,
               k.last_decided, h.halted,
               concat_ws(' ', k.version, k.settings_version, i.settings_version, i.epoch, h.halted) AS mark
        FROM series s
        JOIN ${this.table('instance')} i ON i.venue = s.venue AND i.symbol = s.symbol AND i.timeframe = s.timeframe
          AND i.shard = ${known[0]!.series.shard} AND ${GOES_ON}
        JOIN ${this.table('kernel_state')} k ON k.instance_id = i.id
        CROSS JOIN LATERAL (SELECT EXISTS (
          SELECT 1 FROM ${this.table('halt')} h
          WHERE h.user_id = i.user_id AND h.account_id IN ('', i.account_id)) AS halted) h)
      SELECT place, id, m.mark, m.account_id, m.epoch, m.wanted, m.settings_version, m.version, m.last_decided, m.halted
      FROM member m FULL JOIN known USING (place, id)
      WHERE m.mark IS DISTINCT FROM known.mark ORDER BY place, id`);
    return movedIn(rows);
  }

  override async bindings(instanceIds: readonly string[]): Promise<readonly Binding[]> {
    const { rows } = await this.pool.query<{
      id: string;
      epoch: number;
      settings_version: number;
      settings: JsonObject;
      terms: Terms;
    }>(sql`
      SELECT i.id, i.epoch, k.settings_version, k.settings, k.terms FROM ${this.table('kernel_state')} k
      JOIN ${this.table('instance')} i ON i.id = k.instance_id WHERE k.instance_id = ANY (${[...instanceIds]}::text[])`);
    return rows.map(({ id, epoch, settings_version, settings, terms }) => ({
      id,
      epoch,
      settingsVersion: settings_version,
      settings,
      terms,
    }));
  }

  override async states(instanceIds: readonly string[]): Promise<readonly StoredState[]> {
    const { rows } = await this.pool.query<{ id: string; version: string; state: object }>(sql`
      SELECT instance_id AS id, version, state FROM ${this.table('kernel_state')}
      WHERE instance_id = ANY (${[...instanceIds]}::text[])`);
    return rows.map(({ id, version, state }) => ({ id, version: Number(version), state }));
  }

  override async indicators(series: readonly SeriesKey[]): Promise<readonly StoredIndicators[]> {
    if (series.length === 0) return [];
    const { rows } = await this.pool.query<IndicatorRow>(sql`
      SELECT s.place, i.name, i.length, i.candle_open, i.snapshot
      FROM unnest(${series.map(({ venue }) => venue)}::text[], ${series.map(({ symbol }) => symbol)}::text[],
                  ${series.map(({ timeframe }) => timeframe)}::text[])
        WITH ORDINALITY AS s(venue, symbol, timeframe, place)
      JOIN ${this.table('indicator')} i ON i.venue = s.venue AND i.symbol = s.symbol AND i.timeframe = s.timeframe
        AND i.shard = ${series[0]!.shard} ORDER BY s.place`);
    return series.flatMap((key, index) => {
      const snapshots = rows.filter(({ place }) => Number(place) === index + 1).map(snapshotOf);
      return snapshots.length === 0 ? [] : [{ series: key, snapshots }];
    });
  }

  override async begin(tx: Tx, wakes: readonly Wake[], { shard, owner, fence }: Lease): Promise<boolean> {
    // The lease's row stays locked against a change of owner; as the only holder writes here, the wakes need no lock.
    const [row] = await pg(tx).query<{ waiting: string; passed: string }>(sql`
      SELECT w.waiting, w.passed
      FROM ${this.table('lease')} l
      CROSS JOIN LATERAL (SELECT count(*) AS waiting, count(*) FILTER (WHERE ${this.isPassed()}) AS passed
                          FROM ${this.table('wake')} w WHERE ${wakesAre(wakes)}) w
      WHERE l.shard = ${shard} AND l.owner = ${owner} AND l.fence = ${fence} AND l.expires_at > now() FOR SHARE OF l`);
    if (row === undefined) throw new FenceLost();
    if (Number(row.passed) > 0)
      await pg(tx).execute(
        sql`DELETE FROM ${this.table('wake')} w WHERE ${wakesAre(wakes)} AND ${this.isPassed()}`,
      );
    return Number(row.waiting) === wakes.length && Number(row.passed) === 0;
  }

  override async lock(
    tx: Tx,
    instanceIds: readonly string[],
    candleEnd: EpochMs,
    known: ReadonlyMap<string, number>,
  ): Promise<readonly Deciding[]> {
    const rows = await pg(tx).query<DecidingRow>(sql`
      SELECT i.*, k.version, k.settings_version AS pinned_version,
             CASE WHEN k.version = m.version THEN NULL ELSE k.state END AS kernel_state,
             EXISTS (SELECT 1 FROM ${this.table('halt')} h
                     WHERE h.user_id = i.user_id AND h.account_id IN ('', i.account_id)) AS halted
      FROM unnest(${[...instanceIds]}::text[], ${instanceIds.map((id) => known.get(id) ?? 0)}::bigint[]) AS m(id, version)
      JOIN ${this.table('instance')} i ON i.id = m.id
      JOIN ${this.table('kernel_state')} k ON k.instance_id = i.id
      WHERE ${GOES_ON} AND (k.last_decided IS NULL OR k.last_decided < ${new Date(candleEnd)})
      ORDER BY i.id FOR UPDATE OF i, k`);
    return rows.map((row) => this.deciding(row));
  }

  override async saveStates(
    tx: Tx,
    lease: Lease,
    candleEnd: EpochMs,
    changes: readonly StateChange[],
  ): Promise<void> {
    if (changes.length === 0) return;
    const pinned = changes.map((change) => change.pinned);
    const written = await pg(tx).execute(sql`
      UPDATE ${this.table('kernel_state')} k
      SET state = c.state::jsonb, version = k.version + 1, last_decided = ${new Date(candleEnd)},
          settings = coalesce(c.settings::jsonb, k.settings),
          settings_version = coalesce(c.settings_version, k.settings_version)
      FROM unnest(${changes.map(({ instanceId }) => instanceId)}::text[],
                  ${changes.map(({ state }) => JSON.stringify(state))}::text[],
                  ${changes.map(({ version }) => version)}::bigint[],
                  ${pinned.map((one) => (one === null ? null : JSON.stringify(one.settings)))}::text[],
                  ${pinned.map((one) => one?.version ?? null)}::int[])
           AS c(instance_id, state, version, settings, settings_version)
      WHERE k.instance_id = c.instance_id AND k.version = c.version
        AND EXISTS (SELECT 1 FROM ${this.table('lease')} WHERE shard = ${lease.shard} AND owner = ${lease.owner}
                    AND fence = ${lease.fence} AND expires_at > now())`);
    if (written !== changes.length) throw new FenceLost();
    const edited = changes.filter((change) => change.pinned !== null);
    if (edited.length === 0) return;
    await pg(tx).execute(sql`
      UPDATE ${this.table('instance')} i SET epoch = e.epoch
      FROM unnest(${edited.map(({ instanceId }) => instanceId)}::text[],
                  ${edited.map((change) => change.pinned!.epoch)}::int[]) AS e(id, epoch)
      WHERE i.id = e.id`);
  }

  override async addChapters(tx: Tx, chapters: readonly NewChapter[]): Promise<void> {
    if (chapters.length > 0) await pg(tx).execute(insertChapters(this.schema, chapters));
  }

  override async addDecisions(tx: Tx, decisions: readonly NewDecision[]): Promise<void> {
    if (decisions.length === 0) return;
    const column = <T>(value: (decision: NewDecision) => T): T[] => decisions.map(value);
    await pg(tx).execute(sql`
      INSERT INTO ${this.table('decision')} (instance_id, timeframe, candle_open, decided_at, correlation_id, epoch,
        settings_version, acted, evaluations, effects, stored_at)
      SELECT d.instance_id, d.timeframe, d.candle_open, d.decided_at, d.correlation_id, d.epoch, d.settings_version,
        d.acted, d.evaluations::jsonb, d.effects::jsonb, now()
      FROM unnest(${column(({ instanceId }) => instanceId)}::text[], ${column(({ candle }) => candle.timeframe)}::text[],
                  ${column(({ candle }) => new Date(candle.open))}::timestamptz[],
                  ${column(({ wake }) => new Date(wake.candleEnd))}::timestamptz[],
                  ${column(({ wake }) => wake.correlationId)}::text[], ${column(({ epoch }) => epoch)}::int[],
                  ${column(({ settingsVersion }) => settingsVersion)}::int[], ${column(({ acted }) => acted)}::boolean[],
                  ${column(({ evaluations }) => evaluations)}::text[],
                  ${column(({ effects }) => effects)}::text[])
           AS d(instance_id, timeframe, candle_open, decided_at, correlation_id, epoch, settings_version, acted,
                evaluations, effects)
      JOIN ${this.table('instance')} i ON i.id = d.instance_id
      ON CONFLICT DO NOTHING`);
  }

  override async nameStates(tx: Tx, names: readonly StateName[]): Promise<void> {
    if (names.length === 0) return;
    await pg(tx).execute(sql`
      UPDATE ${this.table('instance')} i SET state = n.state, state_reason = n.reason, ended_at = n.ended_at
      FROM unnest(${names.map(({ instanceId }) => instanceId)}::text[], ${names.map(({ state }) => state)}::text[],
                  ${names.map(({ reason }) => reason)}::text[],
                  ${names.map(({ endedAt }) => (endedAt === null ? null : new Date(endedAt)))}::timestamptz[])
           AS n(id, state, reason, ended_at)
      WHERE i.id = n.id`);
  }

  override finish(tx: Tx, decided: readonly DecidedSeries[]): void {
    const wakes = decided.map(({ wake }) => wake);
    const column = <T>(value: (wake: Wake) => T): T[] => wakes.map(value);
    const kept = decided.flatMap(({ wake, snapshots }) => snapshots.map((snapshot) => ({ wake, snapshot })));
    const { shard } = wakes[0]!;
    pg(tx).withCommit(sql`
      WITH gone AS (DELETE FROM ${this.table('wake')} w WHERE ${wakesAre(wakes)}),
      kept AS (
        INSERT INTO ${this.table('indicator')} (venue, symbol, timeframe, shard, name, length, candle_open, snapshot)
        SELECT s.venue, s.symbol, s.timeframe, ${shard}, s.name, s.length, s.candle_open, s.snapshot::jsonb
        FROM unnest(${kept.map(({ wake }) => wake.venue)}::text[], ${kept.map(({ wake }) => wake.symbol)}::text[],
                    ${kept.map(({ wake }) => wake.timeframe)}::text[],
                    ${kept.map(({ snapshot }) => snapshot.name)}::text[],
                    ${kept.map(({ snapshot }) => snapshot.length)}::int[],
                    ${kept.map(({ snapshot }) => new Date(snapshot.candleOpen))}::timestamptz[],
                    ${kept.map(({ snapshot }) => textOf(snapshot))}::text[])
             AS s(venue, symbol, timeframe, name, length, candle_open, snapshot)
        ON CONFLICT (venue, symbol, timeframe, shard, name, length)
        DO UPDATE SET candle_open = excluded.candle_open, snapshot = excluded.snapshot)
      INSERT INTO ${this.table('series')} (venue, symbol, timeframe, shard, decided, close, decided_at)
      SELECT c.venue, c.symbol, c.timeframe, ${shard}, c.decided, c.close, now()
      FROM unnest(${column(({ venue }) => venue)}::text[], ${column(({ symbol }) => symbol)}::text[],
                  ${column(({ timeframe }) => timeframe)}::text[],
                  ${column(({ candleEnd }) => new Date(candleEnd))}::timestamptz[],
                  ${column(({ candle }) => candle.close)}::text[]) AS c(venue, symbol, timeframe, decided, close)
      ON CONFLICT (venue, symbol, timeframe, shard) DO UPDATE
      SET decided = excluded.decided, close = excluded.close, decided_at = excluded.decided_at`);
  }

  private async wakeClosed(tx: Tx, closed: ClosedTogether): Promise<readonly number[]> {
    const { venue, end, candles, step, correlationId, closedAt } = closed;
    const rows = await pg(tx).query<{ shard: number }>(sql`
      INSERT INTO ${this.table('wake')}
        (venue, symbol, timeframe, shard, candle_end, candle, finest, step, correlation_id, closed_at)
      SELECT ${venue}, c.symbol, c.timeframe, i.shard, ${new Date(end)}, c.candle::jsonb, ${closed.finest ?? null}, ${step}::bigint,
             ${correlationId}, ${new Date(closedAt)}
      FROM unnest(${candles.map(({ symbol }) => symbol)}::text[], ${candles.map(({ timeframe }) => timeframe)}::text[],
                  ${candles.map(({ candle }) => JSON.stringify(candle))}::text[]) AS c(symbol, timeframe, candle)
      JOIN (SELECT DISTINCT i.symbol, i.timeframe, i.shard FROM ${this.table('instance')} i
            WHERE i.venue = ${venue} AND ${GOES_ON}) i
        ON i.symbol = c.symbol AND i.timeframe = c.timeframe
      WHERE NOT EXISTS (
        SELECT 1 FROM ${this.table('series')} s
        WHERE s.venue = ${venue} AND s.symbol = c.symbol AND s.timeframe = c.timeframe AND s.shard = i.shard
          AND s.decided >= ${new Date(end)})
      ON CONFLICT DO NOTHING RETURNING shard`);
    return rows.map(({ shard }) => shard);
  }

  /** The finest candles for those that decide inside a candle which goes on. */
  private async wakeForming(tx: Tx, closed: ClosedTogether): Promise<readonly number[]> {
    const { venue, end, candles, finest, step, correlationId, closedAt } = closed;
    const timeframes = finest === undefined ? [] : formingAt(end, finest);
    if (this.insiders === null || timeframes.length === 0) return [];
    const own = candles.filter(({ timeframe }) => timeframe === finest);
    const rows = await pg(tx).query<{ shard: number }>(sql`
      INSERT INTO ${this.table('wake')}
        (venue, symbol, timeframe, shard, candle_end, candle, finest, step, correlation_id, closed_at)
      SELECT ${venue}, c.symbol, i.timeframe, i.shard, ${new Date(end)}, c.candle::jsonb, ${finest}, ${step}::bigint,
             ${correlationId}, ${new Date(closedAt)}
      FROM unnest(${own.map(({ symbol }) => symbol)}::text[],
                  ${own.map(({ candle }) => JSON.stringify(candle))}::text[]) AS c(symbol, candle)
      JOIN (SELECT DISTINCT i.symbol, i.timeframe, i.shard FROM ${this.table('instance')} i
            WHERE i.venue = ${venue} AND ${GOES_ON} AND ${this.insiders}
              AND i.timeframe = ANY (${[...timeframes]}::text[])) i ON i.symbol = c.symbol
      WHERE NOT EXISTS (
        SELECT 1 FROM ${this.table('series')} s
        WHERE s.venue = ${venue} AND s.symbol = c.symbol AND s.timeframe = i.timeframe AND s.shard = i.shard
          AND s.decided >= ${new Date(end)})
      ON CONFLICT DO NOTHING RETURNING shard`);
    return rows.map(({ shard }) => shard);
  }

  /** The series of the wake `w` is decided as far already. */
  private isPassed(): Sql {
    return sql`EXISTS (
      SELECT 1 FROM ${this.table('series')} s
      WHERE s.venue = w.venue AND s.symbol = w.symbol AND s.timeframe = w.timeframe AND s.shard = w.shard
        AND s.decided >= w.candle_end)`;
  }

  private table(name: string): Sql {
    return raw(`${this.schema}.${name}`);
  }

  private deciding(row: DecidingRow): Deciding {
    return {
      instance: {
        id: row.id,
        userId: row.user_id,
        strategy: this.kind,
        name: row.name,
        accountId: row.account_id,
        venue: row.venue,
        symbol: row.symbol,
        timeframe: row.timeframe as Timeframe,
        state: row.state as InstanceState,
        stateReason: null,
        settings: row.settings,
        settingsVersion: row.settings_version,
        epoch: row.epoch,
        lastDecidedAt: null,
        createdAt: epochMs(row.created_at.getTime()),
        shard: row.shard,
        endedAt: null,
      },
      version: Number(row.version),
      state: row.kernel_state,
      pinnedVersion: row.pinned_version,
      halted: row.halted,
    };
  }
}
