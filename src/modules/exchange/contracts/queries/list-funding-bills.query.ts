import { Query } from '../../../../shared/pure/messages/message.js';
import type { EpochMs } from '../../../../shared/pure/time/epoch.js';
import type { Execution } from '../events/executions-reported.event.js';

export interface ListFundingBillsData {
  readonly userId: string;
  readonly accountId: string;
  /** From this instant on, by the clock of the venue. */
  readonly since: EpochMs;
}

export interface FundingBills {
  /** Oldest first. They may have been told before: each counts by its bill id. */
  readonly bills: readonly {
    readonly symbol: string;
    readonly bill: Extract<Execution, { kind: 'funding' }>;
  }[];
  /**
   * None is left out that the venue has charged from `since` until here, by its own clock; a read replica may be behind. Null where
   * whatever is charged is told for certain, so that nobody need ask at all.
   */
  readonly readUntil: EpochMs | null;
}

/** What funding a venue has charged an account, whatever its stream has told. Null when the account is not the user's. */
export class ListFundingBills extends Query<ListFundingBillsData, FundingBills | null> {
  static readonly type = 'exchange.list-funding-bills.v1';
}
