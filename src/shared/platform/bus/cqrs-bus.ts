import { Injectable } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Query, type AnswerOf, type Ask, type MessageClass } from '../../pure/messages/message.js';
import { AskTimeout, Bus, type AskOptions } from './bus.port.js';

const DEFAULT_TIMEOUT_MS = 5_000;

/** The ask lane inside one process. Records never travel here: this bus stores nothing and retries nothing. */
@Injectable()
export class CqrsBus extends Bus {
  constructor(
    private readonly commands: CommandBus,
    private readonly queries: QueryBus,
  ) {
    super();
  }

  override async ask<A extends Ask<object, unknown>>(
    message: A,
    { timeoutMs = DEFAULT_TIMEOUT_MS }: AskOptions = {},
  ): Promise<AnswerOf<A>> {
    const answer: Promise<AnswerOf<A>> =
      message instanceof Query ? this.queries.execute(message) : this.commands.execute(message);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      const { type } = message.constructor as unknown as MessageClass;
      timer = setTimeout(() => reject(new AskTimeout(type, timeoutMs)), timeoutMs);
    });
    try {
      return await Promise.race([answer, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }
}
