import type { ClientBase, Pool } from 'pg';
import { StartupFailure } from '../startup-failure.js';

interface ServerFacts {
  readonly version: number;
  readonly version_text: string;
  readonly fsync: string;
  readonly full_page_writes: string;
  readonly synchronous_commit: string;
  readonly encoding: string;
  readonly in_recovery: boolean;
}

interface Demand {
  readonly unmet: (facts: ServerFacts) => boolean;
  readonly code: string;
  readonly sentence: (facts: ServerFacts) => string;
}

const OLDEST = 14;

const loses = (setting: string) =>
  `The database has ${setting}=off and may forget orders it confirmed: set ${setting}=on and start again.`;

const DEMANDS: readonly Demand[] = [
  {
    unmet: ({ version }) => version < OLDEST * 10_000,
    code: 'database-too-old',
    sentence: ({ version_text }) =>
      `The database is Postgres ${version_text} and ${OLDEST} or newer is needed: upgrade it.`,
  },
  { unmet: ({ fsync }) => fsync === 'off', code: 'database-unsafe', sentence: () => loses('fsync') },
  {
    unmet: ({ full_page_writes }) => full_page_writes === 'off',
    code: 'database-unsafe',
    sentence: () => loses('full_page_writes'),
  },
  {
    unmet: ({ synchronous_commit }) => synchronous_commit === 'off',
    code: 'database-unsafe',
    sentence: () => loses('synchronous_commit'),
  },
  {
    unmet: ({ encoding }) => encoding !== 'UTF8',
    code: 'database-encoding',
    sentence: ({ encoding }) =>
      `The database stores text as ${encoding}: make one with ENCODING 'UTF8' and use that.`,
  },
  {
    unmet: ({ in_recovery }) => in_recovery,
    code: 'database-read-only',
    sentence: () => 'The database is a replica and cannot be written: connect to its primary.',
  },
];

/** Refuses a server that could forget what it confirmed. @throws StartupFailure with what to change. */
export async function assertSafeSettings(connection: Pool | ClientBase): Promise<void> {
  const { rows } = await connection.query<ServerFacts>(`
    SELECT current_setting('server_version_num')::int AS version,
           current_setting('server_version') AS version_text,
           current_setting('fsync') AS fsync,
           current_setting('full_page_writes') AS full_page_writes,
           current_setting('synchronous_commit') AS synchronous_commit,
           current_setting('server_encoding') AS encoding,
           pg_is_in_recovery() AS in_recovery`);
  const [facts] = rows;
  if (facts === undefined) throw new Error('Postgres answered no row about its settings');
  refuseUnsafe(facts);
}

/** The decision, apart from the question. @throws StartupFailure */
export function refuseUnsafe(facts: ServerFacts): void {
  const demand = DEMANDS.find(({ unmet }) => unmet(facts));
  if (demand !== undefined) throw new StartupFailure(demand.code, demand.sentence(facts));
}
