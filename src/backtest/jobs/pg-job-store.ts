import { inTransaction } from '../../shared/platform/persistence/in-transaction.js';
import type { Database } from '../../shared/platform/persistence/database.js';
import { empty, sql, type Sql } from '../../shared/platform/persistence/sql.js';
import { epochMs, type EpochMs } from '../../shared/pure/time/epoch.js';
import type { Job, JobError, JobOutcome, JobProgress, JobRequest, JobStatus } from './job.js';
import { JobStore, type HeldJob, type JobPlace, type NewJob } from './job-store.port.js';

interface JobRow {
  readonly id: string;
  readonly user_id: string;
  readonly request: JobRequest;
  readonly status: JobStatus;
  readonly phase: JobProgress['phase'];
  readonly done: string;
  readonly total: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly outcome: JobOutcome | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
}

const COLUMNS = sql`id, user_id, request, status, phase, done, total, error_code, error_message, outcome, created_at,
  started_at, finished_at`;

/** Nobody but the holder of the newest fence writes about a job, and only while it runs. */
const isOurs = ({ id, fence }: HeldJob): Sql => sql`id = ${id} AND fence = ${fence} AND status = 'running'`;

const leasedFor = (leaseMs: number): Sql => sql`now() + ${leaseMs} * interval '1 millisecond'`;

/** Jobs in the schema `backtest`, on the pool that answers people. */
export class PgJobStore extends JobStore {
  private readonly pool: ReturnType<Database['pool']>;

  constructor(database: Database) {
    super();
    this.pool = database.pool('api');
  }

  override add({ id, userId, requestKey, request, createdAt }: NewJob, most: number): Promise<Job | null> {
    return inTransaction(this.pool, async (client) => {
      // Two requests of one person at once would both find room for the last job.
      await client.query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`backtest ${userId}`}, 0))`);
      const known = await client.query<JobRow>(sql`
        SELECT ${COLUMNS} FROM backtest.job WHERE user_id = ${userId} AND request_key = ${requestKey}`);
      if (known.rows[0] !== undefined) return jobOf(known.rows[0]);
      const { rows } = await client.query<JobRow>(sql`
        INSERT INTO backtest.job (id, user_id, request_key, request, status, phase, done, fence, attempts, created_at)
        SELECT ${id}, ${userId}, ${requestKey}::text, ${JSON.stringify(request)}::jsonb, 'queued', 'waiting', 0, 0, 0,
               ${new Date(createdAt)}::timestamptz
        WHERE (SELECT count(*) FROM backtest.job WHERE user_id = ${userId} AND status IN ('queued', 'running')) < ${most}
        RETURNING ${COLUMNS}`);
      return rows[0] === undefined ? null : jobOf(rows[0]);
    });
  }

  override async find(userId: string, id: string): Promise<Job | null> {
    const { rows } = await this.pool.query<JobRow>(
      sql`SELECT ${COLUMNS} FROM backtest.job WHERE id = ${id} AND user_id = ${userId}`,
    );
    return rows[0] === undefined ? null : jobOf(rows[0]);
  }

  override async list(userId: string, after: JobPlace | null, limit: number): Promise<readonly Job[]> {
    const behind =
      after === null
        ? empty
        : sql`AND (created_at, id) < (${new Date(after.createdAt)}::timestamptz, ${after.id})`;
    const { rows } = await this.pool.query<JobRow>(sql`
      SELECT ${COLUMNS} FROM backtest.job WHERE user_id = ${userId} ${behind}
      ORDER BY created_at DESC, id DESC LIMIT ${limit}`);
    return rows.map(jobOf);
  }

  override async page(userId: string, id: string): Promise<Buffer | null> {
    const { rows } = await this.pool.query<{ html: Buffer }>(sql`
      SELECT html FROM backtest.report JOIN backtest.job ON job.id = report.job_id
      WHERE job.id = ${id} AND job.user_id = ${userId}`);
    return rows[0]?.html ?? null;
  }

  override async remove(userId: string, id: string): Promise<boolean> {
    const mine = sql`id = ${id} AND user_id = ${userId}`;
    const cancelled = await this.pool.query(sql`
      UPDATE backtest.job SET status = 'cancelled', phase = 'finished', leased_until = NULL, finished_at = now()
      WHERE ${mine} AND status IN ('queued', 'running')`);
    if (cancelled.rowCount === 1) return true;
    const deleted = await this.pool.query(sql`DELETE FROM backtest.job WHERE ${mine}`);
    return deleted.rowCount === 1;
  }

  override async claim(leaseMs: number): Promise<HeldJob | null> {
    const { rows } = await this.pool.query<
      Pick<JobRow, 'id' | 'request'> & { fence: string; attempts: number }
    >(sql`
      UPDATE backtest.job
      SET status = 'running', phase = 'reading', done = 0, total = NULL, fence = fence + 1, attempts = attempts + 1,
          leased_until = ${leasedFor(leaseMs)}, started_at = coalesce(started_at, now())
      WHERE id = (
        SELECT id FROM backtest.job
        WHERE status IN ('queued', 'running') AND (leased_until IS NULL OR leased_until <= now())
        ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, request, fence, attempts`);
    const row = rows[0];
    return row === undefined ? null : { ...row, fence: Number(row.fence) };
  }

  override async progressed(
    job: HeldJob,
    { phase, done, total }: JobProgress,
    leaseMs: number,
  ): Promise<boolean> {
    const { rowCount } = await this.pool.query(sql`
      UPDATE backtest.job SET phase = ${phase}, done = ${done}, total = ${total}, leased_until = ${leasedFor(leaseMs)}
      WHERE ${isOurs(job)}`);
    return rowCount === 1;
  }

  override async release(job: HeldJob): Promise<void> {
    await this.pool.query(sql`
      UPDATE backtest.job
      SET status = 'queued', phase = 'waiting', done = 0, total = NULL, leased_until = NULL, attempts = attempts - 1
      WHERE ${isOurs(job)}`);
  }

  override async finish(job: HeldJob, outcome: JobOutcome, page: Uint8Array): Promise<void> {
    await this.pool.query(sql`
      WITH finished AS (
        UPDATE backtest.job
        SET status = 'done', phase = 'finished', leased_until = NULL, finished_at = now(),
            outcome = ${JSON.stringify(outcome)}::jsonb
        WHERE ${isOurs(job)} RETURNING id)
      INSERT INTO backtest.report (job_id, html) SELECT id, ${Buffer.from(page)}::bytea FROM finished`);
  }

  override async fail(job: HeldJob, { code, message }: JobError): Promise<void> {
    await this.pool.query(sql`
      UPDATE backtest.job
      SET status = 'failed', phase = 'finished', leased_until = NULL, finished_at = now(),
          error_code = ${code}, error_message = ${message}
      WHERE ${isOurs(job)}`);
  }
}

const jobOf = (row: JobRow): Job => ({
  id: row.id,
  userId: row.user_id,
  request: row.request,
  status: row.status,
  progress: {
    phase: row.phase,
    done: Number(row.done),
    total: row.total === null ? null : Number(row.total),
  },
  error:
    row.error_code === null ? null : { code: row.error_code, message: row.error_message ?? row.error_code },
  outcome: row.outcome,
  createdAt: timeOf(row.created_at)!,
  startedAt: timeOf(row.started_at),
  finishedAt: timeOf(row.finished_at),
});

const timeOf = (date: Date | null): EpochMs | null => (date === null ? null : epochMs(date.getTime()));
