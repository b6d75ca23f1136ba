import { Worker } from 'node:worker_threads';
import { refusal, type Refusal } from '../../shared/pure/refusal.js';
import { err, ok, type Result } from '../../shared/pure/result.js';
import type { JobOutcome, JobProgress, JobRequest } from './job.js';
import type { FromThread, ToThread } from './thread-messages.js';

/** The compiled program of a thread. */
export abstract class ThreadProgram {
  abstract readonly url: URL;
}

/** A backtest that needs more ends with an error of its own, not with the process. */
const MOST_MEMORY_MB = 4_096;

export interface ThreadHooks {
  readonly progress: (progress: JobProgress) => void;
  /** Aborting it ends the thread at once. */
  readonly signal: AbortSignal;
}

export type ThreadResult = Result<{ readonly outcome: JobOutcome; readonly page: Uint8Array }, Refusal>;

/** Runs one backtest in a thread of its own. @throws what broke in the thread, or the reason of the abort. */
export async function runInThread(
  program: ThreadProgram,
  request: JobRequest,
  pages: AsyncIterable<Uint8Array>,
  { progress, signal }: ThreadHooks,
): Promise<ThreadResult> {
  signal.throwIfAborted();
  const worker = new Worker(program.url, {
    name: 'backtest',
    workerData: request,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  const result = new Promise<ThreadResult>((resolve, reject) => {
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'progress') progress(message.progress);
      else if (message.kind === 'done') resolve(ok({ outcome: message.outcome, page: message.page }));
      else resolve(err(refusal('backtest-refused', message.message)));
    });
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the thread ended without a result')));
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  // It is waited for below; until then a failure must not count as unhandled.
  result.catch(() => undefined);
  try {
    await Promise.race([result, feed(worker, pages, signal)]);
    return await result;
  } finally {
    await worker.terminate();
  }
}

async function feed(worker: Worker, pages: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  const send = (message: ToThread, ...transfer: ArrayBuffer[]): void => worker.postMessage(message, transfer);
  for await (const lines of pages) {
    signal.throwIfAborted();
    send({ kind: 'candles', lines }, lines.buffer as ArrayBuffer);
  }
  send({ kind: 'run' });
}
