import { Query } from '../../../../shared/pure/messages/message.js';
import type { InstanceJournal, JournalChoice } from '../../../../shared/pure/strategy/journal.js';

/**
 * What is written down of one Grid bot, whosever it is, or null: for the operator of the installation, not for people's
 * requests.
 */
export class GetGridJournal extends Query<JournalChoice, InstanceJournal | null> {
  static readonly type = 'grid.get-grid-journal.v1';
}
