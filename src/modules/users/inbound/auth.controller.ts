import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { valueOrProblem } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { SignIn } from '../application/sign-in.js';
import { LoginDto, TokensDto } from './auth.dto.js';

@ApiTags('auth')
@Access('public')
@Controller('auth')
export class AuthController {
  constructor(private readonly signIn: SignIn) {}

  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in with an e-mail address and a password' })
  @ApiOkResponse({ type: TokensDto })
  @ApiProblems('unauthenticated', 'unavailable', 'validation-failed')
  async login(@Body() { email, password }: LoginDto): Promise<TokensDto> {
    const tokens = valueOrProblem(await this.signIn.withPassword(email, password));
    const { accessToken, refreshToken, accessExpiresInSec } = tokens;
    return { accessToken, refreshToken, expiresIn: accessExpiresInSec };
  }
}
