import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';

export interface AccountView {
  readonly id: string;
  readonly userId: string;
  readonly venue: string;
  readonly label: string;
  readonly environment: 'paper';
  /** Of its perpetuals: one net position each, or a long and a short one beside each other. */
  readonly positionMode: 'one-way' | 'hedge';
  readonly createdAt: EpochMs;
}

/** The accounts of one user, oldest first. */
export class ListAccounts extends Query<{ readonly userId: string }, readonly AccountView[]> {
  static readonly type = 'exchange.list-accounts.v1';
}
