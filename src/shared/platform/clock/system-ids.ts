import type { Clock } from './clock.port.js';
import { Ids } from './ids.port.js';
import type { Randomness } from './randomness.port.js';

const LAST_COUNT = 0xfff;

/**
 * UUID version 7 (RFC 9562 section 6.2, method 1): 48 bits of time, 12 bits of a counter, 62 random bits. Within a
 * process each id is greater than the one before, also when the wall clock goes back or a millisecond gives out.
 */
export class SystemIds extends Ids {
  private lastMs = 0;
  private count = 0;

  constructor(
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    super();
  }

  next(): string {
    this.advance(this.clock.now());
    const bytes = Buffer.alloc(16);
    bytes.writeUIntBE(this.lastMs, 0, 6);
    bytes.writeUInt16BE(0x7000 | this.count, 6);
    bytes.set(this.randomness.bytes(8), 8);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
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
