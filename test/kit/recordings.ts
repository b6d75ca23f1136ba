import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Recorded market data stands beside the project when it is there at all; it is never part of it. */
export const RECORDINGS = resolve(process.env.TB_RECORDINGS ?? join(process.cwd(), '..', 'shared', 'data'));

export const hasRecordings = existsSync(RECORDINGS);

export const recording = (...path: string[]): string => join(RECORDINGS, ...path);

/** A suite that needs recorded data; counted as skipped where there is none. */
export const describeWithRecordings: jest.Describe = hasRecordings ? describe : describe.skip;
