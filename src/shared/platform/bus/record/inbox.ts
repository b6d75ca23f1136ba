import { LeftToOthers } from '../../../pure/left-to-others.js';
import type { Envelope } from '../../../pure/messages/envelope.js';
import type { Tx } from '../../persistence/unit-of-work.port.js';
import { INBOX_BATCH, type InboxRows, type PartedTx } from './record-rows.port.js';

/** When a failed message is tried again: twice as long after each attempt, until it is dead. */
export interface RetryPolicy {
  readonly maxAttempts: number;
  readonly firstMs: number;
  readonly lastMs: number;
}

export const DEFAULT_RETRIES: RetryPolicy = { maxAttempts: 8, firstMs: 100, lastMs: 30_000 };

/** Hands one message to its handler. @throws what the handler throws. */
export type Dispatch = (envelope: Envelope, data: object, tx: Tx) => Promise<void>;

/** What of an inbox is wanted here. */
export interface Wanted {
  readonly types: readonly string[];
  /** Ids of messages that are left to others for now. */
  readonly except: readonly string[];
}

export interface Failure {
  readonly envelope: Envelope;
  readonly error: unknown;
  readonly attempts: number;
  /** True when it will not be tried again without a person: its key waits behind it. */
  readonly dead: boolean;
}

export interface Processed {
  readonly done: number;
  readonly failures: readonly Failure[];
  /** What others have to do; it lies where it was, as it was. */
  readonly left: readonly string[];
  readonly more: boolean;
}

/**
 * Handles one batch of a module's inbox inside `tx` as a whole, which is what nearly every batch comes to.
 * @throws what the first handler that failed has thrown; then nothing of the batch may stay, and `processApart` tells which.
 */
export async function processTogether<T extends PartedTx>(
  rows: InboxRows<T>,
  tx: T,
  module: string,
  { types, except }: Wanted,
  dispatch: Dispatch,
): Promise<Processed> {
  const claimed = await rows.claim(tx, module, types, except);
  for (const { envelope, data } of claimed) await dispatch(envelope, data, tx);
  rows.finish(
    tx,
    module,
    claimed.map(({ envelope }) => envelope.id),
  );
  return { done: claimed.length, failures: [], left: [], more: claimed.length === INBOX_BATCH };
}

/**
 * Handles one batch of a module's inbox inside `tx`. Each message is a part of its own: one that fails is undone, counted
 * and tried again later; what stands behind it in its key waits, other keys go on. After the last attempt it is dead: kept,
 * visible, and its key parked until somebody retries it, because skipping a fact about money is not ours to decide. One that is left
 * to others was not tried, and nothing is written of it: it waits with its key, for as long as it takes, and is never dead.
 */
export async function processApart<T extends PartedTx>(
  rows: InboxRows<T>,
  tx: T,
  module: string,
  { types, except }: Wanted,
  dispatch: Dispatch,
  retries: RetryPolicy = DEFAULT_RETRIES,
): Promise<Processed> {
  const claimed = await rows.claim(tx, module, types, except);
  const parked = new Set<string>();
  const done: string[] = [];
  const failures: Failure[] = [];
  const left: string[] = [];
  for (const { envelope, data, attempts } of claimed) {
    const place = `${envelope.source}\n${envelope.key}`;
    if (parked.has(place)) continue;
    try {
      await tx.part(() => dispatch(envelope, data, tx));
      done.push(envelope.id);
    } catch (error) {
      parked.add(place);
      if (error instanceof LeftToOthers) {
        left.push(envelope.id);
        continue;
      }
      const failed = { envelope, error, attempts: attempts + 1 };
      // When the connection itself broke, this throws and the whole batch is undone: that was no attempt of the message's.
      failures.push(await fail(rows, tx, module, failed, retries));
    }
  }
  rows.finish(tx, module, done);
  return { done: done.length, failures, left, more: claimed.length === INBOX_BATCH };
}

async function fail<T extends PartedTx>(
  rows: InboxRows<T>,
  tx: T,
  module: string,
  failed: Omit<Failure, 'dead'>,
  { maxAttempts, firstMs, lastMs }: RetryPolicy,
): Promise<Failure> {
  const { envelope, error, attempts } = failed;
  const dead = attempts >= maxAttempts;
  const retryInMs = dead ? null : Math.min(firstMs * 2 ** (attempts - 1), lastMs);
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  await rows.fail(tx, module, { id: envelope.id, attempts, reason: reason.slice(0, 500), retryInMs });
  return { ...failed, dead };
}
