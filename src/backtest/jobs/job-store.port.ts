import type { EpochMs } from '../../shared/pure/time/epoch.js';
import type { Job, JobError, JobOutcome, JobProgress, JobRequest } from './job.js';

export interface NewJob {
  readonly id: string;
  readonly userId: string;
  /** The asker's name for the request; asking again under it answers the first job. */
  readonly requestKey: string | null;
  readonly request: JobRequest;
  readonly createdAt: EpochMs;
}

/** A job that this process runs. What it writes counts only while nobody else has taken the job since. */
export interface HeldJob {
  readonly id: string;
  readonly request: JobRequest;
  readonly fence: number;
  /** How often the job was begun, this time included. */
  readonly attempts: number;
}

/** Where a page of a person's jobs goes on: behind this one. */
export interface JobPlace {
  readonly createdAt: EpochMs;
  readonly id: string;
}

/** Backtests as rows: the only memory of what was asked and how far it is. */
export abstract class JobStore {
  /** Answers the job of the same request key where there is one; null when the person has `most` unfinished jobs. */
  abstract add(job: NewJob, most: number): Promise<Job | null>;

  abstract find(userId: string, id: string): Promise<Job | null>;

  /** Newest first. */
  abstract list(userId: string, after: JobPlace | null, limit: number): Promise<readonly Job[]>;

  /** The gzipped page of a job that is done; null when there is none. */
  abstract page(userId: string, id: string): Promise<Buffer | null>;

  /** Cancels a job that is not finished and forgets one that is; false when the person has no such job. */
  abstract remove(userId: string, id: string): Promise<boolean>;

  /** Takes the oldest job that waits, or whose holder has let `leaseMs` pass without a word. */
  abstract claim(leaseMs: number): Promise<HeldJob | null>;

  /** Tells how far it is and holds it for another `leaseMs`; false when it is no longer ours: cancelled, or taken over. */
  abstract progressed(job: HeldJob, progress: JobProgress, leaseMs: number): Promise<boolean>;

  /** Gives it back, for another process or another day. */
  abstract release(job: HeldJob): Promise<void>;

  abstract finish(job: HeldJob, outcome: JobOutcome, page: Uint8Array): Promise<void>;

  abstract fail(job: HeldJob, error: JobError): Promise<void>;
}
