import type { Pool } from 'pg';
import type { Candle } from '../../../pure/market/candle.js';
import type { JsonObject } from '../../../pure/json.js';
import type { InstanceState, StrategyKind } from '../../../pure/strategy/instance.js';
import { epochMs, type EpochMs } from '../../../pure/time/epoch.js';
import { TIMEFRAME_MS, type Timeframe } from '../../../pure/time/timeframe.js';
import { pg } from '../../persistence/pg-tx.js';
import { raw, sql, type Sql } from '../../persistence/sql.js';
import type { Tx } from '../../persistence/unit-of-work.port.js';
import {
  DecisionStore,
  type Binding,
  type ClosedTogether,
  type Deciding,
  type Member,
  type NewDecision,
  type StateChange,
  type StateName,
  type Wake,
} from '../decision-store.port.js';
import type { IndicatorName, IndicatorSnapshot } from '../indicator-memory.js';
import type { SeriesKey, Terms } from '../instance.js';
import { GOES_ON } from './pg-instance-store.js';
import { FenceLost, type Lease } from '../../leases/shard-leases.port.js';

interface WakeRow {
  readonly venue: string;
  readonly symbol: string;
  readonly timeframe: string;
  readonly shard: number;
  readonly candle_end: Date;
  readonly candle: Candle;
  readonly step: string | null;
  readonly correlation_id: string;
  readonly closed_at: Date;
}

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
  ) {
    super();
  }

  override async wake(tx: Tx, closed: ClosedTogether): Promise<readonly number[]> {
    const { venue, end, candles, step, correlationId, closedAt } = closed;
    const rows = await pg(tx).query<{ shard: number }>(sql`
      INSERT INTO ${this.table('wake')}
        (venue, symbol, timeframe, shard, candle_end, candle, step, correlation_id, closed_at)
      SELECT ${venue}, c.symbol, c.timeframe, i.shard, ${new Date(end)}, c.candle::jsonb, ${step}::bigint,
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
    return [...new Set(rows.map(({ shard }) => shard))];
  }

  override async due(shard: number, limit: number): Promise<readonly Wake[]> {
    const { rows } = await this.pool.query<WakeRow>(sql`
      SELECT venue, symbol, timeframe, shard, candle_end, candle, step, correlation_id, closed_at
      FROM ${this.table('wake')} WHERE shard = ${shard} ORDER BY candle_end, venue, symbol LIMIT ${limit}`);
    const wakes = rows.map(wakeOf);
    return wakes.sort(
      (a, b) => a.candleEnd - b.candleEnd || TIMEFRAME_MS[a.timeframe] - TIMEFRAME_MS[b.timeframe],
    );
  }

  override async waitingShards(): Promise<readonly number[]> {
    const { rows } = await this.pool.query<{ shard: number }>(
      sql`SELECT DISTINCT shard FROM ${this.table('wake')}`,
    );
    return rows.map(({ shard }) => shard);
  }

  override async members({ venue, symbol, timeframe, shard }: SeriesKey): Promise<readonly Member[]> {
    const { rows } = await this.pool.query<{
      id: string;
      account_id: string;
      epoch: number;
      settings_version: number;
    }>(sql`
      SELECT i.id, i.account_id, i.epoch, k.settings_version FROM ${this.table('instance')} i
      JOIN ${this.table('kernel_state')} k ON k.instance_id = i.id
      WHERE i.venue = ${venue} AND i.symbol = ${symbol} AND i.timeframe = ${timeframe} AND i.shard = ${shard}
        AND ${GOES_ON}
      ORDER BY i.id`);
    return rows.map(({ id, account_id, epoch, settings_version }) => ({
      id,
      accountId: account_id,
      epoch,
      settingsVersion: settings_version,
    }));
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

  override async indicators(series: SeriesKey): Promise<readonly IndicatorSnapshot[]> {
    const { venue, symbol, timeframe, shard } = series;
    const { rows } = await this.pool.query<{
      name: string;
      length: number;
      candle_open: Date;
      snapshot: Pick<IndicatorSnapshot, 'memory' | 'value' | 'previous'>;
    }>(sql`
      SELECT name, length, candle_open, snapshot FROM ${this.table('indicator')}
      WHERE venue = ${venue} AND symbol = ${symbol} AND timeframe = ${timeframe} AND shard = ${shard}`);
    return rows.map(({ name, length, candle_open, snapshot }) => ({
      name: name as IndicatorName,
      length,
      candleOpen: epochMs(candle_open.getTime()),
      ...snapshot,
    }));
  }

  override async begin(tx: Tx, wake: Wake, { shard, owner, fence }: Lease): Promise<boolean> {
    // The lease's row stays locked against a change of owner; as the only holder writes here, the wake needs no lock.
    const [row] = await pg(tx).query<{ waiting: boolean }>(sql`
      SELECT EXISTS (SELECT 1 FROM ${this.table('wake')} WHERE ${wakeIs(wake)}) AS waiting
      FROM ${this.table('lease')} l
      WHERE l.shard = ${shard} AND l.owner = ${owner} AND l.fence = ${fence} AND l.expires_at > now() FOR SHARE OF l`);
    if (row === undefined) throw new FenceLost();
    return row.waiting;
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

  override async addDecisions(tx: Tx, wake: Wake, decisions: readonly NewDecision[]): Promise<void> {
    if (decisions.length === 0) return;
    const column = <T>(value: (decision: NewDecision) => T): T[] => decisions.map(value);
    await pg(tx).execute(sql`
      INSERT INTO ${this.table('decision')} (instance_id, timeframe, candle_open, decided_at, correlation_id, epoch,
        settings_version, acted, evaluations, effects, stored_at)
      SELECT d.instance_id, ${wake.timeframe}, ${new Date(wake.candle.openTime)}, ${new Date(wake.candleEnd)},
        ${wake.correlationId}, d.epoch, d.settings_version, d.acted, d.evaluations::jsonb, d.effects::jsonb, now()
      FROM unnest(${column(({ instanceId }) => instanceId)}::text[], ${column(({ epoch }) => epoch)}::int[],
                  ${column(({ settingsVersion }) => settingsVersion)}::int[], ${column(({ acted }) => acted)}::boolean[],
                  ${column(({ evaluations }) => JSON.stringify(evaluations))}::text[],
                  ${column(({ effects }) => JSON.stringify(effects))}::text[])
           AS d(instance_id, epoch, settings_version, acted, evaluations, effects)
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

  override finish(tx: Tx, wake: Wake, indicators: readonly IndicatorSnapshot[]): void {
    const { venue, symbol, timeframe, shard } = wake;
    const column = <T>(value: (snapshot: IndicatorSnapshot) => T): T[] => indicators.map(value);
    const snapshots = column(({ memory, value, previous }) => JSON.stringify({ memory, value, previous }));
    pg(tx).withCommit(sql`
      WITH gone AS (DELETE FROM ${this.table('wake')} WHERE ${wakeIs(wake)}),
      kept AS (
        INSERT INTO ${this.table('indicator')} (venue, symbol, timeframe, shard, name, length, candle_open, snapshot)
        SELECT ${venue}, ${symbol}, ${timeframe}, ${shard}, s.name, s.length, s.candle_open, s.snapshot::jsonb
        FROM unnest(${column(({ name }) => name)}::text[], ${column(({ length }) => length)}::int[],
                    ${column(({ candleOpen }) => new Date(candleOpen))}::timestamptz[], ${snapshots}::text[])
             AS s(name, length, candle_open, snapshot)
        ON CONFLICT (venue, symbol, timeframe, shard, name, length)
        DO UPDATE SET candle_open = excluded.candle_open, snapshot = excluded.snapshot)
      INSERT INTO ${this.table('series')} (venue, symbol, timeframe, shard, decided, close, decided_at)
      VALUES (${venue}, ${symbol}, ${timeframe}, ${shard}, ${new Date(wake.candleEnd)}, ${wake.candle.close}, now())
      ON CONFLICT (venue, symbol, timeframe, shard) DO UPDATE
      SET decided = excluded.decided, close = excluded.close, decided_at = excluded.decided_at`);
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

const wakeIs = ({ venue, symbol, timeframe, shard, candleEnd }: Wake): Sql =>
  sql`venue = ${venue} AND symbol = ${symbol} AND timeframe = ${timeframe} AND shard = ${shard}
      AND candle_end = ${new Date(candleEnd)}`;

const wakeOf = (row: WakeRow): Wake => ({
  venue: row.venue,
  symbol: row.symbol,
  timeframe: row.timeframe as Timeframe,
  shard: row.shard,
  candleEnd: epochMs(row.candle_end.getTime()),
  candle: row.candle,
  step: row.step === null ? null : Number(row.step),
  correlationId: row.correlation_id,
  closedAt: epochMs(row.closed_at.getTime()),
});
