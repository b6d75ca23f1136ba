import { Worker } from 'node:worker_threads';
import type { Done, Work } from '../../../simulation/run/work.js';
import type { RecordedCandles } from '../../../simulation/world/recorded-bars.js';

interface Answer {
  readonly done?: Done;
  readonly error?: string;
}

/** A world is made of short-lived objects: with room for them they are collected less often. */
const YOUNG_MB = 32;

/**
 * Has work done in threads, each of which gets the next piece when it is done with one.
 * @param recorded candles that all prices go along; null where each instrument has its own
 * @param next the next piece; null when there is none.
 * @throws what broke in a thread: that is a mistake of the simulation, and no result.
 */
export async function inThreads(
  { count, recorded }: { readonly count: number; readonly recorded: RecordedCandles | null },
  next: () => Work | null,
  heard: (done: Done, work: Work) => void,
): Promise<void> {
  const worker = async (): Promise<void> => {
    const thread = new Worker(new URL('./thread.js', import.meta.url), {
      name: 'simulate',
      workerData: { recorded },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    try {
      for (let work = next(); work !== null; work = next()) heard(await doneBy(thread, work), work);
    } finally {
      await thread.terminate();
    }
  };
  await Promise.all(Array.from({ length: count }, worker));
}

function doneBy(thread: Worker, work: Work): Promise<Done> {
  return new Promise((resolve, reject) => {
    const broke = (error: Error): void => reject(error);
    thread.once('error', broke);
    thread.once('message', ({ done, error }: Answer) => {
      thread.off('error', broke);
      if (done === undefined) reject(new Error(`${JSON.stringify(work)} broke: ${error}`));
      else resolve(done);
    });
    thread.postMessage(work);
  });
}
