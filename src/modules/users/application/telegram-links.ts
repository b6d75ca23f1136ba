import { Injectable } from '@nestjs/common';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { Randomness } from '../../../shared/platform/clock/randomness.port.js';
import { UnitOfWork } from '../../../shared/platform/persistence/unit-of-work.port.js';
import { runInScope } from '../../../shared/platform/telemetry/scope.js';
import { refusal, type Refusal } from '../../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../../shared/pure/result.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import type { LinkTelegramData } from '../contracts/commands/link-telegram.command.js';
import { TelegramLinked } from '../contracts/events/telegram-linked.event.js';
import { TelegramUnlinked } from '../contracts/events/telegram-unlinked.event.js';
import { codeEnd, FAILURES_LAST_MS, linkCode, MAX_FAILURES } from '../domain/index.js';
import { TelegramLinkStore } from './ports/telegram-link-store.port.js';

export interface LinkCode {
  /** Shown this once; the store has a hash of it. */
  readonly code: string;
  readonly expiresAt: EpochMs;
}

/** The link between a person and a Telegram account. Who asks for a code is no message: it stays in this process. */
@Injectable()
export class TelegramLinks {
  constructor(
    private readonly store: TelegramLinkStore,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  /** A new code for the person; the one before opens nothing any more. */
  async newCode(userId: string): Promise<LinkCode> {
    const code = linkCode((bound) => this.randomness.below(bound));
    const expiresAt = codeEnd(this.clock.now());
    await this.unitOfWork.run((tx) => this.store.keepCode(tx, userId, code, expiresAt));
    return { code, expiresAt };
  }

  linkedAt(userId: string): Promise<EpochMs | null> {
    return this.store.linkedAt(userId);
  }

  /** Every "no" sounds the same: who guesses learns nothing. */
  async link({ code, telegramUserId }: LinkTelegramData): Promise<Result<{ userId: string }, Refusal>> {
    const now = this.clock.now();
    const userId = await this.unitOfWork.run(async (tx) => {
      const since = epochMs(now - FAILURES_LAST_MS);
      if ((await this.store.failures(tx, telegramUserId, since, now)) >= MAX_FAILURES) return null;
      const owner = await this.store.useCode(tx, code, now);
      if (owner === null || !(await this.store.link(tx, owner, telegramUserId, now))) {
        await this.store.fail(tx, telegramUserId);
        return null;
      }
      runInScope({ userId: owner }, () => tx.record(new TelegramLinked({ userId: owner, telegramUserId })));
      return owner;
    });
    return userId === null
      ? err(refusal('link-refused', 'that code does not link this account'))
      : ok({ userId });
  }

  /** False when nothing was linked. */
  async unlink(userId: string): Promise<boolean> {
    return this.unitOfWork.run(async (tx) => {
      const unlinked = await this.store.unlink(tx, userId);
      if (unlinked) tx.record(new TelegramUnlinked({ userId }));
      return unlinked;
    });
  }
}
