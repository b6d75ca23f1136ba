import { Body, Controller, Headers, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { languageOf, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { InstancesController } from '../../../shared/platform/strategy/http/instances.controller.js';
import { instanceDto } from '../../../shared/platform/strategy/http/present.js';
import { InstanceDto } from '../../../shared/platform/strategy/http/strategy.dto.js';
import { previewFor } from '../application/preview.js';
import { previewDto } from './present-preview.js';
import { ClosePositionBody } from './close-position.dto.js';
import { HyperRsiPreviewBody, HyperRsiPreviewDto } from './preview.dto.js';

@ApiTags('strategies')
@Controller('strategies/hyper-rsi')
export class HyperRsiController extends InstancesController {
  @Post(':id/close')
  @Access('trader')
  @HttpCode(200)
  @ApiOperation({ summary: 'Closes what the bot holds, whole or in part; the bot goes on' })
  @ApiOkResponse({ type: InstanceDto })
  @ApiProblems('validation-failed', 'not-found', 'conflict', 'nothing-to-close')
  async close(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') instanceId: string,
    @Body() { side, percent = '100' }: ClosePositionBody = {},
  ): Promise<InstanceDto> {
    const asked = { userId, instanceId, side: side ?? null, percent };
    return instanceDto(valueOrProblem(await this.shell.closePosition(asked)));
  }

  @Post('preview')
  @Access('viewer')
  @HttpCode(200)
  @ApiOperation({ summary: 'The worst case of a bot in numbers, at the present price and balance' })
  @ApiOkResponse({ type: HyperRsiPreviewDto })
  @ApiProblems(
    ...(['validation-failed', 'unknown-account', 'unknown-instrument'] as const),
    ...(['settings-refused', 'price-unknown', 'equity-unknown'] as const),
  )
  async preview(
    @CurrentUser() { userId }: SignedIn,
    @Body() { accountId, settings, takerRate }: HyperRsiPreviewBody,
    @Headers('accept-language') languages: string | undefined,
  ): Promise<HyperRsiPreviewDto> {
    const question = { userId, accountId, settings, takerRate };
    return previewDto(valueOrProblem(await previewFor(this.shell, question)), languageOf(languages));
  }
}
