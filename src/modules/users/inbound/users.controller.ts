import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import {
  CurrentSession,
  CurrentUser,
  type SignedIn,
} from '../../../shared/platform/http/current-user.decorator.js';
import { ApiIfMatch, ETag, IfMatch } from '../../../shared/platform/http/etag.js';
import { PageDto, PageQuery } from '../../../shared/platform/http/page.dto.js';
import { decodeCursor, pageOf, type Page } from '../../../shared/platform/http/pagination.js';
import { ProblemException, valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { AdministerUsers } from '../application/administer-users.js';
import { OwnAccount } from '../application/own-account.js';
import type { Origin } from '../application/ports/session-store.port.js';
import type { User } from '../domain/index.js';
import { FromWhere } from './origin.decorator.js';
import { PasswordBody, ProfileBody, UserAccountBody, UserAccountDto, UserDto } from './users.dto.js';

const LIST = 'users';
const versionOf = ({ version }: UserDto): number => version;

@ApiTags('users')
@Access('viewer')
@Controller('users')
export class UsersController {
  constructor(
    private readonly own: OwnAccount,
    private readonly people: AdministerUsers,
  ) {}

  @Get('me')
  @ETag(versionOf)
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems('unauthenticated')
  async me(@CurrentUser() { userId }: SignedIn): Promise<UserDto> {
    const user = await this.own.get(userId);
    // The token is right, but of somebody who is no more.
    if (user === null) throw ProblemException.of('unauthenticated');
    return userDto(user);
  }

  @Patch('me')
  @ETag(versionOf)
  @ApiIfMatch()
  @ApiOperation({ summary: 'Edit your profile; what is left out stays' })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems('unauthenticated', 'validation-failed')
  async edit(
    @CurrentUser() { userId }: SignedIn,
    @IfMatch() version: number | null,
    @Body() change: ProfileBody,
  ): Promise<UserDto> {
    return userDto(valueOrProblem(await this.own.edit(userId, version, change)));
  }

  @Post('me/password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change your password; every other session ends' })
  @ApiNoContentResponse()
  @ApiProblems(
    'unauthenticated',
    'validation-failed',
    'wrong-password',
    'weak-password',
    'too-many-requests',
    'unavailable',
  )
  async changePassword(
    @CurrentUser() { userId }: SignedIn,
    @CurrentSession() sessionId: string,
    @Body() { currentPassword: current, newPassword: wanted }: PasswordBody,
    @FromWhere() origin: Origin,
  ): Promise<void> {
    valueOrProblem(await this.own.changePassword({ userId, sessionId, current, wanted }, origin));
  }

  @Get()
  @Access('admin')
  @ApiOperation({ summary: 'Everybody, the oldest account first' })
  @ApiOkResponse({ type: PageDto(UserAccountDto) })
  @ApiProblems('unauthenticated', 'forbidden', 'validation-failed', 'invalid-cursor')
  async list(@Query() { limit, cursor }: PageQuery): Promise<Page<UserAccountDto>> {
    const after = cursor === undefined ? null : String(valueOrProblem(decodeCursor(LIST, cursor))[0]);
    const found = await this.people.list(after, limit + 1);
    return pageOf(LIST, found.map(accountDto), limit, ({ id }) => [id]);
  }

  @Get(':id')
  @Access('admin')
  @ETag(versionOf)
  @ApiOperation({ summary: 'One person' })
  @ApiOkResponse({ type: UserAccountDto })
  @ApiProblems('unauthenticated', 'forbidden', 'not-found')
  async get(@Param('id') userId: string): Promise<UserAccountDto> {
    const user = await this.people.get(userId);
    if (user === null) throw ProblemException.of('not-found', { userId });
    return accountDto(user);
  }

  @Patch(':id')
  @Access('admin')
  @ETag(versionOf)
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change the role, or whether they may come in; it holds from their next request on',
  })
  @ApiOkResponse({ type: UserAccountDto })
  @ApiProblems(
    'unauthenticated',
    'forbidden',
    'not-found',
    'validation-failed',
    'last-admin',
    'demo-stays-trader',
  )
  async change(
    @Param('id') userId: string,
    @IfMatch() version: number | null,
    @Body() change: UserAccountBody,
  ): Promise<UserAccountDto> {
    return accountDto(valueOrProblem(await this.people.change(userId, version, change)));
  }
}

const profileOf = ({ id, email, role, language, demo, version }: User) => ({
  ...{ id, email, role, language, demo, version },
});

const userDto = (user: User): UserDto => profileOf(user);

const accountDto = (user: User): UserAccountDto => ({
  ...profileOf(user),
  disabled: user.disabled,
  createdAt: new Date(user.createdAt).toISOString(),
});
