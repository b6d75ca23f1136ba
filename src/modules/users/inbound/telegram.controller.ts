import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { AnswerNotKept } from '../../../shared/platform/http/idempotency/answer-not-kept.decorator.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { TelegramLinks } from '../application/telegram-links.js';
import { LinkCodeDto, TelegramLinkDto } from './telegram.dto.js';

/** The Telegram account that speaks for a person. */
@ApiTags('users')
@Access('viewer')
@Controller('users/me/telegram')
export class TelegramController {
  constructor(private readonly links: TelegramLinks) {}

  @Get()
  @ApiOperation({ summary: 'Whether a Telegram account speaks for you' })
  @ApiOkResponse({ type: TelegramLinkDto })
  @ApiProblems('unauthenticated')
  async link(@CurrentUser() { userId }: SignedIn): Promise<TelegramLinkDto> {
    const at = await this.links.linkedAt(userId);
    return { linkedAt: at === null ? null : new Date(at).toISOString() };
  }

  @Post('link-code')
  @AnswerNotKept()
  @ApiOperation({
    summary: 'A code to send to the bot within ten minutes; it takes the place of the one before',
  })
  @ApiCreatedResponse({ type: LinkCodeDto })
  @ApiProblems('unauthenticated')
  async linkCode(@CurrentUser() { userId }: SignedIn): Promise<LinkCodeDto> {
    const { code, expiresAt } = await this.links.newCode(userId);
    return { code, message: `/start ${code}`, expiresAt: new Date(expiresAt).toISOString() };
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'No Telegram account speaks for you any more' })
  @ApiNoContentResponse()
  @ApiProblems('unauthenticated')
  async unlink(@CurrentUser() { userId }: SignedIn): Promise<void> {
    await this.links.unlink(userId);
  }
}
