import { setTimeout as sleep } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Config } from '../shared/platform/config/config.js';
import { listen } from '../shared/platform/http/listen.js';
import { waitingRestoration, type Restoration } from '../shared/platform/persistence/backup/restorations.js';
import type { Database } from '../shared/platform/persistence/database.js';
import { HistoryGuard } from '../shared/platform/persistence/history/history-guard.js';
import { openHistory } from '../shared/platform/persistence/history/open-history.js';
import type { Loss } from '../shared/platform/persistence/history/server-history.js';
import type { OpenPostgres } from '../shared/platform/persistence/open-postgres.js';
import { assertSafeSettings } from '../shared/platform/persistence/safe-settings.js';
import type { PinoLogger } from '../shared/platform/telemetry/pino-logger.js';
import type { RecordedMarket } from '../shared/pure/market/recorded-market.js';
import { HistoryWatch } from './history-watch.js';
import { openApplication } from './open-application.js';
import { ReadOnlyWatch, readOnlyBlock, readOnlyConfig } from './read-only.js';

export interface ProgramLivesParts {
  readonly config: Config;
  readonly postgres: OpenPostgres;
  readonly logger: PinoLogger;
  readonly market: RecordedMarket | undefined;
  readonly print: (line: string) => void;
  /** What a life begins with once it can be reached. */
  readonly furnish: (app: NestFastifyApplication, url: string) => Promise<void>;
  /** It cannot go on. */
  readonly failed: (error: Error) => void;
}

interface Life {
  readonly app: NestFastifyApplication;
  readonly database: Database;
  readonly history: HistoryWatch;
}

/** How long a new life that could not begin waits: the database is away, most likely. */
const AGAIN_MS = 1_000;

/**
 * The program in this process. It lives once on each history of its database: where the database has lost time, everything that
 * was remembered of it goes, and the program begins anew on the same port as after a crash. A restored database it only reads
 * until a person has said that it is right.
 */
export class ProgramLives {
  private life: Life | null = null;
  private approval: ReadOnlyWatch | null = null;
  private renewing: Promise<void> | null = null;
  private port: number;
  private reached = false;
  /** The life that there is, or is about to be, has lost its database. */
  private over = false;
  private stopping = false;
  /** What the life that has lost its database has noticed; null once that is settled. */
  private noticed: Loss | null = null;

  constructor(private readonly parts: ProgramLivesParts) {
    this.port = parts.config.port;
  }

  /** Answers where it can be reached. */
  async begin(): Promise<string> {
    const { url: databaseUrl } = this.parts.postgres;
    const known = await openHistory(databaseUrl, this.noticed);
    this.noticed = null;
    this.over = false;
    const guard = new HistoryGuard(known, (loss) => this.lost(loss));
    const restoration = await waitingRestoration(databaseUrl);
    const url = restoration === null ? await this.serve(guard) : await this.read(guard, restoration);
    this.port = Number(new URL(url).port);
    this.reached = true;
    this.beginAnewWhenOver();
    return url;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.approval?.stop();
    await this.renewing;
    await this.close();
  }

  private async serve(guard: HistoryGuard): Promise<string> {
    const { config, furnish } = this.parts;
    const { app, history } = await this.open(config, guard, false);
    const url = await listen(app, { host: config.host, port: this.port });
    history.start();
    await furnish(app, url);
    return url;
  }

  private async read(guard: HistoryGuard, restoration: Restoration): Promise<string> {
    const { config, print, postgres, failed } = this.parts;
    const { app, history } = await this.open(readOnlyConfig(config), guard, true);
    const url = await listen(app, { host: config.host, port: this.port });
    history.start();
    for (const line of readOnlyBlock(restoration, url)) print(line);
    this.approval = new ReadOnlyWatch(postgres.url);
    this.approval.start({
      approved: async () => {
        await this.close();
        await this.begin();
      },
      failed,
    });
    return url;
  }

  private async open(config: Config, guard: HistoryGuard, readOnly: boolean): Promise<Life> {
    const { postgres, logger, market } = this.parts;
    const parts = await openApplication(config, postgres, logger, { market, readOnly, guard });
    this.life = { ...parts, history: new HistoryWatch(parts.database, guard) };
    await assertSafeSettings(parts.database.pool('api'));
    return this.life;
  }

  private async close(): Promise<void> {
    const closing = this.life;
    this.life = null;
    await closing?.history.stop();
    try {
      await closing?.app.close();
    } finally {
      await closing?.database.close();
    }
  }

  /** A life that has not been reached yet fails at its start, and whoever has started it hears of that. */
  private lost(loss: Loss): void {
    this.parts.logger.warn('the database has lost time: everything begins anew and is reconciled first', {
      loss,
    });
    this.noticed = loss;
    this.over = true;
    this.beginAnewWhenOver();
  }

  private beginAnewWhenOver(): void {
    if (this.over && this.reached) this.renewing ??= this.renew();
  }

  private async renew(): Promise<void> {
    const { logger } = this.parts;
    await this.approval?.stop();
    // What it had open it cannot store any more, and says so.
    await this.close().catch((error: unknown) => logger.warn('a life could not end cleanly', { error }));
    while (!this.stopping) {
      try {
        await this.begin();
        // At once, or a loss of this very moment would be taken for one that is seen to.
        if (!this.over) {
          this.renewing = null;
          return;
        }
      } catch (error) {
        logger.error('a new life could not begin', error);
        await sleep(AGAIN_MS);
      }
      await this.close().catch(() => undefined);
    }
  }
}
