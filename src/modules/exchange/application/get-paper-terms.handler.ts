import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { GetPaperTerms, type PaperTermsView } from '../contracts/queries/get-paper-terms.query.js';
import { PAPER_VENUE } from './feed-host.js';
import { conditionsIn } from './paper/paper-terms.js';
import { PaperStore } from './ports/paper-store.port.js';

/** Reads rows only, so that it can be asked in a process that has neither feed nor books. */
@QueryHandler(GetPaperTerms)
export class GetPaperTermsHandler implements IQueryHandler<GetPaperTerms> {
  constructor(private readonly papers: PaperStore) {}

  async execute({ data: { accountId, symbol } }: GetPaperTerms): Promise<PaperTermsView | null> {
    const { position, accounts } = await this.papers.load(PAPER_VENUE, { accountIds: [accountId] });
    const [account] = accounts;
    const book = account?.books.find((each) => each.symbol === symbol);
    if (position === null || account === undefined || book === undefined) return null;
    const { instrument, candleDecimals } = book.terms;
    const { marketTime } = position;
    const conditions = conditionsIn(book.terms, account.positionMode);
    return { instrument, candleDecimals, conditions, marketTime };
  }
}
