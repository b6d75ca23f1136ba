import type { JobOutcome, JobProgress } from './job.js';

/** What a thread is told: the candles, page by page, and that there are no more. */
export type ToThread = { readonly kind: 'candles'; readonly lines: Uint8Array } | { readonly kind: 'run' };

/** What a thread tells. After `done` and `refused` it ends; whatever breaks in it is thrown, not told. */
export type FromThread =
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'done'; readonly outcome: JobOutcome; readonly page: Uint8Array }
  | { readonly kind: 'refused'; readonly message: string };
