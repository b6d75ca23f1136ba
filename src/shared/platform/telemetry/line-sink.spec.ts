import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../../../test/kit/eventually.js';
import { LineSink, type Writer } from './line-sink.js';

type Done = Parameters<Writer['write']>[2];

/** A descriptor whose every write waits for the test to finish it. */
class HeldWriter implements Writer {
  readonly calls: { readonly bytes: Buffer; readonly done: Done }[] = [];
  readonly flushed: string[] = [];
  written = '';

  write(_fd: number, bytes: Buffer, done: Done): void {
    this.calls.push({ bytes, done });
  }

  writeSync(_fd: number, bytes: Buffer): number {
    this.flushed.push(bytes.toString());
    return bytes.length;
  }

  finish(length?: number): void {
    const { bytes, done } = this.calls.shift()!;
    this.written += bytes.subarray(0, length).toString();
    done(null, length ?? bytes.length);
  }

  fail(code: string): void {
    this.calls.shift()!.done(Object.assign(new Error(code), { code }), 0);
  }
}

function sinkOver(maxPendingBytes?: number) {
  const writer = new HeldWriter();
  return { writer, sink: new LineSink(2, writer, maxPendingBytes) };
}

describe('the sink of log lines', () => {
  it('writes lines in order, one write at a time, also when a write was partial', () => {
    const { writer, sink } = sinkOver();
    for (const line of ['one\n', 'two\n', 'three\n']) sink.write(line);
    expect(writer.calls).toHaveLength(1);
    writer.finish(2);
    writer.finish();
    writer.finish();
    expect(writer.written).toBe('one\ntwo\nthree\n');
    expect(writer.calls).toHaveLength(0);
  });

  it('never waits for a reader that does not read: it keeps a bounded amount and counts the rest', () => {
    const { writer, sink } = sinkOver(100);
    for (let index = 0; index < 1_000; index += 1) sink.write('0123456789\n');
    expect(writer.calls).toHaveLength(1);
    expect(sink.droppedLines).toBe(1_000 - 1 - 9);
  });

  it.each(['EPIPE', 'ENOSPC', 'EBADF', 'EIO'])(
    'survives %s, goes on when writing works again and says what was lost',
    (code) => {
      const { writer, sink } = sinkOver();
      sink.write('lost\n');
      writer.fail(code);
      sink.write('kept\n');
      writer.finish();
      writer.finish();
      expect(writer.written).toContain('kept\n{"level":"warn"');
      expect(writer.written).toContain('"lines":1');
      expect(sink.droppedLines).toBe(1);
    },
  );

  it('tries again when the descriptor is busy', () => {
    jest.useFakeTimers();
    const { writer, sink } = sinkOver();
    sink.write('later\n');
    writer.fail('EAGAIN');
    expect(writer.calls).toHaveLength(0);
    jest.advanceTimersByTime(1_000);
    writer.finish();
    expect(writer.written).toBe('later\n');
    expect(sink.droppedLines).toBe(0);
    jest.useRealTimers();
  });

  it('writes what is pending at the end, and gives up at once when that fails', () => {
    const { writer, sink } = sinkOver();
    for (const line of ['in flight\n', 'a\n', 'b\n']) sink.write(line);
    sink.flushSync();
    expect(writer.flushed).toEqual(['a\nb\n']);
    sink.write('c\n');
    writer.writeSync = () => {
      throw new Error('EPIPE');
    };
    expect(() => {
      sink.flushSync();
    }).not.toThrow();
  });

  it('writes to a real file, and survives a real descriptor that cannot be written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sink-'));
    const file = join(folder, 'log');
    const writable = openSync(file, 'w');
    new LineSink(writable).write('a line with 한글\n');
    await eventually(() => readFileSync(file, 'utf8') === 'a line with 한글\n');
    const readOnly = openSync(file, 'r');
    const broken = new LineSink(readOnly);
    broken.write('nowhere to go\n');
    await eventually(() => broken.droppedLines === 1);
    closeSync(writable);
    closeSync(readOnly);
    rmSync(folder, { recursive: true });
  });
});
