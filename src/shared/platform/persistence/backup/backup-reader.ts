import { BadFrame } from './frames.js';

const LENGTH_BYTES = 4;
/** Longer than any row that Postgres takes in its text form is hardly a record of ours. */
const LONGEST_RECORD = 1_073_741_824;

/** Reads what `BackupWriter` wrote. @throws BadFrame from every method. */
export class BackupReader {
  private kept: Buffer = Buffer.alloc(0);
  private readonly pieces: AsyncIterator<Buffer>;

  constructor(pieces: AsyncIterable<Buffer>) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  async json(): Promise<unknown> {
    return JSON.parse((await this.record()).toString('utf8'));
  }

  /** The records up to the next end mark. */
  async *run(): AsyncGenerator<Buffer> {
    for (;;) {
      const record = await this.record();
      if (record.length === 0) return;
      yield record;
    }
  }

  /** Reads on to the end of the file, where nothing may be left. */
  async end(): Promise<void> {
    if (this.kept.length > 0) throw new BadFrame('something follows its last record');
    for (let next = await this.pieces.next(); next.done !== true; next = await this.pieces.next())
      if (next.value.length > 0) throw new BadFrame('something follows its last record');
  }

  private async record(): Promise<Buffer> {
    const length = (await this.take(LENGTH_BYTES)).readUInt32BE();
    if (length > LONGEST_RECORD) throw new BadFrame('a record has no sound length');
    return this.take(length);
  }

  private async take(length: number): Promise<Buffer> {
    const parts = [this.kept];
    let have = this.kept.length;
    while (have < length) {
      const next = await this.pieces.next();
      if (next.done === true) throw new BadFrame('a record is cut off');
      parts.push(next.value);
      have += next.value.length;
    }
    const all = parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    this.kept = all.subarray(length);
    return all.subarray(0, length);
  }
}
