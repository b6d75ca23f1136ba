import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../shared/platform/config/config.js';
import { waitingRestoration, type Restoration } from '../shared/platform/persistence/backup/restorations.js';

const LOOK_MS = 1_000;

/** Of everything that this process would do, what may be done on a restored database: it answers people, and nothing else. */
export const readOnlyConfig = (config: Config): Config => ({
  ...(config as Readonly<Omit<Config, never>>),
  roles: config.roles.filter((role) => role === 'api'),
});

/** What a person sees in the place of the start block. */
export const readOnlyBlock = (restoration: Restoration, url: string): readonly string[] => [
  '',
  `TradingBoost is READ_ONLY: ${whatHappened(restoration)}`,
  '  Nothing is sent and nothing can be changed; what has happened since then is not known here.',
  '  Compare the accounts with their venues, then run "tradingboost restore --approve": the program goes on by itself.',
  `  API     ${url}/api/v1`,
  '  Stop    Ctrl-C',
  '',
];

function whatHappened({ cause, takenAt, restoredAt }: Restoration): string {
  const [then, found] = [takenAt.toISOString(), restoredAt.toISOString()];
  if (cause === 'backup') return `its database was restored ${found} from a backup of ${then}`;
  const what = {
    'another-server': 'its rows stand on another server than before',
    'another-timeline':
      'its server has begun another timeline (a replica took over, or a recovery went back)',
    behind: 'its server has less than it had',
  }[cause];
  return `${what}, found ${found}; the last sign of life in it is of ${then}`;
}

/** Waits for a person's word about a restored database. */
export class ReadOnlyWatch {
  private readonly over = new AbortController();
  private looking: Promise<void> | null = null;

  constructor(private readonly databaseUrl: string) {}

  /** `approved` is called once; `failed` when the database cannot be asked, or what was to follow fails. */
  start(told: { readonly approved: () => Promise<void>; readonly failed: (error: Error) => void }): void {
    this.looking = this.look(told.approved).catch((error: unknown) => {
      if (!this.over.signal.aborted) told.failed(error instanceof Error ? error : new Error(String(error)));
    });
  }

  /** Lets what was begun come to its end. */
  async stop(): Promise<void> {
    this.over.abort();
    await this.looking;
  }

  private async look(approved: () => Promise<void>): Promise<void> {
    const { signal } = this.over;
    while (!signal.aborted) {
      await sleep(LOOK_MS, undefined, { signal });
      if ((await waitingRestoration(this.databaseUrl)) !== null) continue;
      await approved();
      return;
    }
  }
}
