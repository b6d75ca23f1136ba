import { RecordEvent } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface HyperRsiResumedData {
  readonly instanceId: string;
  readonly userId: string;
  readonly name: string;
  readonly symbol: string;
  /** Whether it runs, is still stopping, or was parked after an error; left out: it runs. */
  readonly state?: 'running' | 'stopping' | 'failed';
  /** Its orders that rest at the venue; by our books alone while the venue does not tell. */
  readonly resting: number;
  /** What it holds, signed, plain decimal in base. */
  readonly held: string;
  /** How much of that would be closed by stops that the venue shows; null when the bot keeps no stop, and while the venue does not tell. */
  readonly protectedSize: string | null;
  /** Realised profit and loss over the bot's whole life, plain decimal in quote. */
  readonly realisedPnl: string;
  /** Whether the venue's position agrees; null while the venue does not tell. */
  readonly positionMatches: boolean | null;
  /** Market time. */
  readonly at: EpochMs;
}

/** After a restart: what a HyperRSI bot that may hold something holds, compared with its venue, and whether it is protected. */
export class HyperRsiResumed extends RecordEvent<HyperRsiResumedData> {
  static readonly type = 'hyper-rsi.hyper-rsi-resumed.v1';

  override get key(): string {
    return this.data.instanceId;
  }
}
