import { Injectable, Logger } from '@nestjs/common';
import type { MessageClass, StreamEvent } from '../../pure/messages/message.js';
import { Streams, type StreamHandler } from './streams.port.js';

/** Keys one slow reader may be behind on; the oldest are dropped beyond that. */
const MAX_KEYS = 10_000;

/** One reader: holds the newest unread value of each key, so its memory is bounded by keys, not by traffic. */
class Subscription {
  private readonly unread = new Map<string, StreamEvent>();
  private draining = false;

  constructor(
    private readonly handler: StreamHandler<StreamEvent>,
    private readonly failed: (error: unknown) => void,
  ) {}

  offer(event: StreamEvent): void {
    // Deleting first moves the key to the end, so the map stays in order of arrival.
    this.unread.delete(event.key);
    this.unread.set(event.key, event);
    if (this.unread.size > MAX_KEYS) this.unread.delete(this.unread.keys().next().value!);
    if (!this.draining) void this.drain();
  }

  private async drain(): Promise<void> {
    this.draining = true;
    // Leaves the publisher's call stack before the first value is handled: publishing never waits for a reader.
    await Promise.resolve();
    for (;;) {
      const next = this.unread.entries().next();
      if (next.done === true) break;
      this.unread.delete(next.value[0]);
      try {
        await this.handler(next.value[1]);
      } catch (error) {
        this.failed(error);
      }
    }
    this.draining = false;
  }
}

/** The stream lane inside one process. */
@Injectable()
export class LocalStreams extends Streams {
  private readonly logger = new Logger('Streams');
  private readonly readers = new Map<string, Set<Subscription>>();

  override publish(event: StreamEvent): void {
    const { type } = event.constructor as unknown as MessageClass;
    const readers = this.readers.get(type);
    if (readers !== undefined) for (const reader of readers) reader.offer(event);
  }

  override subscribe<E extends StreamEvent>(type: MessageClass<E>, handler: StreamHandler<E>): () => void {
    const reader = new Subscription(handler as StreamHandler<StreamEvent>, (error) =>
      this.logger.error(
        `a reader of ${type.type} failed`,
        error instanceof Error ? error.stack : String(error),
      ),
    );
    const readers = this.readers.get(type.type) ?? new Set();
    readers.add(reader);
    this.readers.set(type.type, readers);
    return () => readers.delete(reader);
  }
}
