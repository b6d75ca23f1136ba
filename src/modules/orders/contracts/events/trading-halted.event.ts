import { RecordEvent } from '../../../../shared/pure/messages/message.js';

export interface TradingHaltedData {
  readonly userId: string;
  /** Null: every account of the user. */
  readonly accountId: string | null;
  /** `kill-switch`, `daily-loss`, `drawdown`, `max-orders`, `books-broken` or `key-refused`. */
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;
}

/** No new exposure is accepted until trading is resumed; exits and protection go on. */
export class TradingHalted extends RecordEvent<TradingHaltedData> {
  static readonly type = 'orders.trading-halted.v1';

  override get key(): string {
    return this.data.userId;
  }
}
