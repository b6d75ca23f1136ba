import { UpdateSource } from '../../modules/notifications/application/ports/update-source.port.js';
import type { Update } from '../../modules/notifications/domain/index.js';
import type { Incarnation } from '../process/incarnation.js';
import type { UpdateFeed } from './update-feed.js';

/** Updates as one life of one process gets them. */
export class UpdatesOf extends UpdateSource {
  constructor(
    private readonly feed: UpdateFeed,
    private readonly life: Incarnation,
  ) {
    super();
  }

  override introduce(): Promise<void> {
    return this.passing('telegram.setMyCommands', () => this.feed.introduce());
  }

  override usePolling(): Promise<void> {
    return this.passing('telegram.deleteWebhook', () => this.feed.usePolling());
  }

  override useWebhook(): Promise<void> {
    return this.passing('telegram.setWebhook', () => this.feed.useWebhook());
  }

  override fetch(confirmed: number | null, signal: AbortSignal): Promise<readonly Update[]> {
    return this.passing('telegram.getUpdates', () => this.feed.fetch(confirmed, this.life, signal));
  }

  private async passing<T>(site: string, work: () => Promise<T>): Promise<T> {
    await this.life.pass(site);
    try {
      return await work();
    } finally {
      await this.life.pass(`${site} answered`);
    }
  }
}
