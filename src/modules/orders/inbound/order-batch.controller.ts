import { Body, Controller, Headers, HttpCode, HttpStatus, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Ids } from '../../../shared/platform/clock/ids.port.js';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { languageOf, problemBody, ProblemException } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { orderAsked, requestKeyOf } from './order-asked.js';
import { OrderBatchDto, PlaceOrdersDto, type PlacedDto } from './order-batch.dto.js';
import { orderDto } from './orders.dto.js';

@ApiTags('orders')
@Access('trader')
@Controller('orders/batch')
export class OrderBatchController {
  constructor(
    private readonly bus: Bus,
    private readonly ids: Ids,
  ) {}

  /** One after the other, as they stand: what the first ones use up of a limit the later ones do not have. */
  @Post()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({
    summary: 'Place several orders; each is judged by itself, and a refused one stops no other',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key never makes the same orders twice',
  })
  @ApiOkResponse({ type: OrderBatchDto })
  @ApiProblems('validation-failed')
  async place(
    @CurrentUser() { userId }: SignedIn,
    @Body() { orders }: PlaceOrdersDto,
    @Req() { id: requestId, headers }: FastifyRequest,
    @Headers('idempotency-key') header?: string,
  ): Promise<OrderBatchDto> {
    const key = requestKeyOf(header, this.ids);
    const language = languageOf(headers['accept-language']);
    const items: PlacedDto[] = [];
    for (const [index, wanted] of orders.entries()) {
      const placed = await this.bus.ask(orderAsked(userId, wanted, `${key}#${index}`));
      items.push(
        placed.ok
          ? { order: orderDto(placed.value), problem: null }
          : { order: null, problem: problemBody(ProblemException.from(placed.error), requestId, language) },
      );
    }
    return { items };
  }
}
