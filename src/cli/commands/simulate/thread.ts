import { parentPort } from 'node:worker_threads';
import { doWork, type Work } from '../../../simulation/run/work.js';
import { breath } from './breath.js';

/** Does one piece of work after the other, as they come. */
parentPort?.on('message', (work: Work) => {
  void doWork(work, breath).then(
    (done) => parentPort!.postMessage({ done }),
    (error: unknown) =>
      parentPort!.postMessage({ error: error instanceof Error ? error.stack : String(error) }),
  );
});
