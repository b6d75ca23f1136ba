import type { LoggerService } from '@nestjs/common';
import { pino, stdTimeFunctions, type Logger } from 'pino';
import type { LogLevel } from '../config/config.js';
import { LineSink, type Sink } from './line-sink.js';
import { sanitise, sanitiseText } from './sanitise.js';
import { currentScope } from './scope.js';

const ownNames = new Set([
  'time',
  'level',
  'msg',
  'context',
  ...['requestId', 'correlationId', 'causationId', 'userId', 'step'],
]);
const STACK = /\n\s+at /;

/**
 * Nest's logger, writing one JSON object a line: `time`, `level`, `msg`, `context`, the scope of the work and the
 * fields of the caller. `logger.log('order placed', { orderId })` and `logger.log({ message: 'order placed', orderId })`
 * mean the same. Every text passes the masks of `sanitise`. Logging never throws and never waits.
 */
export class PinoLogger implements LoggerService {
  private constructor(private readonly pino: Logger) {}

  static to(sink: Sink, level: LogLevel): PinoLogger {
    const options = {
      level,
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label: string) => ({ level: label }) },
    };
    return new PinoLogger(pino(options, sink));
  }

  log(message: unknown, ...rest: readonly unknown[]): void {
    this.write('info', message, rest);
  }

  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: readonly unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(level: LogLevel, message: unknown, rest: readonly unknown[]): void {
    try {
      if (!this.pino.isLevelEnabled(level)) return;
      const { msg, fields } = readArguments(message, rest);
      this.pino[level]({ ...(sanitise(fields) as object), ...scopeFields() }, sanitiseText(msg));
    } catch {
      // A line that cannot be written must not break the work it tells about.
    }
  }
}

/** The logger of a process: JSON lines on stderr, what is pending is written when the process exits. */
export function stderrLogger(level: LogLevel): PinoLogger {
  const sink = new LineSink(2);
  process.once('exit', () => {
    sink.flushSync();
  });
  return PinoLogger.to(sink, level);
}

function scopeFields(): object {
  return Object.fromEntries(
    Object.entries(currentScope()).map(([name, value]) => [
      name,
      typeof value === 'string' ? sanitiseText(value) : (value as number | undefined),
    ]),
  );
}

/** Nest passes the context as the last text; `error` may have a stack as text before it. */
function readArguments(message: unknown, rest: readonly unknown[]): { msg: string; fields: object } {
  const fields: Record<string, unknown> = {};
  const texts = rest.filter((part) => typeof part === 'string');
  const last = rest.at(-1);
  if (typeof last === 'string' && !STACK.test(last)) fields.context = last;
  const stack = texts.find((text) => STACK.test(text));
  if (stack !== undefined) fields.stack = stack;
  for (const part of rest) if (typeof part === 'object' && part !== null) addFields(fields, part);
  if (typeof message !== 'object' || message === null) return { msg: String(message), fields };
  addFields(fields, message);
  return { msg: messageOf(message), fields };
}

function addFields(fields: Record<string, unknown>, part: object): void {
  if (part instanceof Error || Array.isArray(part)) {
    fields[part instanceof Error ? 'err' : 'items'] = part;
    return;
  }
  for (const [name, value] of Object.entries(part)) {
    if (name !== 'message') fields[ownNames.has(name) ? `field_${name}` : name] = value;
  }
}

function messageOf(message: object): string {
  if ('message' in message && typeof message.message === 'string') return message.message;
  return message.constructor.name;
}
