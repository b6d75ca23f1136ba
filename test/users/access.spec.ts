import { Controller, Get, Post } from '@nestjs/common';
import { Access } from '../../src/shared/platform/http/access.decorator.js';
import { CurrentUser, type SignedIn } from '../../src/shared/platform/http/current-user.decorator.js';
import { currentScope } from '../../src/shared/platform/telemetry/scope.js';
import { bootUsers, type BootedUsers } from './kit.js';

@Access('trader')
@Controller('guarded')
class GuardedController {
  @Get('public')
  @Access('public')
  open(): string {
    return 'open';
  }

  @Get('viewer')
  @Access('viewer')
  viewer(): string {
    return 'viewer';
  }

  @Get('trader')
  trader(): string {
    return 'trader';
  }

  @Post('admin')
  @Access('admin')
  admin(): string {
    return 'admin';
  }

  @Get('me')
  me(@CurrentUser() user: SignedIn): object {
    return { user, scope: currentScope() };
  }

  @Get('confused')
  @Access('public')
  confused(@CurrentUser() user: SignedIn): object {
    return user;
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get()
  forgotten(): string {
    return 'nobody said who may see this';
  }
}

describe('the guard', () => {
  let booted: BootedUsers;
  beforeAll(async () => {
    booted = await bootUsers({ controllers: [GuardedController, ForgottenController] });
  });
  afterAll(() => booted.close());

  const call = async (path: string, authorization?: string) =>
    booted.app.inject({
      method: path === 'guarded/admin' ? 'POST' : 'GET',
      url: `/api/v1/${path}`,
      headers: authorization === undefined ? {} : { authorization },
    });

  it('lets everybody through to what is public, also with a token that is worth nothing', async () => {
    expect((await call('guarded/public')).body).toBe('open');
    expect((await call('guarded/public', 'Bearer nonsense')).statusCode).toBe(200);
  });

  it.each([
    ['viewer', { viewer: 200, trader: 403, admin: 403 }],
    ['trader', { viewer: 200, trader: 200, admin: 403 }],
    ['admin', { viewer: 200, trader: 200, admin: 201 }],
  ] as const)('lets a %s through as far as the role reaches', async (role, expected) => {
    const authorization = await booted.bearer(role);
    for (const [level, status] of Object.entries(expected)) {
      const answer = await call(`guarded/${level}`, authorization);
      expect({ level, status: answer.statusCode }).toEqual({ level, status });
      if (status === 403)
        expect(answer.json()).toMatchObject({ code: 'forbidden', details: { needs: level } });
    }
  });

  it('asks a stranger to sign in, and says how', async () => {
    const answer = await call('guarded/trader');
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json().code).toBe('unauthenticated');
  });

  it('takes the word Bearer in any case, and no other way of sending a token', async () => {
    const token = (await booted.bearer('trader')).slice('Bearer '.length);
    expect((await call('guarded/trader', `bearer ${token}`)).statusCode).toBe(200);
    for (const header of [
      token,
      `Basic ${token}`,
      `Bearer  ${token}`,
      `Bearer ${token} `.repeat(2),
      `Bearer ${token}=`,
      `Bearer ${token}${'A'.repeat(5_000)}`,
      'Bearer',
      'Bearer ',
      '',
    ])
      expect((await call('guarded/trader', header)).statusCode).toBe(401);
    expect((await call(`guarded/trader?access_token=${token}`)).statusCode).toBe(401);
  });

  it('refuses everybody where nobody was named, and says so in the log', async () => {
    for (const authorization of [undefined, await booted.bearer('admin')]) {
      const answer = await call('forgotten', authorization);
      expect(answer.statusCode).toBe(403);
      expect(answer.body).not.toContain('nobody said');
    }
    expect(booted.lines.join('')).toContain('ForgottenController.forgotten');
  });

  it('hands on who it is, to the route and to everything the request causes', async () => {
    const answer = await call('guarded/me', await booted.bearer('trader', 'user-9'));
    expect(answer.json()).toEqual({
      user: { userId: 'user-9', role: 'trader' },
      scope: expect.objectContaining({ userId: 'user-9', requestId: answer.headers['x-request-id'] }),
    });
  });

  it('keeps the people of requests that run at the same time apart', async () => {
    const people = Array.from({ length: 20 }, (_, index) => `user-${index}`);
    const answers = await Promise.all(
      people.map(async (userId) => call('guarded/me', await booted.bearer('trader', userId))),
    );
    expect(answers.map((answer) => answer.json().scope.userId)).toEqual(people);
  });

  it('has nobody to hand on at a public route: asking there is a mistake of the program', async () => {
    expect((await call('guarded/confused', await booted.bearer('trader'))).statusCode).toBe(500);
  });
});
