import type { Clock } from './clock.port.js';
import { Ids } from './ids.port.js';
import type { Randomness } from './randomness.port.js';

const LAST_COUNT = 0xfff;
const RANDOM_BYTES = 8;
const RANDOM_DIGITS = 2 * RANDOM_BYTES;
/** Bytes for so many ids are drawn at a time: asking the operating system costs more than all the rest of an id. */
const IDS_OF_A_DRAW = 128;
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * UUID version 7 (RFC 9562 section 6.2, method 1): 48 bits of time, 12 bits of a counter, 62 random bits. Within a
 * process each id is greater than the one before, also when the wall clock goes back or a millisecond gives out.
 */
export class SystemIds extends Ids {
  private lastMs = 0;
  private count = 0;
  /** The time as the first thirteen characters; there are many ids of one millisecond. */
  private head = '';
  private headMs = -1;
  /** The last sixteen digits of each id, one after the other. */
  private drawn = '';
  private used = 0;

  constructor(
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {
    super();
  }

  next(): string {
    this.advance(this.clock.now());
    if (this.used === this.drawn.length) this.draw();
    const { drawn, count, used: at } = this;
    this.used += RANDOM_DIGITS;
    const middle = `${HEX[0x70 | (count >> 8)]!}${HEX[count & 0xff]!}`;
    return `${this.time()}-${middle}-${drawn.slice(at, at + 4)}-${drawn.slice(at + 4, at + RANDOM_DIGITS)}`;
  }

  private time(): string {
    if (this.headMs !== this.lastMs) {
      const hex = this.lastMs.toString(16).padStart(12, '0');
      this.head = `${hex.slice(0, 8)}-${hex.slice(8)}`;
      this.headMs = this.lastMs;
    }
    return this.head;
  }

  private draw(): void {
    const bytes = Buffer.from(this.randomness.bytes(RANDOM_BYTES * IDS_OF_A_DRAW));
    for (let at = 0; at < bytes.length; at += RANDOM_BYTES) bytes[at] = (bytes[at]! & 0x3f) | 0x80;
    this.drawn = bytes.toString('hex');
    this.used = 0;
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
