import { resolveDataDir } from '../../../shared/platform/embedded-postgres/data-dir.js';
import { runningServer } from '../../../shared/platform/embedded-postgres/running-server.js';
import type { Config } from '../../../shared/platform/config/config.js';
import {
  inspectDatabase,
  type DatabaseFacts,
} from '../../../shared/platform/persistence/inspect-database.js';
import { pingRedis } from '../../../shared/platform/queue/ping-redis.js';
import { sanitiseText } from '../../../shared/platform/telemetry/sanitise.js';
import { failed, ok, warning, type Finding } from './finding.js';

const SLOW_MS = 50;
const LARGEST_SKEW_MS = 2_000;

/** The database, its shape, and the clock it has beside ours. */
export async function checkDatabase(config: Config): Promise<readonly Finding[]> {
  const url = config.databaseUrl ?? (await embeddedUrl(config));
  if (url === null)
    return [
      ok('database', 'embedded, not running now; "tradingboost start" starts it and brings it up to date'),
    ];
  try {
    return databaseFindings(await inspectDatabase(url));
  } catch (error) {
    const fix =
      config.databaseUrl === null
        ? 'stop the program, start it again and look at its log'
        : 'correct DATABASE_URL, or start that server';
    return [failed('database', `it cannot be used: ${reasonOf(error)}`, fix)];
  }
}

/** What the facts of a database mean. */
export function databaseFindings({
  version,
  latencyMs,
  aheadMs,
  pending,
  unknown,
}: DatabaseFacts): readonly Finding[] {
  const says = `Postgres ${version}, answers in ${latencyMs} ms`;
  const skew = `the clocks of database and machine differ by ${Math.abs(aheadMs)} ms`;
  return [
    latencyMs > SLOW_MS
      ? warning('database', says, 'put the database nearer to the program')
      : ok('database', says),
    unknown.length > 0
      ? failed(
          'migrations',
          `the database is newer than this program (${unknown.join(', ')})`,
          'start the newer version, or restore the backup made before it',
        )
      : pending.length > 0
        ? warning('migrations', `${pending.length} to apply`, 'run "tradingboost migrate", or just start')
        : ok('migrations', 'all applied'),
    Math.abs(aheadMs) > LARGEST_SKEW_MS
      ? failed('clock', skew, 'let both machines keep their clocks by NTP')
      : ok('clock', skew),
  ];
}

export async function checkQueue({ redisUrl }: Config): Promise<Finding> {
  if (redisUrl === null) return ok('queue', 'on Postgres');
  try {
    const { latencyMs, version } = await pingRedis(redisUrl);
    return ok('queue', `Redis ${version}, answers in ${latencyMs} ms`);
  } catch (error) {
    return failed(
      'queue',
      `Redis cannot be used: ${reasonOf(error)}`,
      'correct REDIS_URL, or start that server',
    );
  }
}

async function embeddedUrl(config: Config): Promise<string | null> {
  const { dataDir } = await resolveDataDir(config.dataDir);
  return runningServer(dataDir);
}

/** One line, without secrets. */
const reasonOf = (error: unknown): string => {
  const text = error instanceof Error && error.message !== '' ? error.message : String(error);
  return sanitiseText(text.split('\n')[0]!).replace(/\.$/, '');
};
