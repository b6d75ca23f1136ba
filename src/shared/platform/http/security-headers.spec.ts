import helmet from '@fastify/helmet';
import fastify from 'fastify';
import { addSecurityHeaders, contentSecurity, securityHeaders } from './security-headers.js';

async function headersOf(prepare: (server: ReturnType<typeof fastify>) => unknown) {
  const server = fastify();
  await prepare(server);
  server.get('/', () => 'hello');
  const { headers } = await server.inject('/');
  await server.close();
  const ofFastify = ['content-type', 'content-length', 'date', 'connection'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofFastify.includes(name)));
}

describe('the headers for browsers', () => {
  it('are those that helmet sets', async () => {
    const helmets = await headersOf((server) =>
      server.register(helmet, {
        contentSecurityPolicy: { useDefaults: false, directives: contentSecurity },
        strictTransportSecurity: { maxAge: 180 * 86_400, includeSubDomains: false },
        referrerPolicy: { policy: 'no-referrer' },
        frameguard: { action: 'deny' },
      }),
    );
    expect(securityHeaders).toEqual(helmets);
  });

  it('go with every answer', async () => {
    expect(await headersOf(addSecurityHeaders)).toEqual(securityHeaders);
  });
});
