import { EventEmitter } from 'node:events';
import type { RunningProgram } from '../../src/program/start-program.js';
import { guardAgainstCrashes } from '../../src/cli/crash-guard.js';
import { runUntilStopped } from '../../src/cli/run-until-stopped.js';
import { stopRequests } from '../../src/cli/stop-requests.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { eventually } from '../kit/eventually.js';

/** A process that is only told things, and remembers what became of it. */
class FakeProcess implements Terminal {
  readonly events = new EventEmitter();
  readonly warnings: string[] = [];
  readonly exits: number[] = [];
  readonly print = (): void => undefined;
  readonly warn = (line: string): void => void this.warnings.push(line);
  readonly on = (event: string, listener: (argument: unknown) => void): void =>
    void this.events.on(event, listener);
  readonly off = (event: string, listener: (argument: unknown) => void): void =>
    void this.events.off(event, listener);
  readonly exit = (code: number): void => void this.exits.push(code);
}

/** A program that ends when told to, or never when `stuck`. */
function fakeProgram({ stuck = false } = {}): RunningProgram & {
  readonly calls: string[];
  readonly end: () => void;
} {
  const calls: string[] = [];
  let end!: () => void;
  const stopped = new Promise<void>((resolve) => (end = resolve));
  const stop = (): Promise<void> => {
    calls.push('stop');
    return stuck ? new Promise(() => undefined) : Promise.resolve();
  };
  return { url: 'http://127.0.0.1:3000', calls, stopped, stop, end };
}

const noop = (): void => undefined;

describe('a running program', () => {
  it.each(['SIGINT', 'SIGTERM'])('is stopped by %s with exit code 0', async (signal) => {
    const terminal = new FakeProcess();
    const program = fakeProgram();
    const code = runUntilStopped(terminal, Promise.resolve(program), () => terminal.events.emit(signal));
    expect(await code).toBe(0);
    expect(program.calls).toEqual(['stop']);
    expect(terminal.events.listenerCount(signal)).toBe(0);
  });

  it('that was asked to stop while it started is stopped once it is there', async () => {
    const terminal = new FakeProcess();
    const program = fakeProgram();
    let started!: (program: RunningProgram) => void;
    const code = runUntilStopped(terminal, new Promise((resolve) => (started = resolve)), noop);
    terminal.events.emit('SIGTERM');
    started(program);
    expect(await code).toBe(0);
    expect(program.calls).toEqual(['stop']);
  });

  it('that ends by itself ends the command', async () => {
    const program = fakeProgram();
    expect(await runUntilStopped(new FakeProcess(), Promise.resolve(program), program.end)).toBe(0);
    expect(program.calls).toEqual([]);
  });

  it('that cannot start passes its reason on', async () => {
    const starting = Promise.reject(new Error('no database'));
    await expect(runUntilStopped(new FakeProcess(), starting, noop)).rejects.toThrow('no database');
  });

  it('that does not stop in time is left with exit code 1 and a sentence', async () => {
    const terminal = new FakeProcess();
    const program = fakeProgram({ stuck: true });
    const signal = (): void => void terminal.events.emit('SIGINT');
    expect(await runUntilStopped(terminal, Promise.resolve(program), signal, 20)).toBe(1);
    expect(terminal.warnings).toEqual([
      'TradingBoost did not stop within 0.02 s and is ended; the next start finishes its work.',
    ]);
  });
});

describe('signals', () => {
  it('that npm and the terminal both send for one Ctrl-C are one wish', async () => {
    const terminal = new FakeProcess();
    let now = 5000;
    const { asked } = stopRequests(terminal, () => now);
    terminal.events.emit('SIGINT');
    now += 200;
    terminal.events.emit('SIGINT');
    await asked;
    expect(terminal.exits).toEqual([]);
  });

  it('that come again later end the process at once with 1', () => {
    const terminal = new FakeProcess();
    let now = 5000;
    stopRequests(terminal, () => now);
    terminal.events.emit('SIGINT');
    now += 1500;
    terminal.events.emit('SIGTERM');
    expect(terminal.exits).toEqual([1]);
  });
});

describe('an error that nobody caught', () => {
  it.each(['uncaughtException', 'unhandledRejection'])(
    '(%s) is logged and ends the process with 1',
    async (crash) => {
      const terminal = new FakeProcess();
      const release = guardAgainstCrashes(terminal);
      terminal.events.emit(crash, new Error('out of the blue'));
      await eventually(() => terminal.exits.length > 0);
      expect(terminal.exits).toEqual([1]);
      expect(JSON.parse(terminal.warnings[0]!)).toMatchObject({ level: 'fatal' });
      expect(terminal.warnings[1]).toContain('out of the blue');
      release();
      expect(terminal.events.listenerCount(crash)).toBe(0);
    },
  );
});
