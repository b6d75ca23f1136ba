import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { scaleOf } from '../../../shared/platform/strategy/create-instance.js';
import {
  InstancesController,
  notStarted,
} from '../../../shared/platform/strategy/http/instances.controller.js';
import { previewFor } from '../application/preview.js';
import { ladderView, type GridState } from '../domain/index.js';
import { GridPreviewDto, LevelsDto, PreviewBody } from './grid.dto.js';

@ApiTags('strategies')
@Controller('strategies/grid')
export class GridController extends InstancesController {
  @Post('preview')
  @Access('viewer')
  @HttpCode(200)
  @ApiOperation({ summary: 'The plan of a grid in numbers, at the present price and balance' })
  @ApiOkResponse({ type: GridPreviewDto })
  @ApiProblems('validation-failed', 'unknown-instrument', 'refused')
  async preview(
    @CurrentUser() { userId }: SignedIn,
    @Body() { accountId, settings, makerRate, takerRate }: PreviewBody,
  ): Promise<GridPreviewDto> {
    const question = { userId, accountId, settings, makerRate, takerRate };
    return valueOrProblem(await previewFor(this.shell, question));
  }

  @Get(':id/levels')
  @Access('viewer')
  @ApiOperation({ summary: 'The ladder as it stands: every cell with its order and what it holds' })
  @ApiOkResponse({ type: LevelsDto })
  @ApiProblems('not-found', 'refused')
  async levels(@CurrentUser() user: SignedIn, @Param('id') id: string): Promise<LevelsDto> {
    await this.mine(user, id);
    const kernel = await this.shell.parts.store.kernelOf(user.userId, id);
    if (kernel === null) throw notStarted(id);
    const state = kernel.state as GridState;
    const { phase, generation } = state;
    return { phase, generation, items: ladderView(scaleOf(kernel.terms), state) };
  }
}
