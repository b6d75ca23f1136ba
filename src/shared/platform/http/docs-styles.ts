import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';

/** Lets the style blocks of the documentation page through by their digests, instead of allowing all inline styles. */
export function allowDocsStyles(instance: FastifyInstance): void {
  instance.addHook('onSend', (request, reply, payload, done) => {
    if (request.raw.url?.startsWith('/docs') === true) allowStyles(reply, payload);
    done(null, payload);
  });
}

function allowStyles(reply: FastifyReply, payload: unknown): void {
  const page = String(reply.getHeader('content-type')).startsWith('text/html');
  const policy = reply.getHeader('content-security-policy');
  if (page && typeof policy === 'string' && typeof payload === 'string')
    void reply.header('content-security-policy', withStyles(policy, payload));
}

function withStyles(policy: string, html: string): string {
  const digests = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
    ([, css = '']) => `'sha256-${createHash('sha256').update(css).digest('base64')}'`,
  );
  return policy.replace(/style-src 'self'/, ["style-src 'self'", ...digests].join(' '));
}
