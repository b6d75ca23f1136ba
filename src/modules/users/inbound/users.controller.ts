import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Bus } from '../../../shared/platform/bus/bus.port.js';
import { Access } from '../../../shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../../shared/platform/http/current-user.decorator.js';
import { ProblemException } from '../../../shared/platform/http/problem.js';
import { ApiProblems } from '../../../shared/platform/http/problem.dto.js';
import { GetUser } from '../contracts/queries/get-user.query.js';
import { UserDto } from './users.dto.js';

@ApiTags('users')
@Access('viewer')
@Controller('users')
export class UsersController {
  constructor(private readonly bus: Bus) {}

  @Get('me')
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ type: UserDto })
  @ApiProblems('unauthenticated')
  async me(@CurrentUser() { userId }: SignedIn): Promise<UserDto> {
    const user = await this.bus.ask(new GetUser({ userId }));
    // The token is right, but of somebody who is no more.
    if (user === null) throw ProblemException.of('unauthenticated');
    const { email, role, language, demo } = user;
    return { id: userId, email, role, language, demo };
  }
}
