import { RecordEvent } from '../../../../shared/pure/messages/message.js';

export interface BooksBrokenData {
  /** Whose rows they are. */
  readonly module: string;
  /** `I1`. */
  readonly invariant: string;
  readonly says: string;
  /** Rows that break it. */
  readonly rows: number;
  /** Bots and accounts whose entries are held back for it. */
  readonly heldBack: number;
}

/** What must hold of the rows of a module does not. Told to operators once, until it holds again. */
export class BooksBroken extends RecordEvent<BooksBrokenData> {
  static readonly type = 'orders.books-broken.v1';

  override get key(): string {
    return this.data.module;
  }
}
