import { Loop } from '../../../../shared/platform/bus/record/loop.js';
import type { Clock } from '../../../../shared/platform/clock/clock.port.js';
import type { Ids } from '../../../../shared/platform/clock/ids.port.js';
import type { UnitOfWork } from '../../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../../shared/platform/telemetry/scope.js';
import { backOffMs, brokenPage, type Body, type Page, type Said } from '../../domain/index.js';
import type { BotLease } from '../bot-lease.js';
import type { BotNudge } from '../bot-nudge.js';
import type { ChannelStore } from '../ports/channel-store.port.js';
import type { OutgoingStore } from '../ports/outgoing-store.port.js';
import type { OpenUpdate, UpdateInbox } from '../ports/update-inbox.port.js';
import type { Dialogue, Reply } from './dialogue.js';

export interface UpdateDeskParts {
  readonly inbox: UpdateInbox;
  readonly dialogue: Dialogue;
  readonly outgoing: OutgoingStore;
  readonly channels: ChannelStore;
  readonly unitOfWork: UnitOfWork;
  readonly nudge: BotNudge;
  readonly lease: BotLease;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly failed: (error: unknown) => void;
}

const BATCH = 20;
const MAX_ATTEMPTS = 3;
/** A stranger is answered once in this time, so that nobody can make the bot talk. */
const STRANGERS_EVERY_MS = 600_000;

/**
 * Deals with what was said, one after the other: the answer is written down in the transaction that marks it as dealt with,
 * so each update is answered once, however often it was delivered.
 */
export class UpdateDesk {
  private readonly loop: Loop;
  private running = false;

  constructor(private readonly parts: UpdateDeskParts) {
    this.loop = new Loop(() => this.work(), parts.failed, parts.clock);
  }

  start(): void {
    this.running = true;
    this.nudge();
  }

  async stop(): Promise<void> {
    this.running = false;
    await this.loop.stop();
  }

  nudge(): void {
    if (this.running) this.loop.nudge();
  }

  private async work(): Promise<boolean> {
    const { inbox, lease } = this.parts;
    if (!(await lease.mine())) return false;
    const { term } = lease;
    const open = await inbox.open(BATCH);
    for (const update of open) {
      if (!this.running || term === null || lease.term !== term) return false;
      await runInScope({ correlationId: `telegram-${update.updateId}` }, () => this.deal(update));
    }
    return open.length === BATCH;
  }

  private async deal(update: OpenUpdate): Promise<void> {
    const { inbox, dialogue, failed } = this.parts;
    const { updateId, said, attempts } = update;
    try {
      await this.close(update, await dialogue.answer(said, updateId), null);
    } catch (error) {
      failed(error);
      const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      if (attempts + 1 < MAX_ATTEMPTS) await inbox.failed(updateId, what, backOffMs(attempts + 1));
      else await this.close(update, await this.apology(said), what);
    }
  }

  /** Who it was could not be found out, or what was wanted; whoever is linked to that chat hears of it, however often. */
  private async apology({ isPrivate, chatId }: Said): Promise<Reply | null> {
    return isPrivate ? { userId: await this.parts.channels.ownerOf(chatId), page: APOLOGY } : null;
  }

  private async close(
    { updateId, said }: OpenUpdate,
    reply: Reply | null,
    error: string | null,
  ): Promise<void> {
    const { inbox, outgoing, channels, unitOfWork, nudge, ids } = this.parts;
    const { chatId: address, press } = said;
    const isStranger = reply !== null && reply.userId === null;
    // Asked before there is a transaction, which would keep one connection and wait for another.
    const wasTold = isStranger && (await outgoing.wroteToStranger(address, STRANGERS_EVERY_MS));
    await unitOfWork.run(async (tx) => {
      // Whoever has slept may come back when another process has answered.
      if (!(await inbox.done(tx, updateId, error)) || reply === null || wasTold) return;
      const { userId, page } = reply;
      // Whoever speaks to the bot has not blocked it, or no longer.
      if (userId !== null) await channels.reopen(tx, userId);
      const body: Body = { ...page, replaces: press?.messageId ?? null, pressed: press?.id ?? null };
      await outgoing.answer(tx, {
        id: ids.next(),
        userId,
        address,
        body: userId === null ? once(body) : body,
      });
      tx.afterCommit(() => nudge.nudge());
    });
  }
}

/** A stranger's button changes nothing that hangs in the chat. */
const once = (body: Body): Body => ({ ...body, replaces: null });

/** In both languages: it may be that nobody could say which it is to be. */
const APOLOGY: Page = {
  ...brokenPage('ko'),
  spans: [...brokenPage('ko').spans, { text: '\n\n' }, ...brokenPage('en').spans],
};
