import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { LogLevel } from '../config/config.js';
import { PinoLogger } from './pino-logger.js';
import { runInScope } from './scope.js';
import { registerSecret } from './secret-mask.js';

function loggerAt(level: LogLevel) {
  const lines: string[] = [];
  const logger = PinoLogger.to({ write: (line) => lines.push(line) }, level);
  return { logger, lines, last: (): Record<string, unknown> => JSON.parse(lines.at(-1)!) };
}

describe('the logger', () => {
  it('writes one JSON object a line with time, level, msg, context and the fields of the caller', () => {
    const { logger, last } = loggerAt('info');
    logger.log('order placed', { orderId: 'o-1' }, 'Orders');
    expect(last()).toMatchObject({ level: 'info', msg: 'order placed', context: 'Orders', orderId: 'o-1' });
    expect(String(last().time)).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    logger.log({ message: 'order placed', orderId: 'o-1' }, 'Orders');
    expect(last()).toMatchObject({ msg: 'order placed', context: 'Orders', orderId: 'o-1' });
  });

  it('works behind the Logger of Nest', () => {
    const { logger, last } = loggerAt('trace');
    Logger.overrideLogger(logger);
    const nest = new Logger('Grid');
    nest.error('level lost', 'Error: x\n    at here (file.ts:1:1)');
    expect(last()).toMatchObject({ level: 'error', msg: 'level lost', context: 'Grid' });
    expect(String(last().stack)).toContain('file.ts:1:1');
    nest.error('level lost', new Error('why'));
    expect(last()).toMatchObject({ context: 'Grid', err: { message: 'why' } });
    nest.verbose('detail');
    expect(last().level).toBe('trace');
    nest.fatal(new Error('end'));
    expect(last()).toMatchObject({ level: 'fatal', msg: 'end', err: { name: 'Error' } });
    Logger.overrideLogger(false);
  });

  it('carries the scope of the work, inner over outer, and forgets it outside', async () => {
    const { logger, last, lines } = loggerAt('info');
    await runInScope({ requestId: 'r-1', correlationId: 'c-1' }, async () => {
      await Promise.resolve();
      runInScope({ correlationId: 'c-2', step: 7 }, () => {
        logger.log('inside');
      });
    });
    expect(last()).toMatchObject({ requestId: 'r-1', correlationId: 'c-2', step: 7 });
    logger.log('outside');
    expect(lines.at(-1)).not.toContain('requestId');
  });

  it('keeps its own members when a caller has fields of the same name', () => {
    const { logger, last } = loggerAt('info');
    logger.log('text', { level: 'nine', msg: 'other', time: 'noon' });
    expect(last()).toMatchObject({ level: 'info', msg: 'text', field_level: 'nine', field_msg: 'other' });
  });

  it('writes nothing below its level', () => {
    const { logger, lines } = loggerAt('warn');
    logger.log('no');
    logger.debug('no');
    logger.warn('yes');
    expect(lines).toHaveLength(1);
  });

  it('keeps a line a line: control characters are escaped', () => {
    const { logger, lines, last } = loggerAt('info');
    logger.log('one\r\n{"level":"fatal","msg":"forged"}');
    expect(lines).toHaveLength(1);
    expect(lines[0]!.trimEnd()).not.toMatch(/[\r\n]/);
    expect(last().level).toBe('info');
  });

  it('shows a registered secret in no member, whatever is logged', () => {
    const canary = 'canary-77ab90ef12';
    const forget = registerSecret(canary);
    const { logger, lines } = loggerAt('trace');
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('log', 'error', 'warn', 'debug'), (noise, level) => {
        const text = noise + canary + noise;
        logger[level](text, { [text]: [text] }, new Error(text), text);
        runInScope({ requestId: text }, () => {
          logger[level](new Error(text));
        });
      }),
    );
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.join('')).not.toContain(canary.slice(0, 8));
    forget();
  });

  it('never throws, whatever it is given and whatever its sink does', () => {
    const broken = PinoLogger.to(
      {
        write: () => {
          throw new Error('closed');
        },
      },
      'trace',
    );
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.anything()), (message, rest) => {
        expect(() => {
          broken.log(message, ...rest);
        }).not.toThrow();
      }),
    );
  });
});
