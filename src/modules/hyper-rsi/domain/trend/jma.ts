import { checkRemembered } from '../../../../shared/pure/indicators/inputs.js';

export type JmaSnapshot = readonly [e0: number, e1: number, e2: number, value: number];

/** Phase 50: how far the average leans forward along its own slope. */
const RATIO = 50 / 100 + 1.5;

/**
 * Jurik-style moving average of phase 50 and power 2: an exponential average (e0), what it lags behind (e1), and a second
 * order smoothing of both (e2). All four numbers are 0 before the first close, so the first values start near 0; that start
 * has weight 1e-9 after a hundred candles or so. Source: the strategy page, section 3 A.
 */
export class Jma {
  private readonly beta: number;
  private readonly gamma: number;
  private e0 = 0;
  private e1 = 0;
  private e2 = 0;
  /** The average at the last close, 0 before the first. */
  value = 0;

  constructor(length: number) {
    const reach = 0.45 * (length - 1);
    this.beta = reach / (reach + 2);
    this.gamma = this.beta * this.beta;
  }

  next(close: number): number {
    const { beta, gamma } = this;
    const fade = 1 - gamma;
    this.e0 = fade * close + gamma * this.e0;
    this.e1 = (close - this.e0) * (1 - beta) + beta * this.e1;
    this.e2 = (this.e0 + RATIO * this.e1 - this.value) * (fade * fade) + gamma * gamma * this.e2;
    this.value += this.e2;
    return this.value;
  }

  snapshot(): JmaSnapshot {
    return [this.e0, this.e1, this.e2, this.value];
  }

  /** Continues bit for bit where the snapshot was taken. @throws RangeError when it was damaged. */
  static restore(length: number, [e0, e1, e2, value]: JmaSnapshot): Jma {
    const jma = new Jma(length);
    jma.e0 = checkRemembered(e0);
    jma.e1 = checkRemembered(e1);
    jma.e2 = checkRemembered(e2);
    jma.value = checkRemembered(value);
    return jma;
  }
}
