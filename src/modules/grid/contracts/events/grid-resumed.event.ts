import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface GridResumedData {
  readonly instanceId: string;
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  /** Whether it runs, is paused, still stopping, or was parked after an error; left out: it runs. */
  readonly state?: 'running' | 'paused' | 'stopping' | 'failed';
  /** Orders that the ladder wants at the venue. */
  readonly wanted: number;
  /** Those of them that the venue has. */
  readonly recovered: number;
  /** Those that nobody has: they are placed again at the next decision close. */
  readonly missing: number;
  /** Executions that happened while the program was down. */
  readonly filledWhileDown: number;
  /** Realised profit and loss over the bot's whole life, plain decimal in quote. */
  readonly realisedPnl: string;
  /** What the ladder holds, signed, plain decimal in base. */
  readonly held: string;
  /** Whether the venue's position agrees; null while the venue does not tell. */
  readonly positionMatches: boolean | null;
  /** Market time. */
  readonly at: EpochMs;
}

/** After a restart: what a Grid bot that may hold something wants, compared with what its venue has. */
export class GridResumed extends RecordEvent<GridResumedData> {
  static readonly type = 'grid.grid-resumed.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
