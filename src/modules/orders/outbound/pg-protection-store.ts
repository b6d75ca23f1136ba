import type { Pool } from 'pg';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { pg } from '../../../shared/platform/persistence/pg-tx.js';
import { raw, sql } from '../../../shared/platform/persistence/sql.js';
import type { Tx } from '../../../shared/platform/persistence/unit-of-work.port.js';
import type { Intent } from '../application/ports/intent.js';
import {
  ProtectionStore,
  type ProtectionCounts,
  type Unprotectable,
} from '../application/ports/protection-store.port.js';
import type { PositionSide } from '../../../shared/pure/strategy/order.js';
import type { ProtectionChangedData } from '../contracts/events/protection-changed.event.js';
import { FORGOTTEN } from '../domain/absence.js';
import { EMERGENCY_LEG } from '../domain/emergency-close.js';
import {
  CLOSE_AGAIN_MS,
  ENDS_AS_MEANT,
  PROTECT_MS,
  REFUSED_FOR_MS,
  REFUSED_STOPS,
  venueTerms,
} from '../domain/venue-terms.js';
import { INTENT_COLUMNS, intentOf, type IntentRow } from './intent-rows.js';
import { AT_VENUE, LIVE } from './status-sets.js';

/**
 * Orders that can only end a position which is there: a stop, and a take-profit. A grid may have the order that closes a cell at
 * its venue while the fill of that cell is still on its way to us.
 */
const EXITS = `(i.reduce_only AND (i.type = 'stop-market' OR (i.type = 'limit' AND i.strategy = 'hyper-rsi')))`;

/** One of hedge mode that stands on the other side was closed before its entry was heard of: nothing of it is there to close. */
const IS_HELD = raw(
  `CASE o.position_side WHEN 'long' THEN o.size > 0 WHEN 'short' THEN o.size < 0 ELSE o.size <> 0 END`,
);

/** In hedge mode order `i` is about the position of `o` which its side closes. */
const CLOSES_IT = `i.side = CASE o.position_side WHEN 'long' THEN 'sell' WHEN 'short' THEN 'buy' ELSE i.side END`;

/** Order `i` closes `o` because it cannot be protected; legs as `emergencyLeg` makes them. */
const CLOSED_ANYHOW = raw(
  `i.leg LIKE '${EMERGENCY_LEG}' || CASE o.position_side WHEN 'net' THEN '' ELSE o.position_side || '-' END || '%'`,
);

/**
 * The confirmed exits of obligation `o` as one row `c`: how many there are, and the size that its stops protect. A stop counts with
 * what is left of it; a trigger that closes the whole bot counts for everything, on the side where it limits a loss. A stop whose
 * price is not set yet protects nothing, nor does one that its venue has forgotten; in hedge mode one counts for the position that its side closes.
 */
export const CONFIRMED_STOPS = raw(`LATERAL (
  SELECT count(*) FILTER (WHERE i.type <> 'trigger') AS exits, coalesce(sum(CASE
      WHEN o.size = 0 OR i.type = 'limit' THEN 0
      WHEN i.type = 'trigger' THEN CASE WHEN i.wire->>'direction' = CASE WHEN o.size > 0 THEN 'below' ELSE 'above' END
                                        THEN abs(o.size) ELSE 0 END
      WHEN i.price IS NOT NULL AND i.side = CASE WHEN o.size > 0 THEN 'sell' ELSE 'buy' END THEN i.size - i.filled_size
      ELSE 0 END), 0) AS size
  FROM orders.intent i
  WHERE i.account_id = o.account_id AND i.symbol = o.symbol AND i.instance_id = o.instance_id
    AND i.status = ANY (ARRAY['acked'::text, 'open'::text, 'partial'::text]) AND i.code IS DISTINCT FROM '${FORGOTTEN}'
    AND (${EXITS} OR (i.type = 'trigger' AND i.wire->>'action' = 'close'))
    AND ${CLOSES_IT}
)`);

/** Whether the settings of the instance of `o`, whose gate is `g`, keep a stop for this position. */
export const PROTECTS = raw(`CASE WHEN o.hedges THEN g.protects_hedge ELSE g.protects END`);

