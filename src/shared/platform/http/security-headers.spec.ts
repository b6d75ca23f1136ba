import helmet from '@fastify/helmet';
import fastify, { type FastifyHttpOptions, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Server } from 'node:http';
import { answerHeaders, contentSecurity, GuardedResponse, pageHeaders } from './security-headers.js';

type Answer = (reply: FastifyReply) => unknown;

async function headersOf(
  answer: Answer,
  options: FastifyHttpOptions<Server> = { http: { ServerResponse: GuardedResponse } },
  prepare: (server: FastifyInstance) => unknown = () => undefined,
) {
  const server = fastify(options);
  await prepare(server);
  server.get('/', (_request, reply) => answer(reply));
  const { headers } = await fetch(await server.listen({ port: 0 }), { redirect: 'manual' });
  await server.close();
  const others = ['content-type', 'content-length', 'date', 'connection', 'keep-alive', 'location'];
  return Object.fromEntries([...headers].filter(([name]) => !others.includes(name)));
}

describe('the headers for browsers', () => {
  it('of pages are those that helmet sets', async () => {
    const hello = () => ({ hello: 1 });
    const helmets = await headersOf(hello, {}, (server) =>
      server.register(helmet, {
        contentSecurityPolicy: { useDefaults: false, directives: contentSecurity },
        strictTransportSecurity: { maxAge: 180 * 86_400, includeSubDomains: false },
        referrerPolicy: { policy: 'no-referrer' },
        frameguard: { action: 'deny' },
      }),
    );
    expect(pageHeaders).toEqual(helmets);
  });

  it.each<[string, Answer, object]>([
    ['JSON', () => ({ hello: 1 }), answerHeaders],
    ['JSON of another name', (reply) => reply.type('application/json').send('{}'), answerHeaders],
    ['a problem', (reply) => reply.type('application/problem+json; charset=utf-8').send('{}'), answerHeaders],
    ['nothing', (reply) => reply.code(204).send(), answerHeaders],
    ['a redirect', (reply) => reply.redirect('/there'), answerHeaders],
    ['a page', (reply) => reply.type('text/html; charset=utf-8').send('<p>'), pageHeaders],
    ['a page that says so loudly', (reply) => reply.type('TEXT/HTML').send('<p>'), pageHeaders],
    ['a script', (reply) => reply.type('text/javascript').send('1'), pageHeaders],
    ['a drawing', (reply) => reply.type('image/svg+xml').send('<svg/>'), pageHeaders],
    ['text', () => 'hello', pageHeaders],
    ['bytes', () => Buffer.from('hello'), pageHeaders],
    ['what only begins like JSON', (reply) => reply.type('application/jsonp').send('a()'), pageHeaders],
  ])('go with %s', async (_what, answer, headers) => {
    expect(await headersOf(answer)).toEqual(headers);
  });

  it('leave a page the policy that it has of its own', async () => {
    const policy = "sandbox; default-src 'none'";
    const own: Answer = (reply) =>
      reply.type('text/html').header('content-security-policy', policy).send('<p>');
    expect(await headersOf(own)).toEqual({
      ...pageHeaders,
      'content-security-policy': policy,
    });
  });
});
