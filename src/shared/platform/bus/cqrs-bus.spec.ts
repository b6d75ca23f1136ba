import { CommandHandler, CqrsModule, QueryHandler } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { Command, Query } from '../../pure/messages/message.js';
import { AskTimeout, Bus } from './bus.port.js';
import { CqrsBus } from './cqrs-bus.js';

class Double extends Query<{ readonly value: number }, number> {
  static readonly type = 'test.double.v1';
}

class Break extends Command<{ readonly how: string }, never> {
  static readonly type = 'test.break.v1';
}

class Never extends Command<Record<string, never>, string> {
  static readonly type = 'test.never.v1';
}

class Nobody extends Query<Record<string, never>, string> {
  static readonly type = 'test.nobody.v1';
}

@QueryHandler(Double)
class DoubleHandler {
  async execute({ data }: Double): Promise<number> {
    return data.value * 2;
  }
}

@CommandHandler(Break)
class BreakHandler {
  async execute({ data }: Break): Promise<never> {
    throw new Error(data.how);
  }
}

@CommandHandler(Never)
class NeverHandler {
  async execute(): Promise<string> {
    return new Promise(() => undefined);
  }
}

describe('the ask lane', () => {
  const open = async (): Promise<Bus> => {
    const module = await Test.createTestingModule({
      imports: [CqrsModule.forRoot()],
      providers: [{ provide: Bus, useClass: CqrsBus }, DoubleHandler, BreakHandler, NeverHandler],
    }).compile();
    await module.init();
    return module.get(Bus);
  };

  test('a query is answered by its handler, with the type of its answer', async () => {
    const answer: number = await (await open()).ask(new Double({ value: 21 }));
    expect(answer).toBe(42);
  });

  test('what a handler throws reaches whoever asked', async () => {
    await expect((await open()).ask(new Break({ how: 'no funds' }))).rejects.toThrow('no funds');
  });

  test('an answer that does not come is told as a timeout, with its name and limit', async () => {
    const asked = (await open()).ask(new Never({}), { timeoutMs: 20 });
    await expect(asked).rejects.toEqual(new AskTimeout('test.never.v1', 20));
  });

  test('a question without a handler in this process is an error', async () => {
    await expect((await open()).ask(new Nobody({}))).rejects.toThrow('Nobody');
  });
});
