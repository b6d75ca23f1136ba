import { RecordEvent } from '../../../../shared/pure/messages/message.js';

export interface AccountDifferedData {
  readonly userId: string;
  readonly accountId: string;
  readonly venue: string;
  readonly symbol: string;
  /**
   * `position`: the venue holds something else than the fills add up to. `position-agrees`: it does no longer.
   * `position-adjusted`: nothing has explained it, so our books were adjusted to the venue's; nothing new is opened there until
   * trading is resumed.
   * `unknown-order`: an open order with an id of ours that nobody here wanted. `other-installation`: one of another
   * installation of this program on the same account.
   */
  readonly kind:
    'position' | 'position-agrees' | 'position-adjusted' | 'unknown-order' | 'other-installation';
  /** What our books say: a signed size, or nothing. */
  readonly ours: string | null;
  /** What the venue says: a signed size, or the client order id. */
  readonly theirs: string;
}

/** Reconciliation has found something that needs a person. Nothing that is not ours is touched. */
export class AccountDiffered extends RecordEvent<AccountDifferedData> {
  static readonly type = 'orders.account-differed.v1';

  override get key(): string {
    return `${this.data.accountId} ${this.data.symbol}`;
  }
}
