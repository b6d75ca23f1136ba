import sql, { raw } from 'sql-template-tag';
import type { Envelope } from '../../../pure/messages/envelope.js';
import type { CorrelationId, MessageId, UserId } from '../../../pure/ids.js';
import { epochMs } from '../../../pure/time/epoch.js';
import type { PgTx } from '../../persistence/pg-tx.js';
import { schemaOf } from './outbox.js';

const BATCH = 64;

/** When a failed message is tried again: twice as long after each attempt, until it is dead. */
export interface RetryPolicy {
  readonly maxAttempts: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

export const DEFAULT_RETRIES: RetryPolicy = { maxAttempts: 8, firstMs: 100, lastMs: 30_000 };

interface InboxRow {
  readonly message_id: string;
  readonly source: string;
  readonly key: string;
  readonly seq: string;
  readonly type: string;
  readonly data: object;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly user_id: string | null;
  readonly step: string | null;
  readonly recorded_at: Date;
  readonly attempts: number;
}

/** Hands one message to its handler. @throws what the handler throws. */
export type Dispatch = (envelope: Envelope, data: object, tx: PgTx) => Promise<void>;

export interface Failure {
  readonly envelope: Envelope;
  readonly error: unknown;
  readonly attempts: number;
  /** True when it will not be tried again without a person: its key waits behind it. */
  readonly dead: boolean;
}

export interface Processed {
  readonly done: number;
  readonly failures: readonly Failure[];
  readonly more: boolean;
}

/**
 * Handles one batch of a module's inbox inside `tx` as a whole, which is what nearly every batch comes to.
 * @throws what the first handler that failed has thrown; then nothing of the batch may stay, and `processApart` tells which.
 */
export async function processTogether(
  tx: PgTx,
  module: string,
  types: readonly string[],
  dispatch: Dispatch,
): Promise<Processed> {
  const rows = await claim(tx, module, types);
  for (const row of rows) await dispatch(envelopeOf(row), row.data, tx);
  finish(
    tx,
    module,
    rows.map((row) => row.message_id),
  );
  return { done: rows.length, failures: [], more: rows.length === BATCH };
}

/**
 * Handles one batch of a module's inbox inside `tx`. Each message is a part of its own: one that fails is undone, counted
 * and tried again later; what stands behind it in its key waits, other keys go on. After the last attempt it is dead: kept,
 * visible, and its key parked until somebody retries it, because skipping a fact about money is not ours to decide.
 */
export async function processApart(
  tx: PgTx,
  module: string,
  types: readonly string[],
  dispatch: Dispatch,
  retries: RetryPolicy = DEFAULT_RETRIES,
): Promise<Processed> {
  const rows = await claim(tx, module, types);
  const parked = new Set<string>();
  const done: string[] = [];
  const failures: Failure[] = [];
  for (const row of rows) {
    const place = `${row.source}\n${row.key}`;
    if (parked.has(place)) continue;
    const envelope = envelopeOf(row);
    try {
      await tx.part(() => dispatch(envelope, row.data, tx));
      done.push(row.message_id);
    } catch (error) {
      parked.add(place);
      failures.push(await fail(tx, module, { envelope, error, attempts: row.attempts + 1 }, retries));
    }
  }
  finish(tx, module, done);
  return { done: done.length, failures, more: rows.length === BATCH };
}

function finish(tx: PgTx, module: string, done: readonly string[]): void {
  if (done.length === 0) return;
  tx.withCommit(sql`
    UPDATE ${raw(schemaOf(module))}.inbox SET done_at = now() WHERE message_id = ANY (${[...done]}::text[])`);
}

async function claim(tx: PgTx, module: string, types: readonly string[]): Promise<InboxRow[]> {
  const schema = raw(schemaOf(module));
  return tx.query<InboxRow>(sql`
    WITH batch AS MATERIALIZED (
      SELECT * FROM ${schema}.inbox i
      WHERE done_at IS NULL AND dead_at IS NULL AND (next_attempt_at IS NULL OR next_attempt_at <= now())
        AND type = ANY (${[...types]}::text[])
        AND NOT EXISTS (
          SELECT 1 FROM ${schema}.inbox parked
          WHERE parked.source = i.source AND parked.key = i.key AND parked.seq < i.seq AND parked.done_at IS NULL
            AND (parked.dead_at IS NOT NULL OR parked.next_attempt_at > now())
        )
      ORDER BY position LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    )
    SELECT * FROM batch b
    WHERE NOT EXISTS (
      SELECT 1 FROM ${schema}.inbox older
      WHERE older.source = b.source AND older.key = b.key AND older.seq < b.seq AND older.done_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM batch WHERE batch.message_id = older.message_id)
    )
    ORDER BY position`);
}

async function fail(
  tx: PgTx,
  module: string,
  failed: Omit<Failure, 'dead'>,
  { maxAttempts, firstMs, lastMs }: RetryPolicy,
): Promise<Failure> {
  const { envelope, error, attempts } = failed;
  const dead = attempts >= maxAttempts;
  const retryMs = Math.min(firstMs * 2 ** (attempts - 1), lastMs);
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // When the connection itself broke, this throws and the whole batch is undone: that was no attempt of the message's.
  await tx.execute(sql`
    UPDATE ${raw(schemaOf(module))}.inbox
    SET attempts = ${attempts}, last_error = ${reason.slice(0, 500)},
        next_attempt_at = CASE WHEN ${dead} THEN NULL ELSE now() + ${retryMs} * interval '1 millisecond' END,
        dead_at = CASE WHEN ${dead} THEN now() END
    WHERE message_id = ${envelope.id}`);
  return { ...failed, dead };
}

function envelopeOf(row: InboxRow): Envelope {
  return {
    id: row.message_id as MessageId,
    type: row.type,
    source: row.source,
    key: row.key,
    seq: Number(row.seq),
    recordedAt: epochMs(row.recorded_at.getTime()),
    correlationId: row.correlation_id as CorrelationId,
    causationId: row.causation_id as MessageId | null,
    userId: row.user_id as UserId | null,
    step: row.step === null ? null : Number(row.step),
  };
}
