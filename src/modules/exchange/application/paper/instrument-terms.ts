import type {
  GetInstrumentTermsData,
  InstrumentTerms,
} from '../../contracts/queries/get-instrument-terms.query.js';
import type { AccountView } from '../../contracts/queries/list-accounts.query.js';
import { PAPER_MAX_LEVERAGE } from '../../domain/index.js';
import type { MarketFeed } from '../ports/market-feed.port.js';
import { modeOf } from './paper-terms.js';

/** What the account may ask for on an instrument, whether it has a book of it yet or not. */
export function instrumentTerms(
  { instruments }: Pick<MarketFeed, 'instruments'>,
  account: Pick<AccountView, 'userId' | 'positionMode'> | undefined,
  { userId, symbol }: GetInstrumentTermsData,
): InstrumentTerms | null {
  const instrument = instruments.find((each) => each.symbol === symbol);
  if (account?.userId !== userId || instrument === undefined) return null;
  return {
    positionMode: modeOf(instrument, account.positionMode),
    maxLeverage: instrument.kind === 'spot' ? 1 : PAPER_MAX_LEVERAGE,
    maxOpenOrders: null,
  };
}
