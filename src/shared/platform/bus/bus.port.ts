import type { AnswerOf, Ask } from '../../pure/messages/message.js';

export interface AskOptions {
  /** How long the asker waits; the handler itself is not stopped. Default 5,000. */
  readonly timeoutMs?: number;
}

/** The ask lane: commands and queries that want an answer now. */
export abstract class Bus {
  /** @throws AskTimeout when no answer came in time: whether a command took effect is then unknown. */
  abstract ask<A extends Ask<object, unknown>>(message: A, options?: AskOptions): Promise<AnswerOf<A>>;
}

export class AskTimeout extends Error {
  override readonly name = 'AskTimeout';

  constructor(
    readonly type: string,
    readonly timeoutMs: number,
  ) {
    super(`${type} was not answered within ${timeoutMs} ms`);
  }
}
