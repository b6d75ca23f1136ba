import { Query } from '../../../../shared/pure/messages/message.js';
import type { InstanceJournal, JournalRange } from '../../../../shared/pure/strategy/journal.js';

/**
 * What is written down of one HyperRSI bot, whosever it is, or null: for the operator of the installation, not for people's
 * requests.
 */
export class GetHyperRsiJournal extends Query<JournalRange, InstanceJournal | null> {
  static readonly type = 'hyper-rsi.get-hyper-rsi-journal.v1';
}
