import { parentPort, workerData } from 'node:worker_threads';
import { doWork, type Work } from '../../../simulation/run/work.js';
import type { RecordedCandles } from '../../../simulation/world/recorded-bars.js';
import { breath } from './breath.js';

const { recorded } = workerData as { readonly recorded: RecordedCandles | null };

/** Does one piece of work after the other, as they come. */
parentPort?.on('message', (work: Work) => {
  void doWork(work, { breath, recorded }).then(
    (done) => parentPort!.postMessage({ done }),
    (error: unknown) =>
      parentPort!.postMessage({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
