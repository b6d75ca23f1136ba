/** How often may be written, to one chat and to all together. */
export abstract class PaceLimits {
  abstract readonly chatEveryMs: number;
  abstract readonly perSecond: number;
}

/** What Telegram asks of a bot. */
export const TELEGRAM_LIMITS: PaceLimits = { chatEveryMs: 1_000, perSecond: 30 };

const SECOND_MS = 1_000;

/** When the next message may go, to a chat and to anybody. Times are monotonic milliseconds. */
export class Pace {
  /** When each chat may be written to again. */
  private readonly chats = new Map<string, number>();
  /** When messages of the last second went. */
  private recent: number[] = [];
  private pausedUntil = 0;

  constructor(private readonly limits: PaceLimits) {}

  /** How many messages may go at once, and when to ask again if that is none. */
  allowance(now: number): { readonly count: number; readonly againAt: number } {
    this.recent = this.recent.filter((at) => at > now - SECOND_MS);
    if (this.pausedUntil > now) return { count: 0, againAt: this.pausedUntil };
    const count = Math.max(0, this.limits.perSecond - this.recent.length);
    return { count, againAt: count > 0 ? now : this.recent[0]! + SECOND_MS };
  }

  /** Chats that may not be written to yet, and when the first of them may be. */
  resting(now: number): { readonly addresses: readonly string[]; readonly firstFreeAt: number | null } {
    for (const [address, at] of this.chats) if (at <= now) this.chats.delete(address);
    const times = [...this.chats.values()];
    return {
      addresses: [...this.chats.keys()],
      firstFreeAt: times.length === 0 ? null : Math.min(...times),
    };
  }

  /** A message goes to the chat now. */
  goes(address: string, now: number): void {
    this.recent.push(now);
    this.restUntil(address, now + this.limits.chatEveryMs);
  }

  /** Nothing to this chat before `at`. */
  restUntil(address: string, at: number): void {
    this.chats.set(address, Math.max(at, this.chats.get(address) ?? 0));
  }

  /** Nothing to anybody before `at`. */
  pauseUntil(at: number): void {
    this.pausedUntil = Math.max(at, this.pausedUntil);
  }
}
