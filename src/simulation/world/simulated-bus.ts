import { AskTimeout, Bus, type AskOptions } from '../../shared/platform/bus/bus.port.js';
import type { AnswerOf, Ask, MessageClass } from '../../shared/pure/messages/message.js';
import type { Kernel } from '../kernel/kernel.js';
import type { Incarnation } from '../process/incarnation.js';

/** Answers asks; the promise may take as long as it likes. */
export type Answering = (message: Ask<object, unknown>) => Promise<unknown>;

const DEFAULT_TIMEOUT_MS = 5_000;

/** The ask lane of one process: what it asks passes its ports, and an answer that does not come in time does not come. */
export class SimulatedBus extends Bus {
  constructor(
    private readonly life: Incarnation,
    private readonly kernel: Kernel,
    private readonly answering: Answering,
  ) {
    super();
  }

  override async ask<A extends Ask<object, unknown>>(
    message: A,
    { timeoutMs = DEFAULT_TIMEOUT_MS }: AskOptions = {},
  ): Promise<AnswerOf<A>> {
    const { type } = message.constructor as unknown as MessageClass;
    await this.life.pass(`ask ${type}`);
    const answer = this.answering(message);
    answer.catch(() => undefined);
    let cancel = (): void => undefined;
    const timeout = new Promise<never>((_, reject) => {
      cancel = this.kernel.after(timeoutMs, `${type} times out`, () =>
        reject(new AskTimeout(type, timeoutMs)),
      );
    });
    try {
      const value = await Promise.race([answer, timeout]);
      await this.life.pass(`answer ${type}`);
      return value as AnswerOf<A>;
    } catch (error) {
      await this.life.pass(`answer ${type}`);
      throw error;
    } finally {
      cancel();
    }
  }
}
