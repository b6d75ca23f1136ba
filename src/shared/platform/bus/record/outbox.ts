import sql, { raw, type Sql } from 'sql-template-tag';
import { RecordCommand, type MessageClass } from '../../../pure/messages/message.js';
import type { EpochMs } from '../../../pure/time/epoch.js';
import type { Recorded } from '../../persistence/pg-tx.js';

/** Name of a module's Postgres schema. */
export const schemaOf = (module: string): string => module.replaceAll('-', '_');

export interface OutboxIds {
  messageId(): string;
  now(): EpochMs;
}

/**
 * The statement that writes messages into the module's outbox. Each key has a row that counts its messages; taking that row serialises
 * transactions on one key until they commit, so places within a key have no holes and commit in order. Keys are taken in
 * one order everywhere, so two transactions cannot wait for each other in a circle.
 */
export function outboxStatement(module: string, records: readonly Recorded[], ids: OutboxIds): Sql {
  const schema = raw(schemaOf(module));
  const lastPlace = new Map<string, number>();
  const places = records.map(({ message }) => {
    const place = (lastPlace.get(message.key) ?? 0) + 1;
    lastPlace.set(message.key, place);
    return place;
  });
  const recordedAt = new Date(ids.now());
  const column = <T>(value: (record: Recorded, index: number) => T): T[] => records.map(value);
  return sql`
    WITH message AS (
      SELECT * FROM unnest(
        ${column(() => ids.messageId())}::text[],
        ${column(({ message }) => message.key)}::text[],
        ${places}::bigint[],
        ${column(({ message }) => typeOf(message))}::text[],
        ${column(({ message }) => JSON.stringify(message.data))}::text[],
        ${column(({ context }) => context.correlationId)}::text[],
        ${column(({ context }) => context.causationId)}::text[],
        ${column(({ context }) => context.userId)}::text[],
        ${column(({ context }) => context.step)}::bigint[]
      ) WITH ORDINALITY AS m(id, key, place, type, data, correlation_id, causation_id, user_id, step, ordinal)
    ),
    counted AS (
      INSERT INTO ${schema}.outbox_key AS k (key, last_seq)
      SELECT key, count(*) FROM message GROUP BY key ORDER BY key
      ON CONFLICT (key) DO UPDATE SET last_seq = k.last_seq + excluded.last_seq
      RETURNING key, last_seq
    )
    INSERT INTO ${schema}.outbox
      (id, key, seq, type, data, correlation_id, causation_id, user_id, step, recorded_at)
    SELECT m.id, m.key, c.last_seq - (count(*) OVER (PARTITION BY m.key) - m.place), m.type, m.data::jsonb,
           m.correlation_id, m.causation_id, m.user_id, m.step, ${recordedAt}
    FROM message m JOIN counted c USING (key)
    ORDER BY m.ordinal`;
}

export function typeOf(message: object): string {
  return (message.constructor as unknown as MessageClass).type;
}

/** Whether a class is a command (one addressee) or an event (any number of listeners). */
export const kindOf = (message: MessageClass): 'command' | 'event' =>
  message.prototype instanceof RecordCommand ? 'command' : 'event';
