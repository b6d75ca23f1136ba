import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Candle } from '../../../shared/pure/market/candle.js';
import { epochMs, type EpochMs } from '../../../shared/pure/time/epoch.js';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { PageDto } from '../../../shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../../shared/platform/http/pagination.js';
import { ProblemException, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { GetOrderBook, type OrderBook } from '../../exchange/contracts/queries/get-order-book.query.js';
import { ListInstruments } from '../../exchange/contracts/queries/list-instruments.query.js';
import { GetCandles } from '../contracts/queries/get-candles.query.js';
import { GetIndicator } from '../contracts/queries/get-indicator.query.js';
import { GetTickers, type Ticker } from '../contracts/queries/get-tickers.query.js';
import {
  CandleDto,
  CandlesQuery,
  IndicatorDto,
  IndicatorQuery,
  InstrumentListDto,
  OrderBookDto,
  OrderBookQuery,
  SearchQuery,
  SymbolQuery,
  SymbolsQuery,
  TickerDto,
  TickerListDto,
} from './market.dto.js';

const CANDLE_LIST = 'candles';
const MAX_SYMBOLS = 100;

@ApiTags('market')
@Access('public')
@Controller('market')
export class MarketController {
  constructor(private readonly bus: Bus) {}

  @Get('search')
  @ApiOperation({ summary: 'Instruments whose symbol, base or quote contains the text' })
  @ApiOkResponse({ type: InstrumentListDto })
  async search(@Query() { q }: SearchQuery): Promise<InstrumentListDto> {
    const found = await this.bus.ask(new ListInstruments({ venue: null }));
    const text = (q ?? '').toUpperCase();
    const items = found
      .filter(({ instrument }) => instrument.symbol.includes(text))
      .map(({ venue, instrument: { symbol, kind, base, quote, tick, lot, minSize, minNotional } }) => ({
        ...{ venue, symbol, kind, base, quote, tick, lot, minSize, minNotional },
      }));
    return { items };
  }

  @Get(':venue/ticker')
  @ApiOperation({ summary: 'Last price of an instrument' })
  @ApiOkResponse({ type: TickerDto })
  @ApiProblems('not-found', 'validation-failed')
  async ticker(@Param('venue') venue: string, @Query() { symbol }: SymbolQuery): Promise<TickerDto> {
    const [ticker] = await this.bus.ask(new GetTickers({ venue, symbols: [symbol] }));
    if (ticker === undefined) throw ProblemException.of('not-found', { venue, symbol });
    return tickerDto(ticker);
  }

  @Get(':venue/tickers')
  @ApiOperation({
    summary: 'Last prices of many instruments in one call; those without a price are left out',
  })
  @ApiOkResponse({ type: TickerListDto })
  @ApiProblems('validation-failed')
  async tickers(@Param('venue') venue: string, @Query() { symbols }: SymbolsQuery): Promise<TickerListDto> {
    const wanted = symbols.split(',', MAX_SYMBOLS);
    const items = await this.bus.ask(new GetTickers({ venue, symbols: wanted }));
    return { items: items.map(tickerDto) };
  }

  @Get(':venue/orderbook')
  @ApiOperation({
    summary:
      'Who waits at which price, as far as the venue tells it; a market of candles alone has no order book',
  })
  @ApiOkResponse({ type: OrderBookDto })
  @ApiProblems('unknown-instrument', 'no-order-book', 'validation-failed')
  async orderBook(@Param('venue') venue: string, @Query() query: OrderBookQuery): Promise<OrderBookDto> {
    const { symbol, depth } = query;
    return orderBookDto(valueOrProblem(await this.bus.ask(new GetOrderBook({ venue, symbol, depth }))));
  }

  @Get(':venue/indicators')
  @ApiOperation({ summary: 'An indicator over closed candles, oldest first' })
  @ApiOkResponse({ type: IndicatorDto })
  @ApiProblems('unknown-instrument', 'timeframe-too-fine', 'indicator-refused', 'validation-failed')
  async indicators(@Param('venue') venue: string, @Query() query: IndicatorQuery): Promise<IndicatorDto> {
    const { symbol, timeframe, limit, to, name, length, deviations } = query;
    const parameters = {
      ...(length !== undefined && { length }),
      ...(deviations !== undefined && { deviations }),
    };
    const request = new GetIndicator({ venue, symbol, timeframe, name, parameters, to: timeOf(to), limit });
    const series = valueOrProblem(await this.bus.ask(request));
    const items = series.points.map(({ openTime, values }) => ({
      openTime: new Date(openTime).toISOString(),
      values,
    }));
    return { name: series.name, parameters: series.parameters, items };
  }

  @Get(':venue/candles')
  @ApiOperation({
    summary: 'Closed candles, oldest first; coarser timeframes are built from the stored ones',
  })
  @ApiOkResponse({ type: PageDto(CandleDto) })
  @ApiProblems('unknown-instrument', 'timeframe-too-fine', 'validation-failed', 'invalid-cursor')
  async candles(@Param('venue') venue: string, @Query() query: CandlesQuery): Promise<Page<CandleDto>> {
    const { symbol, timeframe, limit, to } = query;
    const after = query.cursor === undefined ? null : afterCursor(query.cursor);
    const from = after ?? timeOf(query.from);
    // One more than wanted tells whether there is a next page; the newest candles are one page by themselves.
    const extra = from === null ? 0 : 1;
    const request = new GetCandles({ venue, symbol, timeframe, from, to: timeOf(to), limit: limit + extra });
    const candles = valueOrProblem(await this.bus.ask(request));
    return pageOf(CANDLE_LIST, candles.map(candleDto), limit, ({ openTime }) => [Date.parse(openTime)]);
  }
}

const timeOf = (text: string | undefined): EpochMs | null =>
  text === undefined ? null : epochMs(Date.parse(text));

function afterCursor(cursor: string): EpochMs {
  const [openTime] = valueOrProblem(decodeCursor(CANDLE_LIST, cursor));
  return epochMs(Number(openTime) + 1);
}

const candleDto = ({ openTime, ...values }: Candle): CandleDto => ({
  openTime: new Date(openTime).toISOString(),
  ...values,
});

const tickerDto = ({ at, ...values }: Ticker): TickerDto => ({ ...values, at: new Date(at).toISOString() });

const orderBookDto = ({ at, ...values }: OrderBook): OrderBookDto => ({
  ...values,
  at: new Date(at).toISOString(),
});
