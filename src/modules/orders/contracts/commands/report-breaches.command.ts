import { Command } from '../../../../shared/pure/messages/message.js';

/** An invariant that does not hold, and whom it concerns as narrowly as is known. */
export interface ReportedBreach {
  /** `I1`. */
  readonly number: string;
  readonly says: string;
  readonly rows: number;
  readonly concerned: readonly {
    readonly userId: string | null;
    readonly accountId: string | null;
    readonly instanceId: string | null;
  }[];
}

export interface ReportBreachesData {
  /** Whose rows they are. */
  readonly module: string;
  /** Everything that does not hold there now; what is left out holds again. */
  readonly breaches: readonly ReportedBreach[];
}

/**
 * What the auditor has found in the rows of a module. Entries of whom a new breach concerns are held back, the bot's alone
 * where it is known which, and operators are told; asking again with the same changes nothing.
 */
export class ReportBreaches extends Command<ReportBreachesData, void> {
  static readonly type = 'orders.report-breaches.v1';
}
