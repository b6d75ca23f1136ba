import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { PageDto, PageQuery } from '../../../shared/platform/http/page.dto.js';
import type { Page } from '../../../shared/platform/http/pagination.js';
import { languageOf, ProblemException, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { GetAccountState, type AccountState } from '../contracts/queries/get-account-state.query.js';
import { ListAccounts, type AccountView } from '../contracts/queries/list-accounts.query.js';
import { NewPaperAccount } from '../application/paper/new-paper-account.js';
import { KeyAccounts } from '../application/keys/key-accounts.js';
import type { KeyAccount } from '../domain/index.js';
import {
  BalanceDto,
  ExchangeAccountDto,
  NewExchangeAccountBody,
  NewPaperAccountBody,
  VenueOrderDto,
  VenuePositionDto,
  VerificationDto,
} from './exchange-accounts.dto.js';
import { pageThrough } from './page-through.js';

/** A person's accounts; those of others are not there. */
@ApiTags('exchange')
@Access('viewer')
@Controller('exchange-accounts')
export class ExchangeAccountsController {
  constructor(
    private readonly bus: Bus,
    private readonly keys: KeyAccounts,
    private readonly paper: NewPaperAccount,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Your accounts, oldest first' })
  @ApiOkResponse({ type: PageDto(ExchangeAccountDto) })
  @ApiProblems('unauthenticated', 'validation-failed', 'invalid-cursor')
  async list(
    @CurrentUser() { userId }: SignedIn,
    @Query() query: PageQuery,
  ): Promise<Page<ExchangeAccountDto>> {
    // Times of one length sort like text; accounts of one millisecond go by id.
    return pageThrough(
      'exchange-accounts',
      await this.all(userId),
      query,
      (account) => `${account.createdAt} ${account.id}`,
    );
  }

  @Post()
  @Access('trader')
  @ApiOperation({ summary: 'Store the keys of an account at a venue; they are sealed and never answered' })
  @ApiCreatedResponse({ type: ExchangeAccountDto })
  @ApiProblems(
    ...(['unauthenticated', 'forbidden', 'validation-failed'] as const),
    ...(['passphrase-mismatch', 'key-in-use', 'too-many-accounts', 'vault-closed'] as const),
  )
  async add(
    @CurrentUser() { userId }: SignedIn,
    @Body() { passphrase, ...body }: NewExchangeAccountBody,
  ): Promise<ExchangeAccountDto> {
    return keyAccountDto(
      valueOrProblem(await this.keys.add({ ...body, userId, passphrase: passphrase ?? null })),
    );
  }

  @Post('paper')
  @Access('trader')
  @ApiOperation({ summary: 'Open an account on the paper venue' })
  @ApiCreatedResponse({ type: ExchangeAccountDto })
  @ApiProblems('unauthenticated', 'forbidden', 'validation-failed', 'unknown-currency', 'too-many-accounts')
  async open(
    @CurrentUser() { userId }: SignedIn,
    @Body() { positionMode = 'one-way', ...body }: NewPaperAccountBody,
  ): Promise<ExchangeAccountDto> {
    return accountDto(valueOrProblem(await this.paper.open({ ...body, userId, positionMode })));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of your accounts' })
  @ApiOkResponse({ type: ExchangeAccountDto })
  @ApiProblems('unauthenticated', 'not-found')
  async get(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<ExchangeAccountDto> {
    const account = (await this.all(userId)).find((each) => each.id === id);
    if (account === undefined) throw ProblemException.of('not-found', { id });
    return account;
  }

  @Delete(':id')
  @Access('trader')
  @HttpCode(204)
  @ApiOperation({ summary: 'Forget an account and its keys; one on paper stays' })
  @ApiNoContentResponse()
  @ApiProblems('unauthenticated', 'forbidden', 'not-found', 'paper-account-stays')
  async remove(@CurrentUser() user: SignedIn, @Param('id') id: string): Promise<void> {
    const { environment } = await this.get(user, id);
    if (environment === 'paper') throw ProblemException.of('paper-account-stays', { id });
    await this.keys.remove(user.userId, id);
  }

  @Post(':id/verify')
  @Access('trader')
  @HttpCode(200)
  @ApiOperation({ summary: 'What is known of an account before it trades, check by check' })
  @ApiHeader({
    name: 'accept-language',
    required: false,
    description: 'Language of the explanations: ko or en',
  })
  @ApiOkResponse({ type: VerificationDto })
  @ApiProblems('unauthenticated', 'forbidden', 'not-found')
  async verify(
    @CurrentUser() user: SignedIn,
    @Param('id') id: string,
    @Headers('accept-language') accepted?: string,
  ): Promise<VerificationDto> {
    const { environment } = await this.get(user, id);
    const explanation = VERIFIED[environment][languageOf(accepted)];
    const verdict = environment === 'paper' ? 'passed' : 'not-verified';
    const checks = CHECKS.map((name) => ({ name, verdict, explanation }));
    return { ready: environment === 'paper', checks };
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
    const shown = positions.map(({ hedged: _, ...position }) => position);
    return pageThrough('venue-positions', shown, query, ({ symbol }) => symbol);
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

  private async all(userId: string): Promise<readonly ExchangeAccountDto[]> {
    const [onPaper, withKeys] = await Promise.all([
      this.bus.ask(new ListAccounts({ userId })),
      this.keys.list(userId),
    ]);
    return [...onPaper.map(accountDto), ...withKeys.map(keyAccountDto)];
  }

  private async state(userId: string, accountId: string): Promise<AccountState> {
    const state = await this.bus.ask(new GetAccountState({ userId, accountId }));
    if (state === null) throw ProblemException.of('not-found', { id: accountId });
    return state;
  }
}

const accountDto = ({ createdAt, userId: _, ...account }: AccountView): ExchangeAccountDto => ({
  ...account,
  keyHint: null,
  createdAt: new Date(createdAt).toISOString(),
});

const keyAccountDto = ({ id, venue, label, keyHint, createdAt }: KeyAccount): ExchangeAccountDto => ({
  ...{ id, venue, label, environment: 'live', positionMode: null, keyHint },
  createdAt: new Date(createdAt).toISOString(),
});

/** What has to be known before an account trades. */
const CHECKS = ['connection', 'permissions', 'ip-list', 'position-mode', 'clock'] as const;

const VERIFIED = {
  paper: {
    ko: '모의 계좌에는 확인할 키가 없습니다.',
    en: 'An account on paper has no key that could be wrong.',
  },
  live: {
    ko: '이 거래소 연결은 다음 버전에서 제공됩니다. 그때까지 키는 봉인된 채 보관되고 사용되지 않습니다.',
    en: 'This venue comes with a later version. Until then the keys stay sealed and are not used.',
  },
} as const;
