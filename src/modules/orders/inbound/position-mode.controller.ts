import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { ProblemException, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { ChoosePositionMode } from '../application/choose-position-mode.js';
import { PositionModeDto } from './position-mode.dto.js';

/** A setting of an exchange account that depends on the bots that trade there. */
@ApiTags('exchange')
@Access('trader')
@Controller('exchange-accounts')
export class PositionModeController {
  constructor(private readonly modes: ChoosePositionMode) {}

  @Put(':id/position-mode')
  @ApiOperation({
    summary: 'Choose how the perpetuals of a paper account are held, while nothing trades there',
  })
  @ApiOkResponse({ type: PositionModeDto })
  @ApiProblems('unauthenticated', 'forbidden', 'validation-failed', 'not-found', 'position-mode-in-use')
  async choose(
    @CurrentUser() { userId }: SignedIn,
    @Param('id') accountId: string,
    @Body() { positionMode }: PositionModeDto,
  ): Promise<PositionModeDto> {
    const chosen = await this.modes.choose({ userId, accountId, positionMode });
    if (!chosen.ok && chosen.error.code === 'unknown-account')
      throw ProblemException.of('not-found', { id: accountId });
    return valueOrProblem(chosen);
  }
}
