import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { HaltTrading } from '../contracts/commands/halt-trading.command.js';
import { SetRiskLimits } from '../contracts/commands/set-risk-limits.command.js';
import { GetRiskLimits, type RiskLimitsView } from '../contracts/queries/get-risk-limits.query.js';
import { HaltDto, RiskLimitsBody, RiskLimitsDto } from './risk.dto.js';

@ApiTags('orders')
@Access('trader')
@Controller('risk')
export class RiskController {
  constructor(private readonly bus: Bus) {}

  @Get('limits')
  @Access('viewer')
  @ApiOperation({ summary: 'The caps in force, each for every account by itself, and what is used of them' })
  @ApiOkResponse({ type: RiskLimitsDto })
  async limits(@CurrentUser() { userId }: SignedIn): Promise<RiskLimitsDto> {
    return limitsDto(await this.bus.ask(new GetRiskLimits({ userId })));
  }

  @Put('limits')
  @ApiOperation({ summary: 'Set all caps; what is left out or null takes its default' })
  @ApiOkResponse({ type: RiskLimitsDto })
  @ApiProblems('validation-failed', 'refused')
  async setLimits(@CurrentUser() { userId }: SignedIn, @Body() body: RiskLimitsBody): Promise<RiskLimitsDto> {
    const limits = new SetRiskLimits({
      userId,
      maxOrderNotional: body.maxOrderNotional ?? null,
      maxPositionNotional: body.maxPositionNotional ?? null,
      maxDailyLoss: body.maxDailyLoss ?? null,
      maxLeverage: body.maxLeverage ?? null,
      maxOrdersPerDay: body.maxOrdersPerDay ?? null,
      maxAccountNotional: body.maxAccountNotional ?? null,
      maxDrawdown: body.maxDrawdown ?? null,
      maxInstanceDailyLoss: body.maxInstanceDailyLoss ?? null,
      maxInstanceDrawdown: body.maxInstanceDrawdown ?? null,
      maxPriceDeviationPercent: body.maxPriceDeviationPercent ?? null,
      lossesBeforeCooldown: body.lossesBeforeCooldown ?? null,
      cooldownMinutes: body.cooldownMinutes ?? null,
    });
    return limitsDto(valueOrProblem(await this.bus.ask(limits)));
  }

  @Post('halt')
  @HttpCode(200)
  @ApiOperation({ summary: 'The kill switch: nothing adds any more; exits and protection go on' })
  @ApiOkResponse({ type: HaltDto })
  halt(@CurrentUser() { userId }: SignedIn): Promise<HaltDto> {
    return this.bus.ask(new HaltTrading({ userId, halted: true }));
  }

  @Post('resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Ends the kill switch and every halt of an account, whose day is counted anew' })
  @ApiOkResponse({ type: HaltDto })
  resume(@CurrentUser() { userId }: SignedIn): Promise<HaltDto> {
    return this.bus.ask(new HaltTrading({ userId, halted: false }));
  }
}

const limitsDto = ({ haltedAt, accounts, instances, ...limits }: RiskLimitsView): RiskLimitsDto => ({
  ...limits,
  haltedAt: haltedAt === null ? null : new Date(haltedAt).toISOString(),
  accounts: accounts.map((account) => ({ ...account, day: new Date(account.day).toISOString() })),
  instances: instances.map(({ day, cooldownUntil, ...instance }) => ({
    ...instance,
    day: new Date(day).toISOString(),
    cooldownUntil: cooldownUntil === null ? null : new Date(cooldownUntil).toISOString(),
  })),
});
