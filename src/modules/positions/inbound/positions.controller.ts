import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { PageDto, PageQuery } from '../../../shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../../shared/platform/http/pagination.js';
import { ProblemException, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { epochMs } from '../../../shared/pure/time/epoch.js';
import { ClosePosition } from '../application/close-position.js';
import { GetExposure, type SymbolExposure } from '../contracts/queries/get-exposure.query.js';
import { GetPnl, type InstancePnlRow } from '../contracts/queries/get-pnl.query.js';
import { GetPosition } from '../contracts/queries/get-position.query.js';
import { ListPositions, type PositionView } from '../contracts/queries/list-positions.query.js';
import {
  ClosingBody,
  ClosingDto,
  ExposureListDto,
  PnlReportDto,
  PositionDto,
  type ExposureDto,
  type InstancePnlDto,
} from './positions.dto.js';

const PositionPage = PageDto(PositionDto);
const PNL_LIST = 'pnl';
/** A key that somebody else chose is stored as it is; longer than this it is no key. */
const MAX_KEY_LENGTH = 128;

@ApiTags('positions')
@Access('viewer')
@Controller('positions')
export class PositionsController {
  constructor(
    private readonly bus: Bus,
    private readonly closing: ClosePosition,
    private readonly ids: Ids,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Open positions, newest first' })
  @ApiOkResponse({ type: PositionPage })
  @ApiProblems('unauthenticated', 'validation-failed', 'invalid-cursor')
  async open(@CurrentUser() { userId }: SignedIn, @Query() query: PageQuery): Promise<Page<PositionDto>> {
    return this.page(userId, 'open', query);
  }

  @Get('history')
  @ApiOperation({ summary: 'Closed positions, the last one closed first' })
  @ApiOkResponse({ type: PositionPage })
  @ApiProblems('unauthenticated', 'validation-failed', 'invalid-cursor')
  async history(@CurrentUser() { userId }: SignedIn, @Query() query: PageQuery): Promise<Page<PositionDto>> {
    return this.page(userId, 'closed', query);
  }

  @Get('pnl')
  @ApiOperation({ summary: 'Profit and loss of each instance and together, with the day so far' })
  @ApiOkResponse({ type: PnlReportDto })
  @ApiProblems('unauthenticated', 'validation-failed', 'invalid-cursor')
  async pnl(
    @CurrentUser() { userId }: SignedIn,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<PnlReportDto> {
    const first = cursor === undefined ? 0 : Number(valueOrProblem(decodeCursor(PNL_LIST, cursor))[0]);
    const { day, totals, instances } = await this.bus.ask(new GetPnl({ userId }));
    const rows = instances.slice(first, first + limit + 1).map(pnlDto);
    const page = pageOf(PNL_LIST, rows, limit, () => [first + limit]);
    return { day, totals, ...page };
  }

  @Get('risk')
  @ApiOperation({ summary: 'What is held of each instrument, over all accounts and bots' })
  @ApiOkResponse({ type: ExposureListDto })
  @ApiProblems('unauthenticated')
  async risk(@CurrentUser() { userId }: SignedIn): Promise<ExposureListDto> {
    const exposures = await this.bus.ask(new GetExposure({ userId }));
    return { items: exposures.map(exposureDto) };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One position, open or closed' })
  @ApiOkResponse({ type: PositionDto })
  @ApiProblems('unauthenticated', 'not-found')
  async one(@CurrentUser() { userId }: SignedIn, @Param('id') positionId: string): Promise<PositionDto> {
    const position = await this.bus.ask(new GetPosition({ userId, positionId }));
    if (position === null) throw ProblemException.of('not-found', { positionId });
    return positionDto(position);
  }

  @Post(':id/close')
  @HttpCode(202)
  @Access('trader')
  @ApiOperation({
    summary:
      'Close a position that was traded by hand or kept by a stopped bot, or a part of it; one of a bot that has not stopped is closed by its bot',
  })
  @ApiHeader({
    name: 'idempotency-key',
    required: false,
    description: 'Asking again with it makes no second order',
  })
  @ApiAcceptedResponse({ type: ClosingDto })
  @ApiProblems(
    ...(['unauthenticated', 'forbidden', 'validation-failed', 'not-found'] as const),
    ...(['position-closed', 'position-of-bot', 'nothing-to-close', 'refused'] as const),
  )
  async close(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') positionId: string,
    @Body() { percent = '100' }: ClosingBody = {},
    @Headers('idempotency-key') key?: string,
  ): Promise<ClosingDto> {
    const requestKey = key?.slice(0, MAX_KEY_LENGTH) ?? this.ids.next();
    const order = valueOrProblem(await this.closing.close(userId, positionId, percent, requestKey));
    const { orderId, clientOrderId, status } = order;
    return { orderId, clientOrderId, status };
  }

  private async page(
    userId: string,
    state: 'open' | 'closed',
    { limit, cursor }: PageQuery,
  ): Promise<Page<PositionDto>> {
    const list = `${state}-positions`;
    const after = cursor === undefined ? null : afterOf(list, cursor);
    const positions = await this.bus.ask(new ListPositions({ userId, state, after, limit: limit + 1 }));
    return pageOf(list, positions.map(positionDto), limit, ({ id, openedAt, closedAt }) => [
      Date.parse(closedAt ?? openedAt),
      id,
    ]);
  }
}

function afterOf(list: string, cursor: string): { at: ReturnType<typeof epochMs>; positionId: string } {
  const [at, positionId] = valueOrProblem(decodeCursor(list, cursor));
  return { at: epochMs(Number(at)), positionId: String(positionId) };
}

function positionDto({ userId: _userId, positionId, symbol, ...view }: PositionView): PositionDto {
  return {
    ...view,
    id: positionId,
    instrument: symbol,
    openedAt: new Date(view.openedAt).toISOString(),
    closedAt: view.closedAt === null ? null : new Date(view.closedAt).toISOString(),
  };
}

const pnlDto = ({ symbol, ...row }: InstancePnlRow): InstancePnlDto => ({ ...row, instrument: symbol });

const exposureDto = ({ symbol, ...row }: SymbolExposure): ExposureDto => ({ ...row, instrument: symbol });
