import helmet from '@fastify/helmet';
import fastify, { type FastifyReply } from 'fastify';
import { addSecurityHeaders, answerHeaders, contentSecurity, pageHeaders } from './security-headers.js';

type Server = ReturnType<typeof fastify>;
type Answer = (reply: FastifyReply) => unknown;

async function headersOf(prepare: (server: Server) => unknown, answer: Answer = () => ({ hello: 1 })) {
  const server = fastify();
  await prepare(server);
  server.get('/', (_request, reply) => answer(reply));
  const { headers } = await server.inject('/');
  await server.close();
  const ofFastify = ['content-type', 'content-length', 'date', 'connection', 'transfer-encoding', 'location'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofFastify.includes(name)));
}

describe('the headers for browsers', () => {
  it('of pages are those that helmet sets', async () => {
    const helmets = await headersOf((server) =>
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
    expect(await headersOf(addSecurityHeaders, answer)).toEqual(headers);
  });

  it('leave a page the policy that it has of its own', async () => {
    const policy = "sandbox; default-src 'none'";
    const own: Answer = (reply) =>
      reply.type('text/html').header('content-security-policy', policy).send('<p>');
    expect(await headersOf(addSecurityHeaders, own)).toEqual({
      ...pageHeaders,
      'content-security-policy': policy,
    });
  });
});
