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
export const readOnlyBlock = ({ takenAt, restoredAt }: Restoration, url: string): readonly string[] => [
  '',
  `TradingBoost is READ_ONLY: its database was restored ${restoredAt.toISOString()} from a backup of ${takenAt.toISOString()}`,
  '  Nothing is sent and nothing can be changed; what has happened since the backup is not known here.',
  '  Compare the accounts with their venues, then run "tradingboost restore --approve": the program goes on by itself.',
  `  API     ${url}/api/v1`,
  '  Stop    Ctrl-C',
  '',
];

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
