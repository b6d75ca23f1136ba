import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { PageDto, PageQuery } from '../../../shared/platform/http/page.dto.js';
import type { Page } from '../../../shared/platform/http/pagination.js';
import { ProblemException } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { GetFeedStatus } from '../contracts/queries/get-feed-status.query.js';
import { ListInstruments } from '../contracts/queries/list-instruments.query.js';
import { ExchangeDto, ExchangeStatusDto, MarketDto } from './exchanges.dto.js';
import { pageThrough } from './page-through.js';

@ApiTags('exchange')
@Access('viewer')
@Controller('exchanges')
export class ExchangesController {
  constructor(private readonly bus: Bus) {}

  @Get()
  @ApiOperation({ summary: 'Venues that this installation trades on' })
  @ApiOkResponse({ type: PageDto(ExchangeDto) })
  @ApiProblems('unauthenticated', 'validation-failed', 'invalid-cursor')
  async list(@Query() query: PageQuery): Promise<Page<ExchangeDto>> {
    const { venue } = await this.bus.ask(new GetFeedStatus({}));
    return pageThrough(
      'exchanges',
      [{ venue, environment: 'paper' as const }],
      query,
      (exchange) => exchange.venue,
    );
  }

  @Get(':venue/status')
  @ApiOperation({ summary: 'Whether the venue tells prices, from where, and its market time' })
  @ApiOkResponse({ type: ExchangeStatusDto })
  @ApiProblems('unauthenticated', 'not-found')
  async status(@Param('venue') venue: string): Promise<ExchangeStatusDto> {
    const status = await this.bus.ask(new GetFeedStatus({}));
    if (status.venue !== venue) throw ProblemException.of('not-found', { venue });
    const { source, state, timeframe, symbols, speed } = status;
    const marketTime = new Date(status.marketTime).toISOString();
    return { venue, environment: 'paper', source, state, marketTime, timeframe, symbols, speed };
  }

  @Get(':venue/markets')
  @ApiOperation({ summary: 'Instruments of the venue with the rules that orders must keep' })
  @ApiOkResponse({ type: PageDto(MarketDto) })
  @ApiProblems('unauthenticated', 'not-found', 'validation-failed', 'invalid-cursor')
  async markets(@Param('venue') venue: string, @Query() query: PageQuery): Promise<Page<MarketDto>> {
    const found = await this.bus.ask(new ListInstruments({ venue }));
    if (found.length === 0) throw ProblemException.of('not-found', { venue });
    const markets = found.map(({ instrument }): MarketDto => instrument);
    return pageThrough('markets', markets, query, ({ symbol }) => symbol);
  }
}
