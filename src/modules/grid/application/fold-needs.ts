import type { CrossTimeframeNeed } from '../../../shared/platform/strategy/cross-timeframe-need.js';
import type { FoldNeed } from '../domain/index.js';

/** A fold of the grid as the strategy shell keeps it: one memory for each value that the kernel reads of it. */
export const foldNeeds = ({
  name,
  timeframe,
  warmUp,
  outputs,
  start,
  restore,
}: FoldNeed): CrossTimeframeNeed[] =>
  outputs.map((output) => ({
    name: `${name} ${output}`,
    length: warmUp,
    output,
    history: { [timeframe]: warmUp },
    fold: (memory, candles) => {
      const fold = memory === null ? start() : restore(memory);
      for (const { high, low, close } of candles[timeframe] ?? [])
        fold.next(Number(high), Number(low), Number(close));
      const value = fold.values[output] ?? NaN;
      return { memory: fold.snapshot(), value: Number.isNaN(value) ? null : value };
    },
  }));
