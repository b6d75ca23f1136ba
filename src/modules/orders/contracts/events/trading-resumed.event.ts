import { RecordEvent } from '../../../../shared/pure/messages/message.js';

export interface TradingResumedData {
  readonly userId: string;
  /** Null: every account of the user. */
  readonly accountId: string | null;
}

/** New exposure is accepted again. */
export class TradingResumed extends RecordEvent<TradingResumedData> {
  static readonly type = 'orders.trading-resumed.v1';

  override get key(): string {
    return this.data.userId;
  }
}
