import { Body, Controller, Get, Module, Param, Post, Query, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiOkResponse, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { AskTimeout } from '../../src/shared/platform/bus/bus.port.js';
import { MarketClock, type MarketTime } from '../../src/shared/platform/clock/market-clock.port.js';
import { SystemClock } from '../../src/shared/platform/clock/system-clock.js';
import { SystemIds } from '../../src/shared/platform/clock/system-ids.js';
import { SystemRandomness } from '../../src/shared/platform/clock/system-randomness.js';
import type { Environ } from '../../src/shared/platform/config/environ.js';
import { readConfig } from '../../src/shared/platform/config/read-config.js';
import { Access } from '../../src/shared/platform/http/access.decorator.js';
import { configureHttp, type HttpSetup } from '../../src/shared/platform/http/configure-http.js';
import { createHttpAdapter } from '../../src/shared/platform/http/http-adapter.js';
import { OperationsModule } from '../../src/shared/platform/http/operations.module.js';
import { PageDto, PageQuery } from '../../src/shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../src/shared/platform/http/pagination.js';
import { ProblemException, valueOrProblem } from '../../src/shared/platform/http/problem.js';
import { ApiProblems } from '../../src/shared/platform/http/problem.dto.js';
import { NewerState } from '../../src/shared/pure/strategy/newer-state.js';
import { Overloaded } from '../../src/shared/platform/persistence/overload.js';
import { CommitUnknown } from '../../src/shared/platform/persistence/unit-of-work.port.js';
import { PinoLogger } from '../../src/shared/platform/telemetry/pino-logger.js';
import { currentScope } from '../../src/shared/platform/telemetry/scope.js';
import { refusal } from '../../src/shared/pure/refusal.js';
import { epochMs } from '../../src/shared/pure/time/epoch.js';

class LegDto {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(10)
  readonly lots: number;
}

class ThingDto {
  @ApiProperty({ type: String })
  @IsString()
  @Matches(/^[a-z]{1,10}$/, { message: '1..10 letters a-z' })
  readonly name: string;

  @ApiProperty({ enum: ['buy', 'sell'] })
  @IsIn(['buy', 'sell'])
  readonly side: string;

  @ApiProperty({ type: [LegDto] })
  @ArrayMaxSize(3)
  @ValidateNested({ each: true })
  @Type(() => LegDto)
  readonly legs: readonly LegDto[];

  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IsOptional()
  @IsObject()
  readonly free?: object;

  @ApiPropertyOptional({ type: String })
  @IsOptional()
  @IsString()
  @Matches(/^.{12,}$/)
  readonly password?: string;
}

class RowDto {
  @ApiProperty({ type: 'integer' })
  readonly id: number;
}
const RowPage = PageDto(RowDto);

/** Routes that do everything a route may do well or badly. */
@Access('public')
@Controller('things')
export class ThingsController {
  @Post()
  @ApiOkResponse({ type: ThingDto })
  @ApiProblems('validation-failed', 'malformed-json')
  create(@Body() thing: ThingDto): { thing: ThingDto; requestId: string | undefined } {
    return { thing, requestId: currentScope().requestId };
  }

  @Get()
  @ApiOkResponse({ type: RowPage })
  @ApiProblems('invalid-cursor')
  list(@Query() { limit, cursor }: PageQuery): Page<RowDto> {
    const [after] = cursor === undefined ? [0] : valueOrProblem(decodeCursor('things', cursor));
    const rows = Array.from({ length: 120 }, (_, index) => ({ id: index + 1 })).filter(
      ({ id }) => id > Number(after),
    );
    return pageOf('things', rows.slice(0, limit + 1), limit, ({ id }) => [id]);
  }

  @Get('broken/:how')
  @ApiProblems('internal-error')
  broken(@Param('how') how: string): never {
    if (how === 'refused')
      throw ProblemException.from(refusal('too-much-leverage', 'leverage 50 is above 20', { max: 20 }));
    if (how === 'missing') throw ProblemException.of('not-found');
    if (how === 'busy') throw new Overloaded('no time for this');
    if (how === 'of a newer version') throw new NewerState(2, 1);
    if (how === 'slow') throw new AskTimeout('things.get.v1', 5_000);
    if (how === 'cut-off') throw new CommitUnknown('the connection broke during COMMIT');
    throw new Error(`SELECT password FROM /srv/users failed for ${how}`);
  }
}

export class FixedMarketClock extends MarketClock {
  time: MarketTime | null = { at: epochMs(1_700_000_000_000), source: 'simulated' };
  now(): MarketTime | null {
    return this.time;
  }
}

@Module({})
class TestModule {
  static with(env: Environ, marketClock: MarketClock | null): DynamicModule {
    return {
      module: TestModule,
      imports: [OperationsModule.register(configOf(env), '1.2.3')],
      controllers: [ThingsController],
      providers: marketClock === null ? [] : [{ provide: MarketClock, useValue: marketClock }],
    };
  }
}

export function configOf(env: Environ) {
  const config = readConfig(env);
  if (!config.ok) throw new Error(JSON.stringify(config.error));
  return config.value;
}

export interface BootedApp extends HttpSetup {
  readonly app: NestFastifyApplication;
  readonly marketClock: FixedMarketClock;
  readonly lines: readonly string[];
  readonly close: () => Promise<void>;
}

/** The real manners over a small module, with the log in memory. */
export async function boot(env: Environ = {}, { withMarket = true } = {}): Promise<BootedApp> {
  const lines: string[] = [];
  const marketClock = new FixedMarketClock();
  const app = await NestFactory.create<NestFastifyApplication>(
    TestModule.with(env, withMarket ? marketClock : null),
    createHttpAdapter(configOf(env), new SystemIds(new SystemClock(), new SystemRandomness())),
    { logger: PinoLogger.to({ write: (line) => lines.push(line) }, 'trace'), abortOnError: false },
  );
  const { routes } = await configureHttp(app, configOf(env));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, marketClock, lines, routes, close: () => app.close() };
}

export const good = { name: 'alpha', side: 'buy', legs: [{ lots: 1 }] };
