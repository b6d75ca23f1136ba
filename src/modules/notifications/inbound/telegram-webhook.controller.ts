import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { ProblemException } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { BotNudge } from '../application/bot-nudge.js';
import { UpdateInbox } from '../application/ports/update-inbox.port.js';
import { WebhookSecret } from '../application/ports/update-source.port.js';
import { readUpdate } from '../domain/index.js';

/** Where Telegram brings updates to, when it is not asked for them. */
@ApiTags('notifications')
@Access('public')
@Controller('telegram')
export class TelegramWebhookController {
  constructor(
    private readonly secret: WebhookSecret,
    private readonly inbox: UpdateInbox,
    private readonly bot: BotNudge,
  ) {}

  @Post('webhook')
  @HttpCode(204)
  @ApiOperation({ summary: 'For Telegram alone: an update of the bot, proven by its secret header' })
  @ApiHeader({
    ...{ name: 'x-telegram-bot-api-secret-token', required: true },
    schema: { type: 'string', example: 'a-secret-that-Telegram-was-given' },
  })
  @ApiBody({ schema: { type: 'object', additionalProperties: true, example: { update_id: 48211 } } })
  @ApiNoContentResponse()
  @ApiProblems('unauthenticated', 'malformed-json')
  async take(
    @Body() body: unknown,
    @Headers('x-telegram-bot-api-secret-token') proof?: string,
  ): Promise<void> {
    const { value } = this.secret;
    if (value === null || proof === undefined || !same(proof, value))
      throw ProblemException.of('unauthenticated');
    const update = readUpdate(body);
    // What is no update would be brought again and again if it were refused.
    if (update === null) return;
    await this.inbox.keep([update]);
    this.bot.nudge();
  }
}

/** Compares digests, so that neither the length nor the first difference shows in the time. */
const same = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right));

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
