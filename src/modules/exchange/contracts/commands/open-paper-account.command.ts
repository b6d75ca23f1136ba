import { Command } from '../../../../shared/pure/messages/message.js';

export interface OpenPaperAccountData {
  /** Chosen by the caller, so that asking twice opens one account. */
  readonly accountId: string;
  readonly userId: string;
  readonly label: string;
  /** Starting cash as a plain decimal, in the quote currency. */
  readonly currency: string;
  readonly cash: string;
  /** Left out: as the venue has it, on a market of ours `one-way`. */
  readonly positionMode?: 'one-way' | 'hedge';
}

/** Opens an account on the paper venue; one of that id stays as it is. */
export class OpenPaperAccount extends Command<
  OpenPaperAccountData,
  { readonly accountId: string; readonly opened: boolean }
> {
  static readonly type = 'exchange.open-paper-account.v1';
}
