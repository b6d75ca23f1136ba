import type { AuditScope, Invariant } from '../../audit/invariant.js';
import { raw, sql } from '../../persistence/sql.js';
import { GOES_ON } from './pg-instance-store.js';

/** Decisions that a look goes back, newest stored first: a bot keeps thirty days of them. */
const DECISIONS = { recent: 20_000, whole: 1_000_000 } as const satisfies Record<AuditScope, number>;

/** What must hold of the bots of a strategy. One decision for each candle is the primary key of its table. */
export function strategyInvariants(schema: string): readonly Invariant[] {
  const table = (name: string) => raw(`${schema}.${name}`);
  return [
    {
      number: 'I4',
      says: 'decisions of an epoch on candles before those of an older epoch',
      broken: (scope) => sql`
        SELECT i.user_id, i.account_id, i.id AS instance_id
        FROM (SELECT n.instance_id, n.epoch,
                     lag(n.epoch) OVER (PARTITION BY n.instance_id, n.timeframe ORDER BY n.candle_open) AS before
              FROM (SELECT instance_id, timeframe, candle_open, epoch FROM ${table('decision')}
                    ORDER BY stored_at DESC LIMIT ${DECISIONS[scope]}) n) d
        JOIN ${table('instance')} i ON i.id = d.instance_id
        WHERE d.epoch < d.before OR d.epoch > i.epoch`,
    },
    {
      number: 'I7',
      says: 'bots that have a candle to decide for five minutes',
      broken: () => sql`
        SELECT i.user_id, NULL::text AS account_id, NULL::text AS instance_id
        FROM ${table('wake')} w JOIN ${table('instance')} i
          ON i.venue = w.venue AND i.symbol = w.symbol AND i.timeframe = w.timeframe AND i.shard = w.shard
        WHERE w.closed_at < now() - interval '5 minutes' AND ${GOES_ON}`,
    },
    {
      number: 'I22',
      says: 'bots that run and remember nothing',
      broken: () => sql`
        SELECT i.user_id, i.account_id, i.id AS instance_id FROM ${table('instance')} i
        WHERE i.state IN ('running', 'stopping')
          AND NOT EXISTS (SELECT 1 FROM ${table('kernel_state')} k WHERE k.instance_id = i.id)`,
    },
  ];
}
