import { write, writeSync } from 'node:fs';

/** Where log lines go; `write` answers at once and never throws. */
export interface Sink {
  write(line: string): void;
}

/** The two calls of the operating system a sink needs, so that tests can hand in a broken one. */
export interface Writer {
  write(
    fd: number,
    bytes: Buffer,
    done: (error: NodeJS.ErrnoException | null, written: number) => void,
  ): void;
  writeSync(fd: number, bytes: Buffer): number;
}

const MAX_PENDING_BYTES = 8 * 1_048_576;
const MAX_CHUNK_BYTES = 65_536;
const RETRY_MS = 20;

const system: Writer = {
  write: (fd, bytes, done) => {
    write(fd, bytes, 0, bytes.length, null, done);
  },
  writeSync,
};

/**
 * Writes lines to a file descriptor in the background. A reader that is slow, gone or out of space costs lines, never
 * time or the process: what is pending is bounded, what cannot be written is dropped and counted, and one line says so
 * once writing works again.
 */
export class LineSink implements Sink {
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private writing = false;
  private dropped = 0;
  private unreported = 0;

  constructor(
    private readonly fd: number,
    private readonly writer: Writer = system,
    private readonly maxPendingBytes = MAX_PENDING_BYTES,
  ) {}

  /** Lines lost since the start. */
  get droppedLines(): number {
    return this.dropped;
  }

  write(line: string): void {
    const bytes = Buffer.from(line, 'utf8');
    if (this.pendingBytes + bytes.length > this.maxPendingBytes) {
      this.drop(1);
      return;
    }
    this.pending.push(bytes);
    this.pendingBytes += bytes.length;
    this.pump();
  }

  /** Writes what is pending before the process ends; gives up at the first refusal, for there is no time left to wait. */
  flushSync(): void {
    try {
      while (this.pending.length > 0) {
        let rest = this.takeChunk().bytes;
        while (rest.length > 0) rest = rest.subarray(this.writer.writeSync(this.fd, rest));
      }
    } catch {
      this.pending = [];
      this.pendingBytes = 0;
    }
  }

  private pump(): void {
    if (this.writing || this.pending.length === 0) return;
    this.writing = true;
    const { bytes, lines } = this.takeChunk();
    this.send(bytes, lines);
  }

  private send(bytes: Buffer, lines: number): void {
    this.writer.write(this.fd, bytes, (error, written) => {
      if (error !== null && (error.code === 'EAGAIN' || error.code === 'EBUSY')) {
        setTimeout(() => {
          this.send(bytes, lines);
        }, RETRY_MS).unref();
        return;
      }
      if (error === null && written < bytes.length) {
        this.send(bytes.subarray(written), lines);
        return;
      }
      this.writing = false;
      if (error === null) this.reportLoss();
      else this.drop(lines);
      this.pump();
    });
  }

  private takeChunk(): { readonly bytes: Buffer; readonly lines: number } {
    let lines = 1;
    let size = this.pending[0]!.length;
    while (lines < this.pending.length && size + this.pending[lines]!.length <= MAX_CHUNK_BYTES) {
      size += this.pending[lines]!.length;
      lines += 1;
    }
    this.pendingBytes -= size;
    return { bytes: Buffer.concat(this.pending.splice(0, lines), size), lines };
  }

  private drop(lines: number): void {
    this.dropped += lines;
    this.unreported += lines;
  }

  private reportLoss(): void {
    if (this.unreported === 0) return;
    const line = { level: 'warn', context: 'Log', msg: 'log lines were dropped', lines: this.unreported };
    this.unreported = 0;
    this.write(`${JSON.stringify(line)}\n`);
  }
}