/** Every obligation as it stands against its stops. */
const JUDGED = sql`
  SELECT o.account_id, o.symbol, o.instance_id, o.position_side, o.due_at, o.alarmed_at, c.size AS covered,
         CASE WHEN o.size = 0 THEN c.exits = 0 ELSE NOT ${PROTECTS} OR c.size >= abs(o.size) END AS safe
  FROM orders.obligation o
  JOIN orders.gate g ON g.instance_id = o.instance_id
  CROSS JOIN ${CONFIRMED_STOPS} c
  -- An exit may be confirmed, or made again, after the position was gone and nothing was owed any more.
  WHERE o.due_at IS NOT NULL OR o.size <> 0 OR c.exits > 0`;

/** Whether that changes what is owed for `j`. */
const MOVES = sql`CASE WHEN j.safe THEN j.due_at IS NOT NULL OR j.alarmed_at IS NOT NULL
                       ELSE j.due_at IS NULL OR (j.due_at <= now() AND j.alarmed_at IS NULL) END`;

/**
 * The venue has ended stop `i`, before it was filled and without being asked: it had triggered and could not act, most likely.
 * One that makes room for another has a code of its own, and so has one that went with a whole-bot trigger.
 */
const ENDED_BY_ITSELF = raw(`(i.type = 'stop-market' AND i.status = 'cancelled' AND i.filled_size < i.size
  AND i.code NOT IN (${ENDS_AS_MEANT.map((code) => `'${code}'`).join(', ')})
  AND NOT EXISTS (SELECT 1 FROM orders.cancellation w WHERE w.intent_id = i.id))`);

interface ChangedRow {
  readonly user_id: string;
  readonly account_id: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: 'hyper-rsi' | 'grid';
  readonly instance_id: string;
  readonly safe: boolean;
  readonly size: string;
  readonly covered: string;
  readonly due_at: Date;
}

interface UnprotectableRow {
  readonly user_id: string;
  readonly account_id: string;
  readonly venue: string;
  readonly symbol: string;
  readonly strategy: 'hyper-rsi' | 'grid';
  readonly instance_id: string;
  readonly position_side: 'net' | PositionSide;
  readonly epoch: number;
  readonly cycle: number;
  readonly size: string;
  readonly refusals: number;
  readonly closes: number;
  readonly mark: string;
}

/** Obligations in Postgres, checked all at once: there are as many as bots that hold something. */
export class PgProtectionStore extends ProtectionStore {
  constructor(private readonly pool: Pool) {
    super();
  }

  override async mayChange(): Promise<boolean> {
    const { rows } = await this.pool.query<{ moves: boolean }>(
      sql`SELECT EXISTS (SELECT 1 FROM (${JUDGED}) j WHERE ${MOVES}) AS moves`,
    );
    return rows[0]?.moves === true;
  }

  override async check(tx: Tx): Promise<readonly ProtectionChangedData[]> {
    const rows = await pg(tx).query<ChangedRow>(sql`
      WITH moved AS (
        UPDATE orders.obligation o
        SET due_at = CASE WHEN NOT j.safe THEN coalesce(j.due_at, now() + ${PROTECT_MS} * interval '1 millisecond') END,
            alarmed_at = CASE WHEN NOT j.safe AND o.size <> 0 AND j.due_at <= now() THEN coalesce(j.alarmed_at, now()) END,
            checked_at = now()
        FROM (${JUDGED}) j
        WHERE o.account_id = j.account_id AND o.symbol = j.symbol AND o.instance_id = j.instance_id
          AND o.position_side = j.position_side AND ${MOVES}
        RETURNING o.*, j.safe, j.covered, j.due_at AS was_due_at, j.alarmed_at AS was_alarmed_at
      )
      SELECT user_id, account_id, venue, symbol, strategy, instance_id, safe, trim_scale(size)::text AS size,
             trim_scale(covered)::text AS covered, coalesce(was_due_at, now()) AS due_at
      FROM moved WHERE (alarmed_at IS NULL) <> (was_alarmed_at IS NULL)
      ORDER BY account_id, symbol, instance_id, position_side`);
    return rows.map((row) => ({
      userId: row.user_id,
      accountId: row.account_id,
      venue: row.venue,
      symbol: row.symbol,
      strategy: row.strategy,
      instanceId: row.instance_id,
      protected: row.safe,
      size: row.size,
      protectedSize: row.covered,
      dueAt: epochMs(row.due_at.getTime()),
    }));
  }

