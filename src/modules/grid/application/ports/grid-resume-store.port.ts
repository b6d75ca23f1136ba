import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import { ResumeStore } from '../../../../shared/platform/strategy/resume-store.port.js';

/** What a restart must know of grids beside what it must know of every bot. */
export abstract class GridResumeStore extends ResumeStore {
  /** Executions that the bot has heard of since `bootedAt` (wall time) although they happened by `marketTime`. */
  abstract lateFills(instanceId: string, bootedAt: EpochMs, marketTime: EpochMs): Promise<number>;
}
