import helmet from '@fastify/helmet';
import fastify, { type FastifyHttpOptions, type FastifyInstance, type FastifyReply } from 'fastify';
import { IncomingMessage, type Server } from 'node:http';
import { Socket } from 'node:net';
import { GuardedResponse } from './guarded-response.js';
import { answerHeaders, contentSecurity, pageHeaders } from './security-headers.js';

type Answer = (reply: FastifyReply) => unknown;

/** As where Node makes heads in a way that nothing can precede. */
class GuardedByLines<Request extends IncomingMessage = IncomingMessage> extends GuardedResponse<Request> {
  protected override get precedes(): boolean {
    return false;
  }
}

async function headersOf(
  answer: Answer,
  options: FastifyHttpOptions<Server>,
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
    expect(pageHeaders).toEqual({ ...helmets, 'cache-control': 'no-store' });
  });

  it('go before those of an answer on the Node that this runs on', () => {
    class Asked extends GuardedResponse {
      readonly asked = this.precedes;
    }
    expect(new Asked(new IncomingMessage(new Socket())).asked).toBe(true);
  });

  describe.each([
    ['before those of an answer', GuardedResponse],
    ['among those of an answer', GuardedByLines],
  ])('%s', (_how, ServerResponse) => {
    const http = { ServerResponse };

    it.each<[string, Answer, object]>([
      ['JSON', () => ({ hello: 1 }), answerHeaders],
      ['JSON of another name', (reply) => reply.type('application/json').send('{}'), answerHeaders],
      [
        'a problem',
        (reply) => reply.type('application/problem+json; charset=utf-8').send('{}'),
        answerHeaders,
      ],
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
      expect(await headersOf(answer, { http })).toEqual(headers);
    });

    it('leave a page the policy that it has of its own', async () => {
      const policy = "sandbox; default-src 'none'";
      const own: Answer = (reply) =>
        reply.type('text/html').header('content-security-policy', policy).send('<p>');
      expect(await headersOf(own, { http })).toEqual({
        ...pageHeaders,
        'content-security-policy': policy,
      });
    });

    it('are there once, also where an answer has one of them already', async () => {
      const own: Answer = (reply) => reply.header('cache-control', 'public').send({ hello: 1 });
      expect(await headersOf(own, { http })).toEqual(answerHeaders);
    });

    it('are there once beside what was set below the framework', async () => {
      const own: Answer = (reply) => {
        reply.raw.setHeader('cache-control', 'public').setHeader('x-own', '1');
        return reply.send({ hello: 1 });
      };
      expect(await headersOf(own, { http })).toEqual({ ...answerHeaders, 'x-own': '1' });
    });

    it('go with what is written below the framework', async () => {
      const own: Answer = (reply) => {
        reply.hijack();
        reply.raw.end();
      };
      expect(await headersOf(own, { http })).toEqual(answerHeaders);
    });
  });
});