  override async orphans(tx: Tx): Promise<readonly Intent[]> {
    const rows = await pg(tx).query<IntentRow>(sql`
      SELECT ${INTENT_COLUMNS} FROM orders.obligation o
      JOIN orders.intent i ON i.account_id = o.account_id AND i.symbol = o.symbol AND i.instance_id = o.instance_id
      WHERE o.due_at <= now() AND o.size = 0 AND ${raw(EXITS)} AND i.status = ANY (${AT_VENUE})
        AND i.status <> 'cancel-requested'
        AND ${raw(CLOSES_IT)}
      ORDER BY i.account_id, i.symbol, i.place FOR UPDATE OF i`);
    return rows.map(intentOf);
  }

  override async unprotectable(tx: Tx): Promise<readonly Unprotectable[]> {
    const rows = await pg(tx).query<UnprotectableRow>(sql`
      SELECT o.user_id, o.account_id, o.venue, o.symbol, o.strategy, o.instance_id, o.position_side, g.epoch, e.cycle,
             trim_scale(o.size)::text AS size, r.refusals, e.closes, coalesce(trim_scale(l.mark), 0)::text AS mark
      FROM orders.obligation o
      JOIN orders.gate g ON g.instance_id = o.instance_id
      JOIN orders.lane l ON l.account_id = o.account_id AND l.symbol = o.symbol
      CROSS JOIN ${CONFIRMED_STOPS} c
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS refusals FROM orders.intent i
        WHERE i.instance_id = o.instance_id AND i.symbol = o.symbol AND ${raw(CLOSES_IT)}
          AND i.code IS DISTINCT FROM 'nothing-to-reduce'
          AND ((i.type = 'stop-market' AND i.reduce_only) OR (i.type = 'trigger' AND i.wire->>'action' = 'close'))
          AND ((i.status IN ('rejected', 'denied')
                AND i.created_at >= o.due_at - ${PROTECT_MS} * interval '1 millisecond')
               OR (${ENDED_BY_ITSELF} AND i.updated_at >= o.due_at - ${PROTECT_MS} * interval '1 millisecond'))) r
      CROSS JOIN LATERAL (
        SELECT coalesce(max(i.cycle), 0) AS cycle,
               (count(*) FILTER (WHERE ${CLOSED_ANYHOW}))::int AS closes,
               count(*) FILTER (WHERE ${CLOSED_ANYHOW} AND i.status = ANY (${LIVE})) AS live,
               max(i.updated_at) FILTER (WHERE ${CLOSED_ANYHOW}) AS last
        FROM orders.intent i
        WHERE i.instance_id = o.instance_id AND i.symbol = o.symbol) e
      WHERE o.due_at IS NOT NULL AND ${IS_HELD} AND ${PROTECTS} AND c.size < abs(o.size)
        AND r.refusals > 0
        AND (r.refusals >= ${REFUSED_STOPS}
             OR o.due_at - ${PROTECT_MS - REFUSED_FOR_MS} * interval '1 millisecond' <= now())
        AND e.live = 0 AND (e.last IS NULL OR e.last
          + least(power(2, least(e.closes, 10)) * 1000, ${CLOSE_AGAIN_MS}) * interval '1 millisecond' <= now())
      ORDER BY o.account_id, o.symbol, o.instance_id, o.position_side FOR UPDATE OF o`);
    return rows
      .filter(({ venue }) => venueTerms(venue).closesUnprotected)
      .map((row) => ({
        ...{ userId: row.user_id, accountId: row.account_id, venue: row.venue, symbol: row.symbol },
        ...{ strategy: row.strategy, instanceId: row.instance_id, epoch: row.epoch, cycle: row.cycle },
        ...{
          position: row.position_side,
          size: row.size,
          refusals: row.refusals,
          closes: row.closes,
          markPrice: row.mark,
        },
      }));
  }

  override async counts(): Promise<ProtectionCounts> {
    const { rows } = await this.pool.query<{ owed: string; late: string }>(sql`
      SELECT count(*) FILTER (WHERE alarmed_at IS NULL) AS owed, count(*) FILTER (WHERE alarmed_at IS NOT NULL) AS late
      FROM orders.obligation WHERE due_at IS NOT NULL`);
    return { owed: Number(rows[0]?.owed ?? 0), late: Number(rows[0]?.late ?? 0) };
  }
}
