/** What happened, as a rolling hash of 64 bits, and as the last lines for a person. */
export class Trace {
  private left = 0x811c9dc5;
  private right = 0x01000193;
  private readonly last: string[] = [];

  /** @param keep lines that are kept; 0 keeps none. */
  constructor(
    private readonly keep: number,
    private readonly tell: ((line: string) => void) | null = null,
    /** Where times are counted from. */
    private readonly startMs = 0,
  ) {}

  line(atMs: number, what: string): void {
    const time = atMs - this.startMs;
    this.mix(time, what);
    if (this.keep === 0 && this.tell === null) return;
    const text = `${(time / 1_000).toFixed(3).padStart(9)} ${what}`;
    this.tell?.(text);
    this.last.push(text);
    if (this.last.length > 4 * this.keep) this.last.splice(0, this.last.length - this.keep);
  }

  get lines(): readonly string[] {
    return this.last.slice(-this.keep);
  }

  get hash(): string {
    return (this.left >>> 0).toString(16).padStart(8, '0') + (this.right >>> 0).toString(16).padStart(8, '0');
  }

  private mix(time: number, what: string): void {
    let { left, right } = this;
    let value = time;
    for (let index = 0; index <= what.length; index += 1) {
      left = Math.imul(left ^ value, 0x01000193);
      right = Math.imul(right ^ value ^ (left >>> 15), 0x85ebca6b);
      value = what.charCodeAt(index);
    }
    this.left = left;
    this.right = right;
  }
}
