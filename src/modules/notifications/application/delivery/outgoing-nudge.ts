import { Injectable } from '@nestjs/common';

/** Tells whoever sends in this process, if anybody does, that something was committed for it. */
@Injectable()
export class OutgoingNudge {
  private listener: (() => void) | null = null;

  listen(listener: () => void): void {
    this.listener = listener;
  }

  nudge(): void {
    this.listener?.();
  }
}
