/** Where a bar is drawn; only a terminal shows one. */
export interface BarStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const WIDTH = 24;
const LEAST_MS = 100;

/** One line that is drawn anew: what is done, how much of it, how fast, and how long it still takes. */
export class ProgressBar {
  private phase = '';
  private began = 0;
  private drawn = 0;

  constructor(
    private readonly stream: BarStream,
    private readonly now: () => number = () => Date.now(),
  ) {}

  show(phase: string, unit: string, done: number, total: number): void {
    if (this.stream.isTTY !== true) return;
    const now = this.now();
    if (phase !== this.phase) {
      this.phase = phase;
      this.began = now;
      this.drawn = 0;
    }
    if (now - this.drawn < LEAST_MS && done < total) return;
    this.drawn = now;
    this.stream.write(`\r${line(phase, unit, done, total, (now - this.began) / 1000)}\u001b[K`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.stream.isTTY === true && this.phase !== '') this.stream.write('\r\u001b[K');
    this.phase = '';
  }
}

function line(phase: string, unit: string, done: number, total: number, seconds: number): string {
  const share = total === 0 ? 1 : Math.min(done / total, 1);
  const bar = '#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '.');
  const rate = seconds > 0 ? done / seconds : 0;
  const left = rate > 0 ? clock((total - done) / rate) : '--:--';
  return `${phase} [${bar}] ${(share * 100).toFixed(0).padStart(3)} %  ${short(rate)} ${unit}/s  ETA ${left}`;
}

function short(value: number): string {
  if (value >= 1e6) return `${(value / 1e6).toFixed(1)}M`;
  return value >= 1e3 ? `${(value / 1e3).toFixed(0)}k` : value.toFixed(0);
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
