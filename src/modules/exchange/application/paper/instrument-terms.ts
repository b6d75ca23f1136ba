import type {
  GetInstrumentTermsData,
  InstrumentTerms,
} from '../../contracts/queries/get-instrument-terms.query.js';
import { PAPER_MAX_LEVERAGE } from '../../domain/index.js';
import type { Floor } from './floor.js';
import { modeOf } from './paper-terms.js';

/** What the account may ask for on an instrument, whether it has a book of it yet or not. */
export function instrumentTerms(
  { accounts, parts: { feed } }: Pick<Floor, 'accounts' | 'parts'>,
  { userId, accountId, symbol }: GetInstrumentTermsData,
): InstrumentTerms | null {
  const account = accounts.find(accountId);
  const instrument = feed.instruments.find((each) => each.symbol === symbol);
  if (account?.userId !== userId || instrument === undefined) return null;
  return {
    positionMode: modeOf(instrument, account.positionMode),
    maxLeverage: instrument.kind === 'spot' ? 1 : PAPER_MAX_LEVERAGE,
    maxOpenOrders: null,
  };
}
