/**
 * Work is kept in rows; a queue only wakes whoever reads them. `bus`: outbox and inbox of a module. `strategy`: the loop of
 * a shard of instances. `backtest`: backtests that people ask for. Separate queues, so that a flood of one kind does not delay
 * the others.
 */
export const WAKE_QUEUES = ['bus', 'strategy', 'backtest'] as const;

export type WakeQueue = (typeof WAKE_QUEUES)[number];

/** "Look at row(s) `id` of `kind`": never facts, never secrets; the row decides. */
export interface Wake {
  readonly kind: string;
  readonly id: string;
}

/** A wake-up is handled by reading rows; it may come twice, late, or not at all. A throw means: again, later. */
export type WakeHandler = (wake: Wake) => Promise<void>;

/** Names of the states are the queue's own; `waiting` and `active` are always among them. */
export type WakeCounts = Readonly<Record<WakeQueue, Readonly<Record<string, number>>>>;

export interface WakeConsumer {
  /** Stops taking wake-ups and waits for those being handled. */
  close(): Promise<void>;
}

/** Hands wake-ups to any process that consumes the queue, at least once while the queue keeps its data. */
export abstract class Wakeups {
  /** Never rejects: a wake-up that cannot be sent is counted, and the scanner makes it again from its rows. */
  abstract wake(queue: WakeQueue, wake: Wake): Promise<void>;

  abstract consume(
    queue: WakeQueue,
    handler: WakeHandler,
    options?: { readonly concurrency?: number },
  ): Promise<WakeConsumer>;

  /** How many wake-ups of each queue are in which state. @throws when the queue cannot be reached. */
  abstract counts(): Promise<WakeCounts>;
}
