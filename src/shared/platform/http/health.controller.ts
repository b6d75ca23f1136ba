import { Controller, Get, Inject, Res, type OnModuleInit } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { ModuleRef } from '@nestjs/core';
import type { FastifyReply } from 'fastify';
import type { MarketClock } from '../clock/market-clock.port.js';
import { Access } from './access.decorator.js';
import { findMarketClock } from './find-market-clock.js';
import { HealthDto, ReadyDto } from './health.dto.js';
import { ReadinessBoard } from './readiness-board.js';
import { MODE, type Mode } from './mode.js';
import { VERSION } from './version.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** The two probes: is the process alive, and should it get requests. */
@ApiTags('operations')
@Access('public')
@Controller()
export class HealthController implements OnModuleInit {
  private marketClock: MarketClock | null = null;
  private readonly alive: string;

  constructor(
    private readonly board: ReadinessBoard,
    @Inject(VERSION) private readonly version: string,
    @Inject(MODE) private readonly mode: Mode,
    private readonly container: ModuleRef,
  ) {
    const alive: HealthDto = { status: 'alive', version };
    this.alive = JSON.stringify(alive);
  }

  onModuleInit(): void {
    this.marketClock = findMarketClock(this.container);
  }

  /** Asks nobody: a database that is down is no reason to restart this process. The answer is always the same, so it is sent as it is. */
  @Get('health')
  @ApiOperation({ summary: 'Whether the process is alive' })
  @ApiOkResponse({ type: HealthDto })
  health(@Res() reply: FastifyReply): void {
    void reply.header('content-type', JSON_TYPE).send(this.alive);
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether the process should get requests, with each dependency and its latency' })
  @ApiOkResponse({ type: ReadyDto })
  @ApiServiceUnavailableResponse({ type: ReadyDto })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyDto> {
    const { status, dependencies } = await this.board.report();
    void reply.status(status === 'ready' ? 200 : 503);
    const time = this.marketClock?.now() ?? null;
    return {
      status,
      mode: this.mode,
      version: this.version,
      marketTime: time === null ? null : new Date(time.at).toISOString(),
      marketSource: time === null ? null : time.source.toUpperCase(),
      dependencies,
    };
  }
}
