import { Command } from '../../../../shared/pure/messages/message.js';

export interface OpenFeedData {
  readonly venue: string;
}

/** The reader is ready: let the venue's market data flow. Asking again changes nothing. */
export class OpenFeed extends Command<OpenFeedData, { readonly opened: boolean }> {
  static readonly type = 'exchange.open-feed.v1';
}
