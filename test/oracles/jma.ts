/** Jurik's moving average as the strategy page writes it; one value per input, all four memories 0 before the first. */
export function jma(inputs: readonly number[], length: number, phase = 50): readonly number[] {
  const b = (0.45 * (length - 1)) / (0.45 * (length - 1) + 2);
  const g = b ** 2;
  const r = phase / 100 + 1.5;
  let e0 = 0;
  let e1 = 0;
  let e2 = 0;
  let j = 0;
  return inputs.map((x) => {
    e0 = (1 - g) * x + g * e0;
    e1 = (x - e0) * (1 - b) + b * e1;
    e2 = (e0 + r * e1 - j) * (1 - g) ** 2 + g ** 2 * e2;
    j = j + e2;
    return j;
  });
}
