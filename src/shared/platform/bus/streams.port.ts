import type { MessageClass, StreamEvent } from '../../pure/messages/message.js';

export type StreamHandler<E extends StreamEvent> = (event: E) => void | Promise<void>;

/** The stream lane: values of which only the newest matters. Nothing is stored; a slow reader skips what it missed. */
export abstract class Streams {
  abstract publish(event: StreamEvent): void;

  /** Calls `handler` with the newest value of each key, one at a time; answers a function that ends the subscription. */
  abstract subscribe<E extends StreamEvent>(type: MessageClass<E>, handler: StreamHandler<E>): () => void;
}
