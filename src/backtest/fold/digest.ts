import { createHash } from 'node:crypto';
import type { MarketScale } from '../../shared/pure/market/scale.js';
import { formatMoney } from '../../shared/pure/numbers/money.js';
import type { Fill } from '../../shared/pure/strategy/order.js';
import { priceText, sizeText } from '../decimal-text.js';
import { KeptFills, type KeptFill } from '../kept/kept-fills.js';

/** Characters hashed at once. */
const PIECE_CHARACTERS = 1 << 16;

/**
 * SHA-256 over what a run did, one line each: fills as they happened, then open orders, then the final state. Equal digests
 * mean equal runs; decimals are plain texts, so that every machine writes the same bytes. Fills are kept and written only
 * when the digest is asked for.
 */
export class RunDigest {
  private readonly fills = new KeptFills();
  private readonly lines: string[] = [];

  constructor(private readonly scale: MarketScale) {}

  fill(fill: Fill): void {
    this.fills.add(fill);
  }

  /** What stands behind the fills. */
  line(text: string): void {
    this.lines.push(text);
  }

  hex(): string {
    return digestOf(this.all());
  }

  /** Every line so far, without its end. */
  *all(): Iterable<string> {
    for (const fill of this.fills) yield this.lineOf(fill);
    yield* this.lines;
  }

  private lineOf({ at, side, price, size, fee, reason }: KeptFill): string {
    const { scale } = this;
    return `F|${at}|${side}|${priceText(scale, price)}|${sizeText(scale, size)}|${formatMoney(fee)}|${reason}`;
  }
}

/** SHA-256 (hex) of lines, each ended by a newline. */
export function digestOf(lines: Iterable<string>): string {
  const hash = createHash('sha256');
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < PIECE_CHARACTERS) continue;
    hash.update(piece);
    piece = '';
  }
  return hash.update(piece).digest('hex');
}
