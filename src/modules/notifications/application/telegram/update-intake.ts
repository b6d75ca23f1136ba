import type { Clock } from '../../../../shared/platform/clock/clock.port.js';
import { backOffMs, COMMANDS } from '../../domain/index.js';
import type { BotLease } from '../bot-lease.js';
import type { UpdateInbox } from '../ports/update-inbox.port.js';
import type { UpdateSource } from '../ports/update-source.port.js';

export interface UpdateIntakeParts {
  readonly source: UpdateSource;
  readonly inbox: UpdateInbox;
  readonly lease: BotLease;
  readonly clock: Clock;
  /** Where Telegram brings updates to; null: they are fetched. */
  readonly webhookUrl: string | null;
  readonly kept: () => void;
  readonly failed: (error: unknown) => void;
}

const LOOK_AGAIN_MS = 1_000;

/**
 * Gets updates into their inbox. Of all processes the holder of the bot's lease does it, because Telegram refuses two that
 * fetch for one bot; with a webhook there is nothing to fetch, and any process with HTTP takes what is brought.
 */
export class UpdateIntake {
  private running: Promise<void> | null = null;
  private stopping = new AbortController();
  private fetching: AbortController | null = null;

  constructor(private readonly parts: UpdateIntakeParts) {}

  start(): void {
    this.stopping = new AbortController();
    this.running = this.run(this.stopping.signal);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.fetching?.abort();
    await this.running;
  }

  /** Who has lost the lease must not fetch any longer. */
  nudge(): void {
    if (!this.parts.lease.held) this.fetching?.abort();
  }

  private async run(stopping: AbortSignal): Promise<void> {
    const { clock, lease, failed } = this.parts;
    let failures = 0;
    let ready = false;
    const over = (): boolean => stopping.aborted;
    while (!over()) {
      try {
        const mine = await lease.mine();
        if (mine && !ready) await this.prepare();
        ready = mine;
        if (mine && this.parts.webhookUrl === null) await this.fetchAll(stopping);
        else await clock.sleep(LOOK_AGAIN_MS, stopping);
        failures = 0;
      } catch (error) {
        if (over() || this.letGo()) continue;
        failed(error);
        failures += 1;
        await clock.sleep(backOffMs(failures), stopping);
      }
    }
  }

  /** Whether the question was broken off because another process has the lease now. */
  private letGo(): boolean {
    return this.fetching?.signal.aborted ?? false;
  }

  private async prepare(): Promise<void> {
    const { source, webhookUrl } = this.parts;
    if (webhookUrl === null) await source.usePolling();
    else await source.useWebhook(webhookUrl);
    await source.introduce(COMMANDS);
  }

  /**
   * Asks, keeps, and confirms with the next question. After a pause without news the question is asked from the start: after
   * a week of silence Telegram numbers anew, and an old number would hide the new ones.
   */
  private async fetchAll(stopping: AbortSignal): Promise<void> {
    const { source, inbox, lease, kept } = this.parts;
    let confirmed: number | null = null;
    do {
      this.fetching = new AbortController();
      if (stopping.aborted || !lease.held) return;
      const updates = await source.fetch(confirmed, this.fetching.signal);
      await inbox.keep(updates);
      if (updates.length > 0) kept();
      confirmed = updates.length === 0 ? null : Math.max(...updates.map(({ updateId }) => updateId));
    } while (confirmed !== null);
  }
}
