import type { CorrelationId, MessageId, UserId } from '../ids.js';
import type { EpochMs } from '../time/epoch.js';

/**
 * Where a message comes from: one correlation id runs from the candle (or the request) through decision, order, fill and
 * position to the message a person reads; causation is the message handled when this one was recorded.
 */
export interface MessageContext {
  readonly correlationId: CorrelationId;
  readonly causationId: MessageId | null;
  /** Whose life it concerns; null for the market's. */
  readonly userId: UserId | null;
  /** Step of the stepped feed that caused it; null when nothing waits for it. */
  readonly step: number | null;
}

/** A recorded message as its receiver sees it. */
export interface Envelope extends MessageContext {
  readonly id: MessageId;
  readonly type: string;
  /** Module whose outbox it stood in. */
  readonly source: string;
  readonly key: string;
  /** Place within its key, from 1 without holes. */
  readonly seq: number;
  readonly recordedAt: EpochMs;
}
