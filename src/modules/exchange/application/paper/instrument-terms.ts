import type {
  GetInstrumentTermsData,
  InstrumentTerms,
} from '../../contracts/queries/get-instrument-terms.query.js';
import { PAPER_MAX_LEVERAGE } from '../../domain/index.js';
import type { Floor } from './floor.js';

/** A book keeps the position mode it was opened in; one that is not there yet would get that of the venue. */
export function instrumentTerms(
  { accounts, parts: { feed } }: Pick<Floor, 'accounts' | 'parts'>,
  { userId, accountId, symbol }: GetInstrumentTermsData,
): InstrumentTerms | null {
  const account = accounts.find(accountId);
  const instrument = feed.instruments.find((each) => each.symbol === symbol);
  if (account?.userId !== userId || instrument === undefined) return null;
  const book = account.find(symbol);
  const spot = instrument.kind === 'spot';
  const hedged = book === undefined ? feed.conditions.positionMode === 'hedge' : book.book.short !== null;
  return {
    positionMode: hedged && !spot ? 'hedge' : 'one-way',
    maxLeverage: spot ? 1 : PAPER_MAX_LEVERAGE,
    maxOpenOrders: null,
  };
}
