import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Refusal } from '../../../shared/pure/refusal.js';
import type { Result } from '../../../shared/pure/result.js';
import type { AccountFacts } from '../../../shared/pure/strategy/input.js';
import { Clock } from '../../../shared/platform/clock/clock.port.js';
import { OpenPaperAccount } from '../contracts/commands/open-paper-account.command.js';
import {
  PrepareInstrument,
  type PreparedInstrument,
} from '../contracts/commands/prepare-instrument.command.js';
import {
  SetPositionMode,
  type SetPositionModeData,
} from '../contracts/commands/set-position-mode.command.js';
import { SubmitOrders, type OperationOutcome } from '../contracts/commands/submit-orders.command.js';
import { GetAccountFacts } from '../contracts/queries/get-account-facts.query.js';
import { GetAccountState, type AccountState } from '../contracts/queries/get-account-state.query.js';
import { GetInstrumentTerms, type InstrumentTerms } from '../contracts/queries/get-instrument-terms.query.js';
import { GetPaperBook, type PaperBookView } from '../contracts/queries/get-paper-book.query.js';
import { LookUpOrders, type OrdersLookedUp } from '../contracts/queries/look-up-orders.query.js';
import { ListAccounts, type AccountView } from '../contracts/queries/list-accounts.query.js';
import { ListEveryAccount } from '../contracts/queries/list-every-account.query.js';
import { ListFundingBills, type FundingBills } from '../contracts/queries/list-funding-bills.query.js';
import { PAPER_VENUE } from './feed-host.js';
import { bookViewOf, factsOf } from './paper/account-views.js';
import { instrumentTerms } from './paper/instrument-terms.js';
import { openPaperAccount } from './paper/open-paper-account.js';
import { PaperVenue } from './paper/paper-venue.js';
import { MarketFeed } from './ports/market-feed.port.js';
import { PaperStore } from './ports/paper-store.port.js';
import { VenueGateway } from './ports/venue-gateway.port.js';

@CommandHandler(SubmitOrders)
export class SubmitOrdersHandler implements ICommandHandler<SubmitOrders> {
  constructor(private readonly gateway: VenueGateway) {}

  execute({ data }: SubmitOrders): Promise<readonly OperationOutcome[]> {
    return this.gateway.submit(data);
  }
}

@CommandHandler(OpenPaperAccount)
export class OpenPaperAccountHandler implements ICommandHandler<OpenPaperAccount> {
  constructor(
    private readonly venue: PaperVenue,
    private readonly clock: Clock,
  ) {}

  async execute({ data }: OpenPaperAccount): Promise<{ accountId: string; opened: boolean }> {
    return this.venue.take((floor) => openPaperAccount(floor, data, this.clock.now()), {
      accountIds: [data.accountId],
    });
  }
}

@CommandHandler(PrepareInstrument)
export class PrepareInstrumentHandler implements ICommandHandler<PrepareInstrument> {
  constructor(private readonly gateway: VenueGateway) {}

  execute({ data }: PrepareInstrument): Promise<Result<PreparedInstrument, Refusal>> {
    return this.gateway.prepareInstrument(data);
  }
}

@CommandHandler(SetPositionMode)
export class SetPositionModeHandler implements ICommandHandler<SetPositionMode> {
  constructor(private readonly gateway: VenueGateway) {}

  execute({ data }: SetPositionMode): Promise<Result<Pick<SetPositionModeData, 'positionMode'>, Refusal>> {
    return this.gateway.setPositionMode(data);
  }
}

/** What they are told is committed. */
@QueryHandler(GetAccountFacts)
export class GetAccountFactsHandler implements IQueryHandler<GetAccountFacts> {
  constructor(private readonly venue: PaperVenue) {}

  async execute({ data }: GetAccountFacts): Promise<Readonly<Record<string, AccountFacts>>> {
    return this.venue.answer(async ({ accounts }) => {
      const facts: Record<string, AccountFacts> = {};
      for (const id of data.accountIds) {
        const account = accounts.find(id);
        if (account !== undefined) facts[id] = factsOf(account, data.symbol);
      }
      return facts;
    }, data);
  }
}

@QueryHandler(GetAccountState)
export class GetAccountStateHandler implements IQueryHandler<GetAccountState> {
  constructor(private readonly gateway: VenueGateway) {}

  execute({ data }: GetAccountState): Promise<AccountState | null> {
    return this.gateway.accountState(data);
  }
}

/** Of an account's money and books nothing is read for it, so it needs no working copy. */
@QueryHandler(GetInstrumentTerms)
export class GetInstrumentTermsHandler implements IQueryHandler<GetInstrumentTerms> {
  constructor(
    private readonly feed: MarketFeed,
    private readonly store: PaperStore,
  ) {}

  async execute({ data }: GetInstrumentTerms): Promise<InstrumentTerms | null> {
    const [account] = await this.store.views(PAPER_VENUE, { accountIds: [data.accountId] });
    return instrumentTerms(this.feed, account, data);
  }
}

@QueryHandler(LookUpOrders)
export class LookUpOrdersHandler implements IQueryHandler<LookUpOrders> {
  constructor(private readonly gateway: VenueGateway) {}

  execute({ data }: LookUpOrders): Promise<OrdersLookedUp | null> {
    return this.gateway.lookUp(data);
  }
}

/** The venue tells what it charges in the transaction that charges it, so there is never anything to be asked for. */
@QueryHandler(ListFundingBills)
export class ListFundingBillsHandler implements IQueryHandler<ListFundingBills> {
  constructor(private readonly store: PaperStore) {}

  async execute({ data: { userId, accountId } }: ListFundingBills): Promise<FundingBills | null> {
    const [account] = await this.store.views(PAPER_VENUE, { accountIds: [accountId] });
    return account?.userId === userId ? { bills: [], readUntil: null } : null;
  }
}

@QueryHandler(GetPaperBook)
export class GetPaperBookHandler implements IQueryHandler<GetPaperBook> {
  constructor(private readonly venue: PaperVenue) {}

  async execute({ data: { userId, accountId, symbol } }: GetPaperBook): Promise<PaperBookView | null> {
    return this.venue.answer(
      async ({ accounts }) => {
        const account = accounts.find(accountId);
        const book = account?.userId === userId ? account.find(symbol) : undefined;
        return account === undefined || book === undefined ? null : bookViewOf(account, book);
      },
      { accountIds: [accountId] },
    );
  }
}

@QueryHandler(ListEveryAccount)
export class ListEveryAccountHandler implements IQueryHandler<ListEveryAccount> {
  constructor(private readonly store: PaperStore) {}

  async execute(): Promise<readonly AccountView[]> {
    return this.store.views(PAPER_VENUE);
  }
}

@QueryHandler(ListAccounts)
export class ListAccountsHandler implements IQueryHandler<ListAccounts> {
  constructor(private readonly store: PaperStore) {}

  async execute({ data: { userId } }: ListAccounts): Promise<readonly AccountView[]> {
    return this.store.views(PAPER_VENUE, { userId });
  }
}
