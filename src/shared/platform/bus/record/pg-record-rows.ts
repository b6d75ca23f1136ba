import type { Pool } from 'pg';
import sql, { empty, raw } from 'sql-template-tag';
import type { Envelope } from '../../../pure/messages/envelope.js';
import type { CorrelationId, MessageId, UserId } from '../../../pure/ids.js';
import { epochMs } from '../../../pure/time/epoch.js';
import type { Clock } from '../../clock/clock.port.js';
import type { Ids } from '../../clock/ids.port.js';
import type { PgTx } from '../../persistence/pg-tx.js';
import { PgUnitOfWork } from '../../persistence/pg-unit-of-work.js';
import type { RecordRoute } from '../on-record.js';
import { outboxStatement, schemaOf } from './outbox.js';
import {
  INBOX_BATCH,
  RecordRows,
  type ClaimedMessage,
  type CommitHooks,
  type FailedMessage,
  type Relayed,
  type Waiting,
} from './record-rows.port.js';
import { listenersOf, relayBatch } from './relay.js';
import { forget } from './retention.js';
import { scan } from './scanner.js';
import { subscribe } from './subscriptions.js';

export interface PgRecordRowsParts {
  /** Short transactions of the relays; a small pool, so that a flood of records cannot starve trading. */
  readonly relayPool: Pool;
  readonly tradePool: Pool;
  readonly ids: Ids;
  readonly clock: Clock;
}

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

/** The rows of the record lane in Postgres. */
export class PgRecordRows extends RecordRows<PgTx> {
  constructor(private readonly parts: PgRecordRowsParts) {
    super();
  }

  override unitOfWork(module: string, hooks: CommitHooks, pool: Pool = this.parts.tradePool): PgUnitOfWork {
    const { ids, clock } = this.parts;
    return new PgUnitOfWork({
      ...{ pool, ...hooks },
      outbox: (records) =>
        outboxStatement(module, records, { messageId: () => ids.next(), now: () => clock.now() }),
    });
  }

  override subscribe(module: string, routes: readonly RecordRoute[]): Promise<void> {
    return subscribe(this.parts.relayPool, module, routes);
  }

  override listeners(module: string): Promise<readonly string[]> {
    return listenersOf(this.parts.relayPool, module);
  }

  override relay(module: string, listeners: readonly string[]): Promise<Relayed> {
    return relayBatch(this.parts.relayPool, module, listeners);
  }

  override scan(modules: readonly string[]): Promise<readonly Waiting[]> {
    return scan(this.parts.relayPool, modules);
  }

  override forget(modules: readonly string[], olderThanMs: number): Promise<number> {
    return forget(this.parts.relayPool, modules, olderThanMs);
  }

  override async claim(
    tx: PgTx,
    module: string,
    types: readonly string[],
    except: readonly string[],
  ): Promise<readonly ClaimedMessage[]> {
    const schema = raw(schemaOf(module));
    // Left out where nothing is left to others, as nearly always.
    const taken = except.length === 0 ? empty : sql`AND message_id <> ALL (${[...except]}::text[])`;
    const isLeft = except.length === 0 ? empty : sql`OR parked.message_id = ANY (${[...except]}::text[])`;
    const rows = await tx.query<InboxRow>(sql`
      WITH batch AS MATERIALIZED (
        SELECT * FROM ${schema}.inbox i
        WHERE done_at IS NULL AND dead_at IS NULL AND (next_attempt_at IS NULL OR next_attempt_at <= now())
          AND type = ANY (${[...types]}::text[]) ${taken}
          AND NOT EXISTS (
            SELECT 1 FROM ${schema}.inbox parked
            WHERE parked.source = i.source AND parked.key = i.key AND parked.seq < i.seq AND parked.done_at IS NULL
              AND (parked.dead_at IS NOT NULL OR parked.next_attempt_at > now() ${isLeft})
          )
        ORDER BY position LIMIT ${INBOX_BATCH} FOR UPDATE SKIP LOCKED
      )
      SELECT * FROM batch b
      WHERE NOT EXISTS (
        SELECT 1 FROM ${schema}.inbox older
        WHERE older.source = b.source AND older.key = b.key AND older.seq < b.seq AND older.done_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM batch WHERE batch.message_id = older.message_id)
      )
      ORDER BY position`);
    return rows.map((row) => ({ envelope: envelopeOf(row), data: row.data, attempts: row.attempts }));
  }

  override async fail(
    tx: PgTx,
    module: string,
    { id, attempts, reason, retryInMs }: FailedMessage,
  ): Promise<void> {
    await tx.execute(sql`
      UPDATE ${raw(schemaOf(module))}.inbox
      SET attempts = ${attempts}, last_error = ${reason},
          next_attempt_at = now() + ${retryInMs}::int * interval '1 millisecond',
          dead_at = CASE WHEN ${retryInMs}::int IS NULL THEN now() END
      WHERE message_id = ${id}`);
  }

  override finish(tx: PgTx, module: string, ids: readonly string[]): void {
    if (ids.length === 0) return;
    tx.withCommit(sql`
      UPDATE ${raw(schemaOf(module))}.inbox SET done_at = now() WHERE message_id = ANY (${[...ids]}::text[])`);
  }
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
