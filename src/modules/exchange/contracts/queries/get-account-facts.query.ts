import { Query } from '../../../../shared/pure/messages/message.js';
import type { AccountFacts } from '../../../../shared/pure/strategy/input.js';

export interface GetAccountFactsData {
  readonly accountIds: readonly string[];
  readonly symbol: string;
}

/** Equity and cash of many accounts at the last mark, by account id; an unknown account is left out. */
export class GetAccountFacts extends Query<GetAccountFactsData, Readonly<Record<string, AccountFacts>>> {
  static readonly type = 'exchange.get-account-facts.v1';
}
