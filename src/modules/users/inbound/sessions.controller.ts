import { Controller, Delete, Get, HttpCode, Param, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import {
  CurrentSession,
  CurrentUser,
  type SignedIn,
} from '../../../shared/platform/http/current-user.decorator.js';
import { PageDto, PageQuery } from '../../../shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../../shared/platform/http/pagination.js';
import { ProblemException, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { Sessions } from '../application/sessions.js';
import type { Session } from '../domain/index.js';
import { SessionDto } from './auth.dto.js';

const LIST = 'sessions';

/** A person's sign-ins; those of others are not there. */
@ApiTags('auth')
@Access('viewer')
@Controller('auth/sessions')
export class SessionsController {
  constructor(private readonly sessions: Sessions) {}

  @Get()
  @ApiOperation({ summary: 'Where you are signed in, the newest first' })
  @ApiOkResponse({ type: PageDto(SessionDto) })
  @ApiProblems('unauthenticated', 'validation-failed', 'invalid-cursor')
  async list(
    @CurrentUser() { userId }: SignedIn,
    @CurrentSession() current: string,
    @Query() { limit, cursor }: PageQuery,
  ): Promise<Page<SessionDto>> {
    const before = cursor === undefined ? null : String(valueOrProblem(decodeCursor(LIST, cursor))[0]);
    const found = await this.sessions.list(userId, { before, limit: limit + 1 });
    const { items, nextCursor } = pageOf(LIST, found, limit, ({ id }) => [id]);
    return { items: items.map((session) => sessionDto(session, current)), nextCursor };
  }

  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign out everywhere, here too' })
  @ApiNoContentResponse()
  @ApiProblems('unauthenticated')
  async endAll(@CurrentUser() { userId }: SignedIn): Promise<void> {
    await this.sessions.endAll(userId);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End one of your sessions; its tokens open nothing any more' })
  @ApiNoContentResponse()
  @ApiProblems('unauthenticated', 'not-found')
  async end(@CurrentUser() { userId }: SignedIn, @Param('id') id: string): Promise<void> {
    if (!(await this.sessions.end(userId, id))) throw ProblemException.of('not-found', { id });
  }
}

const sessionDto = (
  { id, address, userAgent, createdAt, lastUsedAt, expiresAt }: Session,
  current: string,
): SessionDto => ({
  ...{ id, current: id === current, address, userAgent },
  createdAt: new Date(createdAt).toISOString(),
  lastUsedAt: new Date(lastUsedAt).toISOString(),
  expiresAt: new Date(expiresAt).toISOString(),
});
