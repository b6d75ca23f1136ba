import { parentPort, workerData } from 'node:worker_threads';
import { BadInput } from '../bad-input.js';
import type { JobRequest } from './job.js';
import { runJob, StoredCandles } from './run-job.js';
import type { FromThread, ToThread } from './thread-messages.js';

/** The program of a thread: it computes one backtest, so that nobody else waits for it. */
const port = parentPort;
if (port === null) throw new Error('this is the program of a worker thread');
const candles = new StoredCandles();

const tell = (message: FromThread): void => {
  port.postMessage(message);
};

/** What cannot be used is told, and that is the end of it. */
function orRefused(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    tell({ kind: 'refused', message: error.message });
    port!.close();
  }
}

port.on('message', (message: ToThread) => {
  orRefused(() => {
    if (message.kind === 'candles') candles.add(message.lines);
    else run();
  });
});

function run(): void {
  const done = runJob(workerData as JobRequest, candles.finish(), (progress) =>
    tell({ kind: 'progress', progress }),
  );
  tell({ kind: 'done', ...done });
  port!.close();
}
