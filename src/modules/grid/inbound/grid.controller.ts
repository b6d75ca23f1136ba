import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import {
  InstancesController,
  notStarted,
} from '../../../shared/platform/strategy/http/instances.controller.js';
import { instanceDto } from '../../../shared/platform/strategy/http/present.js';
import { InstanceDto } from '../../../shared/platform/strategy/http/strategy.dto.js';
import { adjustGrid } from '../application/adjust.js';
import { levelsOf } from '../application/levels.js';
import { gridPerformance } from '../application/performance.js';
import { askGrid } from '../application/pause.js';
import { previewFor } from '../application/preview.js';
import { startGrid } from '../application/start-checks.js';
import {
  AdjustBody,
  GridPerformanceDto,
  GridPreviewDto,
  LevelsDto,
  PauseBody,
  PreviewBody,
} from './grid.dto.js';

@ApiTags('strategies')
@Controller('strategies/grid')
export class GridController extends InstancesController {
  @Post('preview')
  @Access('viewer')
  @HttpCode(200)
  @ApiOperation({ summary: 'The plan of a grid in numbers, at the present price and balance' })
  @ApiOkResponse({ type: GridPreviewDto })
  @ApiProblems('validation-failed', 'unknown-account', 'unknown-instrument', 'price-unknown', 'refused')
  async preview(
    @CurrentUser() { userId }: SignedIn,
    @Body() { accountId, settings, makerRate, takerRate }: PreviewBody,
  ): Promise<GridPreviewDto> {
    const question = { userId, accountId, settings, makerRate, takerRate };
    return valueOrProblem(await previewFor(this.shell, question));
  }

  @Post(':id/start')
  @Access('trader')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Starts a bot; one that runs stays as it is. Refused with what forbids a start at the present price',
  })
  @ApiOkResponse({ type: InstanceDto })
  @ApiProblems('not-found', 'conflict', 'position-held', 'refused')
  override async start(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<InstanceDto> {
    return instanceDto(valueOrProblem(await startGrid(this.shell, userId, id)));
  }

  @Post(':id/adjust')
  @Access('trader')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Edits a running grid: range, levels, funds or stops begin a new generation, the inventory is carried over',
  })
  @ApiOkResponse({ type: InstanceDto })
  @ApiProblems('validation-failed', 'not-found', 'conflict', 'settings-refused', 'price-unknown', 'refused')
  async adjust(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') id: string,
    @Body() { settings }: AdjustBody,
  ): Promise<InstanceDto> {
    return instanceDto(valueOrProblem(await adjustGrid(this.shell, { userId, instanceId: id, settings })));
  }

  @Post(':id/pause')
  @Access('trader')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Pauses a running grid: nothing new is wanted until it goes on; stops for the whole bot stay',
  })
  @ApiOkResponse({ type: InstanceDto })
  @ApiProblems('validation-failed', 'not-found', 'conflict')
  async pause(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') instanceId: string,
    @Body() { orders }: PauseBody,
  ): Promise<InstanceDto> {
    const asked = { kind: 'pause-asked', orders } as const;
    return instanceDto(valueOrProblem(await askGrid(this.shell, { userId, instanceId, asked })));
  }

  @Post(':id/resume')
  @Access('trader')
  @HttpCode(200)
  @ApiOperation({ summary: 'Lets a paused grid go on: what is missing is placed at the next decision close' })
  @ApiOkResponse({ type: InstanceDto })
  @ApiProblems('not-found', 'conflict')
  async resume(@CurrentUser() { userId }: SignedIn, @Param('id') instanceId: string): Promise<InstanceDto> {
    const asked = { kind: 'continue-asked' } as const;
    return instanceDto(valueOrProblem(await askGrid(this.shell, { userId, instanceId, asked })));
  }

  @Get(':id/performance')
  @Access('viewer')
  @ApiOperation({
    summary:
      'Profit and loss, all from fills, beside what just holding would have brought and what the venue says',
  })
  @ApiOkResponse({ type: GridPerformanceDto })
  @ApiProblems('not-found')
  override async performance(
    @CurrentUser() user: SignedIn,
    @Param('id') id: string,
  ): Promise<GridPerformanceDto> {
    const instance = await this.mine(user, id);
    const { realisedPnl, floatingPnl, fees, funding, total, fills, decisions, signals } =
      await super.performance(user, id);
    return {
      ...{ realisedPnl, floatingPnl, fees, funding, total, fills, decisions, signals },
      ...(await gridPerformance(this.shell.parts, instance)),
    };
  }

  @Get(':id/levels')
  @Access('viewer')
  @ApiOperation({ summary: 'The ladder as it stands: every cell with its order and what it holds' })
  @ApiOkResponse({ type: LevelsDto })
  @ApiProblems('not-found', 'not-started')
  async levels(@CurrentUser() user: SignedIn, @Param('id') id: string): Promise<LevelsDto> {
    await this.mine(user, id);
    const kernel = await this.shell.parts.store.kernelOf(user.userId, id);
    if (kernel === null) throw notStarted(id);
    return levelsOf(kernel);
  }
}
