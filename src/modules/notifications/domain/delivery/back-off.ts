const FIRST_MS = 1_000;
const LAST_MS = 60_000;

/** How long to wait after the nth failure in a row, from 1: a second, then twice as long each time, a minute at most. */
export const backOffMs = (failures: number): number =>
  Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 20), LAST_MS);
