import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { PageDto, PageQuery } from '../../../shared/platform/http/page.dto.js';
import type { Page } from '../../../shared/platform/http/pagination.js';
import { ProblemException } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { GetAccountState, type AccountState } from '../contracts/queries/get-account-state.query.js';
import { ListAccounts, type AccountView } from '../contracts/queries/list-accounts.query.js';
import { BalanceDto, ExchangeAccountDto, VenueOrderDto, VenuePositionDto } from './exchange-accounts.dto.js';
import { pageThrough } from './page-through.js';

/** A person's accounts; those of others are not there. */
@ApiTags('exchange')
@Access('viewer')
@Controller('exchange-accounts')
export class ExchangeAccountsController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @ApiOperation({ summary: 'Your accounts, oldest first' })
  @ApiOkResponse({ type: PageDto(ExchangeAccountDto) })
  @ApiProblems('unauthenticated', 'validation-failed', 'invalid-cursor')
  async list(
    @CurrentUser() { userId }: SignedIn,
    @Query() query: PageQuery,
  ): Promise<Page<ExchangeAccountDto>> {
    const accounts = await this.bus.ask(new ListAccounts({ userId }));
    // Times of one length sort like text; accounts of one millisecond go by id.
    return pageThrough(
      'exchange-accounts',
      accounts.map(accountDto),
      query,
      (account) => `${account.createdAt} ${account.id}`,
    );
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of your accounts' })
  @ApiOkResponse({ type: ExchangeAccountDto })
  @ApiProblems('unauthenticated', 'not-found')
  async get(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<ExchangeAccountDto> {
    const accounts = await this.bus.ask(new ListAccounts({ userId }));
    const account = accounts.find((each) => each.id === id);
    if (account === undefined) throw ProblemException.of('not-found', { id });
    return accountDto(account);
  }

  @Get(':id/balances')
  @ApiOperation({ summary: 'What the account holds, as its venue shows it' })
  @ApiOkResponse({ type: PageDto(BalanceDto) })
  @ApiProblems('unauthenticated', 'not-found', 'validation-failed', 'invalid-cursor')
  async balances(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<BalanceDto>> {
    const { balances } = await this.state(userId, id);
    return pageThrough('balances', balances, query, ({ currency }) => currency);
  }

  @Get(':id/positions')
  @ApiOperation({ summary: 'Open positions of the account, as its venue shows them' })
  @ApiOkResponse({ type: PageDto(VenuePositionDto) })
  @ApiProblems('unauthenticated', 'not-found', 'validation-failed', 'invalid-cursor')
  async positions(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<VenuePositionDto>> {
    const { positions } = await this.state(userId, id);
    return pageThrough('venue-positions', positions, query, ({ symbol }) => symbol);
  }

  @Get(':id/open-orders')
  @ApiOperation({ summary: 'Orders that wait at the venue' })
  @ApiOkResponse({ type: PageDto(VenueOrderDto) })
  @ApiProblems('unauthenticated', 'not-found', 'validation-failed', 'invalid-cursor')
  async openOrders(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') id: string,
    @Query() query: PageQuery,
  ): Promise<Page<VenueOrderDto>> {
    const { openOrders } = await this.state(userId, id);
    return pageThrough(
      'venue-orders',
      openOrders,
      query,
      (order) => `${order.symbol} ${order.clientOrderId}`,
    );
  }

  private async state(userId: string, accountId: string): Promise<AccountState> {
    const state = await this.bus.ask(new GetAccountState({ userId, accountId }));
    if (state === null) throw ProblemException.of('not-found', { id: accountId });
    return state;
  }
}

const accountDto = ({ id, venue, label, environment, createdAt }: AccountView): ExchangeAccountDto => ({
  ...{ id, venue, label, environment },
  createdAt: new Date(createdAt).toISOString(),
});
