import { Injectable } from '@nestjs/common';

/** Tells whoever speaks for the bot in this process, if anybody does, that rows were committed for it. */
@Injectable()
export class BotNudge {
  private listener: (() => void) | null = null;

  listen(listener: () => void): void {
    this.listener = listener;
  }

  nudge(): void {
    this.listener?.();
  }
}
