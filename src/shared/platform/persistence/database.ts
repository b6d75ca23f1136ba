import pg from 'pg';
import { historyOf } from './history/pg-history-rows.js';
import type { HistoryGuard } from './history/history-guard.js';
import { PreparingClient } from './preparing-client.js';

/**
 * Connections by purpose, so that a flood in one place cannot starve another: `protect` ends exposure and settles unknown
 * orders, `trade` runs use cases, `api` answers people, `relay` moves messages, `bulk` copies rows by the thousand.
 */
export const POOL_LIMITS = { protect: 4, trade: 10, api: 10, relay: 4, bulk: 2 } as const;

export type PoolName = keyof typeof POOL_LIMITS;

export const POOL_NAMES = Object.keys(POOL_LIMITS) as readonly PoolName[];

/**
 * Rows that wait for work are few among very many that are done, which statistics never show: plans are made once, for the
 * partial indexes. Walking an index also clears the entries of rows that are done; a bitmap would visit them for ever.
 */
const BY_INDEX = '-c enable_seqscan=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan';

/** Session settings by pool, beside the time zone. */
const SETTINGS: Readonly<Partial<Record<string, string>>> = {
  protect: BY_INDEX,
  trade: BY_INDEX,
  // It only moves what is committed already; its commits reach the disk with the next one that has to (`RunOptions`).
  relay: `${BY_INDEX} -c synchronous_commit=off`,
};

/** A statement that runs longer is a mistake; a lock that is not free by then is answered with an error, not a queue. */
const TIMEOUTS = {
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
  /** Waiting for a free connection of the pool, or for the server to answer the phone. */
  connectionTimeoutMillis: 5_000,
} as const;

export interface PoolStats {
  readonly pool: PoolName;
  readonly limit: number;
  readonly open: number;
  readonly idle: number;
  /** Callers waiting for a connection. */
  readonly waiting: number;
}

export interface DatabaseOptions {
  /** The server refuses every statement that would write. */
  readonly readOnly?: boolean;
  /** A connection broke while nobody used it, or between two statements of its user. The pool opens another one. */
  readonly onConnectionError?: (pool: PoolName, error: Error) => void;
  /** Every connection is held against it before its first statement. */
  readonly guard?: HistoryGuard;
}

/**
 * The pools on one database. Rows come as the wire has them where a number could lie: int8 and numeric are text;
 * timestamptz is a Date; sessions speak UTC.
 */
export class Database {
  private readonly pools: Readonly<Record<PoolName, pg.Pool>>;
  private closing: Promise<void> | null = null;

  constructor(url: string, options: DatabaseOptions = {}) {
    const open = (name: PoolName) =>
      openPool(url, name, POOL_LIMITS[name], (error) => options.onConnectionError?.(name, error), {
        readOnly: options.readOnly === true,
        guard: options.guard,
      });
    this.pools = {
      protect: open('protect'),
      trade: open('trade'),
      api: open('api'),
      relay: open('relay'),
      bulk: open('bulk'),
    };
  }

  pool(name: PoolName): pg.Pool {
    return this.pools[name];
  }

  /** Numbers for metrics, one row per pool. */
  poolStats(): readonly PoolStats[] {
    return POOL_NAMES.map((name) => {
      const { totalCount, idleCount, waitingCount } = this.pools[name];
      return {
        pool: name,
        limit: POOL_LIMITS[name],
        open: totalCount,
        idle: idleCount,
        waiting: waitingCount,
      };
    });
  }

  /** Waits for connections in use and closes all; may be called again. */
  close(): Promise<void> {
    this.closing ??= Promise.all(POOL_NAMES.map((name) => this.pools[name].end())).then(() => undefined);
    return this.closing;
  }
}

/** One pool with the program's limits; `name` shows in `pg_stat_activity` as `tradingboost:name`. */
export function openPool(
  url: string,
  name: string,
  max: number,
  onError: (error: Error) => void,
  { readOnly, guard }: { readonly readOnly: boolean; readonly guard?: HistoryGuard } = { readOnly: false },
): pg.Pool {
  const writing = readOnly ? '-c default_transaction_read_only=on' : '';
  const pool = new pg.Pool({
    ...TIMEOUTS,
    connectionString: url,
    application_name: `tradingboost:${name}`,
    options: ['-c timezone=UTC', SETTINGS[name] ?? '', writing].join(' ').trim(),
    Client: PreparingClient,
    // Statements are sent without waiting for the answer to the one before; COPY needs the line for itself.
    pipeline: name !== 'bulk',
    max,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    ...(guard !== undefined && { verify: verifying(guard) }),
  });
  // The pool listens on idle connections only; one that breaks in its user's hands would end the process.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', onError);
  return pool;
}

/** A new connection may be one to another history: it is asked before anybody gets it. */
const verifying =
  (guard: HistoryGuard) =>
  (client: pg.PoolClient, done: (error?: Error) => void): void => {
    guard.meet(() => historyOf(client)).then(() => done(), done);
  };
