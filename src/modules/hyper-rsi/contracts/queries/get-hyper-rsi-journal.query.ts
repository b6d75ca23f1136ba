import { Query } from '../../../../shared/pure/messages/message.js';
import type { InstanceJournal, JournalChoice } from '../../../../shared/pure/strategy/journal.js';

/**
 * What is written down of one HyperRSI bot, whosever it is, or null: for the operator of the installation, not for people's
 * requests.
 */
export class GetHyperRsiJournal extends Query<JournalChoice, InstanceJournal | null> {
  static readonly type = 'hyper-rsi.get-hyper-rsi-journal.v1';
}
