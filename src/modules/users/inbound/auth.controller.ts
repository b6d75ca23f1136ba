import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import {
  CurrentSession,
  CurrentUser,
  type SignedIn,
} from '../../../shared/platform/http/current-user.decorator.js';
import { valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import type { Origin } from '../application/ports/session-store.port.js';
import { Register, type Newcomer } from '../application/register.js';
import { Sessions, type SignInTokens } from '../application/sessions.js';
import { SignIn } from '../application/sign-in.js';
import { LoginDto, RefreshDto, RegisterDto, SetUpDto, TokensDto } from './auth.dto.js';
import { FromWhere } from './origin.decorator.js';

@ApiTags('auth')
@Access('public')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly signIn: SignIn,
    private readonly registering: Register,
    private readonly sessions: Sessions,
  ) {}

  @Post('setup')
  @ApiOperation({ summary: 'Make the first admin, with the token that the first start printed' })
  @ApiCreatedResponse({ type: TokensDto })
  @ApiProblems(
    'set-up-refused',
    'email-taken',
    'weak-password',
    'too-many-requests',
    'unavailable',
    'validation-failed',
  )
  async setUp(@Body() body: SetUpDto, @FromWhere() origin: Origin): Promise<TokensDto> {
    const made = await this.registering.asFirstAdmin(body.token, newcomer(body), origin);
    return tokensDto(valueOrProblem(made));
  }

  @Post('register')
  @ApiOperation({ summary: 'Make an account of your own, where registration is open' })
  @ApiCreatedResponse({ type: TokensDto })
  @ApiProblems(
    'registration-closed',
    'email-taken',
    'weak-password',
    'too-many-requests',
    'unavailable',
    'validation-failed',
  )
  async register(@Body() body: RegisterDto, @FromWhere() origin: Origin): Promise<TokensDto> {
    return tokensDto(valueOrProblem(await this.registering.asTrader(newcomer(body), origin)));
  }

  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in with an e-mail address and a password' })
  @ApiOkResponse({ type: TokensDto })
  @ApiProblems('unauthenticated', 'unavailable', 'too-many-requests', 'validation-failed')
  async login(@Body() { email, password }: LoginDto, @FromWhere() origin: Origin): Promise<TokensDto> {
    return tokensDto(valueOrProblem(await this.signIn.withPassword(email, password, origin)));
  }

  @Post('refresh')
  @HttpCode(200)
  @ApiOperation({ summary: 'New tokens for a refresh token; a token that comes twice ends its session' })
  @ApiOkResponse({ type: TokensDto })
  @ApiProblems('unauthenticated', 'validation-failed')
  async refresh(@Body() { refreshToken }: RefreshDto): Promise<TokensDto> {
    return tokensDto(valueOrProblem(await this.sessions.refresh(refreshToken)));
  }

  @Post('logout')
  @HttpCode(204)
  @Access('viewer')
  @ApiOperation({ summary: 'End the session of this request; its tokens open nothing any more' })
  @ApiNoContentResponse()
  @ApiProblems('unauthenticated')
  async logout(@CurrentUser() { userId }: SignedIn, @CurrentSession() sessionId: string): Promise<void> {
    await this.sessions.end(userId, sessionId);
  }
}

const newcomer = ({ email, password, language }: RegisterDto): Newcomer => ({
  email,
  password,
  language: language ?? 'en',
});

const tokensDto = ({ accessToken, refreshToken, accessExpiresInSec }: SignInTokens): TokensDto => ({
  accessToken,
  refreshToken,
  expiresIn: accessExpiresInSec,
});
