import { raw, sql } from '../persistence/sql.js';
import type { Invariant } from './invariant.js';

/** A message that waits for longer is stuck: the relay looks once a second, and retries end within minutes. */
const UNSENT_MS = 60_000;
const UNTAKEN_MS = 900_000;

const OF_NOBODY = raw(`user_id, NULL::text AS account_id, NULL::text AS instance_id`);

/** What must hold of outbox and inbox of a module, whichever it is. */
export function laneInvariants(schema: string): readonly Invariant[] {
  const table = (name: string) => raw(`${schema}.${name}`);
  return [
    {
      number: 'I16',
      says: 'messages that nobody has sent for a minute',
      broken: () => sql`
        SELECT ${OF_NOBODY} FROM ${table('outbox')}
        WHERE sent_at IS NULL AND recorded_at < now() - ${UNSENT_MS} * interval '1 millisecond'`,
    },
    {
      number: 'I16',
      says: 'messages that are neither taken nor declared dead after a quarter of an hour',
      broken: () => sql`
        SELECT ${OF_NOBODY} FROM ${table('inbox')}
        WHERE done_at IS NULL AND dead_at IS NULL
          AND received_at < now() - ${UNTAKEN_MS} * interval '1 millisecond'`,
    },
    {
      number: 'I16',
      says: 'messages that were taken before an older one of the same key',
      broken: () => sql`
        SELECT later.user_id, NULL::text AS account_id, NULL::text AS instance_id
        FROM ${table('inbox')} waiting
        JOIN ${table('inbox')} later
          ON later.source = waiting.source AND later.key = waiting.key AND later.seq > waiting.seq
        WHERE waiting.done_at IS NULL AND waiting.dead_at IS NULL AND later.done_at IS NOT NULL`,
    },
  ];
}
