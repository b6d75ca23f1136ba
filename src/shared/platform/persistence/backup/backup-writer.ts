import type { FileHandle } from 'node:fs/promises';
import type { FileKey } from './backup-format.js';
import { FRAME_BYTES, sealFrame } from './frames.js';

const LENGTH_BYTES = 4;

/** Writes records, each with its length before it, into the frames of a file. An empty record is an end mark. */
export class BackupWriter {
  private waiting: Buffer[] = [];
  private waitingBytes = 0;
  private index = 0;

  constructor(
    private readonly file: FileHandle,
    private readonly fileKey: FileKey,
  ) {}

  async add(record: Buffer): Promise<void> {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(record.length);
    this.waiting.push(length, record);
    this.waitingBytes += LENGTH_BYTES + record.length;
    if (this.waitingBytes >= FRAME_BYTES) await this.flush(false);
  }

  addJson(value: unknown): Promise<void> {
    return this.add(Buffer.from(JSON.stringify(value), 'utf8'));
  }

  /** Marks the end of a run of records. */
  addEnd(): Promise<void> {
    return this.add(Buffer.alloc(0));
  }

  /** Writes what is waiting and the end of the file. */
  async close(): Promise<void> {
    await this.flush(true);
  }

  private async flush(last: boolean): Promise<void> {
    let bytes = Buffer.concat(this.waiting);
    while (bytes.length > FRAME_BYTES) {
      await this.frame(bytes.subarray(0, FRAME_BYTES), false);
      bytes = bytes.subarray(FRAME_BYTES);
    }
    if (last || bytes.length === FRAME_BYTES) {
      await this.frame(bytes, last);
      bytes = Buffer.alloc(0);
    }
    this.waiting = [bytes];
    this.waitingBytes = bytes.length;
  }

  private async frame(piece: Buffer, last: boolean): Promise<void> {
    await this.file.write(sealFrame(this.fileKey, this.index, last, piece));
    this.index += 1;
  }
}
