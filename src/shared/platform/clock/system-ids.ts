import type { Clock } from './clock.port.js';
import { Ids } from './ids.port.js';
import type { Randomness } from './randomness.port.js';

const LAST_COUNT = 0xfff;
const RANDOM_BYTES = 8;
/** Bytes for so many ids are drawn at a time: asking the operating system costs more than all the rest of an id. */
const IDS_OF_A_DRAW = 128;

/**
 * UUID version 7 (RFC 9562 section 6.2, method 1): 48 bits of time, 12 bits of a counter, 62 random bits. Within a
 * process each id is greater than the one before, also when the wall clock goes back or a millisecond gives out.
 */
export class SystemIds extends Ids {
  private lastMs = 0;
  private count = 0;
  private readonly bytes = Buffer.alloc(16);
  private drawn: Uint8Array = new Uint8Array(0);
  private used = 0;

  constructor(
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    super();
  }

  next(): string {
    this.advance(this.clock.now());
    const { bytes } = this;
    bytes.writeUIntBE(this.lastMs, 0, 6);
    bytes.writeUInt16BE(0x7000 | this.count, 6);
    this.addRandom(bytes);
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }

  private addRandom(bytes: Buffer): void {
    if (this.used === this.drawn.length) {
      this.drawn = this.randomness.bytes(RANDOM_BYTES * IDS_OF_A_DRAW);
      this.used = 0;
    }
    for (let at = 0; at < RANDOM_BYTES; at += 1) bytes[8 + at] = this.drawn[this.used + at]!;
    this.used += RANDOM_BYTES;
  }

  private advance(nowMs: number): void {
    if (nowMs > this.lastMs) {
      this.lastMs = nowMs;
      this.count = 0;
    } else if (this.count < LAST_COUNT) {
      this.count += 1;
    } else {
      this.lastMs += 1;
      this.count = 0;
    }
  }
}
