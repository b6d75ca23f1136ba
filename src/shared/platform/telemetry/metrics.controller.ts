import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PrometheusContentType, Registry } from 'prom-client';
import { Access } from '../http/access.decorator.js';
import { maskSecrets } from './secret-mask.js';

const CONTENT_TYPE: PrometheusContentType = 'text/plain; version=0.0.4; charset=utf-8';

/** The page that Prometheus reads. */
@ApiTags('operations')
@Access('public')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly registry: Registry) {}

  @Get()
  @Header('content-type', CONTENT_TYPE)
  @ApiOperation({
    summary: 'Metrics in the Prometheus text format; in production with the operations token only',
  })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string' } })
  async metrics(): Promise<string> {
    return maskSecrets(await this.registry.metrics());
  }
}
